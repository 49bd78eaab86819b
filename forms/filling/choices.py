"""Which choices a question offers at present, and what remains of an answer when some are no longer offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from forms.filling.chance import SeededChance
from forms.filling.definition import Choice, Control, Itemset, Text
from forms.filling.evaluation import Evaluation
from forms.filling.formulas import Formula
from forms.filling.reading import FormDefinition
from forms.filling.references import resolve
from forms.filling.refusals import XFormRefused
from forms.filling.rendering import Rendering
from forms.filling.tree import FormNode, InstanceTree
from forms.nodes import Node
from rules.errors import form_definitions as problems


@dataclass(slots=True)
class Choices:
    """The choices of one session.

    Attributes:
        form: The form.
        tree: Its instance.
        evaluation: Of the session.
        rendering: For labels.
        seed: From which lists without a seed of their own are shuffled.
    """

    form: FormDefinition
    tree: InstanceTree
    evaluation: Evaluation
    rendering: Rendering
    seed: str
    _paths: dict[str, Formula] = field(default_factory=dict)

    def offered(self, node: FormNode, stored: str) -> str:
        """Gives the part of an answer that is still on offer.

        Args:
            node: The question.
            stored: Names of choices.

        Returns:
            Names: of several choices in the order of the list, of a ranking in its own order with new ones behind.
        """
        control = node.definition.control
        if control is None:
            return stored
        names = self._names(node, control)
        if control.kind == "select1":
            return stored if stored in names else ""
        chosen = stored.split()
        if control.kind == "select":
            wanted = set(chosen)
            return " ".join(name for name in names if name in wanted)
        ranked = [name for name in chosen if name in names]
        return " ".join([*ranked, *(name for name in names if name not in ranked)]) if chosen else ""

    def listed(self, node: FormNode) -> tuple[Choice, ...]:
        """Gives the choices of a question in order, with labels in the session's language."""
        control = node.definition.control
        if control is None:
            return ()
        return tuple(self._listed(node, control))

    def label_of(self, value: str, written: str, at: Node) -> str | None:
        """Gives the label of a choice, for `jr:choice-name`.

        Args:
            value: Name of the choice.
            written: Path of the question.
            at: Where the path starts.

        Raises:
            XFormRefused: There is no such question, or it has no choices.
        """
        owner = self.tree.owners.get(at)
        base = owner.definition.reference if owner is not None else self.form.root.reference
        question = self.form.definitions.get(resolve(written, base))
        if question is None or question.control is None:
            raise XFormRefused(
                problems.UNKNOWN_REFERENCE, reference=base, attribute="jr:choice-name", missing=written.strip()
            )
        if not question.control.items and question.control.itemset is None:
            raise XFormRefused(problems.NO_CHOICES, reference=base, question=question.reference)
        formula = self._paths.get(written)
        if formula is None:
            formula = self._paths[written] = Formula(written, base, "jr:choice-name", self.form.namespaces)
        for found in self.evaluation.nodes(formula, at):
            node = self.tree.owners.get(found)
            if node is not None:
                return next((each.label for each in self.listed(node) if each.value == value), None)
        return None

    def _names(self, node: FormNode, control: Control) -> Mapping[str, None]:
        """Gives the names on offer in order; those of a list that never changes are looked up once for the form."""
        itemset = control.itemset
        if itemset is None:
            return dict.fromkeys(item.value for item in control.items)
        known = self.form.fixed_names.get(itemset)
        if known is None:
            known = dict.fromkeys(name for name, _ in self._looked_up(node, itemset))
            if itemset.is_fixed:
                self.form.fixed_names[itemset] = known
        return known

    def _looked_up(self, node: FormNode, itemset: Itemset) -> Iterator[tuple[str, Node]]:
        environment = self.evaluation.environment
        if "randomize" in itemset.nodes.text:
            environment = replace(environment, chance=SeededChance(f"{self.seed}:{node.reference}"))
        for item in self.evaluation.nodes(itemset.nodes, node.node, environment):
            yield self.evaluation.string(itemset.value, item, environment), item

    def _listed(self, node: FormNode, control: Control) -> Iterator[Choice]:
        itemset = control.itemset
        if itemset is None:
            for item in control.items:
                yield self._choice(item.value, item.label, node.node)
            return
        known = self.form.fixed_choices.get((itemset, self.rendering.language))
        if known is None:
            places = tuple(self._looked_up(node, itemset))
            known = tuple(self._choice(name, itemset.label, found) for name, found in places)
            if itemset.is_fixed and all(self.rendering.is_fixed(itemset.label, found) for _, found in places):
                self.form.fixed_choices[itemset, self.rendering.language] = known
        yield from known

    def _choice(self, value: str, label: Text | None, at: Node) -> Choice:
        shown = self.rendering.text(label, at)
        return Choice(value, value if shown is None else shown, self.rendering.media(label, at))
