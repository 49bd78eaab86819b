"""Searches with regular expressions in bounded time.

Python's own matcher tries alternatives one after another and can take years over a short text. This one keeps every
alternative at once (Thompson, 1968): a character costs at most the length of the pattern, and the whole has a budget.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from forms.expressions.pattern_syntax import (
    Ahead,
    Assertion,
    Choice,
    Matches,
    One,
    Part,
    PatternRefused,
    Repeat,
    Sequence,
    read_pattern,
)
from rules.errors import expressions as problems

STATE_LIMIT: Final = 5000
WORK_LIMIT: Final = 1_000_000
"""States visited in one search, about half a second."""
PATTERN_LIMIT: Final = 2000


@dataclass(frozen=True)
class _Take:
    """Goes on when the next character matches."""

    matches: Matches


@dataclass
class _Fork:
    """Goes on at several states."""

    to: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Check:
    """Goes on when a place is as said."""

    kind: Literal["start", "end", "edge", "no edge"]


@dataclass(frozen=True)
class _Look:
    """Goes on when another program does, or does not, match from here."""

    program: "Program"
    is_wanted: bool


_Instruction: TypeAlias = "_Take | _Fork | _Check | _Look"


class Program:
    """A compiled pattern: instructions, each followed by the next unless it forks; the end is a match."""

    def __init__(self, part: Part) -> None:
        self._instructions: list[_Instruction] = []
        self._add(part)

    def _emit(self, instruction: _Instruction) -> None:
        if len(self._instructions) >= STATE_LIMIT:
            raise PatternRefused(problems.PATTERN_TOO_COSTLY)
        self._instructions.append(instruction)

    def _add(self, part: Part) -> None:
        match part:
            case One(matches):
                self._emit(_Take(matches))
            case Assertion(kind):
                self._emit(_Check(kind))
            case Ahead(inner, is_wanted):
                self._emit(_Look(Program(inner), is_wanted))
            case Sequence(parts):
                for each in parts:
                    self._add(each)
            case Choice(parts):
                self._add_choice(parts)
            case Repeat():
                self._add_repeat(part)

    def _add_choice(self, parts: tuple[Part, ...]) -> None:
        fork = _Fork()
        self._emit(fork)
        ends = []
        for each in parts:
            fork.to.append(len(self._instructions))
            self._add(each)
            ends.append(_Fork())
            self._emit(ends[-1])
        for end in ends:
            end.to.append(len(self._instructions))

    def _add_repeat(self, repeat: Repeat) -> None:
        for _ in range(repeat.least):
            self._add(repeat.part)
        if repeat.most is None:
            loop = _Fork()
            start = len(self._instructions)
            self._emit(loop)
            self._add(repeat.part)
            self._emit(_Fork([start]))
            loop.to += [start + 1, len(self._instructions)]
            return
        leaves = []
        for _ in range(repeat.most - repeat.least):
            leaves.append(_Fork([len(self._instructions) + 1]))
            self._emit(leaves[-1])
            self._add(repeat.part)
        for leave in leaves:
            leave.to.append(len(self._instructions))

    def is_found(self, text: str, start: int, budget: list[int], *, anywhere: bool) -> bool:
        """Says whether the pattern matches a part of a text that begins at a place, or at any from there on.

        Args:
            text: The whole text.
            start: Where the part begins.
            budget: One number: what work is left; it is used up.
            anywhere: Whether the part may begin later.

        Raises:
            PatternRefused: The budget is used up.
        """
        end = len(self._instructions)
        states: set[int] = set()
        for index in range(start, len(text) + 1):
            if anywhere or index == start:
                states.add(0)
            reached = self._followed(states, text, index, budget)
            if end in reached:
                return True
            if index == len(text) or not (reached or anywhere):
                return False
            states = self._after(reached, text[index])
        return False

    def _after(self, states: set[int], character: str) -> set[int]:
        following = set()
        for state in states:
            instruction = self._instructions[state]
            if isinstance(instruction, _Take) and instruction.matches(character):
                following.add(state + 1)
        return following

    def _followed(self, states: set[int], text: str, index: int, budget: list[int]) -> set[int]:
        """Gives every state that is reached without taking a character."""
        seen: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            if state == len(self._instructions):
                return seen
            instruction = self._instructions[state]
            if isinstance(instruction, _Fork):
                waiting += instruction.to
            elif isinstance(instruction, _Check):
                if _holds(instruction.kind, text, index):
                    waiting.append(state + 1)
            elif isinstance(instruction, _Look) and instruction.is_wanted == instruction.program.is_found(
                text, index, budget, anywhere=False
            ):
                waiting.append(state + 1)
        budget[0] -= len(seen) + 1
        if budget[0] < 0:
            raise PatternRefused(problems.PATTERN_TOO_COSTLY)
        return seen


def _holds(kind: str, text: str, index: int) -> bool:
    if kind == "start":
        return index == 0
    if kind == "end":
        return index == len(text)
    before = index > 0 and _is_word(text[index - 1])
    after = index < len(text) and _is_word(text[index])
    return (before != after) == (kind == "edge")


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


@lru_cache(maxsize=64)
def compile_pattern(pattern: str) -> Program:
    """Compiles a pattern once.

    Raises:
        PatternRefused: It is malformed, too large, or uses what could take unbounded time.
    """
    if len(pattern) > PATTERN_LIMIT:
        raise PatternRefused(problems.PATTERN_TOO_COSTLY)
    return Program(read_pattern(pattern))


def search(pattern: str, text: str) -> bool:
    """Says whether a pattern is found anywhere in a text.

    Raises:
        PatternRefused: The pattern cannot be used, or the search would take too long.
    """
    return compile_pattern(pattern).is_found(text, 0, [WORK_LIMIT], anywhere=True)
