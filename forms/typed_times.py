"""Reads typed times of day and moments: 9:30, 0930, 9点半, 下午3点20, 2026-11-26 9:30."""

import re
from datetime import date, time

from forms.typed import Answer, AnswerRefused, plain, refused
from forms.typed_dates import read_date
from rules.errors import answers_by_kind as problems

# The whole country keeps one time (UTC+8) and does not change its clocks.
OFFSET = "+08:00"

_FORENOON = ("上午", "早上", "凌晨", "am")
_AFTERNOON = ("下午", "傍晚", "晚上", "pm")
_PART = r"(?P<part>上午|早上|凌晨|中午|下午|傍晚|晚上)?\s*"
_ENGLISH = r"\s*(?P<english>am|pm)?"
_TIMES = tuple(
    re.compile(_PART + middle + _ENGLISH)
    for middle in (
        r"(?P<hour>[0-9]{1,2})\s*[:.]\s*(?P<minute>[0-9]{2})(?:\s*:\s*(?P<second>[0-9]{2}))?",
        r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})",
        r"(?P<hour>[0-9]{1,2})\s*[点时]\s*(?:(?P<half>半)|(?P<quarters>[一三])刻|整|(?P<minute>[0-9]{1,2})\s*分?)?",
        r"(?P<hour>[0-9]{1,2})(?=\s*[ap]m)",
    )
)
_BETWEEN = re.compile(r"\s+|t|(?<=[日号])")


def read_time(typed: str) -> Answer:
    """Reads the answer to a `time` question.

    Returns:
        `HH:MM:SS.sss` with the offset of the country.

    Raises:
        AnswerRefused: No time, or one that no day has.
    """
    return Answer(_stored(_time(typed)))


def read_moment(typed: str, language: str, today: date) -> Answer:
    """Reads the answer to a `datetime` question; a time alone is one of today.

    Returns:
        `YYYY-MM-DDTHH:MM:SS.sss` with the offset of the country; doubted as its day is.

    Raises:
        AnswerRefused: No moment, or a day or time that there is not.
    """
    text = plain(typed).lower()
    for gap in _BETWEEN.finditer(text):
        before, after = text[: gap.start()].strip(), text[gap.end() :].strip()
        if not before or not after or not _has_time(after):
            continue
        day = read_date(before, language, today)
        return Answer(f"{day.value}T{_stored(_time(after))}", doubt=day.doubt)
    if _has_time(text):
        return Answer(f"{today.isoformat()}T{_stored(_time(text))}")
    raise refused(problems.NOT_A_MOMENT, typed=typed.strip(), example=today.isoformat())


def _has_time(text: str) -> bool:
    try:
        _time(text)
    except AnswerRefused as refusal:
        return refusal.code == problems.NO_SUCH_TIME.code
    return True


def _time(typed: str) -> time:
    text = plain(typed).lower()
    found = next((found for each in _TIMES if (found := each.fullmatch(text))), None)
    if found is None:
        raise refused(problems.NOT_A_TIME, typed=typed.strip())
    parts = found.groupdict()
    minute = int(parts.get("minute") or 0)
    if parts.get("half"):
        minute = 30
    elif quarters := parts.get("quarters"):
        minute = {"一": 15, "三": 45}[quarters]
    hour = _hour(int(found["hour"]), parts["part"] or parts["english"] or "")
    try:
        return time(hour, minute, int(parts.get("second") or 0))
    except ValueError:
        raise refused(problems.NO_SUCH_TIME, typed=typed.strip()) from None


def _hour(hour: int, part: str) -> int:
    if part in _AFTERNOON and hour < 12:
        return hour + 12
    if part == "中午" and hour < 3:
        return hour + 12
    if part in _FORENOON and hour == 12:
        return 0
    return hour


def _stored(at: time) -> str:
    return f"{at.isoformat('seconds')}.000{OFFSET}"
