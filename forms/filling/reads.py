"""What an expression reads: found from its parts and the form's model, without working it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.expressions.reads import Reader
from forms.expressions.syntax import (
    ANY_NODE,
    Call,
    PathStep,
    Test,
    Text,
)
from forms.filling.definition import NodeDefinition
from forms.filling.formulas import Formula

ReadKind: TypeAlias = Literal["value", "structure", "label"]

_ABOVE = frozenset({"ancestor", "ancestor-or-self"})
_BELOW = frozenset({"descendant", "descendant-or-self"})
_BESIDE = frozenset({"following", "following-sibling", "preceding", "preceding-sibling"})


@dataclass(frozen=True, slots=True)
class Read:
    """Something that an expression looks at.

    Attributes:
        definition: Whose value, which repeat's instances, or what is counted where it is relevant.
        shared: How many of its enclosing repeats are surely the same instances as at the expression's own node.
        kind: `label` means the label of a choice.
    """

    definition: NodeDefinition
    shared: int
    kind: ReadKind


@dataclass(frozen=True, slots=True)
class _Place:
    """A node that a path may reach; no definition stands for the document above the root."""

    definition: NodeDefinition | None
    shared: int


def missing_in(formula: Formula, owner: NodeDefinition, root: NodeDefinition) -> tuple[str, ...]:
    """Gives the references that an expression makes to what the form does not have, in the order of reading."""
    walker = _Walker(root, _Place(owner, len(owner.repeats)))
    walker.look(walker.walk(formula.syntax, (walker.owner,)))
    return tuple(walker.missing)


def reads_of(formula: Formula, owner: NodeDefinition, root: NodeDefinition) -> frozenset[Read]:
    """Finds everything that an expression of the form reads in the form itself.

    Args:
        formula: The expression.
        owner: Where it is worked out; for the count of a repeat that is the place before the first instance.
        root: Of the model.
    """
    shared = len(owner.repeats) - (1 if formula.attribute == "jr:count" else 0)
    walker = _Walker(root, _Place(owner, shared))
    walker.look(walker.walk(formula.syntax, (walker.owner,)))
    return frozenset(walker.reads)


class _Walker(Reader[_Place]):
    """Reads an expression of a form against its model."""

    def __init__(self, root: NodeDefinition, owner: _Place) -> None:
        super().__init__(owner)
        self._root = root
        self.reads: set[Read] = set()
        self.missing: dict[str, None] = {}

    def root(self) -> _Place:
        return _Place(None, 0)

    def step(self, place: _Place, step: PathStep) -> Iterator[_Place]:
        for reached in self._axis(place, step):
            if step.axis == "self" or _passes(reached.definition, step.test):
                yield reached

    def look(self, places: Iterable[_Place]) -> None:
        for place in places:
            if place.definition is None:
                self._look_below(self._root, 0)
            elif place.definition.is_leaf:
                self.reads.add(Read(place.definition, place.shared, "value"))
            else:
                self._look_below(place.definition, place.shared)

    def count(self, places: Iterable[_Place]) -> None:
        for place in places:
            if place.definition is not None and place.definition.repeat is not None:
                self._look_at_structure(place.definition, place.shared)
            elif place.definition is not None:
                # Whether it is relevant, since only what is relevant is counted.
                self.reads.add(Read(place.definition, place.shared, "structure"))

    def besides(self, call: Call, context: tuple[_Place, ...]) -> tuple[_Place, ...]:
        if call.name.endswith("choice-name"):
            self._choice_name(call)
        return ()

    def _look_below(self, top: NodeDefinition, shared: int) -> None:
        for definition in top.descendants():
            if definition.is_leaf and not definition.is_attribute:
                self.reads.add(Read(definition, shared, "value"))
            elif definition.repeat is not None:
                self._look_at_structure(definition, shared)

    def _look_at_structure(self, repeated: NodeDefinition, shared: int) -> None:
        self.reads.add(Read(repeated, min(shared, len(repeated.repeats) - 1), "structure"))

    def _choice_name(self, call: Call) -> None:
        if self.owner.definition is not None:
            self.reads.add(Read(self.owner.definition, self.owner.shared, "label"))
        path = call.arguments[1] if len(call.arguments) > 1 else None
        questions = self.written(path.value, (self.owner,)) if isinstance(path, Text) else ()
        for place in questions:
            control = place.definition.control if place.definition is not None else None
            if place.definition is not None and control is not None and control.itemset is not None:
                looked_up = reads_of(control.itemset.nodes, place.definition, self._root)
                self.reads |= {Read(each.definition, 0, each.kind) for each in looked_up}

    def _axis(self, place: _Place, step: PathStep) -> Iterator[_Place]:
        axis, definition = step.axis, place.definition
        if axis == "child":
            yield from self._children(place, step.test)
        elif axis == "parent":
            yield from self._parent(place)
        elif axis == "self":
            yield place
        elif axis == "attribute":
            if definition is not None:
                yield from (_Place(each, place.shared) for each in definition.attributes.values())
        elif axis in _BELOW:
            if axis == "descendant-or-self":
                yield place
            yield from self._below(place)
        elif axis in _ABOVE:
            yield from self._above(place, axis == "ancestor-or-self")
        elif axis in _BESIDE:
            for parent in self._parent(place):
                yield from self._below(parent)

    def _children(self, place: _Place, test: Test = ANY_NODE) -> Iterator[_Place]:
        definition = place.definition
        children: Iterable[NodeDefinition] = (self._root,)
        if definition is not None:
            is_named = test.kind == "name" and test.name != "*"
            children = definition.named.get(test.name, ()) if is_named else definition.children.values()
            if is_named and not children:
                self.missing[f"{definition.reference}/{test.name}"] = None
        elif test.kind == "name" and not _passes(self._root, test):
            self.missing[f"/{test.name}"] = None
        for child in children:
            if child.repeat is not None:
                self._look_at_structure(child, place.shared)
            yield _Place(child, place.shared)

    def _below(self, place: _Place) -> Iterator[_Place]:
        waiting = [place]
        while waiting:
            for child in self._children(waiting.pop()):
                yield child
                waiting.append(child)

    def _parent(self, place: _Place) -> Iterator[_Place]:
        if place.definition is not None:
            parent = place.definition.parent
            yield _Place(parent, min(place.shared, len(parent.repeats) if parent is not None else 0))

    def _above(self, place: _Place, with_self: bool) -> Iterator[_Place]:
        if with_self:
            yield place
        for parent in self._parent(place):
            yield parent
            yield from self._above(parent, with_self=False)


def _passes(definition: NodeDefinition | None, test: Test) -> bool:
    """Says whether a step may take a node; a prefix is not compared, so at worst too much is worked out again."""
    if test.kind == "node":
        return True
    if test.kind != "name" or definition is None:
        return False
    return test.name == "*" or definition.name.removeprefix("@").rpartition(":")[2] == test.name
