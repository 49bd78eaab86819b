"""Refusal and absence: writing down each step as it is given, and confirming."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_signing import RefusalButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are_below
from handlers.screens.reasons import cut_short
from handlers.screens.refusing import gaps_text, refusal_screen
from handlers.signing_places import go_to
from rules.errors import signing as problems
from rules.messages import Text, Toast
from rules.refusals import Refused
from rules.signatures import Reason
from rules.typed_days import typed_day
from services import refusing
from services.office_day import today

router = Router(name="refusing")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(RefusalButton))
async def on_refusal_tapped(query: CallbackQuery, callback_data: RefusalButton, act: Act) -> Said:
    """Write down what a button says, or go to one of the steps."""
    visit_id, choice = callback_data.visit_id, callback_data.choice
    match callback_data.act:
        case "begin":
            refusing.begin_refusal(act.uow, act.actor, visit_id, choice)
        case "read" | "unread":
            is_read_out = callback_data.act == "read"
            refusing.declare_read_out(act.uow, act.actor, visit_id, is_read_out=is_read_out)
        case "who" if choice:
            refusing.tell_who(act.uow, act.actor, visit_id, choice)
        case "why" if choice:
            refusing.tell_why(act.uow, act.actor, visit_id, Reason(choice, None))
        case "who" | "why" | "later":
            return go_to(act, visit_id, f"refusal_{callback_data.act}")
        case "confirm":
            return _confirm(act, visit_id)
    return go_to(act, visit_id, "refusal")


def _confirm(act: Act, visit_id: int) -> Said:
    gaps = refusing.view_refusal(act.uow, act.actor, visit_id).gaps
    if gaps:
        return [Toast(gaps_text(act.words, gaps), alert=True), *go_to(act, visit_id, "refusal")]
    refusing.confirm_refusal(act.uow, act.actor, visit_id)
    return [Toast(act.words.plain("refused-confirmed")), *go_to(act, visit_id, "sign")]


@router.message(Expects("refusal_reason"), HasText())
async def on_refusal_reason(message: Message, text: str, act: Act) -> Said:
    """Take the typed reason; on the card itself only while it is asked for."""
    visit_id = act.pointer["visit"]
    if act.pointer.get("place") == "refusal" and refusing.view_refusal(act.uow, act.actor, visit_id).reason:
        return [Text(act.words("not-noted", text=cut_short(text, 40))), *where_you_are_below(act)]
    refusing.tell_why(act.uow, act.actor, visit_id, Reason(None, text))
    return go_to(act, visit_id, "refusal")


@router.message(Expects("refusal_day"), HasText())
async def on_refusal_day(message: Message, text: str, act: Act) -> Said:
    """Take the day on which the absent person will sign."""
    visit_id = act.pointer["visit"]
    named = typed_day(text, today(act.uow))
    if named is None:
        raise Refused(problems.DAY_UNREADABLE)
    refusing.promise_later(act.uow, act.actor, visit_id, named)
    return go_to(act, visit_id, "refusal")


def refusal_photo_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Show the refusal with the proof that came."""
    return refusal_screen(act, visit_id)
