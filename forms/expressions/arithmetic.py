"""Compiles + - * div mod (XPath 1.0, section 3.5): what cannot be worked out is NaN or infinite, never an error."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from forms.expressions.context import Context, NumberEvaluator
from forms.expressions.values import NAN
from forms.nodes import Node


def divided(left: float, right: float) -> float:
    """Gives `left div right`."""
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Gives `left mod right`, with the sign of the left operand."""
    if not right or math.isinf(left):
        return NAN
    return math.fmod(left, right)


_OPERATORS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divided,
    "mod": remainder,
}


def negated(operand: NumberEvaluator) -> NumberEvaluator:
    """Compiles a minus sign."""
    return lambda node, position, size, context: -operand(node, position, size, context)


def chain(operators: Sequence[str], operands: Sequence[NumberEvaluator]) -> NumberEvaluator:
    """Compiles operands joined by operators of one rank, from left to right."""
    first, *others = operands
    rest = [(_OPERATORS[name], operand) for name, operand in zip(operators, others, strict=True)]
    if len(rest) == 1:
        return _pair(operators[0], first, others[0])

    def calculated(node: Node, position: int, size: int, context: Context) -> float:
        total = first(node, position, size, context)
        for work_out, operand in rest:
            total = work_out(total, operand(node, position, size, context))
        return total

    return calculated


def _pair(name: str, first: NumberEvaluator, second: NumberEvaluator) -> NumberEvaluator:
    """Compiles two operands; the commonest operators without a call of their own."""
    if name == "+":
        return lambda node, position, size, context: (
            first(node, position, size, context) + second(node, position, size, context)
        )
    if name == "-":
        return lambda node, position, size, context: (
            first(node, position, size, context) - second(node, position, size, context)
        )
    if name == "*":
        return lambda node, position, size, context: (
            first(node, position, size, context) * second(node, position, size, context)
        )
    work_out = _OPERATORS[name]
    return lambda node, position, size, context: work_out(
        first(node, position, size, context), second(node, position, size, context)
    )
