"""A photo of signed paper: ticks, photographs, taking it down; confirming what a colleague ticked."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.addenda import addendum_page_arrived
from handlers.buttons_signing import SheetButton
from handlers.filters import Bound, Pressed
from handlers.pads import choose_way, open_page
from handlers.places import where_you_are
from handlers.screens.signed_sheets import sheet_screen, ticked_answered, ticked_key
from handlers.signing_places import go_to
from rules.messages import Toast
from rules.signatures import OFFICER
from services import signed_sheets, signing, ticked_signatures

router = Router(name="signed_sheets")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(SheetButton))
async def on_sheet_tapped(query: CallbackQuery, callback_data: SheetButton, act: Act) -> Said:
    """Open a page, tick somebody, take it down, or answer for what a colleague ticked."""
    visit_id, subject = callback_data.visit_id, callback_data.subject
    match callback_data.act:
        case "tick":
            scope = callback_data.scope
            tick = f"{OFFICER}:{subject}" if scope == OFFICER else scope
            signed_sheets.toggle_tick(act.uow, act.actor, visit_id, tick)
            return go_to(act, visit_id, "sheet")
        case "done":
            return _close(act, visit_id)
        case "paper":
            return open_page(act, visit_id, callback_data.scope)
        case "mine":
            ticked_signatures.confirm_signature(act.uow, act.actor, subject)
            return [ticked_answered(act.words, ticked_key(visit_id), is_mine=True), *where_you_are(act)]
        case "not_mine":
            ticked_signatures.deny_signature(act.uow, act.actor, subject)
            return [ticked_answered(act.words, ticked_key(visit_id), is_mine=False), *where_you_are(act)]
    return choose_way(act, visit_id, callback_data.scope)


def _close(act: Act, visit_id: int) -> Said:
    """Take the signatures down; when nothing is missing any more, the summary comes by itself."""
    count = signed_sheets.close_sheet(act.uow, act.actor, visit_id)
    toast = Toast(act.words.plain("sheet-closed", count=count))
    if signing.view_signing(act.uow, act.actor, visit_id).gaps:
        return [toast, *go_to(act, visit_id, "sign")]
    act.point(visit=visit_id, place="summary")
    return [toast, *where_you_are(act)]


def signature_photo_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Put the photograph to the page in hand, or to the one that lost its own; on an addendum to its page."""
    if act.pointer.get("place") == "addendum":
        return addendum_page_arrived(act, evidence_id)
    if act.pointer.get("place") == "sheet_page":
        signed_sheets.mend_page(act.uow, act.actor, visit_id, evidence_id)
        return go_to(act, visit_id, "sign")
    signed_sheets.add_page(act.uow, act.actor, visit_id, evidence_id)
    return sheet_screen(act, visit_id)
