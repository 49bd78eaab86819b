"""What still has to be keyed on the municipal platform: read, keyed by a person, taken as a file."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_doors import KeyingButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.publication import Publishes
from handlers.screens.keying import keying_screen, keying_sheet_screen
from rules.messages import Text, Toast
from services import keying
from services.publishers import ensure_publisher

router = Router(name="keying")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("补录", "补录清单", "keying"), Publishes())
async def on_keying(message: Message, act: Act) -> Said:
    """Show what is to be keyed."""
    act.point()
    return keying_screen(act, anew=True)


@router.callback_query(Pressed(KeyingButton))
async def on_keying_tapped(query: CallbackQuery, callback_data: KeyingButton, act: Act) -> Said:
    """Do what a button of keying says."""
    ensure_publisher(act.actor)
    match callback_data.act:
        case "open":
            return _opened(act, callback_data.of, callback_data.page)
        case "keyed" | "back" | "gone":
            return _noted(act, callback_data)
        case "file":
            keying.ask_keying_file(act.uow, act.actor)
            return [Toast(act.words.plain("file-being-made")), *keying_screen(act)]
    act.point()
    listed = callback_data.act if callback_data.act in keying.LISTS else keying.DUE
    return keying_screen(act, callback_data.page, listed)


def _opened(act: Act, of: int, page: int = 1, *, anew: bool = False) -> Said:
    line, _ = keying.keying_sheet(act.uow, act.actor, of)
    # What was keyed, or is to be taken back, asks for nothing.
    read = {"expects": "keyed_number", "review": line.of_round, "addenda": line.addenda}
    act.point(place="keying", keying=of, **(read if line.listed == keying.DUE else {}))
    return keying_sheet_screen(act, of, page, anew=anew)


def _noted(act: Act, data: KeyingButton) -> Said:
    """Note what a button says; a result that stands elsewhere by now is shown as it stands."""
    if data.act == "keyed":
        is_noted = keying.mark_keyed(act.uow, act.actor, data.of, None, data.review, data.addenda)
    elif data.act == "back":
        is_noted = keying.take_keyed_back(act.uow, act.actor, data.of)
    else:
        is_noted = keying.note_gone(act.uow, act.actor, data.of)
    if not is_noted:
        why = "keying-other-round" if data.act == "keyed" else "press-stale"
        return [Toast(act.words.plain(why)), *_opened(act, data.of)]
    act.point()
    return [Toast(act.words.plain("keying-noted")), *keying_screen(act)]


@router.message(Expects("keyed_number"), HasText())
async def on_keyed_number(message: Message, text: str, act: Act) -> Said:
    """Take the platform's number: the result is keyed."""
    of, read = act.pointer["keying"], (act.pointer.get("review"), act.pointer.get("addenda"))
    if not keying.mark_keyed(act.uow, act.actor, of, text, *read):
        return [Text(act.words("keying-other-round")), *_opened(act, of, anew=True)]
    act.point()
    return keying_screen(act, anew=True)
