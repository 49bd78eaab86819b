"""What will surprise the author of a form, although the form can be run: told when it is uploaded."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.filling.definition import NodeDefinition, Text
from forms.filling.formulas import Formula
from forms.filling.reading import FormDefinition
from forms.filling.reads import missing_in


@dataclass(frozen=True, slots=True)
class Doubt:
    """An expression that refers to what the form does not have: it reads as empty there.

    Attributes:
        reference: Of the question or group that it belongs to.
        attribute: What it decides there, such as `calculate`.
        missing: What it refers to.
    """

    reference: str
    attribute: str
    missing: str


def doubts_about(form: FormDefinition) -> Iterator[Doubt]:
    """Yields each reference to nothing."""
    for definition in form.root.descendants():
        for formula in _formulas(definition):
            for missing in missing_in(formula, definition, form.root):
                yield Doubt(formula.reference, formula.attribute, missing)


def _formulas(definition: NodeDefinition) -> Iterator[Formula]:
    binds = (definition.relevant, definition.required, definition.readonly, definition.constraint, definition.calculate)
    yield from (each for each in binds if each is not None)
    if definition.repeat is not None and definition.repeat.count is not None:
        yield definition.repeat.count
    control = definition.control
    if control is None:
        return
    if control.itemset is not None:
        yield control.itemset.nodes
    for text in (control.label, control.hint, definition.required_message, definition.constraint_message):
        yield from _in_text(text)


def _in_text(text: Text | None) -> Iterator[Formula]:
    if text is not None:
        yield from (part for part in text.parts if isinstance(part, Formula))
