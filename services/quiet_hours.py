"""Quiet hours at work: when they end, what waits for that, and what becomes of it when they change."""

from datetime import UTC, datetime

from rules.notices import Quiet, quiet_until
from rules.working_days import is_working_day
from services.access import Actor, chat_of
from services.office_day import calendar, zone_of
from storage.kept_back import KeptBack
from storage.unit_of_work import UnitOfWork


def end_of_quiet(uow: UnitOfWork, quiet: Quiet | None, at: datetime) -> datetime | None:
    """Return when the quiet ends in which an instant falls, none where it is not quiet."""
    if quiet is None:
        return None
    try:
        local = at.astimezone(zone_of(uow))
    except LookupError:
        # Without a profile there is no office's day.
        return None
    until = quiet_until(quiet, local, lambda day: is_working_day(day, calendar(uow)))
    return until.astimezone(UTC) if until else None


def kept_back(uow: UnitOfWork, actor: Actor) -> KeptBack:
    """Return how much waits for the end of one's own quiet hours."""
    chat = chat_of(uow, actor.person_id)
    return uow.mailbox.kept_back(chat[0]) if chat else KeptBack(0, None)


def deliver_now(uow: UnitOfWork, actor: Actor) -> int:
    """Let come at once what waits for the end of one's own quiet hours; return how much that is."""
    count = kept_back(uow, actor).count
    keep_anew(uow, actor, None)
    return count


def keep_anew(uow: UnitOfWork, actor: Actor, quiet: Quiet | None) -> None:
    """Let what waits for the end of one's quiet hours wait for that of others; none: it comes at once."""
    if chat := chat_of(uow, actor.person_id):
        uow.mailbox.set_hour(chat[0], end_of_quiet(uow, quiet, uow.now) or uow.now)
