"""What a form consists of once it has been read; nothing here changes while it is being filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from forms.filling.formulas import Formula
from forms.nodes import Node

ControlKind: TypeAlias = Literal["input", "select1", "select", "rank", "range", "trigger", "upload"]
ActionKind: TypeAlias = Literal["value", "geopoint"]
CHOOSING: frozenset[str] = frozenset({"select1", "select", "rank"})


@dataclass(frozen=True, slots=True)
class Text:
    """A label, hint or message: parts to be put together, or a reference into the translations.

    Attributes:
        parts: Literal text and expressions in turn.
        text_id: Gives the id of a translated text; the parts are not used then.
    """

    parts: tuple[str | Formula, ...] = ()
    text_id: Formula | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A choice that the form spells out.

    Attributes:
        value: Its name, as stored.
        label: None where the name serves.
    """

    value: str
    label: Text | None


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices that are looked up: one for each node of a set.

    Attributes:
        nodes: The set, worked out at the question.
        value: Name of a choice, worked out at its node.
        label: Its label, worked out there too; None where the name serves.
        is_fixed: The set is the same whatever has been answered.
    """

    nodes: Formula
    value: Formula
    label: Text | None
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice on offer.

    Attributes:
        value: Its name, as stored.
        label: In the language of the session.
        media: File names by kind.
    """

    value: str
    label: str
    media: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Control:
    """How a question is asked.

    Attributes:
        kind: What the body calls it; `select1` takes one choice, `select` several, `rank` puts all in order.
        label: None where the form gives none.
        hint: None where the form gives none; its translations may hold a `guidance` form.
        appearance: Words that advise how to show it, space-separated, as written.
        parameters: Its other attributes by name, such as `mediatype`, `start`, `end`, `step`.
        items: Choices that are spelled out.
        itemset: Choices that are looked up.
    """

    kind: ControlKind
    label: Text | None
    hint: Text | None
    appearance: str
    parameters: Mapping[str, str]
    items: tuple[Item, ...] = ()
    itemset: Itemset | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a part of the form is repeated.

    Attributes:
        count: Gives the number of instances; None where the person decides.
        is_fixed: The form's own instances stay as they are (`jr:noAddRemove`).
        label: Of one round, None where the form gives none.
        appearance: As of a control.
        template: What a new instance is copied from.
    """

    count: Formula | None
    is_fixed: bool
    label: Text | None
    appearance: str
    template: Node

    @property
    def is_counted(self) -> bool:
        """Whether the form decides the number of instances."""
        return self.count is not None or self.is_fixed


@dataclass(frozen=True, slots=True)
class Preload:
    """A value that the session fills in: `jr:preload` and `jr:preloadParams`."""

    kind: str
    parameter: str


@dataclass(eq=False, slots=True)
class NodeDefinition:
    """A question, group, repeat, hidden value or bound attribute of the model; one for all instances of a repeat.

    Attributes:
        reference: Absolute path of names as written, such as `/data/meta/instanceID`.
        name: Its last step, with its prefix.
        parent: None at the root.
        source: The element (or attribute) of the model from which it was read.
        children: By name, in the order of the model; `add_child` adds one.
        named: Children by local name, whatever their prefix.
        attributes: Attributes that are bound or set by actions, by name with `@`.
        value_type: Without prefix, such as `int`; `string` where the form does not say.
        relevant: And the other binds: None where the form gives none.
        control: How it is asked; None for groups and for values that are not shown.
        group: How a group is headed; None where the body has none for it.
        repeat: Set on what is repeated.
        repeats: What is repeated around it, outermost first, itself included.
        is_attribute: It is an attribute of its parent.
    """

    reference: str
    name: str
    parent: "NodeDefinition | None"
    source: Node
    children: dict[str, "NodeDefinition"] = field(default_factory=dict)
    named: dict[str, list["NodeDefinition"]] = field(default_factory=dict)
    attributes: dict[str, "NodeDefinition"] = field(default_factory=dict)
    value_type: str = "string"
    relevant: Formula | None = None
    required: Formula | None = None
    readonly: Formula | None = None
    constraint: Formula | None = None
    calculate: Formula | None = None
    required_message: Text | None = None
    constraint_message: Text | None = None
    preload: Preload | None = None
    control: Control | None = None
    group: "Section | None" = None
    repeat: Repeat | None = None
    repeats: tuple["NodeDefinition", ...] = ()
    is_attribute: bool = False

    def add_child(self, child: "NodeDefinition") -> None:
        """Adds a child behind the others."""
        self.children[child.name] = child
        self.named.setdefault(child.name.rpartition(":")[2], []).append(child)

    @property
    def is_leaf(self) -> bool:
        """Whether it holds a value."""
        return self.is_attribute or (not self.children and self.repeat is None and self.group is None)

    @property
    def is_note(self) -> bool:
        """Whether it only tells something."""
        control = self.control
        return (
            control is not None
            and control.kind == "input"
            and control.label is not None
            and self.readonly is not None
            and "".join(self.readonly.text.split()) == "true()"
        )

    def descendants(self) -> Sequence["NodeDefinition"]:
        """Gives itself and everything below it, in the order of the model."""
        found, waiting = [], [self]
        while waiting:
            definition = waiting.pop()
            found.append(definition)
            waiting += reversed([*definition.attributes.values(), *definition.children.values()])
        return found


@dataclass(eq=False, slots=True)
class Section:
    """A group or repeat of the body, in the order in which it is asked.

    Attributes:
        definition: What it stands for; None for a group that only holds questions together.
        label: Heading, None where the form gives none.
        appearance: `field-list` means that its questions belong on one page.
        is_repeat: One round is asked for each instance.
        parts: Sections and questions in order.
    """

    definition: NodeDefinition | None
    label: Text | None
    appearance: str
    is_repeat: bool
    parts: "list[Section | NodeDefinition]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Action:
    """`setvalue` or `setgeopoint`.

    Attributes:
        kind: What is set.
        events: What it waits for.
        written: The path of what it sets, as written.
        sets: What it sets.
        value: None for a geopoint.
        source: The question in which it stands: its changes are `xforms-value-changed`.
    """

    kind: ActionKind
    events: frozenset[str]
    written: Formula
    sets: NodeDefinition
    value: Formula | str | None
    source: NodeDefinition | None


Translation: TypeAlias = Mapping[str, Mapping[str, tuple[str | Formula, ...]]]
"""Parts of a text by its id and form; the form is empty for the ordinary one, else `guidance`, `image` and so on."""


@dataclass(frozen=True, slots=True)
class Itext:
    """The translations of a form.

    Attributes:
        texts: By language, in the order of the form.
        nodes: The elements behind them, by language and id, for `jr:itext` in expressions.
        default: The language to begin with; empty where the form has none.
        changing: Ids of texts that hold expressions in some language.
    """

    texts: Mapping[str, Translation]
    nodes: Mapping[str, Mapping[str, tuple[Node, ...]]]
    default: str
    changing: frozenset[str]
