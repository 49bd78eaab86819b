"""What a form with logic asks at present, as a checklist: so that it is asked, shown and answered like any other."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from forms.checklist import Checklist, Group, Kind, Question
from forms.filling import outline
from forms.filling.tree import FormNode, Range
from forms.xform_texts import spoken
from services.built_once import BuiltOnce
from services.filled import FilledForm
from services.wording_now import Place, WordingNow

NAME_MOST = 80  # characters: as wide as answers keep a question's name
MORE: Kind = "more"


@dataclass(frozen=True, slots=True)
class AskedNow:
    """What is asked at present.

    Attributes:
        checklist: With the questions that are relevant, in their order.
        values: Those that the form holds, by the questions' names.
        looked_up: Names of the questions whose lists are too long to stand here: their choices are those chosen.
    """

    checklist: Checklist
    values: Mapping[str, str] = field(default_factory=dict)
    looked_up: frozenset[str] = frozenset()


_DERIVED: BuiltOnce[str, Checklist] = BuiltOnce(most=64)


def asked_now(checklist: Checklist, form: FilledForm) -> AskedNow:
    """Return what a form asks at present.

    Names are those of the form where they are unique and stand in no repeat, else they say in which round; they last
    as long as the question or its round does. Numbers run on over what is asked.
    """
    places = [each for each in form.filling.outline() if each.is_relevant and not _is_counted(each)]
    wording = WordingNow(checklist, form, places)
    keys = _Keys(form)
    groups = _Groups(wording, keys)
    questions: list[Question] = []
    said: list[object] = []
    looked_up: set[str] = set()
    values: dict[str, str] = {}
    form.names = {}
    number = 0
    for place in places:
        group = groups.name_of(place)
        reference = place.reference
        if isinstance(place, outline.RoundsEnd):
            name = _short(f"{keys.of(reference)}/{MORE}")
            if questions and form.names[questions[-1].name].startswith(f"{reference}["):
                # Whether there is another is asked with the last one.
                group = questions[-1].group
            number += 1
            question = Question(name, MORE, number, wording.label(place), group=group)
            token: object = question
        else:
            try:
                worded = wording.worded(place)
            except KeyError:
                continue
            name = _name(checklist, worded.question, keys.of(reference))
            values[name] = place.value
            if worded.is_long:
                looked_up.add(name)
            is_read_only = worded.question.read_only or place.is_readonly
            is_asked = worded.question.kind != "note" and not is_read_only
            number += is_asked
            question, token = wording.asked(
                place, worded, name, number if is_asked else None, group, is_read_only=is_read_only
            )
        form.names[name] = reference
        questions.append(question)
        said.append(token)
    used = {question.group for question in questions}
    derived = _checklist(checklist, tuple(g for g in groups.found.values() if g.name in used), questions, said)
    return AskedNow(derived, values, frozenset(looked_up))


def _is_counted(place: Place) -> bool:
    """Where the form decides how many rounds there are, nobody is asked."""
    return isinstance(place, outline.RoundsEnd) and place.is_counted


def hidden_now(checklist: Checklist, form: FilledForm, names: Collection[str]) -> tuple[Question, ...]:
    """Return those of the named questions that the form has and does not ask at present, without numbers: those that
    do not apply, and those of rounds that a lower count has taken away.
    """
    keys = _Keys(form)
    found: dict[str, outline.Question] = {}
    for place in form.filling.outline(with_parked=True):
        if isinstance(place, outline.RoundsEnd):
            continue
        try:
            name = _name(checklist, checklist.at(place.node.definition.reference), keys.of(place.reference))
        except KeyError:
            continue
        if name in names:
            found[name] = place
            form.names[name] = place.reference
    wording = WordingNow(checklist, form, tuple(found.values()))
    return tuple(
        _with_round(
            wording.asked(place, wording.worded(place), name, None, None, is_read_only=place.is_readonly)[0],
            place,
            wording,
        )
        for name, place in found.items()
    )


def _with_round(question: Question, place: outline.Question, wording: WordingNow) -> Question:
    """Return a question that says in which round it stands: no heading stands over it."""
    rounds = [heading for heading in place.headings if heading.position]
    if not rounds:
        return question
    label = {
        code: f"{_heading(said, rounds[-1])} · {question.label.get(code, '')}"
        for code, said in wording.heading(rounds[-1]).items()
    }
    return replace(question, label=spoken(label))


class _Keys:
    """The lasting names of places, each round's found once for all that stands in it."""

    def __init__(self, form: FilledForm) -> None:
        self._form = form
        self._known: dict[str, str] = {}

    def of(self, reference: str) -> str:
        """Return the lasting name of a place."""
        above, _, step = reference.rpartition("/")
        if "[" in step or above.count("/") < 2:
            return self._form.key_of(reference)
        key = self._known.get(above)
        if key is None:
            key = self._known[above] = self._form.key_of(above)
        return f"{key}/{step}"


