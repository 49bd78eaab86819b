"""The primary instance while it is being filled in: nodes with values, and the ranges of repeats."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from forms.filling.definition import NodeDefinition
from forms.filling.markup import JAVAROSA, qualified_attributes
from forms.filling.model import elements_by_name
from forms.filling.references import split_reference
from forms.filling.values import canonical
from forms.nodes import Node

TEMPLATE: Final = -1
"""Origin of a round that was copied from the template."""


class FormNode:
    """One node of the instance: a value, a group, or one round of a repeat.

    Attributes:
        definition: What it is an instance of.
        node: Its element or attribute, which expressions see.
        parent: The group or round that it stands in; None at the root.
        children: Nodes and ranges by name, in the order of the model.
        attributes: Those that something sets, by name with `@`.
        range: The range that a round belongs to.
        position: Of a round, from 1.
        origin: Of a round: which of the rounds in the form's model it was copied from, from 0, or `TEMPLATE`.
        initial: The value that the form's model gives it.
        stored: The last value it was given, kept while it is not relevant or its choice is not offered.
        value: What counts at present.
        is_self_relevant: Its own condition holds.
        is_relevant: So do those of everything that it stands in.
    """

    __slots__ = (
        "attributes",
        "children",
        "definition",
        "initial",
        "is_relevant",
        "is_self_relevant",
        "node",
        "origin",
        "parent",
        "position",
        "range",
        "stored",
        "value",
    )

    def __init__(self, definition: NodeDefinition, node: Node, parent: "FormNode | None") -> None:
        self.definition = definition
        self.node = node
        self.parent = parent
        self.children: dict[str, FormNode | Range] = {}
        self.attributes: dict[str, FormNode] = {}
        self.range: Range | None = None
        self.position = 0
        self.origin = TEMPLATE
        self.initial = ""
        self.stored = ""
        self.value = ""
        self.is_self_relevant = True
        self.is_relevant = True

    def __repr__(self) -> str:
        return f"<{self.reference}>"

    @property
    def reference(self) -> str:
        """Its absolute path, with the position of every round around it."""
        if not self.definition.repeats:
            return self.definition.reference
        parent = self.parent.reference if self.parent is not None else ""
        place = f"[{self.position}]" if self.range is not None else ""
        return f"{parent}/{self.definition.name}{place}"

    def below(self, *, with_parked: bool = False) -> "Iterator[FormNode | Range]":
        """Yields itself and everything below it, ranges among it, in the order of the model."""
        waiting: list[FormNode | Range] = [self]
        while waiting:
            each = waiting.pop()
            yield each
            if isinstance(each, Range):
                waiting += reversed(each.all_rounds if with_parked else each.instances)
            else:
                waiting += reversed(each.children.values())

    def nodes_below(self) -> "Iterator[FormNode]":
        """Yields itself and every node below it, attributes among them."""
        for each in self.below():
            if isinstance(each, FormNode):
                yield each
                yield from each.attributes.values()

    def round_at(self, depth: int) -> "FormNode | None":
        """Gives the round around it at a depth of repeats, from 1; None stands for the whole form."""
        if depth <= 0:
            return None
        wanted = self.definition.repeats[depth - 1]
        node: FormNode | None = self
        while node is not None and node.definition is not wanted:
            node = node.parent
        return node


class Range:
    """All rounds of a repeat in one place.

    Attributes:
        definition: Of the repeat.
        parent: The group or round that it stands in.
        marker: A comment before the first round: where the range as a whole is worked out.
        instances: The rounds in order.
        parked: Rounds that a lower count has taken away, the first of them last; a higher one brings them back.
        seeds: What the form's model gives for the first rounds.
        is_self_relevant: The condition of the repeat holds at the marker.
    """

    __slots__ = ("definition", "instances", "is_self_relevant", "marker", "parent", "parked", "seeds")

    def __init__(self, definition: NodeDefinition, parent: FormNode, seeds: Sequence[Node]) -> None:
        self.definition = definition
        self.parent = parent
        self.marker = parent.node.append(Node("comment", value="repeat"))
        self.instances: list[FormNode] = []
        self.parked: list[FormNode] = []
        self.seeds = seeds
        self.is_self_relevant = True

    def __repr__(self) -> str:
        return f"<{self.reference}#range>"

    @property
    def reference(self) -> str:
        """Its absolute path, without a position of its own."""
        return f"{self.parent.reference}/{self.definition.name}"

    @property
    def is_relevant(self) -> bool:
        """Whether rounds may be added here."""
        return self.parent.is_relevant and self.is_self_relevant

    @property
    def is_counted(self) -> bool:
        """Whether an expression of the form decides the number of rounds."""
        return self.definition.repeat is not None and self.definition.repeat.count is not None

    @property
    def all_rounds(self) -> "list[FormNode]":
        """The rounds in order, and behind them those that a lower count has taken away."""
        return [*self.instances, *reversed(self.parked)]

    def seed(self, origin: int) -> Node:
        """Gives what a round of an origin is copied from."""
        if origin != TEMPLATE:
            return self.seeds[origin]
        assert self.definition.repeat is not None
        return self.definition.repeat.template

    def insert(self, index: int, instance: FormNode) -> None:
        """Puts a round in its place."""
        self.instances.insert(index, instance)
        siblings = self.parent.node.children
        before = self.instances[index - 1].node if index else self.marker
        self.parent.node.insert(siblings.index(before) + 1, instance.node)
        self._number(index)

    def remove(self, index: int) -> FormNode:
        """Takes a round out and gives it back."""
        instance = self.instances.pop(index)
        self.parent.node.remove(instance.node)
        instance.node.parent = self.parent.node
        self._number(index)
        return instance

    def _number(self, start: int) -> None:
        for index in range(start, len(self.instances)):
            self.instances[index].position = index + 1


class InstanceTree:
    """The whole primary instance.

    Attributes:
        document: The document node.
        root: The root of the model.
        owners: Form nodes by their element or attribute.
    """

    def __init__(self, definition: NodeDefinition) -> None:
        self.document = Node("document")
        self.owners: dict[Node, FormNode] = {}
        self.root = self._build(definition, definition.source, None)
        self.document.append(self.root.node)

    def _build(self, definition: NodeDefinition, seed: Node | None, parent: FormNode | None) -> FormNode:
        source = seed if seed is not None else definition.source
        element = Node("element", source.name, namespace=source.namespace, prefix=source.prefix)
        made = FormNode(definition, element, parent)
        self.owners[element] = made
        for each in qualified_attributes(source):
            if each.namespace == JAVAROSA and each.name == "template":
                continue
            attribute = each.copy()
            element.set_attribute(attribute)
            known = definition.attributes.get(f"@{each.qualified_name}")
            if known is not None:
                self._add_attribute(made, known, attribute)
        if definition.is_leaf:
            text = "" if seed is None else seed.text()
            made.initial = made.stored = made.value = canonical(definition, text)
            element.set_text(made.value)
        given = elements_by_name(seed)
        for child in definition.children.values():
            self._build_child(child, given.get(child.name, []), made)
        return made

    def _add_attribute(self, owner: FormNode, definition: NodeDefinition, node: Node) -> None:
        made = FormNode(definition, node, owner)
        made.initial = made.stored = made.value = node.value
        owner.attributes[definition.name] = made
        self.owners[node] = made

    def _build_child(self, definition: NodeDefinition, given: Sequence[Node], parent: FormNode) -> None:
        if definition.repeat is None:
            child = self._build(definition, given[0] if given else None, parent)
            parent.children[definition.name] = child
            parent.node.append(child.node)
            return
        rounds = Range(definition, parent, given)
        parent.children[definition.name] = rounds
        if definition.repeat.count is None:
            origins = list(range(len(given))) or ([TEMPLATE] if definition.repeat.is_fixed else [])
            for index, origin in enumerate(origins):
                rounds.insert(index, self.new_round(rounds, origin))

    def new_round(self, rounds: Range, origin: int) -> FormNode:
        """Makes a round, not yet in its place."""
        made = self._build(rounds.definition, rounds.seed(origin), rounds.parent)
        made.range = rounds
        made.origin = origin
        return made

    def forget(self, removed: FormNode) -> None:
        """Drops what is known of nodes that were taken out."""
        for node in removed.nodes_below():
            self.owners.pop(node.node, None)

    def remember(self, returned: FormNode) -> None:
        """Knows nodes again that were taken out."""
        for node in returned.nodes_below():
            self.owners[node.node] = node

    def find(self, reference: str) -> FormNode | Range | None:
        """Finds a node by its reference; a repeat without a position gives its range, and so does `#range`."""
        steps = split_reference(reference.removesuffix("#range"))
        if not steps or steps[0][0] != self.root.definition.name:
            return None
        found: FormNode | Range = self.root
        for name, position in steps[1:]:
            step = _child(found, name)
            if isinstance(step, Range) and position is not None:
                step = step.instances[position - 1] if 0 < position <= len(step.instances) else None
            elif position not in (None, 1):
                return None
            if step is None:
                return None
            found = step
        return found

    def instances(self, definition: NodeDefinition, top: FormNode | None = None) -> list[FormNode]:
        """Gives the nodes of a definition below a round, or in the whole form."""
        start = top if top is not None else self.root
        path: list[NodeDefinition] = []
        step: NodeDefinition | None = definition
        while step is not None and step is not start.definition:
            path.append(step)
            step = step.parent
        found = [start]
        for each in reversed(path):
            found = list(_below(found, each))
        return found

    def ranges(self, definition: NodeDefinition, top: FormNode | None = None) -> list[Range]:
        """Gives the ranges of a repeat below a round, or in the whole form."""
        assert definition.parent is not None
        parents = self.instances(definition.parent, top)
        found = (parent.children.get(definition.name) for parent in parents)
        return [each for each in found if isinstance(each, Range)]


def _child(found: FormNode | Range, name: str) -> FormNode | Range | None:
    if isinstance(found, Range):
        return None
    return found.attributes.get(name) if name.startswith("@") else found.children.get(name)


def _below(found: Sequence[FormNode], definition: NodeDefinition) -> Iterator[FormNode]:
    for node in found:
        children: Mapping[str, FormNode | Range] = node.attributes if definition.is_attribute else node.children
        child = children.get(definition.name)
        if isinstance(child, Range):
            yield from child.instances
        elif child is not None:
            yield child
