"""A helpful answer to anything unexpected; nothing typed is thrown away without a word."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.filters import Bound, ForwardsText, HasText
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.home import home_screen
from handlers.screens.reasons import cut_short
from rules.messages import Text, Toast
from services.tasks import my_tasks

router = Router(name="fallback")
for observer in (router.message, router.callback_query, router.edited_message):
    observer.filter(Bound())

SEARCH_MOST = 20


@router.message(HasText(commands=True))
async def on_other_text(message: Message, text: str, act: Act) -> Said:
    """Search the tasks by the text; say so when it is of no use here."""
    is_search = act.pointer.get("visit") is None and len(text) <= SEARCH_MOST and not text.startswith("/")
    if is_search and my_tasks(act.uow, act.actor).total:
        return home_screen(act, contains=text, anew=True)
    return [Text(act.words("not-noted", text=cut_short(text, 40))), *where_you_are_below(act)]


@router.message(ForwardsText())
async def on_forwarded_words(message: Message, act: Act) -> Said:
    """Say that forwarded words count as nobody's own, and show the question again, which stays open."""
    return [Text(act.words("forwarded-not-typed")), *where_you_are_below(act)]


@router.message()
async def on_anything_else(message: Message, act: Act) -> Said:
    """Say that this is of no use here and show where the person is."""
    return [Text(act.words("of-no-use")), *where_you_are_below(act)]


@router.callback_query()
async def on_unknown_button(query: CallbackQuery, act: Act) -> Said:
    """A button of an earlier edition: show where the person is."""
    return [Toast(act.words.plain("press-stale")), *where_you_are(act)]
