"""Working days: announced holidays and moved weekends of 2026, overrides, counting."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.working_days import add_working_days, is_working_day, working_day_before, working_days_until

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # National Day
        (date(2026, 10, 10), True),  # a Saturday worked instead
        (date(2026, 2, 14), True),  # a Saturday worked instead
        (date(2026, 2, 17), False),  # Spring Festival
        (date(2026, 11, 21), False),  # a plain Saturday
        (date(2026, 11, 23), True),  # a plain Monday
    ],
)
def test_the_calendar_of_2026_is_that_of_the_state_council(day: date, works: bool) -> None:
    assert is_working_day(day, {}) is works


def test_an_office_can_correct_the_calendar_for_a_single_day() -> None:
    monday = date(2026, 11, 23)
    assert not is_working_day(monday, {monday: False})


def test_a_deadline_that_has_passed_counts_below_zero() -> None:
    assert working_days_until(date(2026, 11, 25), date(2026, 11, 23), {}) == -2


@pytest.mark.parametrize(("today", "left"), [(20, 0), (21, -1), (22, -1), (23, -1), (24, -2)])
def test_a_deadline_of_a_friday_has_passed_on_saturday(today: int, left: int) -> None:
    assert working_days_until(date(2026, 11, today), date(2026, 11, 20), {}) == left


def test_a_calendar_that_is_being_built_is_seen_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads ask for a year that nobody has asked for; the first stands still while it builds."""
    begun, answered = threading.Event(), threading.Event()
    china: Any = type(holidays.country_holidays("CN"))
    built, building = china._populate, list[threading.Thread]()

    def populate(self: Any, year: int) -> None:
        building.append(threading.current_thread())
        if len(building) == 1:
            begun.set()
            assert answered.wait(30)
        built(self, year)

    monkeypatch.setattr(china, "_populate", populate)
    national_day = date(2019, 10, 1)
    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(is_working_day, national_day, {})
        assert begun.wait(30)
        try:
            assert not is_working_day(national_day, {})
        finally:
            answered.set()
        assert not first.result(30)


@given(DAYS, st.integers(0, 40))
def test_adding_and_counting_agree(first: date, count: int) -> None:
    assert working_days_until(first, add_working_days(first, count, {}), {}) == count


@given(DAYS)
def test_the_day_after_adding_none_is_the_day_itself(day: date) -> None:
    assert add_working_days(day, 0, {}) == day
    assert working_days_until(day, day + timedelta(days=0), {}) == 0


@given(DAYS, st.integers(0, 30), st.integers(-60, 5), st.dictionaries(DAYS, st.booleans(), max_size=9))
def test_counted_back_is_what_counted_forwards_reaches(
    last: date, count: int, apart: int, overrides: dict[date, bool]
) -> None:
    began = last + timedelta(days=apart)
    is_over = add_working_days(began, count, overrides) < last
    assert (began < working_day_before(last, count, overrides)) is is_over
