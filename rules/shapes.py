"""The shape of a file that an office fills in: each check tells all that is the matter, by its place in the file."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rules.errors import districts as problems
from rules.errors import places
from rules.refusals import Refused

Check = Callable[[Any, str], Iterator[Refused]]
BLANK = "__"
"""What stands in an example where the office's own words belong."""
NONE: Mapping[str, Check] = {}

_TEXT = {"zh": "文字，放在英文双引号里", "en": "text in double quotes"}
_WHOLE = {"zh": "整数，不加引号", "en": "a whole number without quotes"}
_YES_NO = {"zh": "true 或 false，不加引号", "en": "true or false, without quotes"}
_DAY = {"zh": "日期，如 2026-01-31，不加引号", "en": "a day such as 2026-01-31, without quotes"}
_GROUP = {"zh": "一组，照 hecha district example", "en": "a group of values, as in `hecha district example`"}
_ROWS = {"zh": "至少一段，每段以 [[…]] 开头", "en": "one section or more, each begun with [[…]]"}
_LINES = {"zh": '一行或几行文字，如 ["第一行", "第二行"]', "en": 'lines of text, such as ["one", "two"]'}


def group(needed: Mapping[str, Check], optional: Mapping[str, Check] = NONE) -> Check:
    """Return the check of a group of values by their keys."""
    known = {**needed, **optional}

    def check(value: Any, place: str) -> Iterator[Refused]:
        if not isinstance(value, Mapping):
            yield Refused(problems.KIND_WRONG, place=place, kind=_GROUP)
            return
        for key in value:
            if key not in known:
                yield Refused(problems.KEY_UNKNOWN, place=_below(place, key), keys=", ".join(known))
        for key, of_key in known.items():
            if key in value:
                yield from of_key(value[key], _below(place, key))
            elif key in needed:
                yield Refused(problems.KEY_MISSING, place=_below(place, key))

    return check


def each_of(key: Check, told: Check) -> Check:
    """Return the check of values under keys that the office chooses."""

    def check(value: Any, place: str) -> Iterator[Refused]:
        if not isinstance(value, Mapping):
            yield Refused(problems.KIND_WRONG, place=place, kind=_GROUP)
            return
        for name, each in value.items():
            yield from key(name, _below(place, name))
            yield from told(each, _below(place, name))

    return check


def rows(row: Check, single: Collection[str] = ()) -> Check:
    """Return the check of one section or more; the values of the keys `single`, dotted, stand in one section alone."""

    def check(value: Any, place: str) -> Iterator[Refused]:
        if not isinstance(value, list) or not value:
            yield Refused(problems.KIND_WRONG, place=f"[[{place}]]", kind=_ROWS)
            return
        for number, each in enumerate(value, 1):
            yield from row(each, f"[[{place}]] {number}:")
        for key in single:
            yield from _twice([_inner(each, key) for each in value], f"[[{place}]] {key}")

    return check


def text(value: Any, place: str) -> Iterator[Refused]:
    """Tell what is no text, or not the office's own yet."""
    if not isinstance(value, str):
        yield Refused(problems.KIND_WRONG, place=place, kind=_TEXT)
    elif not value.strip() or BLANK in value:
        yield Refused(problems.NOT_FILLED, place=place)
    elif len(value.splitlines()) > 1:
        yield Refused(problems.WRITTEN_WRONG, place=place, value=value, form={"zh": "一行", "en": "one line"})


def lines(value: Any, place: str) -> Iterator[Refused]:
    """Tell what is no list of lines."""
    if not isinstance(value, list) or not value:
        yield Refused(problems.KIND_WRONG, place=place, kind=_LINES)
        return
    for number, each in enumerate(value, 1):
        yield from text(each, f"{place} {number}")


def written(is_right: Callable[[str], object], zh: str, en: str) -> Check:
    """Return the check of a text that must be written in one way, with words for that way."""

    def check(value: Any, place: str) -> Iterator[Refused]:
        wrong = list(text(value, place))
        if not wrong and not is_right(value):
            wrong = [Refused(problems.WRITTEN_WRONG, place=place, value=value, form={"zh": zh, "en": en})]
        yield from wrong

    return check


def pattern(expression: str, zh: str, en: str) -> Check:
    """Return the check of a text by a regular expression."""
    return written(re.compile(expression, re.ASCII).fullmatch, zh, en)


def whole(least: int, most: int) -> Check:
    """Return the check of a whole number."""

    def check(value: Any, place: str) -> Iterator[Refused]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Refused(problems.KIND_WRONG, place=place, kind=_WHOLE)
        elif not least <= value <= most:
            yield Refused(problems.NUMBER_WRONG, place=place, value=value, least=least, most=most)

    return check


def yes_no(value: Any, place: str) -> Iterator[Refused]:
    """Tell what is neither true nor false."""
    if not isinstance(value, bool):
        yield Refused(problems.KIND_WRONG, place=place, kind=_YES_NO)


def day(value: Any, place: str) -> Iterator[Refused]:
    """Tell what is no day, or a day with a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        yield Refused(problems.KIND_WRONG, place=place, kind=_DAY)


def is_zone(name: str) -> bool:
    """Return whether there is a time zone of a name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def with_places(needed: Collection[str], usable: Collection[str] = ()) -> Callable[[str], bool]:
    """Return what says whether a text has all the places that it needs, {named} so, and no others but the usable."""

    def is_right(value: str) -> bool:
        try:
            named = places(value)
            value.format_map(dict.fromkeys(named, 1))
        except (ValueError, LookupError, AttributeError, TypeError):
            return False
        return set(needed) <= named <= {*needed, *usable}

    return is_right


def _below(place: str, key: str) -> str:
    between = " " if place.endswith(":") else "."
    return f"{place}{between}{key}" if place else key


def _inner(row: Any, key: str) -> Any:
    for part in key.split("."):
        row = row.get(part) if isinstance(row, Mapping) else None
    return row


def _twice(values: Sequence[Any], place: str) -> Iterator[Refused]:
    # What is not filled in yet is told as such.
    told = [each.strip() for each in values if isinstance(each, str) and BLANK not in each and each.strip()]
    for word in sorted({each for each in told if told.count(each) > 1}):
        yield Refused(problems.TWICE, place=place, word=word)
