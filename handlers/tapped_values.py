"""Taps that answer with a day, a time, a number, a word; and those that turn the calendar."""

from collections.abc import Mapping
from datetime import date, timedelta

from forms.ranges import span_of
from forms.typed_times import OFFSET
from handlers.act import Said
from handlers.going_on import open_state, point_at
from handlers.places import where_you_are_below
from handlers.screens.format import local
from handlers.screens.item import item_card, whole_texts
from handlers.storing import contested, objection, store, stored_toast
from handlers.tapping import Tap, Tapped
from rules.errors.answers_on_site import NOT_A_CHOICE
from rules.refusals import Refused
from services import answering
from services.checklists import open_sheet

AGREED = "OK"


def _store(tapped: Tapped, value: str) -> Said:
    return store(tapped.act, tapped.visit_id, tapped.question, value, seen=tapped.button.revision)


def meant(tapped: Tapped) -> Said:
    """Store what was asked back: the person means it."""
    value = str(tapped.act.pointer.get("soft") or "")
    if not value:
        return open_state(tapped.act, tapped.sheet, tapped.state)
    return _store(tapped, value)


def near_day(tapped: Tapped) -> Said:
    """Answer with today or yesterday; with this month or year where no more is asked."""
    day = local(tapped.act.uow.now).date() - timedelta(days=tapped.button.act == "yesterday")
    appearance = tapped.asking.appearance
    if "month-year" in appearance:
        day = day.replace(day=1)
    elif "year" in appearance:
        day = day.replace(month=1, day=1)
    return _store(tapped, day.isoformat())


def picked_day(tapped: Tapped) -> Said:
    """Answer with a day, month or year of the calendar."""
    digits = {"day": "{}", "month": "{}01", "year": "{}0101"}[tapped.button.act].format(tapped.button.place)
    try:
        day = date(int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        raise Refused(NOT_A_CHOICE, number=tapped.question.number) from None
    return _store(tapped, day.isoformat())


def turn(tapped: Tapped) -> Said:
    """Open a sheet of the calendar: the days of a month, the months of a year, years."""
    place = tapped.button.place
    year, month = (place // 100, place % 100) if tapped.button.act == "days" else (place, 1)
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        return open_state(tapped.act, tapped.sheet, tapped.state)
    point_at(tapped.act, tapped.sheet, tapped.state, calendar=f"{tapped.button.act}:{place}")
    return [item_card(tapped.act, tapped.sheet, tapped.state)]


def shut(tapped: Tapped) -> Said:
    """Close the calendar, or what was about to be removed."""
    return open_state(tapped.act, tapped.sheet, tapped.state)


def now(tapped: Tapped) -> Said:
    """Answer with the present time or moment."""
    at = local(tapped.act.uow.now)
    time = f"{at:%H:%M:%S}.000{OFFSET}"
    return _store(tapped, time if tapped.question.kind == "time" else f"{at.date().isoformat()}T{time}")


def step(tapped: Tapped) -> Said:
    """Answer with a step of a range."""
    steps = span_of(tapped.question).steps()
    if not 0 <= tapped.button.place < len(steps):
        raise Refused(NOT_A_CHOICE, number=tapped.question.number)
    return _store(tapped, steps[tapped.button.place])


def count(tapped: Tapped) -> Said:
    """Count one up or down, and stay."""
    act, visit_id, question = tapped.act, tapped.visit_id, tapped.question
    value = str(tapped.button.place)
    if refusal := objection(act, visit_id, question, value):
        return refusal
    conflict = answering.answer(act.uow, act.actor, visit_id, question.name, value, seen=tapped.button.revision)
    if conflict is not None:
        return contested(act, visit_id, conflict, value)
    sheet = open_sheet(act.uow, act.actor, visit_id)
    return [stored_toast(act, visit_id, question, value), *open_state(act, sheet, sheet.of(question.name))]


def agree(tapped: Tapped) -> Said:
    """Confirm that something was read."""
    return _store(tapped, AGREED)


def whole(tapped: Tapped) -> Said:
    """Send all that a question says: its card cannot hold it."""
    told = whole_texts(tapped.act.words, tapped.sheet, tapped.state)
    point_at(tapped.act, tapped.sheet, tapped.state)
    return [*told, *where_you_are_below(tapped.act)]


def unable(tapped: Tapped) -> Said:
    """Ask why an item cannot be answered."""
    asked = tapped.act.words("item-unable-ask")
    # It stays when the card is drawn anew, such as for a file that comes before the reason.
    point_at(tapped.act, tapped.sheet, tapped.state, expects="unable_reason", remark=asked)
    return [item_card(tapped.act, tapped.sheet, tapped.state, asked)]


TAPS: Mapping[str, Tap] = {
    "soft": meant,
    "today": near_day,
    "yesterday": near_day,
    "day": picked_day,
    "month": picked_day,
    "year": picked_day,
    "days": turn,
    "months": turn,
    "years": turn,
    "shut": shut,
    "now": now,
    "step": step,
    "count": count,
    "agree": agree,
    "unable": unable,
    "whole": whole,
}
