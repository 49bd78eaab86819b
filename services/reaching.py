"""How a person is reached at the moment of telling: at once, when their quiet ends, in their digest, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, delete, select

from rules.notices import DIGEST_AT, KINDS, Quiet, quiet_until
from rules.working_days import is_working_day
from services.notice_settings import way_of
from services.office_day import calendar, zone_of
from storage.tables import DigestLine, NoticeSetting, Person
from storage.unit_of_work import UnitOfWork

Course = Literal["now", "later", "digest", "off"]

# Built once, and one reading: everybody who is told of anything is looked up here.
_REACHED = (
    select(
        Person.chat_id,
        Person.language,
        NoticeSetting.ways,
        NoticeSetting.quiet_from,
        NoticeSetting.quiet_until,
        NoticeSetting.rests,
    )
    .outerjoin(NoticeSetting, NoticeSetting.person_id == Person.person_id)
    .where(
        Person.person_id == bindparam("person"),
        Person.reach == "open",
        Person.revoked_at.is_(None),
        Person.chat_id.is_not(None),
    )
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A person who can be written to, and how one message takes its course; `not_before` for `later`."""

    chat_id: int
    language: str
    course: Course = "now"
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waited for a digest: its line and its next step, as JSON values of a button."""

    text: str
    button: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """The oldest of what waited for a digest; `left` is how much more waits."""

    lines: Sequence[Waiting]
    left: int


def reach(uow: UnitOfWork, person_id: int, kind: str | None, until: date | None = None) -> Reached | None:
    """Return how a person is reached with a message of a kind, none named for an answer; none who cannot be written to.

    An urgent kind passes quiet hours; whoever wants it in the digest has it there, unless the last day `until` on
    which it is of use would pass first.
    """
    uow.flush()
    row = uow.connection.execute(_REACHED, {"person": person_id}).first()
    if row is None:
        return None
    way = way_of(row.ways or {}, kind) if kind else "now"
    if way != "now" and not (way == "digest" and until is not None and until <= _next_digest_on(uow)):
        return Reached(row.chat_id, row.language, way)
    if row.quiet_from is None or kind is None or KINDS[kind].is_urgent:
        return Reached(row.chat_id, row.language)
    quiet = Quiet(time.fromisoformat(row.quiet_from), time.fromisoformat(row.quiet_until), row.rests)
    until = _quiet_until(uow, quiet)
    return Reached(row.chat_id, row.language, "later" if until else "now", until)


def _quiet_until(uow: UnitOfWork, quiet: Quiet) -> datetime | None:
    try:
        local = uow.now.astimezone(zone_of(uow))
    except LookupError:
        # Without a profile there is no office's day.
        return None
    until = quiet_until(quiet, local, lambda day: is_working_day(day, calendar(uow)))
    return until.astimezone(UTC) if until else None


def _next_digest_on(uow: UnitOfWork) -> date:
    """Return the day of the next digest, which comes late on a day of work: that day is as good as over by then."""
    local = uow.now.astimezone(zone_of(uow))
    day = local.date() + timedelta(days=local.time() >= DIGEST_AT)
    works = calendar(uow)
    while not is_working_day(day, works):
        day += timedelta(days=1)
    return day


def keep_for_digest(uow: UnitOfWork, person_id: int, kind: str, text: str, button: dict[str, Any]) -> None:
    """Keep a line for a person's next digest."""
    uow.session.add(DigestLine(person_id=person_id, kind=kind, text=text, button=button, noted_at=uow.now))


def take_from_digest(uow: UnitOfWork, person_id: int, most: int) -> Kept:
    """Return the oldest of what waits for a person's digest, and forget that much: it is told now."""
    chosen = select(DigestLine).where(DigestLine.person_id == person_id).order_by(DigestLine.digest_line_id)
    rows = uow.session.scalars(chosen).all()
    told = rows[:most]
    if told:
        numbers = [row.digest_line_id for row in told]
        uow.session.execute(delete(DigestLine).where(DigestLine.digest_line_id.in_(numbers)))
    return Kept([Waiting(row.text, row.button) for row in told], len(rows) - len(told))


def people_with_lines(uow: UnitOfWork) -> Sequence[int]:
    """Return the people for whose digest something waits."""
    return uow.session.scalars(select(DigestLine.person_id).distinct().order_by(DigestLine.person_id)).all()
