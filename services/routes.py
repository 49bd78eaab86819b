"""The day's route 今日路线: one's own visits that may be made today, in a short order from where one is."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sqlalchemy import select

from rules.errors import routes as problems
from rules.places import CoordinateInvalid, latitude_text, longitude_text
from rules.refusals import Refused
from rules.routes import Place, route
from services.access import Actor
from services.office_day import current_profile, day_of, today, working_days_left
from services.tasks import metres_to
from storage.tables import CheckIn, InspectionObject, Task, Visit
from storage.unit_of_work import UnitOfWork

DEGREES = re.compile(r"\s*([+-]?[0-9.]+)\s*[,，\s]\s*([+-]?[0-9.]+)\s*")


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of the route: metres from the stop before (the first: from the start, none without one).

    `map_link` opens the place in a map, none where the district names no map.
    """

    visit_id: int
    number: str
    short_name: str
    window_until: date
    left: int
    metres: int | None
    map_link: str | None


@dataclass(frozen=True, slots=True)
class RouteView:
    """The stops in their order, what has no place on the map, and how many visits may be made only later."""

    stops: tuple[Stop, ...]
    placeless: tuple[Stop, ...]
    later: int
    has_start: bool

    @property
    def metres(self) -> int:
        """The length of the whole way, as the crow flies."""
        return sum(stop.metres or 0 for stop in self.stops)


def view_route(uow: UnitOfWork, actor: Actor, start: Place | None) -> RouteView:
    """Return the route of today. Without a start it begins at the place claimed last, else at what is due first."""
    start = start or last_place(uow, actor)
    rows = _open_visits(uow, actor)
    now, link = today(uow), current_profile(uow).get("map_link")
    due = [row for row in rows if row[0].window_from <= now]
    placed = [(visit, inspected) for visit, inspected in due if _place(inspected) is not None]
    places = [place for _, inspected in placed if (place := _place(inspected)) is not None]
    stops, before = [], start
    for n in route(start, places):
        visit, inspected = placed[n]
        metres = metres_to(before, *places[n])
        stops.append(_stop(uow, visit, inspected, metres, link))
        before = places[n]
    placeless = tuple(_stop(uow, visit, inspected, None, None) for visit, inspected in due if _place(inspected) is None)
    return RouteView(tuple(stops), placeless, len(rows) - len(due), start is not None)


def last_place(uow: UnitOfWork, actor: Actor) -> Place | None:
    """Return the place that the actor's phone claimed last today, none without one."""
    chosen = (
        select(CheckIn.latitude, CheckIn.longitude, CheckIn.claimed_at)
        .join(Task, (Task.visit_id == CheckIn.visit_id) & (Task.person_id == CheckIn.person_id))
        .where(
            Task.person_id == actor.person_id,
            CheckIn.latitude.is_not(None),
            CheckIn.longitude.is_not(None),
        )
        .order_by(CheckIn.check_in_id.desc())
        .limit(1)
    )
    row = uow.session.execute(chosen).first()
    is_todays = row is not None and day_of(uow, row.claimed_at) == today(uow)
    return (row.latitude, row.longitude) if row is not None and is_todays else None


def start_typed(uow: UnitOfWork, actor: Actor, typed: str) -> Place:
    """Return the place that a text names: degrees, or a part of the name or address of one of one's own visits.

    Raises `Refused` for anything else: no address is looked up anywhere outside.
    """
    if found := DEGREES.fullmatch(typed):
        try:
            return latitude_text(found[1]), longitude_text(found[2])
        except CoordinateInvalid:
            raise Refused(problems.NO_START) from None
    wanted = typed.strip().casefold()
    for _, inspected in _open_visits(uow, actor):
        place = _place(inspected)
        names = (inspected.name, inspected.short_name, inspected.street, inspected.address)
        if place is not None and wanted and any(wanted in each.casefold() for each in names):
            return place
    raise Refused(problems.NO_START)


def _open_visits(uow: UnitOfWork, actor: Actor) -> list[tuple[Visit, InspectionObject]]:
    rows = uow.session.execute(
        select(Visit, InspectionObject)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(
            Task.person_id == actor.person_id,
            Task.state.in_(["sent", "accepted"]),
            Visit.state != "submitted",
            Visit.is_trial.is_(False),
        )
        .order_by(Visit.window_until, Visit.number)
    )
    return [(visit, inspected) for visit, inspected in rows]


def _place(inspected: InspectionObject) -> Place | None:
    if inspected.latitude is None or inspected.longitude is None:
        return None
    return inspected.latitude, inspected.longitude


def _stop(uow: UnitOfWork, visit: Visit, inspected: InspectionObject, metres: int | None, link: str | None) -> Stop:
    address = None
    if link:
        address = link.format(
            latitude=inspected.latitude, longitude=inspected.longitude, name=quote(inspected.short_name, safe="")
        )
    left = working_days_left(uow, visit.window_until)
    return Stop(visit.visit_id, visit.number, inspected.short_name, visit.window_until, left, metres, address)
