"""Submitting: the summary, all that is missing, the reason, freezing; lost photographs sent again."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_submission import LostButton, SubmitButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.format import time_of
from rules.messages import Toast, Withdraw
from services import resending, submission

router = Router(name="submission")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(SubmitButton))
async def on_submit_tapped(query: CallbackQuery, callback_data: SubmitButton, act: Act) -> Said:
    """Show the summary or a part of it, or freeze the visit."""
    visit_id = callback_data.visit_id
    match callback_data.act:
        case "commit":
            return _commit(act, visit_id)
        case "gaps":
            act.point(visit=visit_id, place="gaps", page=callback_data.page)
        case "reason":
            act.point(visit=visit_id, place="submit_reason", expects="submit_reason")
        case _:
            act.point(visit=visit_id, place="summary")
    return where_you_are(act)


def _commit(act: Act, visit_id: int) -> Said:
    act.point(visit=visit_id, place="summary")
    done = submission.submit_visit(act.uow, act.actor, visit_id)
    if done.is_new:
        # Card and receipt reach the whole team by the event, this chat as well.
        act.point()
        return [Toast(act.words.plain("submitted-toast", receipt=done.receipt))]
    name, time = act.words.pick(done.by), time_of(act.words, done.at)
    return [Toast(act.words.plain("submitted-already", name=name, time=time), alert=True), *where_you_are(act)]


@router.message(Expects("submit_reason"), HasText())
async def on_submit_reason(message: Message, text: str, act: Act) -> Said:
    """Take the reason for submitting with something missing."""
    visit_id = act.pointer["visit"]
    submission.give_submit_reason(act.uow, act.actor, visit_id, text)
    act.point(visit=visit_id, place="summary")
    return where_you_are(act)


@router.callback_query(Pressed(LostButton))
async def on_lost_tapped(query: CallbackQuery, callback_data: LostButton, act: Act) -> Said:
    """Show the lost photographs, send one again, or go without it."""
    visit_id, evidence_id = callback_data.visit_id, callback_data.evidence_id
    if callback_data.act == "again":
        resending.ensure_lost(act.uow, act.actor, evidence_id)
        act.point(visit=visit_id, place="resend", purpose=resending.RESENT, lost=evidence_id)
        return where_you_are(act)
    if callback_data.act == "drop":
        resending.drop_lost(act.uow, act.actor, evidence_id)
    act.point(visit=visit_id, place="lost")
    return where_you_are(act)


def resent_photo_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Let the photograph take the place of the lost one."""
    lost_id = int(act.pointer.get("lost") or 0)
    resending.replace_lost(act.uow, act.actor, lost_id, evidence_id)
    act.point(visit=visit_id, place="lost")
    return [Withdraw(f"lost:{lost_id}", "✓"), *where_you_are(act)]
