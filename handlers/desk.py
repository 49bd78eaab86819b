"""Inspections that need no visit: begun at the desk, with what is asked for, looked at or commissioned there."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_before import DeskButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.desk import desk_ask_screen, desk_screen
from rules.methods import WRITTEN
from services import desk_checks

router = Router(name="desk")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(DeskButton))
async def on_desk_tapped(query: CallbackQuery, callback_data: DeskButton, act: Act) -> Said:
    """Do what a button of the desk says."""
    visit_id, step_id = callback_data.visit_id, callback_data.step
    match callback_data.act:
        case "start":
            desk_checks.start_desk(act.uow, act.actor, visit_id)
        case "add":
            return _ask(act, visit_id, "what")
        case "settle":
            return _ask(act, visit_id, "came", step_id)
        case "tie":
            return _ask(act, visit_id, "items", step_id)
    act.point(visit=visit_id, place="desk")
    return where_you_are(act)


def _ask(act: Act, visit_id: int, part: str, step_id: int = 0) -> Said:
    act.point(visit=visit_id, place="desk", expects="desk", part=part, step=step_id)
    return desk_ask_screen(act, visit_id, part, step_id)


@router.message(Expects("desk"), HasText())
async def on_desk_typed(message: Message, text: str, act: Act) -> Said:
    """Note what was typed for a step, and ask for what follows."""
    visit_id, part, step_id = act.pointer["visit"], act.pointer["part"], act.pointer["step"]
    uow, actor = act.uow, act.actor
    match part:
        case "what":
            step_id = desk_checks.note_step(uow, actor, visit_id, text)
            is_written = desk_checks.view_desk(uow, actor, visit_id).method == WRITTEN
            return _ask(act, visit_id, "due" if is_written else "items", step_id)
        case "due":
            desk_checks.set_due(uow, actor, visit_id, step_id, text)
            return _ask(act, visit_id, "items", step_id)
        case "items":
            desk_checks.tie_items(uow, actor, visit_id, step_id, text)
        case _:
            desk_checks.settle_step(uow, actor, visit_id, step_id, text)
    act.point(visit=visit_id, place="desk")
    return desk_screen(act, visit_id)
