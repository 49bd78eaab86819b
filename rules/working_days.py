"""Working days by the calendar of the State Council: public holidays off, moved weekends worked.

A library knows the announced years; an office adds what it does not know yet (`Overrides`), in every reckoning.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

Overrides = Mapping[date, bool]


@cache
def _calendar(year: int) -> "HolidayBase":
    """Return the calendar of one year, which nothing is added to: threads see all of it or build it themselves."""
    import holidays  # here, because it takes a tenth of a second and most processes never ask

    return holidays.country_holidays("CN", years=year, expand=False)


def is_working_day(day: date, overrides: Overrides) -> bool:
    """Return whether offices work on a day; `overrides` says so for single days, and wins."""
    if day in overrides:
        return overrides[day]
    return bool(_calendar(day.year).is_working_day(day))


def working_days_until(first: date, last: date, overrides: Overrides) -> int:
    """Return how many working days are left after `first` up to and with `last`; negative when it has passed.

    It has passed on the very next day: a day of rest counts with the working day that follows.
    """
    if last < first:
        return -max(1, working_days_until(last, first, overrides))
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, overrides) for day in span)


def add_working_days(first: date, count: int, overrides: Overrides) -> date:
    """Return the day on which `count` working days after `first` have passed. Raises `ValueError` below zero."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    day = first
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, overrides)
    return day


def working_day_before(last: date, count: int, overrides: Overrides) -> date:
    """Return the first day on which `count` working days could begin and not have passed before `last`: whatever begins
    earlier is over by then (`add_working_days`). Raises `ValueError` below zero.
    """
    if count < 0:
        raise ValueError("working days are counted backwards")
    day = last
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day, overrides)
    return day
