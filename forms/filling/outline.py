"""The questions of a form in the order in which they are asked, each with the headings that it stands under."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.filling.choices import Choices
from forms.filling.conditions import Conditions, Violation
from forms.filling.definition import CHOOSING, Choice, Control, NodeDefinition, Section, Text
from forms.filling.rendering import Rendering
from forms.filling.tree import FormNode, InstanceTree, Range


@dataclass(frozen=True, slots=True)
class View:
    """What a look at a form needs; whether it sees the rounds that a lower count has taken away."""

    tree: InstanceTree
    rendering: Rendering
    conditions: Conditions
    choices: Choices
    with_parked: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A group, or a round of a repeat, that questions stand in; all of them have the same one.

    Attributes:
        reference: Empty for a group that has no place in the model.
        appearance: `field-list` means that its questions belong on one page.
        position: Of a round, from 1; 0 for a group.
        rounds: How many rounds there are; 0 for a group.
        node: Where its label is worked out.
    """

    reference: str
    appearance: str
    position: int
    rounds: int
    node: FormNode
    _text: Text | None
    _rendering: Rendering

    @property
    def label(self) -> str | None:
        """In the language of the session; None where the form gives none."""
        return self._rendering.text(self._text, self.node.node)


class Question:
    """One question at one place of the form; what it says is worked out when it is asked for.

    Attributes:
        node: Its place in the instance.
        headings: What it stands in, outermost first.
    """

    def __init__(self, view: View, node: FormNode, control: Control, headings: Sequence[Heading]) -> None:
        self.node = node
        self.headings = tuple(headings)
        self._view = view
        self._control = control

    def __repr__(self) -> str:
        return f"<Question {self.reference}>"

    @property
    def reference(self) -> str:
        """Its absolute path, with the position of every round around it."""
        return self.node.reference

    @property
    def kind(self) -> str:
        """How it is asked: `note`, or as the body says: input, select1, select, rank, range, trigger, upload."""
        return "note" if self.node.definition.is_note else self._control.kind

    @property
    def value_type(self) -> str:
        """Type of its value, such as `int`; `string` where the form does not say."""
        return self.node.definition.value_type

    @property
    def appearance(self) -> str:
        """Advice how to show it, as written."""
        return self._control.appearance

    @property
    def parameters(self) -> Mapping[str, str]:
        """Further attributes, such as mediatype, start, end, step."""
        return self._control.parameters

    @property
    def label(self) -> str | None:
        """In the language of the session; None where the form gives none."""
        return self._view.rendering.text(self._control.label, self.node.node)

    @property
    def hint(self) -> str | None:
        """In the language of the session; None where the form gives none."""
        return self._view.rendering.text(self._control.hint, self.node.node)

    @property
    def guidance(self) -> str | None:
        """What is only shown on demand; None where the form gives none."""
        return self._view.rendering.text(self._control.hint, self.node.node, "guidance")

    @property
    def media(self) -> Mapping[str, str]:
        """File names that belong to the label, by kind: image, big-image, audio, video."""
        return self._view.rendering.media(self._control.label, self.node.node)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen at present, in order."""
        return self._view.choices.listed(self.node)

    @property
    def takes_choices(self) -> bool:
        """Whether it is answered from a list."""
        return self._control.kind in CHOOSING

    @property
    def is_relevant(self) -> bool:
        """Whether it is to be asked."""
        return self.node.is_relevant

    @property
    def is_required(self) -> bool:
        """Whether it must be answered."""
        return self._view.conditions.is_required(self.node)

    @property
    def is_readonly(self) -> bool:
        """Whether it can only be read."""
        return self._view.conditions.is_readonly(self.node)

    @property
    def value(self) -> str:
        """What counts at present; empty where it is not relevant."""
        return self.node.value

    @property
    def kept_value(self) -> str:
        """The last answer, even while it is not relevant."""
        return self.node.stored

    @property
    def violation(self) -> Violation | None:
        """What is the matter with its answer."""
        return self._view.conditions.violation(self.node)


@dataclass(frozen=True, slots=True, eq=False)
class RoundsEnd:
    """The place behind the last round of a repeat, where another may be added.

    Attributes:
        reference: Of the repeat.
        rounds: How many there are.
        is_counted: The form decides how many there are.
        is_relevant: Whether this place is to be shown.
        headings: What the repeat stands in, outermost first.
    """

    reference: str
    rounds: int
    is_counted: bool
    is_relevant: bool
    headings: tuple[Heading, ...]
    _text: Text | None
    _range: Range
    _rendering: Rendering

    @property
    def label(self) -> str | None:
        """Of the repeat, in the language of the session; None where the form gives none."""
        return self._rendering.text(self._text, self._range.marker)


def outline(view: View, parts: Sequence[Section | NodeDefinition]) -> Iterator[Question | RoundsEnd]:
    """Yields every question and the end of every repeat in the order of the body, relevant or not."""
    yield from _parts(view, parts, {}, ())


def _parts(
    view: View,
    parts: Sequence[Section | NodeDefinition],
    rounds: Mapping[NodeDefinition, FormNode],
    headings: tuple[Heading, ...],
) -> Iterator[Question | RoundsEnd]:
    for part in parts:
        if isinstance(part, NodeDefinition):
            node = _node(view, part, rounds)
            if node is not None and part.control is not None:
                yield Question(view, node, part.control, headings)
        elif part.is_repeat and part.definition is not None:
            yield from _rounds(view, part, part.definition, rounds, headings)
        else:
            node = _node(view, part.definition, rounds) if part.definition is not None else None
            at = node if node is not None else view.tree.root
            reference = node.reference if node is not None else ""
            heading = Heading(reference, part.appearance, 0, 0, at, part.label, view.rendering)
            yield from _parts(view, part.parts, rounds, (*headings, heading))


def _rounds(
    view: View,
    section: Section,
    definition: NodeDefinition,
    rounds: Mapping[NodeDefinition, FormNode],
    headings: tuple[Heading, ...],
) -> Iterator[Question | RoundsEnd]:
    assert definition.parent is not None
    parent = _node(view, definition.parent, rounds)
    found = parent.children.get(definition.name) if parent is not None else None
    if not isinstance(found, Range):
        return
    count = len(found.instances)
    for node in found.all_rounds if view.with_parked else list(found.instances):
        heading = Heading(node.reference, section.appearance, node.position, count, node, section.label, view.rendering)
        yield from _parts(view, section.parts, {**rounds, definition: node}, (*headings, heading))
    repeat = definition.repeat
    yield RoundsEnd(
        reference=found.reference,
        rounds=count,
        is_counted=repeat is not None and repeat.is_counted,
        is_relevant=found.is_relevant,
        headings=headings,
        _text=section.label,
        _range=found,
        _rendering=view.rendering,
    )


def _node(view: View, definition: NodeDefinition, rounds: Mapping[NodeDefinition, FormNode]) -> FormNode | None:
    """Finds the node of a definition within the rounds that are being walked through."""
    inmost = next((rounds[each] for each in reversed(definition.repeats) if each in rounds), None)
    if inmost is not None and inmost.definition is definition:
        return inmost
    return next(iter(view.tree.instances(definition, inmost)), None)
