"""The counted visits by one cut at a time, with the names of what they are cut by."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from rules.errors import statistics as problems
from rules.frequency import Span
from rules.refusals import Refused
from rules.statistics.cuts import CUTS, PERIOD_NAMES, WAYS, Cut, Names
from rules.statistics.intervals import Rate
from rules.statistics.periods import span_of, year_before
from rules.statistics.tallies import (
    NONE,
    Figures,
    Inspected,
    Keys,
    Line,
    Part,
    by_registry,
    follow_ups_of,
    inspected,
    points_of,
    rate_of_visits,
    rates,
    sorted_lines,
)
from services.office_day import today
from services.statistics import began_in, parts_counted
from services.statistics_drawn import as_drawn
from storage.tables import Campaign, Department, Item, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

Named = Mapping[object, Names]
KEYS: Mapping[str, Keys] = {
    "campaign": lambda part: (part.campaign_id,),
    "department": lambda part: (part.department_id,),
    "matter": lambda part: part.matters,
    "industry": lambda part: (part.industry,),
    "area": lambda part: (part.area,),
    "risk": lambda part: (part.risk_counted,),
    "draw": lambda part: (part.way,),
}


class Statistics:
    """The cuts of one period, read once: of some departments, or (none) of the whole district.

    A follow-up inspection goes where a problem is known, which no rate may count again: it stands apart everywhere, but
    is work like any other to its officers.
    """

    def __init__(self, uow: UnitOfWork, departments: Collection[int] | None, period: str) -> None:
        if period not in PERIOD_NAMES:
            raise Refused(problems.NO_SUCH_CUT)
        self._uow, self._departments, self._period = uow, departments, period
        self.span = span_of(period, today(uow))
        self._all, self._all_before = self._read(self.span), self._read(year_before(self.span))
        self._parts, self._before = (
            [part for part in parts if not part.is_follow_up] for parts in (self._all, self._all_before)
        )
        self.follow_ups = follow_ups_of(part for part in self._all if part.is_follow_up)
        self.scope: tuple[Names, ...] = () if departments is None else tuple(_departments(uow, departments).values())

    def figures(self, key: str) -> Figures:
        """Return a cut, counted. Raises `Refused` for an unknown one."""
        cut = CUTS.get(key)
        if cut is None:
            raise Refused(problems.NO_SUCH_CUT)
        points, unplaced = points_of(self._parts) if key == "map" else ((), 0)
        return Figures(
            cut,
            self._period,
            self.span,
            rate_of_visits(self._parts),
            rate_of_visits(self._before),
            sorted_lines(cut, self._lines(cut)),
            points,
            unplaced,
            self.scope,
            self.follow_ups,
            len(self._parts),
            by_registry(cut, self._parts),
        )

    def _read(self, span: Span) -> list[Part]:
        return as_drawn(self._uow, span, parts_counted(self._uow, self._departments, span))

    def objects(self) -> Inspected:
        """Return the inspected objects of the map, those without a place as well."""
        return inspected(self._parts)

    def _lines(self, cut: Cut) -> list[Line]:
        if cut.key == "map":
            return []
        if cut.is_of_counts:
            return self._load()
        keys = KEYS[cut.key]
        now = rates(self._parts, keys, is_of_parts=cut.is_of_parts)
        before = rates(self._before, keys, is_of_parts=cut.is_of_parts)
        # What was inspected a year ago and is not now is a line as well: it fell out of the plan.
        found = {**dict.fromkeys(before), **dict.fromkeys(now)}
        names = NAMES[cut.key](self._uow, found)
        return [Line(str(key), names[key], now.get(key, NONE), before.get(key, NONE)) for key in found]

    def _load(self) -> list[Line]:
        """Return how many visits each officer did, being there, and how many wait for them; they go by their codes."""
        done = self._done(self.span, self._all)
        earlier = self._done(year_before(self.span), self._all_before)
        waiting = _waiting(self._uow, self._departments)
        return [
            Line(code, {"zh": code}, Rate(0, done.get(code, 0)), Rate(0, earlier.get(code, 0)), waiting.get(code, 0))
            for code in {**earlier, **done, **waiting}
        ]

    def _done(self, span: Span, parts: list[Part]) -> dict[str, int]:
        return _visits_of_officers(self._uow, self._departments, span, {part.visit_id for part in parts})


def _campaigns(uow: UnitOfWork, keys: Collection[object]) -> Named:
    chosen = select(Campaign.campaign_id, Campaign.number, Campaign.title).where(Campaign.campaign_id.in_(keys))
    return {row[0]: {of: f"{row[1]} {title}" for of, title in row[2].items()} for row in uow.session.execute(chosen)}


def _departments(uow: UnitOfWork, keys: Collection[Any]) -> Named:
    chosen = select(Department.department_id, Department.short_name).where(Department.department_id.in_(keys))
    chosen = chosen.order_by(Department.code)
    return {row[0]: row[1] for row in uow.session.execute(chosen)}


def _items(uow: UnitOfWork, keys: Collection[object]) -> Named:
    chosen = select(Item.item_id, Item.code, Item.matter).where(Item.item_id.in_(keys))
    return {row[0]: {"zh": f"{row[1]} {row[2]}"} for row in uow.session.execute(chosen)}


def _as_they_are(uow: UnitOfWork, keys: Collection[object]) -> Named:
    return {key: {"zh": str(key) or "-"} for key in keys}


def _classes(uow: UnitOfWork, keys: Collection[object]) -> Named:
    return {key: {"zh": f"{key} 级", "en": f"Class {key}"} for key in keys}


def _ways(uow: UnitOfWork, keys: Collection[object]) -> Named:
    return {key: WAYS[str(key)] for key in keys}


NAMES: Mapping[str, Callable[[UnitOfWork, Collection[Any]], Named]] = {
    "campaign": _campaigns,
    "department": _departments,
    "matter": _items,
    "industry": _as_they_are,
    "area": _as_they_are,
    "risk": _classes,
    "draw": _ways,
}


def _waiting(uow: UnitOfWork, departments: Collection[int] | None) -> dict[str, int]:
    open_ = (
        select(Person.code, func.count())
        .join(Task, Task.person_id == Person.person_id)
        .join(Section, Section.section_id == Task.section_id)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .where(Visit.state.in_(["assigned", "running", "returned"]), Visit.is_trial.is_(False))
        .where(Task.state != "replaced")
        .group_by(Person.code)
    )
    if departments is not None:
        open_ = open_.where(Section.department_id.in_(departments))
    return {row[0]: row[1] for row in uow.session.execute(open_)}


def _visits_of_officers(
    uow: UnitOfWork, departments: Collection[int] | None, span: Span, visits: set[int]
) -> dict[str, int]:
    chosen = (
        select(Person.code, Task.visit_id)
        .join(Task, Task.person_id == Person.person_id)
        .join(Section, Section.section_id == Task.section_id)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .where(Visit.state == "submitted", Task.state != "replaced", Task.presence != "absent", began_in(uow, span))
    )
    if departments is not None:
        chosen = chosen.where(Section.department_id.in_(departments))
    found: dict[str, int] = {}
    for code, visit_id in uow.session.execute(chosen):
        if visit_id in visits:
            found[code] = found.get(code, 0) + 1
    return found
