"""Caps of frequency: read by whoever plans, set by the district's administrator."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_plans import CapButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.frequency import ask_cap_screen, cap_screen, capped_screen, caps_screen
from services import frequency

router = Router(name="frequency")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("频次", "频次上限", "caps", "frequency"))
async def on_caps(message: Message, act: Act) -> Said:
    """Show the caps of all classes."""
    act.point()
    return caps_screen(act, anew=True)


@router.callback_query(Pressed(CapButton))
async def on_cap_tapped(query: CallbackQuery, callback_data: CapButton, act: Act) -> Said:
    """Do what a button of the caps says."""
    risk = callback_data.risk
    act.point()
    match callback_data.act:
        case "objects":
            return capped_screen(act, callback_data.of, callback_data.page)
        case "show":
            return cap_screen(act, risk)
        case "exempt":
            frequency.exempt_kind(act.uow, act.actor, risk, callback_data.kind)
            return cap_screen(act, risk)
        case "ask":
            act.point(expects="cap", risk=risk)
            return ask_cap_screen(act, risk)
    return caps_screen(act)


@router.message(Expects("cap"), HasText())
async def on_cap_typed(message: Message, text: str, act: Act) -> Said:
    """Set a class's cap as typed."""
    risk = act.pointer["risk"]
    frequency.set_cap(act.uow, act.actor, risk, text)
    act.point()
    return cap_screen(act, risk)
