"""A span of hours as people type it: 22:00-08:00, 22点到次日7点半, from 22 to 24:00."""

import re
import unicodedata
from datetime import time

_HOUR = r"(\d{1,2})(?:[:.](\d{2})|\s*[点时]\s*(?:钟|(\d{1,2})\s*分?|(半))?)?"
_NEXT_DAY = r"(次日|第二天|翌日|the\s+next\s+day|next\s+day)?"
# Keyboards make a dash of their own out of hyphens.
_BETWEEN = r"(?:[-‐‑‒–—―−─~〜]{1,3}|至|到|to|until)"
_SPAN = re.compile(rf"(?:从|自|from)?\s*{_HOUR}\s*{_BETWEEN}\s*{_NEXT_DAY}\s*{_HOUR}")
MINUTES_OF_A_DAY = 24 * 60


def typed_hours(text: str) -> tuple[time, time, int] | None:
    """Return when a span of hours begins and ends, and how many minutes it lasts; none where the text names none."""
    found = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if found is None:
        return None
    begins, ends = _minutes(*found.groups()[:4]), _minutes(*found.groups()[5:])
    if begins is None or ends is None or begins % MINUTES_OF_A_DAY == ends:
        return None
    lasts = ends - begins % MINUTES_OF_A_DAY
    if found[5] or lasts < 0:
        lasts += MINUTES_OF_A_DAY
    return _time(begins), _time(ends), lasts


def _minutes(hour: str, after_colon: str | None, after_word: str | None, half: str | None) -> int | None:
    minute = 30 if half else int(after_colon or after_word or 0)
    minutes = int(hour) * 60 + minute
    return minutes if minute < 60 and minutes <= MINUTES_OF_A_DAY else None


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
