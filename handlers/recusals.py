"""The supervisor's decision on recusal and hand-over."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons import DecideButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.recusal import invitation_said, order_card
from rules.messages import Toast
from services import recusals

router = Router(name="recusals")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(DecideButton))
async def on_decide_tapped(query: CallbackQuery, callback_data: DecideButton, act: Act) -> Said:
    """Show a request or its drawn order, grant it, ask why it is refused, or invite who steps in."""
    task_id = callback_data.task_id
    if callback_data.act == "order":
        return order_card(act, task_id)
    if callback_data.act == "invite":
        return invitation_said(act, task_id)
    visit_id = recusals.visit_of_request(act.uow, act.actor, task_id)
    if callback_data.act == "refuse":
        act.point(visit=visit_id, place="decide", task=task_id, expects="recusal_refusal")
        return where_you_are(act)
    act.point(visit=visit_id, place="decide", task=task_id)
    if callback_data.act != "grant":
        return where_you_are(act)
    recusals.decide_recusal(act.uow, act.actor, task_id, is_granted=True)
    return [Toast(act.words.plain("request-granted-toast")), *where_you_are(act)]


@router.message(Expects("recusal_refusal"), HasText())
async def on_refusal_reason(message: Message, text: str, act: Act) -> Said:
    """Refuse a request with the typed reason."""
    visit_id, task_id = act.pointer["visit"], act.pointer["task"]
    recusals.decide_recusal(act.uow, act.actor, task_id, is_granted=False, reason=text)
    act.point(visit=visit_id, place="decide", task=task_id)
    return where_you_are(act)
