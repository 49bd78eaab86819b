"""Dates and times: numbers of days since 1970 that know how they are written (ODK XForms, date functions)."""

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final, Self

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS: Final = 86_400_000
_ISO: Final = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:(Z)|([-+])([01]\d|2[0-3])(?::?([0-5]\d)(?::([0-5]\d))?)?)?)?",
    re.ASCII,
)
_UNPADDED: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?", re.ASCII | re.DOTALL)


class Moment(float):
    """A date or an instant as days since 1970-01-01T00:00Z; in operators it is just that number.

    Attributes:
        text: How it is written as a text.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, days: float, text: str) -> Self:
        """Makes one from its days and its text."""
        moment = super().__new__(cls, days)
        moment.text = text
        return moment


INVALID: Final = Moment(math.nan, "Invalid Date")


def moment_at(instant: datetime, zone: tzinfo) -> Moment:
    """Gives the moment of an instant, written in the session's zone; midnight is written as the day alone.

    Outside the years 1 to 9999 of that zone it is `INVALID`.
    """
    try:
        local = instant.astimezone(zone)
    except OverflowError:
        return INVALID
    milliseconds = (instant - _EPOCH) // timedelta(milliseconds=1)
    text = local.isoformat(timespec="milliseconds")
    midnight = "T00:00:00.000"
    return Moment(milliseconds / _MILLISECONDS, text[:10] if text[10:23] == midnight else text)


def moment_of_days(days: float, zone: tzinfo) -> Moment:
    """Gives the moment that lies so many days after 1970-01-01T00:00Z; `INVALID` outside the years 1 to 9999."""
    try:
        instant = _EPOCH + timedelta(milliseconds=math.floor(days * _MILLISECONDS + 0.5))
    except OverflowError:
        return INVALID
    return moment_at(instant, zone)


@lru_cache(maxsize=1024)
def instant_of(text: str, zone: tzinfo) -> datetime | None:
    """Reads an ISO 8601 date or date with time; without an offset it is local time in the session's zone.

    Returns:
        An aware datetime; None when the text does not look like a date.

    Raises:
        ValueError: It looks like a date, but its month has no such day, or the year is none of 1 to 9999.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, is_utc, sign, *offset = match.groups()
    micros = int(((fraction or "") + "000000")[:6])
    clock = (int(hour or 0), int(minute or 0), int(second or 0), micros)
    local = datetime(int(year), int(month), int(day), *clock, tzinfo=zone)
    if sign is not None:
        # Seconds as well: local time before the zones was that of the sun.
        hours, minutes, seconds = (int(part or 0) for part in offset)
        ahead = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        try:
            return local.replace(tzinfo=UTC) - (ahead if sign == "+" else -ahead)
        except OverflowError as error:
            raise ValueError(text) from error
    return local.replace(tzinfo=UTC) if is_utc else local


def padded(text: str) -> str:
    """Writes month and day of a date with two digits each; any other text stays as it is."""
    match = _UNPADDED.fullmatch(text)
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}{match[4] or ''}" if match else text


@lru_cache(maxsize=1024)
def days_of(text: str, zone: tzinfo) -> float:
    """Gives a written date as days since 1970; NaN when it is none."""
    try:
        instant = instant_of(text, zone)
        return math.nan if instant is None else float(moment_at(instant, zone))
    except ValueError:
        return math.nan
