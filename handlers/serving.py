"""Serving the notice 附件2 before the visit: paper and receipt, telephone, refusal, the planned day."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_before import NoticeButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are
from handlers.screens.format import day as day_words
from handlers.screens.notice import NO_PHOTO_REASONS, WAITS, is_done
from handlers.screens.reasons import cut_short, kept_reason
from rules.errors.serving import DAY_UNREADABLE
from rules.messages import Toast
from rules.refusals import Refused
from rules.typed_days import typed_day
from services import serving
from services.arrival_view import view_arrival
from services.notice_sheet import OTHER, receipt_is_missing, view_notice
from services.office_day import today

router = Router(name="serving")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

OPENS = {
    "open": "notice",
    "paper": "notice_paper",
    "no_photo": "notice_no_photo",
    "refusal": "notice_refusal",
    "witness": "notice_witness",
    "no_witness": "notice_no_witness",
    "date": "notice_date",
}


@router.callback_query(Pressed(NoticeButton))
async def on_notice_tapped(query: CallbackQuery, callback_data: NoticeButton, act: Act) -> Said:
    """Open a step of the notice, or do what the button says."""
    visit_id, value = callback_data.visit_id, callback_data.value
    if place := OPENS.get(callback_data.act):
        return at_notice(act, visit_id, place)
    match callback_data.act:
        case "receiver":
            return _receiver_chosen(act, visit_id, value)
        case "excuse" if value in NO_PHOTO_REASONS:
            reason = kept_reason(value)
            return _received(act, visit_id, is_served=serving.excuse_photo(act.uow, act.actor, visit_id, reason))
        case "served":
            serving.serve_on_paper(act.uow, act.actor, visit_id)
            return _received(act, visit_id, is_served=True)
        case "telephone":
            serving.announce_by_telephone(act.uow, act.actor, visit_id)
            return _on_with_it(act, visit_id, "notice-announced-toast")
        case "day":
            return _put_off(act, visit_id, value)
        case "correct":
            serving.correct_service(act.uow, act.actor, visit_id)
            return [Toast(act.words.plain("notice-corrected-toast")), *at_notice(act, visit_id, "notice")]
    return _refused(act, callback_data)


def at_notice(act: Act, visit_id: int, place: str) -> Said:
    """Go to a step of the notice."""
    act.point(visit=visit_id, place=place, **WAITS[place])
    return where_you_are(act)


def _refused(act: Act, button: NoticeButton) -> Said:
    """Take a fact of a refusal from a button, or confirm it."""
    visit_id = button.visit_id
    if button.act == "left":
        is_left = serving.confirm_refusal(act.uow, act.actor, visit_id)
        return _on_with_it(act, visit_id, "refusal-left-toast" if is_left else "refusal-attempt-toast")
    if button.act == "by":
        serving.note_refusal(act.uow, act.actor, visit_id, by=button.value)
    elif button.act == "without":
        serving.note_refusal(act.uow, act.actor, visit_id, no_witness_kind=button.value)
    return at_notice(act, visit_id, "notice_refusal")


def _receiver_chosen(act: Act, visit_id: int, receiver: str) -> Said:
    """Take who received the paper; of somebody else it is asked who that is."""
    is_served = serving.choose_receiver(act.uow, act.actor, visit_id, receiver)
    if receiver == OTHER and not is_served:
        return at_notice(act, visit_id, "notice_receiver")
    return _received(act, visit_id, is_served=is_served)


def _received(act: Act, visit_id: int, *, is_served: bool) -> Said:
    return _on_with_it(act, visit_id, "notice-served-toast") if is_served else _receipt(act, visit_id)


def _receipt(act: Act, visit_id: int) -> Said:
    """Go on with the receipt while something of it is asked for, else back to the notice."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    is_asked = sheet.lacks_receipt or not is_done(sheet)
    return at_notice(act, visit_id, "notice_paper" if is_asked else "notice")


def receipt_taken_away(act: Act, visit_id: int) -> Said:
    """Ask for the receipt again when the photographs that were taken from a served notice were its only ones."""
    is_missing = receipt_is_missing(act.uow, visit_id)
    return at_notice(act, visit_id, "notice_paper") if is_missing else []


def _on_with_it(act: Act, visit_id: int, toast: str) -> Said:
    """Say that it is done and go back to the check-in, for somebody who is on site already, else to the task."""
    if view_arrival(act.uow, act.actor, visit_id).has_arrived:
        act.point(visit=visit_id, place="arrive", expects="location")
    else:
        act.point(visit=visit_id, place="task")
    return [Toast(act.words.plain(toast)), *where_you_are(act)]


def _put_off(act: Act, visit_id: int, value: str) -> Said:
    day = typed_day(value, today(act.uow))
    if day is None:
        last = view_notice(act.uow, act.actor, visit_id).last_day
        raise Refused(DAY_UNREADABLE, typed=cut_short(value, 20), example=day_words(act.words, last))
    serving.change_date(act.uow, act.actor, visit_id, day)
    return [Toast(act.words.plain("notice-date-toast")), *at_notice(act, visit_id, "notice")]


@router.message(Expects("notice_date"), HasText())
async def on_notice_date(message: Message, text: str, act: Act) -> Said:
    """Take a typed day."""
    return _put_off(act, act.pointer["visit"], text)


@router.message(Expects("notice_receiver"), HasText())
async def on_receiver_named(message: Message, text: str, act: Act) -> Said:
    """Take who received the paper who is neither in charge nor staff."""
    visit_id = act.pointer["visit"]
    return _received(act, visit_id, is_served=serving.name_receiver(act.uow, act.actor, visit_id, text))


@router.message(Expects("notice_no_photo"), HasText())
async def on_no_photo_reason(message: Message, text: str, act: Act) -> Said:
    """Take the typed reason why there is no photograph of the receipt page."""
    visit_id = act.pointer["visit"]
    return _received(act, visit_id, is_served=serving.excuse_photo(act.uow, act.actor, visit_id, text))


@router.message(Expects("notice_said"), HasText())
async def on_refusal_words(message: Message, text: str, act: Act) -> Said:
    """Take what was said when the notice was refused."""
    serving.note_refusal(act.uow, act.actor, act.pointer["visit"], said=text)
    return where_you_are(act)


@router.message(Expects("notice_witness"), HasText())
async def on_refusal_witness(message: Message, text: str, act: Act) -> Said:
    """Take the witness's name and telephone."""
    visit_id = act.pointer["visit"]
    serving.note_refusal(act.uow, act.actor, visit_id, witness=text)
    return at_notice(act, visit_id, "notice_refusal")


@router.message(Expects("notice_no_witness"), HasText())
async def on_no_witness_reason(message: Message, text: str, act: Act) -> Said:
    """Take the typed reason why there is no witness."""
    visit_id = act.pointer["visit"]
    serving.note_refusal(act.uow, act.actor, visit_id, no_witness=text)
    return at_notice(act, visit_id, "notice_refusal")


def notice_photo_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Go on after a photograph of the receipt page, or of the notice left there."""
    is_receipt = act.pointer.get("place") in ("notice_paper", "notice_receiver", "notice_no_photo")
    if is_receipt:
        serving.ensure_receipt(act.uow, evidence_id)
    try:
        is_served = is_receipt and serving.note_receipt_photo(act.uow, act.actor, visit_id)
    except Refused:
        # The photograph is kept in any case; the notice can no longer be served by it.
        is_served = False
    if is_served:
        return _on_with_it(act, visit_id, "notice-served-toast")
    return _receipt(act, visit_id) if is_receipt else where_you_are(act)
