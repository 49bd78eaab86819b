"""Recusals that are known before a draw: seen, declared, withdrawn."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_draws import RecusalButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.declared_recusals import recusals_screen
from rules.messages import Toast
from services import declared_recusals

router = Router(name="declared_recusals")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("回避", "事先回避", "recusal", "recusals"))
async def on_recusals(message: Message, act: Act) -> Said:
    """Show the recusals that are declared, and take another."""
    act.point(expects="recusal_declared")
    return recusals_screen(act, anew=True)


@router.message(Expects("recusal_declared"), HasText())
async def on_recusal_typed(message: Message, text: str, act: Act) -> Said:
    """Declare a recusal."""
    declared_recusals.declare(act.uow, act.actor, text)
    return recusals_screen(act, anew=True)


@router.callback_query(Pressed(RecusalButton))
async def on_recusal_tapped(query: CallbackQuery, callback_data: RecusalButton, act: Act) -> Said:
    """Withdraw a recusal, or turn the page."""
    act.point(expects="recusal_declared")
    if callback_data.act == "withdraw":
        declared_recusals.withdraw(act.uow, act.actor, callback_data.of)
        return [Toast(act.words.plain("recusal-withdrawn")), *recusals_screen(act)]
    return recusals_screen(act, page=callback_data.page)
