"""Texts: string, contains, starts-with, ends-with, substring and its kin, translate, normalize-space, regex."""

import math

from forms.expressions.context import Context, Evaluator
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Compiler, Place, built, function
from forms.expressions.pattern_syntax import PatternRefused
from forms.expressions.patterns import search
from forms.expressions.syntax import Call
from forms.expressions.values import single_spaced
from forms.nodes import Node


def _own_text(node: Node, _position: int, _size: int, _context: Context) -> str:
    return node.text()


@built("string", "string", 0, 1)
def string(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `string`: a value, or the context node, as a text."""
    return compiler.string(call.arguments[0]) if call.arguments else _own_text


@built("string-length", "number", 0, 1)
def string_length(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `string-length`: characters of a text, or of the context node."""
    text = compiler.string(call.arguments[0]) if call.arguments else _own_text
    return lambda node, position, size, context: float(len(text(node, position, size, context)))


@built("normalize-space", "string", 0, 1)
def normalize_space(compiler: Compiler, call: Call) -> Evaluator:
    """Compiles `normalize-space`: a text, or the context node, with single spaces."""
    text = compiler.string(call.arguments[0]) if call.arguments else _own_text
    return lambda node, position, size, context: single_spaced(text(node, position, size, context))


@function("contains", "ss", "boolean")
def contains(text: str, part: str) -> bool:
    """Says whether a text holds another."""
    return part in text


@function("starts-with", "ss", "boolean")
def starts_with(text: str, part: str) -> bool:
    """Says whether a text begins with another."""
    return text.startswith(part)


@function("ends-with", "ss", "boolean")
def ends_with(text: str, part: str) -> bool:
    """Says whether a text ends with another."""
    return text.endswith(part)


@function("substring-before", "ss", "string")
def substring_before(text: str, part: str) -> str:
    """Gives what stands before the first place of a part; empty where there is none."""
    index = text.find(part)
    return text[:index] if index > 0 else ""


@function("substring-after", "ss", "string")
def substring_after(text: str, part: str) -> str:
    """Gives what stands after the first place of a part; empty where there is none."""
    index = text.find(part)
    return text[index + len(part) :] if index >= 0 else ""


@function("substring", "snn?", "string")
def substring(text: str, start: float, length: float | None = None) -> str:
    """Gives characters from a place, counted from 1, as many as said; both are rounded (XPath 1.0, section 4.2)."""
    first = _rounded(start)
    last = math.inf if length is None else first + _rounded(length)
    return "".join(character for index, character in enumerate(text, 1) if first <= index < last)


def _rounded(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


@function("substr", "snn?", "string")
def substr(text: str, start: float, end: float = math.inf) -> str:
    """Gives characters from one place up to another, counted from 0; negative ones count from the end."""
    first, last = _index(start, len(text)), _index(end, len(text))
    return text[first:last]


def _index(place: float, length: int) -> int:
    if math.isnan(place):
        return 0
    if math.isinf(place):
        return length if place > 0 else 0
    whole = math.trunc(place)
    return min(max(0, whole + length if whole < 0 else whole), length)


@function("translate", "sss", "string")
def translate(text: str, wanted: str, replacements: str) -> str:
    """Replaces characters one by one; those without a replacement are left out."""
    table: dict[int, str | None] = {}
    for index, character in enumerate(wanted):
        table.setdefault(ord(character), replacements[index] if index < len(replacements) else None)
    return text.translate(table)


@function("regex", "@ss", "boolean")
def regex(place: Place, text: str, pattern: str) -> bool:
    """Says whether a pattern is found in a text."""
    try:
        return search(pattern, text)
    except PatternRefused as refused:
        error = ExpressionError(refused.problem, place.call.column, pattern=pattern, **refused.params)
        raise error from refused
