"""Trying a failed step again."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.apologies import apology_over
from handlers.buttons import RetryButton
from handlers.filters import Bound, Pressed
from handlers.places import where_you_are
from rules.messages import Toast
from services.inbox_desk import retry_parked

router = Router(name="retry")
router.callback_query.filter(Bound())


@router.callback_query(Pressed(RetryButton))
async def on_retry_tapped(query: CallbackQuery, callback_data: RetryButton, act: Act) -> Said:
    """Try the step again; without one, show where the person is."""
    if retry_parked(act.uow, act.chat_id, callback_data.arrival):
        return [Toast(act.words.plain("retry-begun"))]
    return [Toast(act.words.plain("retry-none")), apology_over(), *where_you_are(act)]
