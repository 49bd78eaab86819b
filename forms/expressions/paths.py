"""Compiles location paths: simple ones to plain look-ups, the others step by step."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from forms.expressions.axes import REVERSE, Selector
from forms.expressions.context import BooleanEvaluator, Context, Evaluator, NodesEvaluator
from forms.expressions.syntax import Axis
from forms.expressions.values import boolean_of, strings_of
from forms.nodes import NameKey, Node, in_document_order

Predicate: TypeAlias = Callable[[list[Node], Context], list[Node]]
"""Takes from nodes, in the order of their axis, those that a predicate keeps."""
Advance: TypeAlias = Callable[[list[Node], Context], list[Node]]
"""Goes one step on from nodes in document order."""

_ALONE: Final = frozenset({"self", "attribute", "namespace"})


def at_position(index: int) -> Predicate:
    """Keeps the node at a position, counted from 1."""
    return lambda nodes, _context: nodes[index - 1 : index] if index > 0 else []


def where(test: BooleanEvaluator) -> Predicate:
    """Keeps the nodes for which a condition holds."""

    def kept(nodes: list[Node], context: Context) -> list[Node]:
        size = len(nodes)
        return [node for index, node in enumerate(nodes, 1) if test(node, index, size, context)]

    return kept


def where_any_is_among(inner: NodesEvaluator, wanted: Evaluator) -> Predicate:
    """Keeps the nodes of which some inner node has a wanted text; what is wanted is the same for all of them."""

    def kept(nodes: list[Node], context: Context) -> list[Node]:
        if not nodes:
            return nodes
        texts = set(strings_of(wanted(nodes[0], 1, 1, context)))
        return [node for node in nodes if any(found.text() in texts for found in inner(node, 1, 1, context))]

    return kept


def where_value(value: Evaluator) -> Predicate:
    """Keeps by position where the predicate gives a number, else by its truth."""

    def holds(node: Node, position: int, size: int, context: Context) -> bool:
        found = value(node, position, size, context)
        return found == position if isinstance(found, float) else boolean_of(found)

    return where(holds)


def filtered(nodes: NodesEvaluator, predicates: Sequence[Predicate]) -> NodesEvaluator:
    """Applies predicates to nodes in document order."""

    def kept(node: Node, position: int, size: int, context: Context) -> list[Node]:
        found = nodes(node, position, size, context)
        for predicate in predicates:
            found = predicate(found, context)
        return found

    return kept


def step(axis: Axis, select: Selector, predicates: Sequence[Predicate], *, needs_order: bool) -> Advance:
    """Compiles a step.

    Args:
        axis: Its axis.
        select: What it takes from one node.
        predicates: What it then keeps.
        needs_order: Whether nodes of different origins may come out of order or twice.
    """
    is_reverse = axis in REVERSE
    if not predicates and not is_reverse and not needs_order:
        return lambda nodes, _context: (
            select(nodes[0]) if len(nodes) == 1 else [found for node in nodes for found in select(node)]
        )

    def advanced(nodes: list[Node], context: Context) -> list[Node]:
        taken: list[Node] = []
        for node in nodes:
            found = select(node)
            for predicate in predicates:
                found = predicate(found, context)
            taken += reversed(found) if is_reverse else found
        return in_document_order(taken) if needs_order and len(nodes) > 1 else taken

    return advanced


class Reach:
    """Whether the nodes reached so far can be nested in each other or repeat, which costs sorting.

    Attributes:
        is_single: There is at most one.
        is_flat: None holds another.
    """

    def __init__(self, *, is_single: bool) -> None:
        self.is_single = is_single
        self.is_flat = is_single

    def needs_order(self, axis: Axis) -> bool:
        """Says whether a step along an axis must sort what it finds, and goes on to what it reaches."""
        was_single, was_flat = self.is_single, self.is_flat
        self.is_single = was_single and axis in ("self", "parent")
        self.is_flat = was_flat and (axis in _ALONE or axis == "child" or self.is_single)
        if was_single or axis in _ALONE:
            return False
        return not (axis == "child" and was_flat)


def stepwise(start: NodesEvaluator, steps: Sequence[Advance]) -> NodesEvaluator:
    """Goes steps from nodes in document order."""

    def reached(node: Node, position: int, size: int, context: Context) -> list[Node]:
        nodes = start(node, position, size, context)
        for advance in steps:
            if not nodes:
                return nodes
            nodes = advance(nodes, context)
        return nodes

    return reached


def from_context(node: Node, _position: int, _size: int, _context: Context) -> list[Node]:
    """Begins at the context node."""
    return [node]


def from_root(_node: Node, _position: int, _size: int, context: Context) -> list[Node]:
    """Begins where absolute paths do."""
    return [context.root]


def by_names(keys: Sequence[NameKey]) -> NodesEvaluator:
    """Compiles an absolute path of names alone, the commonest of all."""
    path = tuple(keys)
    return lambda _node, _position, _size, context: context.root.down(path)


def up_and_down(levels: int, keys: Sequence[NameKey]) -> NodesEvaluator:
    """Compiles a relative path of `..` and then names."""
    path = tuple(keys)
    if not levels and len(path) == 1:
        key = path[0]
        return lambda node, _position, _size, _context: node.named(key)
    if not levels:
        return (lambda node, _position, _size, _context: node.down(path)) if path else from_context

    def reached(node: Node, _position: int, _size: int, _context: Context) -> list[Node]:
        above: Node | None = node
        for _ in range(levels):
            if above is None:
                return []
            above = above.parent
        return above.down(path) if above is not None else []

    return reached
