"""How days, times, numbers and names are written."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from handlers.screens.paging import width
from handlers.words import ZONE, Html, Words
from rules.messages import Button, Row, Rows

REASON_SHOWN = 90.0
BETWEEN = " › "
_ROUND = re.compile(r"(.+)( \d+)", re.DOTALL)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def local(instant: datetime) -> datetime:
    """Return an instant on the office's clock."""
    return instant.astimezone(ZONE)


def time_of(words: Words, instant: datetime) -> str:
    """Return hour and minute, 24 h."""
    return local(instant).strftime("%H:%M")


def day(words: Words, value: date) -> str:
    """Return a day: 3月12日, 12 Mar; with its year where that is another than the reader's."""
    if words.year not in (None, value.year):
        return words.plain(
            "day-of-year", year=str(value.year), month=value.month, day=value.day, name=value.strftime("%b")
        )
    return words.plain("day", month=value.month, day=value.day, name=value.strftime("%b"))


def moment(words: Words, instant: datetime) -> str:
    """Return day and time."""
    return f"{day(words, local(instant).date())} {time_of(words, instant)}"


def window(words: Words, first: date, last: date) -> str:
    """Return a span of days, any of which will do."""
    if first == last:
        return day(words, first)
    if (first.year, first.month) == (last.year, last.month) and words.year in (None, first.year):
        return words.plain("window-month", month=first.month, first=first.day, last=last.day, name=first.strftime("%b"))
    return words.plain("window-months", first=day(words, first), last=day(words, last))


def distance(words: Words, metres: int) -> str:
    """Return a distance: metres up to a kilometre, then kilometres with one decimal."""
    if metres < 1000:
        return words.plain("metres", number=str(metres))
    return words.plain("kilometres", number=f"{metres / 1000:.1f}")


def joined(words: Words, parts: Iterable[str]) -> str:
    """Return a list in words."""
    return words.plain("list-separator").join(parts)


def circled(number: int) -> str:
    """Return ① to ⑳, plain digits beyond."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else str(number)


def shortened(text: str, most: float) -> str:
    """Return a text cut to the width of so many full-width characters, with an ellipsis."""
    if width(text) <= most:
        return text
    used, kept = 0.0, 0
    # Sign by sign from the front: a long text is not measured anew for each sign that goes.
    while (used := used + width(text[kept])) <= most - 1:
        kept += 1
    return text[:kept].rstrip() + "…"


def heading_shortened(text: str, most: float) -> str:
    """Return a heading cut to a width; the numbers that tell its rounds apart stay whole: “Cold stor… 2 › Shelf 3”."""
    if width(text) <= most:
        return text
    steps = text.split(BETWEEN)
    left = most - width(BETWEEN) * (len(steps) - 1)
    # The shortest first: what it leaves of its share is the others'.
    for waiting, place in enumerate(sorted(range(len(steps)), key=lambda place: width(steps[place]))):
        found = _ROUND.fullmatch(steps[place])
        head, number = (found[1], found[2]) if found else (steps[place], "")
        share = left / (len(steps) - waiting)
        steps[place] = shortened(head, max(1.0, share - width(number))) + number
        left -= width(steps[place])
    return BETWEEN.join(steps)


def warning(text: str) -> Html:
    """Return what is wrong with what was sent; a form's own words may be of any length."""
    return Words.escape("⚠️ " + shortened(text, REASON_SHOWN))


def in_rows(buttons: Sequence[Button], per_row: int) -> Rows:
    """Return buttons in rows of equal length."""
    return tuple(tuple(buttons[n : n + per_row]) for n in range(0, len(buttons), per_row))


def rows(*parts: Row | None) -> Rows:
    """Return the rows that are there."""
    return tuple(part for part in parts if part)


def turning_row(page: int, pages: int, make: Callable[[str, int], Button]) -> Row:
    """Return the buttons that lead to the page before and the one after, as far as there are; `make` gives one by the
    key of its label and its page, both counted from 1.
    """
    ends = (("button-page-back", page - 1), ("button-page-on", page + 1))
    return tuple(make(key, to) for key, to in ends if 1 <= to <= pages)
