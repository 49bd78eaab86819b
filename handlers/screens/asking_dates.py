"""Asking for days, months, years and times: typed, or picked from a calendar."""

import calendar
from datetime import date

from handlers.screens.asking import Asking, Face
from handlers.screens.format import in_rows, local, rows
from rules.messages import Button, Row, Rows
from services.sheets import UNABLE

YEARS_SHOWN = 12
FIRST_YEAR, LAST_YEAR = 1900, 2199


def ask_day(asking: Asking) -> Face:
    """Ask for a day; of a month or a year where the form asks less."""
    view, place = _view(asking)
    if view == "days":
        return Face([asking.words("item-pick-day", month=_month_text(asking, place))], _days(asking, place), whole=True)
    if view == "months":
        return Face([asking.words("item-pick-month", year=place)], _months(asking, place), whole=True)
    if view == "years":
        return Face([asking.words("item-pick-year")], _years(asking, place), whole=True)
    words = asking.words
    is_month, is_year = "month-year" in asking.appearance, "year" in asking.appearance
    if is_month or is_year:
        pick = ("months", _shown_day(asking).year) if is_month else ("years", _shown_day(asking).year)
        key = "month" if is_month else "year"
        this = asking.button(words.plain(f"button-this-{key}"), "today")
        other = asking.button(words.plain("button-pick"), pick[0], place=pick[1], is_steady=True)
        return Face([words(f"item-ask-{key}")], ((this, other), asking.unable()))
    near = tuple(asking.button(words.plain(f"button-{each}"), each) for each in ("today", "yesterday"))
    shown = _shown_day(asking)
    to = asking.button(
        words.plain("button-calendar"), "days", place=_month_number(shown.year, shown.month), is_steady=True
    )
    return Face([words("item-ask-date")], (near, (to, *asking.unable())))


def _view(asking: Asking) -> tuple[str, int]:
    """Return which sheet of the calendar is open, and at which month or year."""
    view, _, place = str(asking.act.pointer.get("calendar") or "").partition(":")
    return view, int(place or 0)


def _shown_day(asking: Asking) -> date:
    value = asking.state.value
    return date.fromisoformat(value) if value and value != UNABLE else local(asking.act.uow.now).date()


def _month_number(year: int, month: int) -> int:
    return year * 100 + month


def _month_text(asking: Asking, place: int) -> str:
    return asking.words.plain("month", year=place // 100, month=place % 100)


def _days(asking: Asking, place: int) -> Rows:
    year, month = place // 100, place % 100
    weeks = calendar.Calendar().monthdayscalendar(year, month)
    stands = asking.state.value
    grid = []
    for week in weeks:
        # Days of other months keep their room, so that the weekdays stand below one another.
        row = []
        for number in week:
            if not number:
                row.append(asking.button("·", "days", place=place, is_steady=True))
                continue
            text = f"{number:02d}" if date(year, month, number).isoformat() != stands else f"[{number}]"
            row.append(asking.button(text, "day", place=place * 100 + number))
        grid.append(tuple(row))
    before = _month_number(year - (month == 1), 12 if month == 1 else month - 1)
    after = _month_number(year + (month == 12), 1 if month == 12 else month + 1)
    ends = _ends(asking, "days", before, after, asking.button(f"{year}.{month}", "months", place=year, is_steady=True))
    return rows(*grid, ends, _back(asking))


def _months(asking: Asking, year: int) -> Rows:
    is_month = "month-year" in asking.appearance
    buttons = []
    for month in range(1, 13):
        number = _month_number(year, month)
        text = asking.words.plain("month-short", month=month, name=date(2000, month, 1).strftime("%b"))
        if is_month:
            buttons.append(asking.button(text, "month", place=number))
        else:
            buttons.append(asking.button(text, "days", place=number, is_steady=True))
    middle = asking.button(str(year), "years", place=year, is_steady=True)
    return rows(*in_rows(buttons, 4), _ends(asking, "months", year - 1, year + 1, middle), _back(asking))


def _years(asking: Asking, around: int) -> Rows:
    first = around - around % YEARS_SHOWN
    is_year = "year" in asking.appearance
    buttons = [
        asking.button(str(year), "year", place=year)
        if is_year
        else asking.button(str(year), "months", place=year, is_steady=True)
        for year in range(first, first + YEARS_SHOWN)
        if FIRST_YEAR <= year <= LAST_YEAR
    ]
    return rows(*in_rows(buttons, 4), _ends(asking, "years", first - 1, first + YEARS_SHOWN, None), _back(asking))


def _ends(asking: Asking, view: str, before: int, after: int, middle: Button | None) -> Row:
    def turn(sign: str, to: int) -> Button | None:
        year = to // 100 if view == "days" else to
        return asking.button(sign, view, place=to, is_steady=True) if FIRST_YEAR <= year <= LAST_YEAR else None

    return tuple(each for each in (turn("‹", before), middle, turn("›", after)) if each is not None)


def _back(asking: Asking) -> Row:
    return (asking.button(asking.words.plain("button-calendar-close"), "shut", is_steady=True),)


def ask_time(asking: Asking) -> Face:
    """Ask for a time of day, or for a moment."""
    words = asking.words
    now = asking.button(words.plain("button-now"), "now")
    return Face([words(f"item-ask-{asking.question.kind}")], ((now,), asking.unable()))
