"""A department's result: choosing, remarks, confirming, changing it again, waiting for the others."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_conclusion import ResultButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.conclusion import conclusion_screen, remarks_screen, reopen_screen, waiting_screen, watch_screen
from rules.messages import Toast
from services import conclusions
from services.concluding_again import confirm_result

router = Router(name="conclusion")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(ResultButton))
async def on_result_tapped(query: CallbackQuery, callback_data: ResultButton, act: Act) -> Said:
    """Do what a button of the result, or of the wait after it, says."""
    visit_id = callback_data.visit_id
    match callback_data.act:
        case "choose":
            return _choose(act, visit_id, callback_data.place)
        case "clear":
            conclusions.set_remarks(act.uow, act.actor, visit_id, "")
            return [Toast(act.words.plain("remarks-cleared")), *_at_result(act, visit_id)]
        case "confirm":
            return _confirm(act, visit_id)
        case "reopen" | "reset":
            return _reopen(act, visit_id, is_warned=callback_data.act == "reset")
        case "nudge":
            conclusions.nudge(act.uow, act.actor, visit_id)
            return [Toast(act.words.plain("nudged")), *where_you_are(act)]
    return _show(act, visit_id, callback_data.act)


def _show(act: Act, visit_id: int, what: str) -> Said:
    match what:
        case "remark":
            came_from = act.pointer.get("came_from")
            act.point(visit=visit_id, place="remarks", expects="remarks", came_from=came_from)
            return remarks_screen(act, visit_id)
        case "watch":
            act.point(visit=visit_id, place="watch")
            return watch_screen(act, visit_id)
        case "waiting":
            act.point(visit=visit_id, place="waiting")
            return waiting_screen(act, visit_id)
    return _at_result(act, visit_id)


def _at_result(act: Act, visit_id: int) -> Said:
    _point_at_result(act, visit_id)
    return conclusion_screen(act, visit_id)


def _point_at_result(act: Act, visit_id: int) -> None:
    """Stand at the result; whoever came there from the submission goes back to it."""
    where = act.pointer if act.pointer.get("visit") == visit_id else {}
    came_from = "summary" if where.get("place") in ("summary", "gaps") else where.get("came_from")
    act.point(visit=visit_id, place="result", **({"came_from": came_from} if came_from else {}))


def _choose(act: Act, visit_id: int, place: int) -> Said:
    results = conclusions.results_of(act.uow, visit_id)
    _point_at_result(act, visit_id)
    if 0 <= place < len(results):
        conclusions.choose_result(act.uow, act.actor, visit_id, results[place].key)
    return conclusion_screen(act, visit_id)


def _confirm(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id, place="result")
    lapsed = confirm_result(act.uow, act.actor, visit_id)
    # Nothing is left but to sign, or to wait for the others: the tables know which.
    act.point(visit=visit_id)
    toast = act.words.plain("conclusion-confirmed-lapsed" if lapsed else "conclusion-confirmed", count=lapsed)
    return [Toast(toast), *where_you_are(act)]


def _reopen(act: Act, visit_id: int, *, is_warned: bool) -> Said:
    view = conclusions.view_conclusion(act.uow, act.actor, visit_id)
    if view.signatures and not is_warned:
        act.point(visit=visit_id, place="reopen")
        return reopen_screen(act, visit_id)
    lapsed = conclusions.reopen_section(act.uow, act.actor, visit_id)
    key = "reopened-lapsed" if lapsed else "reopened"
    return [Toast(act.words.plain(key, count=lapsed)), *_at_result(act, visit_id)]


@router.message(Expects("remarks"), HasText())
async def on_remarks(message: Message, text: str, act: Act) -> Said:
    """Take the typed remarks."""
    visit_id = act.pointer["visit"]
    conclusions.set_remarks(act.uow, act.actor, visit_id, text)
    return [Toast(act.words.plain("remarks-stored")), *_at_result(act, visit_id)]
