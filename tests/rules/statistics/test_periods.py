"""Periods and the same days a year before."""

from datetime import date

import pytest

from rules.frequency import Span
from rules.statistics.periods import months_before, span_of, year_before

D = date


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        ("year", D(2026, 11, 27), D(2026, 1, 1), D(2026, 11, 27)),
        ("year", D(2026, 1, 1), D(2026, 1, 1), D(2026, 1, 1)),
        ("quarter", D(2026, 11, 27), D(2026, 10, 1), D(2026, 11, 27)),
        ("quarter", D(2026, 3, 31), D(2026, 1, 1), D(2026, 3, 31)),
        ("month", D(2028, 2, 29), D(2028, 2, 1), D(2028, 2, 29)),
        ("last_year", D(2026, 11, 27), D(2025, 1, 1), D(2025, 12, 31)),
    ],
)
def test_a_period_ends_today_at_most(period: str, today: date, first: date, last: date) -> None:
    assert span_of(period, today) == Span(first, last)


@pytest.mark.parametrize(
    ("first", "last", "earlier", "later"),
    [
        (D(2026, 1, 1), D(2026, 11, 27), D(2025, 1, 1), D(2025, 11, 27)),
        (D(2028, 2, 29), D(2028, 2, 29), D(2027, 2, 28), D(2027, 2, 28)),
    ],
)
def test_a_year_before_are_the_same_days(first: date, last: date, earlier: date, later: date) -> None:
    assert year_before(Span(first, last)) == Span(earlier, later)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (D(2026, 11, 27), 24, D(2024, 11, 27)),
        (D(2026, 3, 31), 1, D(2026, 2, 28)),
        (D(2026, 1, 15), 1, D(2025, 12, 15)),
        (D(2026, 12, 31), 12, D(2025, 12, 31)),
    ],
)
def test_months_are_counted_back_to_the_months_last_day_at_most(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
