"""What is to be mended in a draw, and what should be known of it: where, what, how."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.errors import Problem

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DrawFault:
    """One thing to mend, or to know; `rules.errors.describe(fault, language)` words it.

    Attributes:
        where: Keys and numbers (from 0) that lead to it through the proof, such as `("objects", 3, "risk")`.
        problem: What it is.
        values: What fills the places of its text.
        first: Where the same stands before; the text calls it `first`.
    """

    where: Place
    problem: Problem
    values: Mapping[str, object]
    first: Place | None = None

    @property
    def code(self) -> str:
        """The code of the catalogue."""
        return self.problem.code

    @property
    def placeholders(self) -> Mapping[str, object]:
        """What fills the places of the text."""
        return self.values if self.first is None else {**self.values, "first": place_text(self.first)}


class DrawRefused(ValueError):
    """Nothing is drawn.

    Attributes:
        faults: Everything to mend, at least one.
    """

    def __init__(self, faults: list[DrawFault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def fault(where: Place, problem: Problem, **values: object) -> DrawFault:
    """Return a fault."""
    return DrawFault(where, problem, values)


def double(where: Place, problem: Problem, first: Place, **values: object) -> DrawFault:
    """Return that something stands twice, with where it stands first."""
    return DrawFault(where, problem, values, first)


def place_text(where: Place) -> str:
    """Return a place as JSON readers write it: `objects[3].risk`, `permille["A 1"]`."""
    text = ""
    for step in where:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.replace("_", "a").isalnum():
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text
