"""More time for a visit 申请延期: its team asks, who looks after the campaign decides. Without it work goes on, with a
reason at the submission.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from rules.errors import extensions as problems
from rules.errors import visits as visit_problems
from rules.events_deadlines import ExtensionAsked, ExtensionDecided
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.typed_days import typed_day
from rules.working_days import add_working_days
from services.accepted import accepted_membership
from services.access import Actor
from services.in_charge import is_in_charge
from services.office_day import calendar, today, working_days_left
from services.visits import Names
from storage.ledger import Personal
from storage.tables import Campaign, Extension, InspectionObject, Person, Visit
from storage.unit_of_work import UnitOfWork

REASON_MOST = 120
DAYS_MOST = 60
OFFERED = (3, 5, 10)  # working days


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A request: `window_until` as it stands now, `until` as wanted; `working_days` are left from today to that."""

    extension_id: int
    visit_id: int
    number: str
    short_name: str
    name: Names
    window_until: date
    until: date
    working_days: int
    reason: str
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long a visit still has: working days, negative when over. `offered` are days that may be asked for."""

    number: str
    until: date
    left: int
    offered: tuple[tuple[int, date], ...]
    open: ExtensionView | None


def view_deadline(uow: UnitOfWork, actor: Actor, visit_id: int) -> Deadline:
    """Return the end of one's own visit and what may be asked for. Raises `Refused` as for any step before the end."""
    mine = accepted_membership(uow, actor, visit_id)
    until, now = mine.visit.window_until, today(uow)
    begin = max(until, now)
    offered = tuple((count, add_working_days(begin, count, calendar(uow))) for count in OFFERED)
    row = _open_request(uow, visit_id)
    view = extension_of(uow, row.extension_id) if row else None
    return Deadline(mine.visit.number, until, working_days_left(uow, until), offered, view)


def day_wanted(uow: UnitOfWork, actor: Actor, visit_id: int, typed: str) -> date:
    """Return the day that somebody types as the new end. Raises `Refused` for none, or an impossible one."""
    mine = accepted_membership(uow, actor, visit_id)
    day = typed_day(typed, today(uow))
    if day is None:
        raise Refused(problems.NO_DAY, example=mine.visit.window_until + timedelta(days=5))
    return _possible(uow, mine.visit, day)


def ask_extension(uow: UnitOfWork, actor: Actor, visit_id: int, until: date, reason: str) -> int:
    """Ask for more time and return the request. Raises `Refused` while one is open, and without a day or a reason."""
    mine = accepted_membership(uow, actor, visit_id)
    if _open_request(uow, visit_id) is not None:
        raise Refused(problems.ASKED_ALREADY, number=mine.visit.number)
    row = Extension(
        visit_id=visit_id,
        asked_by=actor.person_id,
        asked_at=uow.now,
        until=_possible(uow, mine.visit, until),
        reason=ensure_reason(reason, most=REASON_MOST),
        state="open",
    )
    uow.session.add(row)
    uow.session.flush()
    body = {"until": until.isoformat(), "reason": Personal(row.reason)}
    uow.record(f"visit:{mine.visit.number}", "extension_asked", actor.code, body)
    uow.emit(ExtensionAsked(row.extension_id))
    return row.extension_id


def _possible(uow: UnitOfWork, visit: Visit, day: date) -> date:
    now = today(uow)
    most = max(visit.window_until, now) + timedelta(days=DAYS_MOST)
    if not max(visit.window_until + timedelta(days=1), now) <= day <= most:
        raise Refused(problems.DAY_IMPOSSIBLE, first=max(visit.window_until + timedelta(days=1), now), last=most)
    return day


def view_extension(uow: UnitOfWork, actor: Actor, extension_id: int) -> ExtensionView:
    """Return a request for the supervisor of its campaign. Raises `Refused` for anyone else."""
    _decided_by(uow, actor, extension_id)
    return extension_of(uow, extension_id)


def decide_extension(uow: UnitOfWork, actor: Actor, extension_id: int, *, is_granted: bool, reason: str = "") -> None:
    """Grant more time or refuse it, with a reason. Raises `Refused` for others, and a second time."""
    row, visit = _decided_by(uow, actor, extension_id)
    if row.state != "open":
        raise Refused(visit_problems.ALREADY_DECIDED)
    if visit.state == "submitted":
        raise Refused(visit_problems.LOCKED, number=visit.number)
    row.decided_at = uow.now
    if is_granted:
        row.state = "granted"
        body = {"from": visit.window_until.isoformat(), "until": row.until.isoformat()}
        visit.window_until = max(visit.window_until, row.until)
        uow.record(f"visit:{visit.number}", "extension_granted", actor.code, body)
    else:
        row.state, row.answer = "refused", ensure_reason(reason, most=REASON_MOST)
        uow.record(f"visit:{visit.number}", "extension_refused", actor.code, {"reason": Personal(row.answer)})
    uow.session.flush()
    uow.emit(ExtensionDecided(extension_id, actor.person_id))


def extension_of(uow: UnitOfWork, extension_id: int) -> ExtensionView:
    """Return a request for those who tell of it."""
    row, visit, short_name, name = uow.session.execute(
        select(Extension, Visit, InspectionObject.short_name, Person.name)
        .join(Visit, Visit.visit_id == Extension.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Person, Person.person_id == Extension.asked_by)
        .where(Extension.extension_id == extension_id)
    ).one()
    return ExtensionView(
        extension_id,
        visit.visit_id,
        visit.number,
        short_name,
        name,
        visit.window_until,
        row.until,
        working_days_left(uow, row.until),
        row.reason,
        row.state,
        row.answer or "",
    )


def _open_request(uow: UnitOfWork, visit_id: int) -> Extension | None:
    chosen = select(Extension).where(Extension.visit_id == visit_id, Extension.state == "open")
    return uow.session.scalars(chosen).first()


def _decided_by(uow: UnitOfWork, actor: Actor, extension_id: int) -> tuple[Extension, Visit]:
    row = uow.session.execute(
        select(Extension, Visit, Campaign)
        .join(Visit, Visit.visit_id == Extension.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Extension.extension_id == extension_id)
        .with_for_update(of=(Visit, Extension))
    ).first()
    if row is None:
        raise Refused(visit_problems.NO_SUCH_VISIT)
    if not is_in_charge(uow, actor, row.Campaign):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    return row.Extension, row.Visit
