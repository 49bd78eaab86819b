"""Reads a regular expression of a form's author into parts; what could take unbounded time is not read at all."""

import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from rules.errors import Problem
from rules.errors import expressions as problems

Matches: TypeAlias = Callable[[str], bool]
Part: TypeAlias = "One | Sequence | Choice | Repeat | Assertion | Ahead"

DEPTH_LIMIT: Final = 50
COUNT_LIMIT: Final = 1000


class PatternRefused(Exception):
    """A pattern is not used.

    Attributes:
        problem: Why.
        params: What its text needs, beside the column and the pattern.
    """

    def __init__(self, problem: Problem, **params: object) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.params = params


@dataclass(frozen=True)
class One:
    """One character."""

    matches: Matches


@dataclass(frozen=True)
class Sequence:
    """Parts one after another."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Choice:
    """One of several parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Repeat:
    """A part several times; `most` is None for any number."""

    part: Part
    least: int
    most: int | None


@dataclass(frozen=True)
class Assertion:
    """A place: the start, the end, a word's edge, or none."""

    kind: Literal["start", "end", "edge", "no edge"]


@dataclass(frozen=True)
class Ahead:
    """What must, or must not, follow."""

    part: Part
    is_wanted: bool


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


_CLASSES: Final[dict[str, Matches]] = {"d": _is_digit, "w": _is_word, "s": str.isspace}
_CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_ASSERTIONS: Final[dict[str, Assertion]] = {
    "^": Assertion("start"),
    "$": Assertion("end"),
    r"\b": Assertion("edge"),
    r"\B": Assertion("no edge"),
}


def opposite(matches: Matches) -> Matches:
    """Turns a test round."""
    return lambda character: not matches(character)


def read_pattern(pattern: str) -> Part:
    """Reads a pattern as ECMAScript and Java both understand it.

    Raises:
        PatternRefused: It is malformed, or uses back-references, look-behind, flags or possessive quantifiers.
    """
    reader = _PatternReader(pattern)
    found = reader.choice()
    if reader.at < len(pattern):
        raise reader.malformed()
    return found


