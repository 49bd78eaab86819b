"""Reads typed dates: 2026.9.30, 0930, 9月30日, 9/30, 今天."""

import re
from datetime import date, timedelta

from forms.typed import Answer, doubted, plain, refused
from rules.errors import answers as problems

# A date without a year so far away was perhaps meant for another year.
FAR_DAYS = 183

_DAYS_FROM_TODAY = {
    "今天": 0, "今日": 0, "today": 0,
    "昨天": -1, "昨日": -1, "yesterday": -1,
    "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1,
}  # fmt: skip
_FULL = (
    re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(
        r"(?P<year>(?:19|20|21)?[0-9]{2})\s*[-./年]\s*(?P<month>[0-9]{1,2})\s*[-./月]\s*(?P<day>[0-9]{1,2})\s*[日号]?"
    ),
)
_SHORT = (
    re.compile(r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]?"),
    re.compile(r"(?P<month>[0-9]{1,2})\s*(?P<divider>[-./])\s*(?P<day>[0-9]{1,2})"),
)


def read_date(typed: str, language: str, today: date) -> Answer:
    """Reads the answer to a `date` question.

    Without a year this year is taken; of two numbers the first is the month, unless it cannot be.

    Returns:
        The ISO date. It is doubted when day and month could be the other way round, when the year has
        two digits, or when the year was not typed and the day is half a year away or more.

    Raises:
        AnswerRefused: No date, or a day that the calendar does not have.
    """
    text = plain(typed).lower()
    if text in _DAYS_FROM_TODAY:
        return Answer((today + timedelta(days=_DAYS_FROM_TODAY[text])).isoformat())
    for pattern in _FULL:
        if found := pattern.fullmatch(text):
            short_year = len(found["year"]) == 2
            year = int(found["year"]) + (2000 if short_year else 0)
            day = _day(year, int(found["month"]), int(found["day"]), typed, today)
            return _answer(day, doubtful=short_year)
    for pattern in _SHORT:
        if found := pattern.fullmatch(text):
            return _short_date(found, typed, language, today)
    raise refused(problems.NOT_A_DATE, typed=typed.strip(), example=_example(today))


def _short_date(found: re.Match[str], typed: str, language: str, today: date) -> Answer:
    month, day = int(found["month"]), int(found["day"])
    divider = found.groupdict().get("divider")
    if divider and month > 12 >= day:
        month, day = day, month
    read = _day(today.year, month, day, typed, today)
    # In Chinese 3.4 and 3-4 are the fourth of March; the slash is read both ways.
    either_way = divider is not None and month != day and max(month, day) <= 12
    ambiguous = either_way and (divider == "/" or not language.lower().startswith("zh"))
    return _answer(read, doubtful=ambiguous or abs((read - today).days) >= FAR_DAYS)


def _day(year: int, month: int, day: int, typed: str, today: date) -> date:
    if not 1 <= month <= 12:
        raise refused(problems.NOT_A_DATE, typed=typed.strip(), example=_example(today))
    try:
        return date(year, month, day)
    except ValueError:
        raise refused(problems.NO_SUCH_DAY, year=year, month=month, day=day) from None


def _answer(day: date, *, doubtful: bool) -> Answer:
    doubt = doubted(problems.IS_DATE_MEANT, year=day.year, month=day.month, day=day.day) if doubtful else None
    return Answer(day.isoformat(), doubt=doubt)


def _example(today: date) -> str:
    return f"{today.year}.9.30"
