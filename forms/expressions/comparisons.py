"""Compares values (XPath 1.0, section 3.4); equal numbers may differ by what decimals lose in binary."""

import operator
from collections.abc import Callable
from datetime import tzinfo
from typing import Final, TypeAlias

from forms.expressions.context import Value
from forms.expressions.values import boolean_of, number_of, number_of_text

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
