"""Dates and times: today, now, date, date-time, decimal-date-time, decimal-time, format-date, format-date-time."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from forms.expressions.context import Value
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Place, function
from forms.expressions.moments import INVALID, Moment, instant_of, moment_at, moment_of_days, padded
from forms.expressions.values import NAN, string_of
from rules.errors import expressions as problems

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DIRECTIVE: Final = re.compile(r"%(.)", re.DOTALL)
_FORMS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "a": lambda moment: _DAYS[moment.weekday()],
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
    "%": lambda _moment: "%",
}


@function("today", "@", "number")
def today(place: Place) -> float:
    """Gives the session's day, at its midnight."""
    zone = place.context.zone
    midnight = place.context.environment.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return moment_at(midnight, zone)


@function("now", "@", "number")
def now(place: Place) -> float:
    """Gives the session's instant; its text always tells the time."""
    zone = place.context.zone
    instant = place.context.environment.now
    return Moment(moment_at(instant, zone), instant.astimezone(zone).isoformat(timespec="milliseconds"))


def _moment(place: Place, value: Value) -> Value:
    """Makes a date of days since 1970 or of a written date; a truth gives none."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return moment_of_days(value, place.context.zone) if math.isfinite(value) else INVALID
    text = string_of(value)
    if text == "":
        return ""
    instant = _instant(place, padded(text))
    return INVALID if instant is None else moment_at(instant, place.context.zone)


def _instant(place: Place, text: str) -> datetime | None:
    try:
        return instant_of(text, place.context.zone)
    except ValueError as error:
        raise ExpressionError(problems.NO_SUCH_DAY, place.call.column, name=place.call.name, value=text) from error


function("date", "@v", "any")(_moment)
function("date-time", "@v", "any")(_moment)


@function("decimal-date-time", "@v", "number")
def decimal_date_time(place: Place, value: Value) -> float:
    """Gives the days since 1970-01-01T00:00Z, with their fraction."""
    found = _moment(place, value)
    return float(found) if isinstance(found, float) else NAN


@function("decimal-time", "@s", "number")
def decimal_time(place: Place, text: str) -> float:
    """Gives a time as a fraction of the session's day; NaN for what is none."""
    zone = place.context.zone
    instant = instant_of(f"1970-01-01T{text}", zone)
    if instant is None:
        return NAN
    local = instant.astimezone(zone)
    return (local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6) / 86400


@function("format-date", "@vs", "string")
def format_date(place: Place, value: Value, form: str) -> str:
    """Writes a date as a form says, such as `%Y-%m-%d`; empty for what is no date."""
    return _formatted(place, value, form)


@function("format-date-time", "@vs", "string")
def format_date_time(place: Place, value: Value, form: str) -> str:
    """Writes a date and time as a form says, such as `%H:%M`; empty for what is none."""
    return _formatted(place, value, form)


def _formatted(place: Place, value: Value, form: str) -> str:
    found = value if isinstance(value, Moment) else _moment(place, value)
    if not isinstance(found, Moment) or math.isnan(found):
        return ""
    instant = instant_of(found.text, place.context.zone)
    if instant is None:
        return ""
    local = instant.astimezone(place.context.zone)
    return _DIRECTIVE.sub(lambda match: _FORMS[match[1]](local) if match[1] in _FORMS else match[0], form)