def _name(checklist: Checklist, question: Question, key: str) -> str:
    """Return the lasting name under which a question's answers are kept."""
    return question.name if question.name in _unique_names(checklist) and "#" not in key else _short(key)


def names_in(form: FilledForm, reference: str) -> list[str]:
    """Return the names under which answers of a round are kept, whether its questions are asked at present or not."""
    place = form.filling.tree.find(reference)
    assert isinstance(place, FormNode)
    keys = [form.key_of(node.reference) for node in place.nodes_below()]
    ends = [f"{form.key_of(each.reference)}/{MORE}" for each in place.below() if isinstance(each, Range)]
    return [_short(key) for key in (*keys, *ends)]


def round_group(form: FilledForm, reference: str) -> str:
    """Return the name of the group that a round is shown as."""
    return _short(form.key_of(reference))


class _Groups:
    """The headings under which questions stand, each with the words of those around it; rounds say which they are."""

    def __init__(self, wording: WordingNow, keys: _Keys) -> None:
        self.found: dict[str, Group] = {}
        self._wording, self._keys = wording, keys
        self._names: dict[outline.Heading, str] = {}

    def name_of(self, place: Place) -> str | None:
        """Return the name of the inmost heading of a place."""
        if not place.headings:
            return None
        inmost = place.headings[-1]
        name = self._names.get(inmost)
        if name is None:
            name = self._names[inmost] = self._enter(place.headings)
        return name

    def _enter(self, headings: Sequence[outline.Heading]) -> str:
        reference = next((heading.reference for heading in reversed(headings) if heading.reference), "")
        name = _short(self._keys.of(reference)) if reference else ""
        if name not in self.found:
            label: dict[str, str] = {}
            for code in self._wording.heading(headings[-1]):
                steps = [_heading(self._wording.heading(heading)[code], heading) for heading in headings]
                label[code] = " › ".join(step for step in steps if step)
            inmost = headings[-1]
            is_repeat = inmost.position > 0
            self.found[name] = Group(name, label, reference, is_repeat=is_repeat, appearance=inmost.appearance)
        return name


def _heading(label: str, heading: outline.Heading) -> str:
    return f"{label} {heading.position}".strip() if heading.position else label


def _short(key: str) -> str:
    return key if len(key) <= NAME_MOST else "~" + hashlib.sha256(key.encode()).hexdigest()[:40]


@lru_cache(maxsize=256)
def _unique_names(checklist: Checklist) -> frozenset[str]:
    counted = Counter(question.name for question in checklist.questions)
    return frozenset(name for name, count in counted.items() if count == 1 and len(name) <= NAME_MOST)


def _checklist(
    checklist: Checklist, groups: tuple[Group, ...], questions: Sequence[Question], said: Sequence[object]
) -> Checklist:
    """Return a checklist of its own, whose hash stands for what it asks: pages are laid out once for each."""
    digest = hashlib.sha256(repr((groups, said)).encode()).hexdigest()
    sha256 = f"{checklist.sha256}:{digest}"
    return _DERIVED.of(sha256, lambda: replace(checklist, groups=groups, questions=tuple(questions), sha256=sha256))
