"""Repeats: indexed-repeat, once."""

import math

from forms.expressions.context import Context, Evaluator
from forms.expressions.functions.registry import Compiler, built
from forms.expressions.syntax import Call
from forms.nodes import Node


@built("once", "string", 1, 1)
def once(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `once`: the context node's own text, or the argument while it has none."""
    text = compiler.string(call.arguments[0])
    return lambda node, position, size, context: node.text() or text(node, position, size, context)


@built("indexed-repeat", "nodes", 3, None)
def indexed_repeat(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `indexed-repeat(nodes, repeat, index, …)`: of the nodes those inside the instances at these places."""
    target = compiler.nodes(call.arguments[0], call)
    repeats = [compiler.nodes(each, call) for each in call.arguments[1::2]]
    indexes = [compiler.number(each) for each in call.arguments[2::2]]

    def reached(node: Node, position: int, size: int, context: Context) -> list[Node]:
        pairs: list[tuple[list[Node], float]] = []
        for repeat, index in zip(repeats, indexes, strict=False):
            place = index(node, position, size, context)
            instances = repeat(node, position, size, context)
            if math.isnan(place) or not instances:
                return []
            pairs.append((instances, place))
        inside = _innermost(pairs)
        if inside is None:
            return []
        return [each for each in target(node, position, size, context) if each.is_below(inside)]

    return reached


def _innermost(pairs: list[tuple[list[Node], float]]) -> Node | None:
    """Goes from the outermost repeat inwards, in whatever order they were named."""
    inside: Node | None = None
    for instances, place in sorted(pairs, key=lambda pair: sum(1 for _ in pair[0][0].ancestors())):
        below = instances if inside is None else [each for each in instances if each.is_below(inside)]
        if not place.is_integer() or not 1 <= place <= len(below):
            return None
        inside = below[int(place) - 1]
    return inside
