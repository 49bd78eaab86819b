"""More time for a visit: the team asks, the supervisor decides."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_deadlines import ExtendButton, ExtensionButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.deadlines import extension_screen
from rules.messages import Toast
from services import extensions

router = Router(name="deadlines")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(ExtendButton))
async def on_extend_tapped(query: CallbackQuery, callback_data: ExtendButton, act: Act) -> Said:
    """Offer days, or take one of them and ask why."""
    visit_id = callback_data.visit_id
    if callback_data.act != "days":
        act.point(visit=visit_id, place="extend", expects="extension_day")
        return where_you_are(act)
    offered = extensions.view_deadline(act.uow, act.actor, visit_id).offered
    _, until = offered[min(callback_data.of, len(offered) - 1)]
    return _asked_why(act, visit_id, until)


def _asked_why(act: Act, visit_id: int, until: date) -> Said:
    act.point(visit=visit_id, place="extend", expects="extension_reason", until=until.isoformat())
    return where_you_are(act)


@router.message(Expects("extension_day"), HasText())
async def on_extension_day(message: Message, text: str, act: Act) -> Said:
    """Take the typed new end and ask why."""
    visit_id = act.pointer["visit"]
    return _asked_why(act, visit_id, extensions.day_wanted(act.uow, act.actor, visit_id, text))


@router.message(Expects("extension_reason"), HasText())
async def on_extension_reason(message: Message, text: str, act: Act) -> Said:
    """Send the request."""
    visit_id, until = act.pointer["visit"], date.fromisoformat(act.pointer["until"])
    extensions.ask_extension(act.uow, act.actor, visit_id, until, text)
    act.point(visit=visit_id, place="extend")
    return where_you_are_below(act)


@router.callback_query(Pressed(ExtensionButton))
async def on_extension_tapped(query: CallbackQuery, callback_data: ExtensionButton, act: Act) -> Said:
    """Show a request, grant it, or ask why it is refused."""
    of = callback_data.extension_id
    if callback_data.act == "refuse":
        said = extension_screen(act, of, asks_why=True)
        act.point(expects="extension_refusal", extension=of)
        return said
    act.point()
    if callback_data.act == "grant":
        extensions.decide_extension(act.uow, act.actor, of, is_granted=True)
        return [Toast(act.words.plain("extension-granted-toast")), *extension_screen(act, of)]
    return extension_screen(act, of)


@router.message(Expects("extension_refusal"), HasText())
async def on_extension_refused(message: Message, text: str, act: Act) -> Said:
    """Refuse a request with the typed reason."""
    of = act.pointer["extension"]
    extensions.decide_extension(act.uow, act.actor, of, is_granted=False, reason=text)
    act.point()
    return extension_screen(act, of)
