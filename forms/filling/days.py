"""Canonical dates, times and instants: ISO 8601 as XForms writes them."""

import re
from datetime import date
from typing import Final

_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME: Final = re.compile(r"(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|[+-](\d\d):(\d\d))?", re.ASCII)
_LARGEST_OFFSET: Final = 14


def day(text: str) -> str:
    """Gives `YYYY-MM-DD`; empty for what is no such day."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return ""
    return text


def time_of_day(text: str) -> str:
    """Gives `HH:MM:SS`, with a fraction and an offset where they are written; empty for what is no such time."""
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3]) > 59:
        return ""
    if found[5] is not None and (int(found[5]) > _LARGEST_OFFSET or int(found[6]) > 59):
        return ""
    return text


def instant(text: str) -> str:
    """Gives `YYYY-MM-DDTHH:MM:SS` with fraction and offset as written, or a day alone; empty for anything else."""
    on, separator, at = text.partition("T")
    if not day(on):
        return ""
    return text if not separator or time_of_day(at) else ""
