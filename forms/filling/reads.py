"""What an expression reads: found from its parts and the form's model, without working it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from forms.expressions.errors import ExpressionError
from forms.expressions.parser import parse
from forms.expressions.syntax import (
    ANY_NODE,
    Call,
    Chain,
    Comparison,
    Expr,
    Filter,
    Negation,
    Path,
    PathStep,
    Test,
    Text,
    Union,
)
from forms.filling.definition import NodeDefinition
from forms.filling.formulas import Formula

ReadKind: TypeAlias = Literal["value", "structure", "label"]

# They look at which nodes there are, never at their texts.
_COUNTING = frozenset({"count", "position"})
_OF_CONTEXT = frozenset({"string", "number", "string-length", "normalize-space"})
_ABOVE = frozenset({"ancestor", "ancestor-or-self"})
_BELOW = frozenset({"descendant", "descendant-or-self"})
_BESIDE = frozenset({"following", "following-sibling", "preceding", "preceding-sibling"})


@dataclass(frozen=True, slots=True)
class Read:
    """Something that an expression looks at.

    Attributes:
        definition: Whose value, or which repeat's instances.
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


_Places: TypeAlias = tuple[_Place, ...]


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


@dataclass(slots=True)
class _Walker:
    root: NodeDefinition
    owner: _Place
    reads: set[Read] = field(default_factory=set)
    missing: dict[str, None] = field(default_factory=dict)

    def walk(self, part: Expr, context: _Places) -> _Places:
        """Walks through a part and gives the nodes that it selects."""
        if isinstance(part, Path):
            return self._path(part, context)
        if isinstance(part, Call):
            return self._call(part, context)
        if isinstance(part, Filter):
            places = self.walk(part.primary, context)
            for predicate in part.predicates:
                self.look(self.walk(predicate, places))
            return places
        if isinstance(part, Union):
            return tuple(place for each in part.operands for place in self.walk(each, context))
        for operand in _operands(part):
            self.look(self.walk(operand, context))
        return ()

    def look(self, places: Iterable[_Place]) -> None:
        """Notes that the texts of places are read."""
        for place in places:
            if place.definition is None:
                self._look_below(self.root, 0)
            elif place.definition.is_leaf:
                self.reads.add(Read(place.definition, place.shared, "value"))
            else:
                self._look_below(place.definition, place.shared)

    def _look_below(self, top: NodeDefinition, shared: int) -> None:
        for definition in top.descendants():
            if definition.is_leaf and not definition.is_attribute:
                self.reads.add(Read(definition, shared, "value"))
            elif definition.repeat is not None:
                self._look_at_structure(definition, shared)

    def _look_at_structure(self, repeated: NodeDefinition, shared: int) -> None:
        self.reads.add(Read(repeated, min(shared, len(repeated.repeats) - 1), "structure"))

    def _call(self, call: Call, context: _Places) -> _Places:
        name = call.name
        if name == "current" and not call.arguments:
            return (self.owner,)
        if name == "position" and not call.arguments:
            self._count(context)
            return ()
        if name in _OF_CONTEXT and not call.arguments:
            self.look(context)
            return ()
        found = [self.walk(argument, context) for argument in call.arguments]
        if name in _COUNTING:
            for places in found:
                self._count(places)
            return ()
        for places in found:
            self.look(places)
        if name.endswith("choice-name"):
            self._choice_name(call)
        if name == "if":
            return tuple(place for places in found[1:] for place in places)
        return found[0] if found and name in ("indexed-repeat", "randomize") else ()

    def _count(self, places: _Places) -> None:
        for place in places:
            if place.definition is not None and place.definition.repeat is not None:
                self._look_at_structure(place.definition, place.shared)

    def _choice_name(self, call: Call) -> None:
        if self.owner.definition is not None:
            self.reads.add(Read(self.owner.definition, self.owner.shared, "label"))
        path = call.arguments[1] if len(call.arguments) > 1 else None
        if not isinstance(path, Text):
            return
        try:
            questions = self.walk(parse(path.value), (self.owner,))
        except ExpressionError:
            return  # it is told when the expression is worked out
        for place in questions:
            control = place.definition.control if place.definition is not None else None
            if place.definition is not None and control is not None and control.itemset is not None:
                looked_up = reads_of(control.itemset.nodes, place.definition, self.root)
                self.reads |= {Read(each.definition, 0, each.kind) for each in looked_up}

    def _path(self, path: Path, context: _Places) -> _Places:
        if path.start == "root":
            places: _Places = (_Place(None, 0),)
        elif path.start == "context":
            places = context
        else:
            places = self.walk(path.start, context)
        for step in path.steps:
            places = tuple(dict.fromkeys(each for place in places for each in self._step(place, step)))
            for predicate in step.predicates:
                self.look(self.walk(predicate, places))
        return places

    def _step(self, place: _Place, step: PathStep) -> Iterator[_Place]:
        for reached in self._axis(place, step):
            if step.axis == "self" or _passes(reached.definition, step.test):
                yield reached

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
        children: Iterable[NodeDefinition] = (self.root,)
        if definition is not None:
            is_named = test.kind == "name" and test.name != "*"
            children = definition.named.get(test.name, ()) if is_named else definition.children.values()
            if is_named and not children:
                self.missing[f"{definition.reference}/{test.name}"] = None
        elif test.kind == "name" and not _passes(self.root, test):
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


def _operands(part: Expr) -> tuple[Expr, ...]:
    if isinstance(part, Chain):
        return part.operands
    if isinstance(part, Comparison):
        return (part.left, part.right)
    return (part.operand,) if isinstance(part, Negation) else ()


def _passes(definition: NodeDefinition | None, test: Test) -> bool:
    """Says whether a step may take a node; a prefix is not compared, so at worst too much is worked out again."""
    if test.kind == "node":
        return True
    if test.kind != "name" or definition is None:
        return False
    return test.name == "*" or definition.name.removeprefix("@").rpartition(":")[2] == test.name
