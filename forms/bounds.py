"""Ranges of numbers as an XLSForm constraint writes them: `. >= -30 and . <= 60`."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_OPERATOR = r"<=|>=|<|>"
_COMPARISON = re.compile(
    rf"\.\s*(?P<operator>{_OPERATOR})\s*(?P<number>{_NUMBER})|(?P<first>{_NUMBER})\s*(?P<flipped>{_OPERATOR})\s*\."
)
_AND = re.compile(r"\band\b")
_FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}


class NotARange(ValueError):
    """The expression says something else than a range of numbers."""


class OpenRange(ValueError):
    """A bound of a decimal range is left out (`<`, `>`), so there is no least or greatest number to name."""


class EmptyRange(ValueError):
    """No number satisfies the expression."""


@dataclass(frozen=True)
class Bounds:
    """Least and greatest number, both inclusive; None where there is no bound."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None


def read_bounds(expression: str, *, whole: bool) -> Bounds:
    """Reads comparisons of `.` with numbers, joined by `and`, each in brackets or not.

    Args:
        expression: Such as `. >= 0 and . <= 60`; `0 <= .` says the same as `. >= 0`.
        whole: Whether only whole numbers are meant; then `. > 0` is `. >= 1`.

    Raises:
        NotARange: It holds anything else.
        OpenRange: It leaves a bound out though decimals are meant.
        EmptyRange: Its least number is above its greatest.
    """
    least: list[Decimal] = []
    greatest: list[Decimal] = []
    for part in _AND.split(_without_brackets(expression)):
        operator, number = _comparison(part)
        if "=" not in operator and not whole:
            raise OpenRange(expression)
        if operator.startswith(">"):
            least.append(_least_whole(number, operator) if whole else number)
        else:
            greatest.append(_greatest_whole(number, operator) if whole else number)
    bounds = Bounds(max(least, default=None), min(greatest, default=None))
    if bounds.minimum is not None and bounds.maximum is not None and bounds.minimum > bounds.maximum:
        raise EmptyRange(expression)
    return bounds


def _without_brackets(expression: str) -> str:
    """Takes off one pair of brackets around the whole; `(a) and (b)` has none."""
    bare = expression.strip()
    if bare.startswith("(") and bare.endswith(")") and not set(bare[1:-1]) & set("()"):
        return bare[1:-1].strip()
    return bare


def _comparison(part: str) -> tuple[str, Decimal]:
    found = _COMPARISON.fullmatch(_without_brackets(part))
    if found is None:
        raise NotARange(part)
    if found["operator"]:
        return found["operator"], Decimal(found["number"])
    return _FLIPPED[found["flipped"]], Decimal(found["first"])


def _least_whole(number: Decimal, operator: str) -> Decimal:
    whole = number.to_integral_value(ROUND_CEILING)
    return whole + 1 if operator == ">" and whole == number else whole


def _greatest_whole(number: Decimal, operator: str) -> Decimal:
    whole = number.to_integral_value(ROUND_FLOOR)
    return whole - 1 if operator == "<" and whole == number else whole
