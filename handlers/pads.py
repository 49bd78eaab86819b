"""Signing on a screen: which way somebody signs, the link to the party's own phone, withdrawing what was drawn."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.buttons_signing import PadButton
from handlers.filters import Bound, Pressed
from handlers.places import where_you_are
from handlers.screens.pads import link_said
from handlers.signing_places import go_to
from rules.messages import Toast
from services import drawn_signatures, pads, signed_sheets

router = Router(name="pads")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


def choose_way(act: Act, visit_id: int, scope: str) -> Said:
    """Ask how somebody signs; on paper without asking where our pages cannot be reached, or for several at once."""
    if not act.public_url or scope not in pads.SCOPES:
        return open_page(act, visit_id, scope)
    if not pads.is_record_ready(act.uow, visit_id):
        return [Toast(act.words.plain("pad-not-ready")), *open_page(act, visit_id, scope)]
    pad_id = pads.open_pad(act.uow, act.actor, visit_id, scope)
    return go_to(act, visit_id, "ways", scope=scope, pad=str(pad_id))


def open_page(act: Act, visit_id: int, scope: str) -> Said:
    """Open a page of paper for some of the signers."""
    signed_sheets.open_sheet(act.uow, act.actor, visit_id, scope)
    return go_to(act, visit_id, "sheet")


@router.callback_query(Pressed(PadButton))
async def on_pad_tapped(query: CallbackQuery, callback_data: PadButton, act: Act) -> Said:
    """Send a link, show what was drawn, or withdraw one of it."""
    visit_id, subject = callback_data.visit_id, callback_data.subject
    match callback_data.act:
        case "link" if act.public_url:
            token = pads.new_link(act.uow, act.actor, subject)
            return [*link_said(act, visit_id, subject, token), *where_you_are(act)]
        case "withdraw":
            drawn_signatures.withdraw_drawn(act.uow, act.actor, visit_id, subject)
            return [Toast(act.words.plain("pad-withdrawn")), *go_to(act, visit_id, "sign")]
    return go_to(act, visit_id, "drawn")
