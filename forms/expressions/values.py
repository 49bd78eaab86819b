"""Turns one type of value into another (XPath 1.0, section 4, with the rules of ODK)."""

import math
import re
from datetime import tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Final

from forms.expressions.context import Value
from forms.expressions.moments import Moment, days_of
from forms.nodes import Node

NAN: Final = math.nan
_NUMBER: Final = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*", re.ASCII)
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n]+")


def string_of(value: Value) -> str:
    """Gives a value as a text; of nodes that of the first in document order."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].text() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return string_of_number(value)


def string_of_number(number: float) -> str:
    """Gives a number as a text, without exponent; NaN is empty, because it stands for an answer not given."""
    if isinstance(number, Moment):
        return number.text
    if number.is_integer():
        return str(int(number)) if abs(number) < 1e15 else format(Decimal(repr(number)), "f").removesuffix(".0")
    if number != number:
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return format(Decimal(repr(number)), "f")


def number_of(value: Value, zone: tzinfo) -> float:
    """Gives a value as a number; of nodes that of the first, of a written date its days since 1970."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return number_of_text(value, zone)
    if isinstance(value, list):
        return number_of_text(value[0].text(), zone) if value else NAN
    return 1.0 if value else 0.0


def number_of_text(text: str, zone: tzinfo) -> float:
    """Reads a number (digits, one point, a minus sign before, white space around) or a date; NaN for the rest."""
    number = plain_number(text)
    if number == number or text[4:5] != "-":
        return number
    return days_of(text, zone)


@lru_cache(maxsize=2048)
def plain_number(text: str) -> float:
    """Reads a number that is no date; NaN for the rest."""
    match = _NUMBER.fullmatch(text)
    return float(match[1]) if match else NAN


def boolean_of(value: Value) -> bool:
    """Says whether a value counts as true: text that is not empty, a number that is neither 0 nor NaN, any node."""
    if isinstance(value, float):
        return value != 0.0 and value == value
    return bool(value)


def strings_of(value: Value) -> list[str]:
    """Gives a text for each node, or the one text of any other value."""
    return [node.text() for node in value] if isinstance(value, list) else [string_of(value)]


def relevant_of(nodes: list[Node]) -> list[Node]:
    """Gives those of nodes that count: in totals what does not apply has no part, not even as an empty text."""
    return [node for node in nodes if node.is_relevant]


def items_of(value: Value) -> list[Value]:
    """Gives each node as a node-set of its own, or the one value."""
    return [[node] for node in value] if isinstance(value, list) else [value]


def words_of(text: str) -> list[str]:
    """Gives what stands between white space."""
    return [word for word in _WHITE_SPACE.split(text) if word]


def single_spaced(text: str) -> str:
    """Takes white space away at both ends and makes any other a single space (`normalize-space`)."""
    return _WHITE_SPACE.sub(" ", text).strip(" ")
