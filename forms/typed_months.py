"""Reads typed months and years, for dates of which no more is asked: 2026.9, 2026年9月, 2026."""

import re
from datetime import date

from forms.typed import Answer, AnswerRefused, plain, refused
from forms.typed_dates import read_date
from rules.errors import answers_by_kind as problems

_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_MONTHS = (
    re.compile(_YEAR + r"\s*[-./年]?\s*(?P<month>0?[1-9]|1[0-2])\s*月?"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])\s*月?"),
)
_YEARS = re.compile(_YEAR + r"\s*年?")


def read_month(typed: str, language: str, today: date) -> Answer:
    """Reads the answer to a date question of which the month is asked; without a year this year is taken.

    Returns:
        The first of the month. A whole date is taken as its month.

    Raises:
        AnswerRefused: No month.
    """
    text = plain(typed)
    for pattern in _MONTHS:
        if found := pattern.fullmatch(text):
            year = int(found.groupdict().get("year") or today.year)
            return Answer(date(year, int(found["month"]), 1).isoformat())
    try:
        return Answer(f"{read_date(typed, language, today).value[:7]}-01")
    except AnswerRefused:
        raise refused(problems.NOT_A_MONTH, typed=typed.strip(), example=today.year) from None


def read_year(typed: str, language: str, today: date) -> Answer:
    """Reads the answer to a date question of which the year is asked.

    Returns:
        The first day of the year. A whole date is taken as its year.

    Raises:
        AnswerRefused: No year.
    """
    if found := _YEARS.fullmatch(plain(typed)):
        return Answer(f"{found['year']}-01-01")
    try:
        return Answer(f"{read_date(typed, language, today).value[:4]}-01-01")
    except AnswerRefused:
        raise refused(problems.NOT_A_YEAR, typed=typed.strip(), example=today.year) from None
