"""What day it is at the office: the calendar of the district's profile, whatever zone the server is in."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from rules.working_days import Overrides, working_days_until
from services.profile import profile_on
from storage.tables import OfficeDay
from storage.unit_of_work import UnitOfWork


def current_profile(uow: UnitOfWork) -> dict[str, Any]:
    """Return the profile in force today. Raises `LookupError` when none is set up."""
    return _profile(uow, today(uow))


def profile_at(uow: UnitOfWork, instant: datetime | None) -> dict[str, Any]:
    """Return the profile in force on the office's day of an instant, today's for none: old papers keep their titles."""
    return _profile(uow, day_of(uow, instant)) if instant else current_profile(uow)


def today(uow: UnitOfWork) -> date:
    """Return the day at the office. Raises `LookupError` without a profile."""
    return day_of(uow, uow.now)


def day_of(uow: UnitOfWork, instant: datetime) -> date:
    """Return the office's day of an instant. Raises `LookupError` without a profile."""
    return instant.astimezone(zone_of(uow)).date()


def zone_of(uow: UnitOfWork) -> ZoneInfo:
    """Return the office's time zone. Raises `LookupError` without a profile."""
    # That of the profile on the day in UTC: an office does not change its zone overnight.
    return ZoneInfo(_profile(uow, uow.now.date())["time_zone"])


def calendar(uow: UnitOfWork) -> Overrides:
    """Return the days for which the office says itself whether it works; the State Council's calendar says the rest."""
    known: Overrides | None = uow.memo.get(calendar)
    if known is None:
        rows = uow.session.execute(select(OfficeDay.day, OfficeDay.is_working))
        known = uow.memo[calendar] = {row.day: row.is_working for row in rows}
    return known


def working_days_left(uow: UnitOfWork, until: date) -> int:
    """Return how many working days are left after today up to and with a day; negative once it has passed."""
    return working_days_until(today(uow), until, calendar(uow))


def _profile(uow: UnitOfWork, day: date) -> dict[str, Any]:
    key = (profile_on, day)
    if key not in uow.memo:
        uow.memo[key] = profile_on(uow, day)
    profile: dict[str, Any] = uow.memo[key]
    return profile
