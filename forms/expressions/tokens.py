"""Cuts an expression into tokens (XPath 1.0, section 3.7)."""

import re
from typing import Final, Literal, NamedTuple, TypeAlias

from forms.expressions.errors import ExpressionError
from rules.errors import expressions as problems

TokenKind: TypeAlias = Literal["number", "text", "name", "wildcard", "operator", "sign", "end"]

_NAME: Final = r"[^\W\d][\w.\-·̀-ͯ]*"
_TOKEN: Final = re.compile(
    rf"""(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<name>{_NAME}(?::{_NAME})?)(?!:(?!:))
    |(?P<wildcard>{_NAME}:\*|\*)
    |(?P<operator><=|>=|!=|[=<>+\-|])
    |(?P<sign>//|::|\.\.|[()\[\]@,/.$])""",
    re.VERBOSE,
)
_OPERATOR_NAME: Final = re.compile(r"and|or|mod|div")
_SPACE: Final = re.compile(r"[ \t\r\n ]*")
_BEFORE_OPERAND: Final = frozenset({"(", "[", ",", "@", "::", "/", "//", "$"})


class Token(NamedTuple):
    """A piece of an expression: what it is, as written, and its first character, counted from 1."""

    kind: TokenKind
    text: str
    column: int


def tokens_of(text: str) -> list[Token]:
    """Cuts a text into tokens; the last is of the kind `end`.

    A name or an asterisk after an operand is an operator, and needs no space around it (`1mod2`).

    Raises:
        ExpressionError: A quote is not closed, or a sign belongs to no token.
    """
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token = _operator_name(text, at) if _ends_operand(found) else None
        if token is None:
            token = _token(text, at)
        found.append(token)
        at = _after_space(text, at + len(token.text))
    found.append(Token("end", "", len(text) + 1))
    return found


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _ends_operand(found: list[Token]) -> bool:
    if not found:
        return False
    last = found[-1]
    return last.kind != "operator" and not (last.kind == "sign" and last.text in _BEFORE_OPERAND)


def _operator_name(text: str, at: int) -> Token | None:
    if text[at] == "*":
        return Token("operator", "*", at + 1)
    word = _OPERATOR_NAME.match(text, at)
    return Token("operator", word[0], at + 1) if word else None


def _token(text: str, at: int) -> Token:
    match = _TOKEN.match(text, at)
    if match is None:
        sign = text[at]
        if sign in "'\"":
            raise ExpressionError(problems.TEXT_NOT_CLOSED, at + 1, quote=sign)
        raise ExpressionError(problems.UNKNOWN_SIGN, at + 1, sign=sign)
    for kind in ("number", "text", "name", "wildcard", "operator", "sign"):
        if match[kind] is not None:
            return Token(kind, match[kind], at + 1)
    raise AssertionError("every alternative is named")
