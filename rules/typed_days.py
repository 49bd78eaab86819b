"""A day as people type it: 3.12, 0312, 3月12日, 2026-03-12, 12 Mar, 明天.

Without its year it is the next such day; one that has just passed is asked for with its year, for it may be an error.
"""

import re
import unicodedata
from datetime import date, timedelta

from rules.errors import days as problems
from rules.refusals import Refused

_WORDS = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEPARATED = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_RUN = re.compile(r"(\d{4})?(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s*(\d{1,2})(?:,?\s+(\d{4}))?")


def typed_day(text: str, today: date, first: date | None = None) -> date | None:
    """Return the day that a text names, none when it names none; without a year, the next such day from `today`, or
    from the `first` day of a span.

    Raises `Refused` where the day that has passed is nearer than the next one.
    """
    text = unicodedata.normalize("NFKC", text).strip().lower()
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    today = first or today
    for pattern in (_SEPARATED, _RUN):
        if found := pattern.fullmatch(text):
            return _day(found[1], int(found[2]), int(found[3]), today)
    if (found := _DAY_FIRST.fullmatch(text)) and found[2] in _MONTHS:
        return _day(found[3], _MONTHS.index(found[2]) + 1, int(found[1]), today)
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1] in _MONTHS:
        return _day(found[3], _MONTHS.index(found[1]) + 1, int(found[2]), today)
    return None


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _date(int(year), month, day)
    # 29 February may be up to eight years away.
    passed, *coming = (_date(each, month, day) for each in range(today.year, today.year + 9))
    if passed is not None and passed >= today:
        return passed
    named = next((each for each in coming if each is not None), None)
    if passed is not None and named is not None and today - passed < named - today:
        raise Refused(problems.PASSED, passed=passed, day=named.isoformat())
    return named


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
