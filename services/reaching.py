"""How a person is reached at the moment of telling: at once, when their quiet ends, in their digest, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, delete, select

from rules.notices import DIGEST_AT, KINDS, Quiet, latest_hour
from rules.working_days import is_working_day
from services.notice_settings import quiet_between, way_of
from services.office_day import calendar, zone_of
from services.quiet_hours import end_of_quiet
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
    """A person who can be written to, and how one message takes its course; `not_before` for `later`, and by when it is
    to be said in any case if there is such an hour.
    """

    chat_id: int
    language: str
    course: Course = "now"
    not_before: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waited for a digest: its line, its next step, as JSON values of a button, and since when."""

    text: str
    button: dict[str, Any]
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The oldest of what waited for a digest; `left` is how much more waits."""

    lines: Sequence[Waiting]
    left: int


def reach(uow: UnitOfWork, person_id: int, kind: str | None, until: date | None = None) -> Reached | None:
    """Return how a person is reached with a message of a kind, none named for an answer; none who cannot be written to.

    An urgent kind passes quiet hours; whoever wants it in the digest has it there. Neither keeps it back until it is
    late: it comes before the work of the last day `until` on which it is of use, in quiet hours too.
    """
    uow.flush()
    row = uow.connection.execute(_REACHED, {"person": person_id}).first()
    if row is None:
        return None
    way = way_of(row.ways or {}, kind) if kind else "now"
    quiet = quiet_between(row.quiet_from, row.quiet_until, rests=row.rests)
    latest = _latest(uow, until) if until is not None and (quiet or way == "digest") else None
    if way == "off" or (way == "digest" and (latest is None or _digest_comes(uow, quiet) <= latest)):
        return Reached(row.chat_id, row.language, way)
    end = end_of_quiet(uow, quiet, uow.now) if kind and not KINDS[kind].is_urgent else None
    hour = min(end, latest) if end and latest else end
    if hour is None or hour <= uow.now:
        return Reached(row.chat_id, row.language)
    return Reached(row.chat_id, row.language, "later", hour, latest)


def _latest(uow: UnitOfWork, until: date) -> datetime | None:
    """Return by when to tell of what is of use up to and with a day; none where that is over, and without an office."""
    try:
        local = uow.now.astimezone(zone_of(uow))
    except LookupError:
        return None
    if until < local.date():
        return None
    works = calendar(uow)
    return latest_hour(until, local, lambda day: is_working_day(day, works)).astimezone(UTC)


def _digest_comes(uow: UnitOfWork, quiet: Quiet | None) -> datetime:
    """Return when the next digest comes: late on a day of work, or when the quiet ends in which that falls."""
    local = uow.now.astimezone(zone_of(uow))
    day = local.date() + timedelta(days=local.time() >= DIGEST_AT)
    works = calendar(uow)
    while not is_working_day(day, works):
        day += timedelta(days=1)
    due = datetime.combine(day, DIGEST_AT, local.tzinfo).astimezone(UTC)
    return end_of_quiet(uow, quiet, due) or due


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
    return Kept([Waiting(row.text, row.button, row.noted_at) for row in told], len(rows) - len(told))


def take_lines(uow: UnitOfWork, kind: str, texts: Sequence[str]) -> None:
    """Forget what waits for anybody's digest and is not true any more."""
    uow.session.execute(delete(DigestLine).where(DigestLine.kind == kind, DigestLine.text.in_(texts)))


def people_with_lines(uow: UnitOfWork) -> Sequence[int]:
    """Return the people for whose digest something waits."""
    return uow.session.scalars(select(DigestLine.person_id).distinct().order_by(DigestLine.person_id)).all()
