"""The spans of days that statistics are about, and the same span a year before."""

from datetime import date, timedelta

from rules.frequency import Span

PERIODS = ("year", "quarter", "month", "last_year")
"""This year, quarter and month so far, and the whole last year."""


def span_of(period: str, today: date) -> Span:
    """Return the days of a period, the last of them today at most. Raises `KeyError` for an unknown period."""
    quarter = today.month - (today.month - 1) % 3
    first = {
        "year": date(today.year, 1, 1),
        "quarter": date(today.year, quarter, 1),
        "month": date(today.year, today.month, 1),
        "last_year": date(today.year - 1, 1, 1),
    }[period]
    return Span(first, date(today.year - 1, 12, 31) if period == "last_year" else today)


def year_before(span: Span) -> Span:
    """Return the same days a year before; instead of a 29 February its eve."""
    return Span(_year_before(span.first), _year_before(span.last))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def months_before(day: date, months: int) -> date:
    """Return the day so many months before, the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
