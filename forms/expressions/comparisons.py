"""Compares values (XPath 1.0, section 3.4); equal numbers may differ by what decimals lose in binary."""

import operator
from collections.abc import Callable
from datetime import tzinfo
from typing import Final, TypeAlias

from forms.expressions.context import (
    BooleanEvaluator,
    Context,
    Evaluator,
    NodesEvaluator,
    NumberEvaluator,
    StringEvaluator,
    Value,
)
from forms.expressions.values import boolean_of, number_of, number_of_text, plain_number
from forms.nodes import Node

TOLERANCE: Final = 1e-12
"""As in JavaRosa: authors expect 0.1 + 0.2 = 0.3."""

Order: TypeAlias = Callable[[float, float], bool]


def same_number(left: float, right: float) -> bool:
    """Says whether two numbers are equal; NaN equals nothing."""
    return left == right or abs(left - right) < TOLERANCE


def equal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Gives `left = right`; of nodes, whether any is equal."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean_of(left) == boolean_of(right)
    if isinstance(left, list):
        if isinstance(right, list):
            texts = {node.text() for node in right}
            return any(node.text() in texts for node in left)
        if isinstance(right, float):
            return any(same_number(number_of_text(node.text(), zone), right) for node in left)
        return any(node.text() == right for node in left)
    if isinstance(right, list):
        return equal(right, left, zone)
    return same_number(number_of(left, zone), number_of(right, zone))


def unequal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Gives `left != right`; of nodes, whether any is different."""
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean_of(left) != boolean_of(right)
    if isinstance(left, list):
        if isinstance(right, list):
            others = {node.text() for node in right}
            return any(others - {node.text()} for node in left)
        if isinstance(right, float):
            return any(not same_number(number_of_text(node.text(), zone), right) for node in left)
        return any(node.text() != right for node in left)
    if isinstance(right, list):
        return unequal(right, left, zone)
    return not equal(left, right, zone)


ORDERS: Final[dict[str, Order]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def in_order(order: Order, left: Value, right: Value, zone: tzinfo) -> bool:
    """Gives `left < right` and its like; of nodes, whether any pair is in that order.

    XPath 1.0 would compare a truth with the truth of all nodes; every engine for forms compares it with each node.
    """
    if not isinstance(left, list) and not isinstance(right, list):
        return order(number_of(left, zone), number_of(right, zone))
    rights = _numbers(right, zone)
    return any(order(one, other) for one in _numbers(left, zone) for other in rights)


def _numbers(value: Value, zone: tzinfo) -> list[float]:
    if isinstance(value, list):
        return [number_of_text(node.text(), zone) for node in value]
    return [number_of(value, zone)]


def compared(operator_text: str, left: Evaluator, right: Evaluator) -> BooleanEvaluator:
    """Compiles a comparison of any two values."""
    if operator_text in ORDERS:
        order = ORDERS[operator_text]
        return lambda node, position, size, context: in_order(
            order, left(node, position, size, context), right(node, position, size, context), context.zone
        )
    test = equal if operator_text == "=" else unequal
    return lambda node, position, size, context: test(
        left(node, position, size, context), right(node, position, size, context), context.zone
    )


def nodes_to_text(operator_text: str, nodes: NodesEvaluator, text: StringEvaluator | str) -> BooleanEvaluator:
    """Compiles nodes `=` or `!=` a text, what most expressions of forms ask."""
    wants_same = operator_text == "="

    def any_as_wanted(found: list[Node], wanted: str) -> bool:
        return any((each.text() == wanted) is wants_same for each in found)

    if isinstance(text, str):

        def compared_to_literal(node: Node, position: int, size: int, context: Context) -> bool:
            found = nodes(node, position, size, context)
            if len(found) == 1:
                return (found[0].text() == text) is wants_same
            return any_as_wanted(found, text)

        return compared_to_literal
    return lambda node, position, size, context: any_as_wanted(
        nodes(node, position, size, context), text(node, position, size, context)
    )


def nodes_to_number(operator_text: str, nodes: NodesEvaluator, number: NumberEvaluator | float) -> BooleanEvaluator:
    """Compiles nodes compared with a number."""
    test = _NUMBER_TESTS[operator_text]

    def any_as_wanted(found: list[Node], wanted: float, zone: tzinfo) -> bool:
        return any(test(number_of_text(each.text(), zone), wanted) for each in found)

    if isinstance(number, float):

        def compared_to_literal(node: Node, position: int, size: int, context: Context) -> bool:
            found = nodes(node, position, size, context)
            if len(found) == 1:
                given = plain_number(found[0].text())
                if given == given:
                    return test(given, number)
            return any_as_wanted(found, number, context.zone)

        return compared_to_literal

    def compared_to_number(node: Node, position: int, size: int, context: Context) -> bool:
        found = nodes(node, position, size, context)
        wanted = number(node, position, size, context)
        if len(found) == 1:
            given = plain_number(found[0].text())
            if given == given:
                return test(given, wanted)
        return any_as_wanted(found, wanted, context.zone)

    return compared_to_number


def numbers(operator_text: str, left: NumberEvaluator, right: NumberEvaluator) -> BooleanEvaluator:
    """Compiles a comparison of two numbers."""
    test = _NUMBER_TESTS[operator_text]
    return lambda node, position, size, context: test(
        left(node, position, size, context), right(node, position, size, context)
    )


def _not_same_number(left: float, right: float) -> bool:
    return not same_number(left, right)


_NUMBER_TESTS: Final[dict[str, Order]] = {**ORDERS, "=": same_number, "!=": _not_same_number}
MIRRORED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""What an operator becomes when its operands change places."""