class _PatternReader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._depth = 0
        self.at = 0

    def malformed(self) -> PatternRefused:
        return PatternRefused(problems.BAD_PATTERN, at=self.at + 1)

    def _next(self) -> str:
        return self._pattern[self.at : self.at + 1]

    def _take(self) -> str:
        if self.at >= len(self._pattern):
            raise self.malformed()
        self.at += 1
        return self._pattern[self.at - 1]

    def _skip(self, text: str) -> bool:
        if self._pattern.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def choice(self) -> Part:
        parts = [self._sequence()]
        while self._skip("|"):
            parts.append(self._sequence())
        return Choice(tuple(parts)) if len(parts) > 1 else parts[0]

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self, part: Part) -> Part:
        while True:
            bounds = self._bounds()
            if bounds is None:
                return part
            if self._next() == "+":
                raise PatternRefused(problems.PATTERN_NOT_SUPPORTED, part="++")
            self._skip("?")
            part = Repeat(part, *bounds)
            if self._next() in ("*", "+", "?"):
                raise self.malformed()

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, least, most in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self._skip(sign):
                return least, most
        end = self._pattern.find("}", self.at)
        if self._next() != "{" or end < 0:
            return None
        low, comma, high = self._pattern[self.at + 1 : end].partition(",")
        if not (low.isdecimal() and (high == "" or high.isdecimal())):
            return None
        self.at = end + 1
        bounds = int(low), (int(high) if high else None if comma else int(low))
        if max(bounds[0], bounds[1] or 0) > COUNT_LIMIT:
            raise PatternRefused(problems.PATTERN_TOO_COSTLY)
        if bounds[1] is not None and bounds[1] < bounds[0]:
            raise self.malformed()
        return bounds

    def _atom(self) -> Part:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return One(self._set())
        if sign == ".":
            return One(lambda character: character not in "\n\r\u2028\u2029")
        if sign in ("^", "$"):
            return _ASSERTIONS[sign]
        if sign in ("*", "+", "?"):
            self.at -= 1
            raise self.malformed()
        if sign == "\\":
            if self._next() in ("b", "B"):
                return _ASSERTIONS["\\" + self._take()]
            escaped = self._escaped()
            return One(_is(escaped) if isinstance(escaped, str) else escaped)
        return One(_is(sign))

    def _group(self) -> Part:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise PatternRefused(problems.PATTERN_TOO_COSTLY)
        wanted: bool | None = None
        if self._skip("?"):
            if self._skip("="):
                wanted = True
            elif self._skip("!"):
                wanted = False
            elif self._next() == "<" and self._pattern[self.at + 1 : self.at + 2] not in ("=", "!"):
                self.at = self._pattern.find(">", self.at) + 1 or len(self._pattern)
            elif not self._skip(":"):
                raise PatternRefused(problems.PATTERN_NOT_SUPPORTED, part=f"(?{self._pattern[self.at : self.at + 2]}")
        found = self.choice()
        if not self._skip(")"):
            raise self.malformed()
        self._depth -= 1
        return found if wanted is None else Ahead(found, wanted)

    def _escaped(self) -> str | Matches:
        sign = self._take()
        if sign.lower() in _CLASSES:
            matches = _CLASSES[sign.lower()]
            return matches if sign.islower() else opposite(matches)
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign in "xu":
            return self._numbered(2 if sign == "x" else 4)
        if sign in "pP":
            return self._category(is_negated=sign == "P")
        if sign.isalnum():
            raise PatternRefused(problems.PATTERN_NOT_SUPPORTED, part=f"\\{sign}")
        return sign

    def _numbered(self, length: int) -> str:
        digits = self._pattern[self.at : self.at + length]
        if len(digits) < length or not set(digits) <= set(string.hexdigits):
            raise self.malformed()
        self.at += length
        return chr(int(digits, 16))

    def _category(self, *, is_negated: bool) -> Matches:
        end = self._pattern.find("}", self.at)
        if self._next() != "{" or end < 0:
            raise self.malformed()
        name = self._pattern[self.at + 1 : end]
        if len(name) > 2 or name[:1] not in tuple("LMNPSZC"):
            raise PatternRefused(problems.PATTERN_NOT_SUPPORTED, part=f"\\p{{{name}}}")
        self.at = end + 1

        def matches(character: str) -> bool:
            return unicodedata.category(character).startswith(name)

        return opposite(matches) if is_negated else matches

    def _set(self) -> Matches:
        is_negated = self._skip("^")
        tests: list[Matches] = []
        characters: set[str] = set()
        ranges: list[tuple[str, str]] = []
        is_first = True
        while is_first or self._next() != "]":
            # In Java and ECMAScript `[]` differ; a bracket at the beginning is taken as itself.
            is_first = False
            low = self._member()
            if not isinstance(low, str):
                tests.append(low)
            elif self._next() == "-" and self._pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._member()
                if not isinstance(high, str) or high < low:
                    raise self.malformed()
                ranges.append((low, high))
            else:
                characters.add(low)
        self.at += 1
        matches = _any_of(frozenset(characters), tuple(ranges), tuple(tests))
        return opposite(matches) if is_negated else matches

    def _member(self) -> str | Matches:
        sign = self._take()
        if sign != "\\":
            return sign
        return "\b" if self._skip("b") else self._escaped()


def _is(wanted: str) -> Matches:
    return lambda character: character == wanted


def _any_of(characters: frozenset[str], ranges: tuple[tuple[str, str], ...], tests: tuple[Matches, ...]) -> Matches:
    return lambda character: (
        character in characters
        or any(low <= character <= high for low, high in ranges)
        or any(test(character) for test in tests)
    )
