"""Counting: departments' parts of counted visits in, lines with rates out."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.campaigns import RAISING
from rules.frequency import Span
from rules.statistics.cuts import DIRECTED, FLAGGED, RANDOM, Cut, Names
from rules.statistics.intervals import Difference, Rate, difference

DRAWN_KINDS = ("daily", "special")


NONE = Rate(0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One department's part of a visit that counts: submitted, no trial.

    `day` is that on which the visit began. Industry, area, class and flags are the registry's of today; `drawn_risk` is
    the class by which the object was drawn, `drawn_flagged` whether it was flagged then, none where no draw kept it.
    `matters` are those of the campaign that are the department's. A problem is a result that says so; `results` are as
    signed. A follow-up inspection has a campaign of its own, which nobody planned; `is_complied`: its approval found
    the problem gone.
    """

    visit_id: int
    visit_number: str
    object_id: int
    campaign_id: int
    department_id: int
    industry: str
    area: str
    risk: str
    flags: tuple[str, ...]
    task_kind: str
    is_drawn: bool
    day: date
    results: tuple[str, ...]
    has_problem: bool
    place: tuple[float, float] | None = None
    matters: tuple[int, ...] = ()
    is_follow_up: bool = False
    is_complied: bool = False
    drawn_risk: str | None = None
    drawn_flagged: bool | None = None

    @property
    def way(self) -> str:
        """How the object came to be inspected. A special inspection 专项 is directed at what it is about."""
        if self.task_kind != "daily" or not self.is_drawn:
            return DIRECTED
        is_flagged = not RAISING.isdisjoint(self.flags) if self.drawn_flagged is None else self.drawn_flagged
        return FLAGGED if is_flagged else RANDOM

    @property
    def risk_counted(self) -> str:
        """The class that a visit counts for: what a registry says after the draw moves no past figure."""
        return self.risk if self.drawn_risk is None else self.drawn_risk


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cut. `rate` is that of the period, `before` that of a year earlier; of counts `rate.of` is the
    amount, and `waiting` what is still to be done.
    """

    key: str
    names: Names
    rate: Rate
    before: Rate
    waiting: int = 0

    @property
    def change(self) -> Difference | None:
        """How much higher the rate is than a year before."""
        return difference(self.rate, self.before)


@dataclass(frozen=True, slots=True)
class Point:
    """Where an object was inspected, in degrees WGS-84, and whether a problem was found there."""

    latitude: float
    longitude: float
    has_problem: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """A cut, counted.

    Attributes:
        whole: Of all visits but the follow-ups.
        scope: The departments whose parts are counted, none for the whole district.
        follow_ups: Inspections where a problem was known, and at how many of them it was gone.
        parts: How many departments' parts the visits have.
        by_registry: Visits for which this cut goes by the registry of today, as no draw kept what it asks for.
        unplaced: Visited objects that no point stands for.
    """

    cut: Cut
    period: str
    span: Span
    whole: Rate
    whole_before: Rate
    lines: tuple[Line, ...]
    points: tuple[Point, ...] = ()
    unplaced: int = 0
    scope: tuple[Names, ...] = ()
    follow_ups: Rate = NONE
    parts: int = 0
    by_registry: int = 0

    @property
    def lines_now(self) -> tuple[Line, ...]:
        """The lines of which something was counted in the period, and not only a year before."""
        return tuple(line for line in self.lines if line.rate.of or line.waiting)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not (self.whole.of or any(line.waiting for line in self.lines))


Keys = Callable[[Part], Collection[object]]


def rate_of_visits(parts: Iterable[Part]) -> Rate:
    """Return how many visits had a problem in any of these parts."""
    found: dict[int, bool] = {}
    for part in parts:
        found[part.visit_id] = found.get(part.visit_id, False) or part.has_problem
    return Rate(sum(found.values()), len(found))


def rates(parts: Iterable[Part], keys: Keys, *, is_of_parts: bool) -> dict[object, Rate]:
    """Return the rate of each key; a part counts for each of its keys."""
    grouped: dict[object, list[Part]] = {}
    for part in parts:
        for key in keys(part):
            grouped.setdefault(key, []).append(part)
    if is_of_parts:
        return {key: Rate(sum(each.has_problem for each in own), len(own)) for key, own in grouped.items()}
    return {key: rate_of_visits(own) for key, own in grouped.items()}


def sorted_lines(cut: Cut, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines in their order: of counts the most that waits first, of rates those with the surest problems."""
    if cut.is_ordered:
        return tuple(sorted(lines, key=lambda line: line.key))
    if cut.is_of_counts:
        return tuple(sorted(lines, key=lambda line: (-line.waiting, -line.rate.of, line.key)))
    return tuple(sorted(lines, key=lambda line: (-line.rate.low, -line.rate.of, line.key)))


def follow_ups_of(parts: Iterable[Part]) -> Rate:
    """Return how many follow-up inspections there were, and at how many of them the problem was gone."""
    found = {part.visit_id: part.is_complied for part in parts}
    return Rate(sum(found.values()), len(found))


def by_registry(cut: Cut, parts: Iterable[Part]) -> int:
    """Return how many visits a cut puts where the registry of today does, as no draw kept their class or flags."""
    if cut.key == "risk":
        return len({part.visit_id for part in parts if part.drawn_risk is None})
    if cut.key == "draw":
        return len({part.visit_id for part in parts if part.way != DIRECTED and part.drawn_flagged is None})
    return 0


Inspected = Mapping[int, tuple[tuple[float, float] | None, bool]]
"""Objects by their numbers: where each is, in degrees, none where it is not known; and whether it had a problem."""


def inspected(parts: Iterable[Part]) -> Inspected:
    """Return the objects of parts, in their order."""
    found: dict[int, tuple[tuple[float, float] | None, bool]] = {}
    for part in parts:
        known = found.get(part.object_id, (part.place, False))[1]
        found[part.object_id] = part.place, known or part.has_problem
    return found


def points_of(parts: Sequence[Part]) -> tuple[tuple[Point, ...], int]:
    """Return a point for each inspected object that has a place, and how many have none."""
    found = inspected(parts)
    points = [Point(*place, has_problem) for place, has_problem in found.values() if place is not None]
    points.sort(key=lambda point: (point.has_problem, point.latitude, point.longitude))
    return tuple(points), len(found) - len(points)
