"""Going about a checklist: opening an item or its problem, and where an answer leads."""

from typing import Any

from forms.checklist import Question
from handlers.act import Act, Said
from handlers.places import where_you_are
from handlers.screens.checklist import first_open, page_number_of
from handlers.screens.finding import finding_card, next_step
from handlers.screens.format import shortened
from handlers.screens.illustrations import illustrations
from handlers.screens.item import HELD_SHOWN, item_card, pointed
from handlers.words import Html
from rules.errors.answers_on_site import NO_SUCH_ITEM, NOT_ASKED_NOW
from rules.refusals import Refused
from services.checklists import open_sheet
from services.sheets import QuestionState, Sheet


def point_at(act: Act, sheet: Sheet, state: QuestionState, **more: Any) -> None:
    """Put an item before the person; by its name where answers may change its number."""
    question = state.question
    if sheet.checklist.has_logic:
        more["name"] = question.name
    seen = more.pop("seen", state.revision)
    if came_from := _came_from(act, sheet.visit_id):
        more["came_from"] = came_from
    act.point(visit=sheet.visit_id, place=more.pop("place", "item"), number=question.number, seen=seen, **more)


def _came_from(act: Act, visit_id: int) -> str | None:
    return act.pointer.get("came_from") if act.pointer.get("visit") == visit_id else None


def before_them(act: Act, sheet: Sheet) -> QuestionState:
    """Return the question that the person has before them, the first open one when none is known.

    Raises `Refused` when it is not asked any more.
    """
    if "name" not in act.pointer and "number" not in act.pointer:
        if not sheet.asked:
            raise Refused(NOT_ASKED_NOW)
        return first_open(sheet) or sheet.asked[0]
    state = pointed(act, sheet)
    if state is None:
        act.point(visit=sheet.visit_id, place="page")
        raise Refused(NOT_ASKED_NOW)
    return state


def open_item(act: Act, visit_id: int, number: int | None, held: str | None = None) -> Said:
    """Show an item, or its problem; `held` is typed text that waits for a place. Without a number: the first open."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if number is not None:
        return open_state(act, sheet, sheet.numbered(number), held)
    if not sheet.asked:
        raise Refused(NO_SUCH_ITEM, most=0)
    return open_state(act, sheet, first_open(sheet) or sheet.asked[-1], held)


def open_state(act: Act, sheet: Sheet, state: QuestionState, held: str | None = None) -> Said:
    """Show a question, or its problem; what was typed waits there for a place, unless the question can have none."""
    if state.is_problem and held is None:
        return open_finding(act, sheet, state)
    if held is not None and state.question.problem is None:
        hint = act.words("item-not-taken", text=shortened(" ".join(held.split()), HELD_SHOWN))
        point_at(act, sheet, state, remark=hint)
        return [item_card(act, sheet, state, hint)]
    point_at(act, sheet, state, held=held)
    return [*illustrations(act, sheet, state), item_card(act, sheet, state)]


def show_again(act: Act, visit_id: int, name: str, hint: Html | None = None) -> Said:
    """Show a question as it stands after an act, with one more line, which stays until the person goes on; what was
    remarked before is over.
    """
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if hint != act.pointer.get("remark"):
        act.point(**{**act.pointer, "remark": hint})
    return [item_card(act, sheet, sheet.of(name), hint)]


def open_finding(act: Act, sheet: Sheet, state: QuestionState, step: str | None = None) -> Said:
    """Show a step of a problem, by default the next that lacks something."""
    step = step or next_step(state)
    point_at(act, sheet, state, place="finding", step=step)
    return [finding_card(act, sheet, state, step)]


def overtaken(act: Act, sheet: Sheet, state: QuestionState, held: str | None = None) -> Said:
    """Say that a colleague took a problem back meanwhile, on the item's card; what was typed waits there."""
    point_at(act, sheet, state, held=held)
    hint = act.words("item-overtaken", name=act.words.pick(state.by)) if state.answered_at else None
    return [item_card(act, sheet, state, hint)]


def go_on(act: Act, visit_id: int, question: Question) -> Said:
    """After an answer: the problem's note, else the next open item of the page, else the page."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = sheet.of(question.name)
    if state.is_problem and state.question.number is not None:
        return open_finding(act, sheet, state)
    if sheet.is_returned:
        return _back_to_return(act, visit_id)
    if came_from := _came_from(act, visit_id):
        act.point(visit=visit_id, place=came_from)
        return where_you_are(act)
    page = page_number_of(act, sheet, question.name)
    after = first_open(sheet, question.name)
    if after is None:
        act.point(visit=visit_id, place="result")
        return where_you_are(act)
    next_page = page_number_of(act, sheet, after.question.name)
    is_behind = (after.question.number or 0) > (state.question.number or 0)
    # What cannot be answered together with the rest of its page is asked at once.
    is_alone = sheet.checklist.has_logic and after.question.complies is None
    if is_behind and (next_page == page or is_alone):
        return open_state(act, sheet, after)
    act.point(visit=visit_id, place="page", page=next_page if sheet.checklist.has_logic else page)
    return where_you_are(act)


def _back_to_return(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id)
    return where_you_are(act)


def back_to_page(act: Act, visit_id: int, name: str) -> Said:
    """Go back to where the person came from: the check before the submission, else the question's page, or on to the
    result when nothing is open any more.
    """
    sheet = open_sheet(act.uow, act.actor, visit_id)
    if sheet.is_returned:
        return _back_to_return(act, visit_id)
    if came_from := _came_from(act, visit_id):
        act.point(visit=visit_id, place=came_from)
    elif first_open(sheet) is None:
        act.point(visit=visit_id, place="result")
    else:
        act.point(visit=visit_id, place="page", page=page_number_of(act, sheet, name))
    return where_you_are(act)
