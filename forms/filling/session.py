"""One form while it is being filled in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from forms.expressions.context import Environment
from forms.filling.chance import SeededChance
from forms.filling.choices import Choices
from forms.filling.conditions import Conditions, Violation
from forms.filling.evaluation import Evaluation
from forms.filling.events import Events
from forms.filling.outline import Question, RoundsEnd, View, outline
from forms.filling.propagation import Place, Propagation
from forms.filling.reading import FormDefinition
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.filling.rendering import Rendering
from forms.filling.tree import FormNode, InstanceTree, Range
from forms.filling.values import Answerable, canonical, written
from rules.errors import form_filling as problems


@dataclass(frozen=True, slots=True)
class Change:
    """What an act has changed.

    Attributes:
        changed: References of questions, groups and repeats whose value, relevance or rounds are different now.
        added: References of the rounds that have come.
        removed: References that are no longer there, as they were before.
        violations: What is the matter with the values that have changed, and with the question that was answered.
        failures: Actions that could not be carried out, and expressions that could not be worked out.
    """

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    violations: tuple[Violation, ...]
    failures: tuple[FillingRefused | XFormRefused, ...]


class Filling:
    """A form with its answers. `forms.filling.opening` begins one, `forms.filling.state` saves and resumes it.

    Not for several threads at once. A method that raises has changed nothing.

    Attributes:
        form: The form.
        tree: Its instance.
        chance: Where random numbers and ids come from.
        conditions: What must be, and what is the matter.
        rendering: Texts in the language of the session.
    """

    def __init__(
        self,
        form: FormDefinition,
        tree: InstanceTree,
        *,
        language: str,
        now: datetime,
        chance: SeededChance,
        properties: dict[str, str],
        location: str,
    ) -> None:
        self.form = form
        self.tree = tree
        self.chance = chance
        self.properties = properties
        self.location = location
        self._environment = Environment(
            tree.document, now, instances=form.lists, chance=chance, properties=properties, version=form.version
        )
        self._evaluation = Evaluation(self._environment)
        self.rendering = Rendering(form.itext, self._evaluation, language)
        choices = Choices(form, tree, self._evaluation, self.rendering, chance.seed)
        self._environment.texts = self.rendering.value_nodes
        self._environment.choice_label = choices.label_of
        self.conditions = Conditions(self._evaluation, self.rendering)
        self._propagation = Propagation(form, tree, self._evaluation, choices)
        self._events = Events(self._propagation, chance, properties, location)
        self._view = View(tree, self.rendering, self.conditions, choices)

    @property
    def language(self) -> str:
        """Name of the language as the form writes it; empty where it has one only."""
        return self.rendering.language

    @property
    def now(self) -> datetime:
        """The clock that expressions see, in the session's zone."""
        return self._environment.now

    @property
    def failures(self) -> tuple[XFormRefused, ...]:
        """Expressions that could not be worked out since the last act, or since opening; they count as not answered."""
        return tuple(self._evaluation.failures.values())

    def load(self) -> None:
        """Works everything out for the first time.

        Raises:
            XFormRefused: Something cannot be worked out or never settles.
        """
        self._evaluation.is_opening = True
        self._events.load()
        self._evaluation.is_opening = False
        self._propagation.start_afresh()

    def look_at_all(self) -> None:
        """Works out once what else only happens when a question is shown: conditions, texts, choices.

        Raises:
            XFormRefused: Something can never be worked out, whatever is answered.
        """
        self._evaluation.is_opening = True
        try:
            for each in self.questions():
                _ = (each.label, each.hint, each.choices, each.is_required, each.is_readonly, each.violation)
        finally:
            self._evaluation.is_opening = False

    def outline(self, *, with_parked: bool = False) -> Iterator[Question | RoundsEnd]:
        """Yields every question and the end of every repeat in the order in which they are asked, relevant or not.

        Args:
            with_parked: Also those of rounds that a lower count has taken away; they cannot be answered.
        """
        return outline(replace(self._view, with_parked=with_parked), self.form.body)

    def questions(self) -> Iterator[Question]:
        """Yields every question in the order in which they are asked, relevant or not."""
        return (each for each in self.outline() if isinstance(each, Question))

    def question(self, reference: str) -> Question:
        """Gives one question, without its headings.

        Raises:
            FillingRefused: There is none.
        """
        node = self._leaf(reference)
        if node.definition.control is None:
            raise FillingRefused(problems.NO_SUCH_QUESTION, reference=reference)
        return Question(self._view, node, node.definition.control, ())

    def answer(self, reference: str, answer: Answerable) -> Change:
        """Stores an answer, and works out again what depends on it.

        An answer that is no value of its type, or no choice on offer, empties the question; one that breaks the
        constraint is stored and told as a violation. Ask `check` first where neither should happen.

        Raises:
            FillingRefused: There is no such question, or it can only be read.
            XFormRefused: What follows from the answer cannot be worked out, never settles, or is too much.
        """
        node = self._leaf(reference)
        if self.conditions.is_readonly(node):
            raise FillingRefused(problems.READ_ONLY, reference=reference)
        with_type = canonical(node.definition, written(node.definition, answer))
        return self._change(lambda: self._propagation.store(node, self._offered(node, with_type)), about=node)

    def check(self, reference: str, answer: Answerable) -> Violation | None:
        """Says what would be the matter with an answer, without storing it.

        Raises:
            FillingRefused: There is no such question, or it can only be read.
            XFormRefused: What follows from the answer cannot be worked out, never settles, or is too much.
        """
        node = self._leaf(reference)
        if self.conditions.is_readonly(node):
            raise FillingRefused(problems.READ_ONLY, reference=reference)
        text = written(node.definition, answer)
        stored = self._offered(node, canonical(node.definition, text))
        if text.strip() and (not stored or (len(stored.split()) < len(set(text.split())) and self._is_list(node))):
            placeholders = {"type": node.definition.value_type, "typed": text}
            return Violation(node.reference, "type", None, problems.WRONG_TYPE.code, placeholders)
        drawn = self.chance.drawn
        self._propagation.start_afresh()
        try:
            self._propagation.store(node, stored)
            self._events.settle()
            return self.conditions.violation(node)
        finally:
            self._take_back(drawn)

    def add_repeat(self, reference: str) -> Change:
        """Adds a round behind the last one of a repeat.

        Raises:
            FillingRefused: There is no such repeat, or the form decides the number of its rounds.
            XFormRefused: There would be too many, or something cannot be worked out.
        """
        rounds = self._rounds(reference)
        return self._change(lambda: self._propagation.add(rounds))

    def remove_repeat(self, reference: str) -> Change:
        """Removes a round; those behind it move up.

        Raises:
            FillingRefused: There is no such round, or the form decides the number of rounds.
            XFormRefused: Something cannot be worked out.
        """
        place = self.tree.find(reference)
        if not isinstance(place, FormNode) or place.range is None:
            raise FillingRefused(problems.NOT_A_REPEAT, reference=reference)
        rounds = self._rounds(place.range.reference)
        return self._change(lambda: self._propagation.remove(rounds, place.position - 1))

    def set_language(self, language: str) -> Change:
        """Changes the language of all texts, and of calculations that give the label of a choice.

        Raises:
            FillingRefused: The form has no such language.
        """
        if language not in (self.form.languages or ("",)):
            known = ", ".join(self.form.languages)
            raise FillingRefused(problems.NO_SUCH_LANGUAGE, language=language, languages=known)
        before, self.rendering.language = self.rendering.language, language
        try:
            return self._change(lambda: self._propagation.enqueue(self.form.dependencies.speaking))
        except XFormRefused:
            self.rendering.language = before
            raise

    def set_clock(self, now: datetime) -> Change:
        """Sets the clock that expressions see.

        Conditions, counts of rounds and choices that look at it follow at once; what was calculated stays until
        something else that it reads changes.

        Args:
            now: Aware, in the session's zone.

        Raises:
            XFormRefused: What follows cannot be worked out, never settles, or is too much.
        """
        before, self._environment.now = self._environment.now, now
        try:
            return self._change(self._follow_clock)
        except XFormRefused:
            self._environment.now = before
            raise

    def violations(self) -> Iterator[Violation]:
        """Yields everything that is the matter at present, in the order of the model."""
        return self._violations(self.tree.root.nodes_below())

    def _follow_clock(self) -> None:
        self._propagation.enqueue(self.form.dependencies.timely)

    def _leaf(self, reference: str) -> FormNode:
        node = self.tree.find(reference)
        if not isinstance(node, FormNode) or not node.definition.is_leaf:
            raise FillingRefused(problems.NO_SUCH_QUESTION, reference=reference)
        return node

    def _rounds(self, reference: str) -> Range:
        place = self.tree.find(reference)
        repeat = place.definition.repeat if place is not None else None
        if not isinstance(place, Range) or repeat is None:
            raise FillingRefused(problems.NOT_A_REPEAT, reference=reference)
        if repeat.is_counted:
            raise FillingRefused(problems.COUNTED, reference=reference)
        return place

    def _offered(self, node: FormNode, stored: str) -> str:
        return self._view.choices.offered(node, stored) if stored and self._is_choosing(node) else stored

    def _is_choosing(self, node: FormNode) -> bool:
        control = node.definition.control
        return control is not None and control.kind in ("select1", "select", "rank")

    def _is_list(self, node: FormNode) -> bool:
        control = node.definition.control
        return control is not None and control.kind in ("select", "rank")

    def _change(self, act: Callable[[], object], about: FormNode | None = None) -> Change:
        propagation, drawn, is_done = self._propagation, self.chance.drawn, False
        propagation.start_afresh()
        self._events.failures.clear()
        self._evaluation.failures.clear()
        try:
            act()
            self._events.settle()
            change = self._summary(about)
            is_done = True
        finally:
            if not is_done:
                self._take_back(drawn)
        propagation.start_afresh()
        return change

    def _take_back(self, drawn: int) -> None:
        self._propagation.take_back()
        self.chance.drawn = drawn

    def _summary(self, about: FormNode | None) -> Change:
        propagation = self._propagation
        present: list[Place] = [each for each in propagation.changed if propagation.is_attached(each)]
        nodes = dict.fromkeys(each for each in present if isinstance(each, FormNode))
        if about is not None:
            nodes[about] = None
        return Change(
            changed=tuple(dict.fromkeys(each.reference for each in present)),
            added=tuple(each.reference for each in propagation.arrived if propagation.is_attached(each)),
            removed=tuple(propagation.removed),
            violations=tuple(self._violations(nodes)),
            failures=(*self._events.failures, *self._evaluation.failures.values()),
        )

    def _violations(self, nodes: Iterable[FormNode]) -> Iterator[Violation]:
        for node in nodes:
            violation = self.conditions.violation(node)
            if violation is not None:
                yield violation
