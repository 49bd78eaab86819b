"""My tasks: the list, search, the task card, accepting, recusal and hand-over."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.arrival import arrive
from handlers.buttons import HomeButton, RecuseButton, TaskButton
from handlers.buttons_before import MattersButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.places import where_you_are, where_you_are_below
from handlers.questions import put_away
from handlers.screens.briefing import draw_card, matters_card
from handlers.screens.home import home_screen
from handlers.screens.reasons import kept_reason
from handlers.screens.recusal import KINDS
from handlers.screens.task import team_card, venue
from handlers.serving import at_notice
from rules.messages import Toast
from services import recusals, tasks

router = Router(name="tasks")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("任务", "我的任务", "task", "tasks"))
async def on_tasks(message: Message, act: Act) -> Said:
    """Show the list at the bottom of the chat."""
    act.point()
    return home_screen(act, anew=True)


@router.message(Says("继续", "continue", "resume"))
async def on_continue(message: Message, act: Act) -> Said:
    """Go back to where the work stands: past the task's card, whose own button says no more than that."""
    if act.pointer.get("place") == "task":
        act.point(visit=act.pointer["visit"])
    _leave_office(act)
    return where_you_are_below(act)


def _leave_office(act: Act) -> None:
    """Whoever goes on with their work answers no question that is of no visit."""
    if "visit" not in act.pointer:
        put_away(act)


@router.callback_query(Pressed(HomeButton))
async def on_home_tapped(query: CallbackQuery, callback_data: HomeButton, act: Act) -> Said:
    """Show the list, or go back to where the work stands."""
    if callback_data.view == "resume":
        _leave_office(act)
        return where_you_are(act)
    act.point()
    return home_screen(act, page=callback_data.page, view=callback_data.view)


@router.callback_query(Pressed(TaskButton))
async def on_task_tapped(query: CallbackQuery, callback_data: TaskButton, act: Act) -> Said:
    """Do what a button of the task card says."""
    visit_id = callback_data.visit_id
    match callback_data.act:
        case "accept":
            tasks.accept_task(act.uow, act.actor, visit_id)
            return [Toast(act.words.plain("task-accepted-toast")), *_at_task(act, visit_id)]
        case "map":
            return venue(act, visit_id) or [Toast(act.words.plain("task-no-place"))]
        case "team":
            return team_card(act, visit_id)
        case "items":
            return matters_card(act, visit_id)
        case "draw":
            return draw_card(act, visit_id)
        case "serve":
            return at_notice(act, visit_id, "notice")
        case "arrive":
            return arrive(act, visit_id)
        case "card":
            return _at_task(act, visit_id)
    act.point(visit=visit_id)
    return where_you_are(act)


def _at_task(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id, place="task")
    return where_you_are(act)


@router.callback_query(Pressed(MattersButton))
async def on_matters_tapped(query: CallbackQuery, callback_data: MattersButton, act: Act) -> Said:
    """Turn the pages of the department's matters."""
    return matters_card(act, callback_data.visit_id, callback_data.page)


@router.callback_query(Pressed(RecuseButton))
async def on_recuse_tapped(query: CallbackQuery, callback_data: RecuseButton, act: Act) -> Said:
    """Choose a reason, then send the request."""
    visit_id, kind = callback_data.visit_id, callback_data.act
    if kind in KINDS:
        return _draft_recusal(act, visit_id, kind, kept_reason(f"recuse-{kind}"))
    if kind in ("send", "sendover"):
        recusals.ask_recusal(act.uow, act.actor, visit_id, is_handover=kind == "sendover")
        return [Toast(act.words.plain("recuse-sent")), *_at_task(act, visit_id)]
    act.point(visit=visit_id, place="recuse", expects="recusal_reason")
    return where_you_are(act)


def _draft_recusal(act: Act, visit_id: int, kind: str, reason: str) -> Said:
    recusals.draft_reason(act.uow, act.actor, visit_id, reason)
    act.point(visit=visit_id, place="recuse", expects="recusal_reason", drafted=kind)
    return where_you_are(act)


@router.message(Expects("recusal_reason"), HasText())
async def on_recusal_reason(message: Message, text: str, act: Act) -> Said:
    """Take the typed reason and show the request for one more look."""
    return _draft_recusal(act, act.pointer["visit"], act.pointer.get("drafted", "other"), text)
