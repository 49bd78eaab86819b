"""Official papers, sent to whoever asks for them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.buttons_papers import PaperButton
from handlers.filters import Bound, Pressed
from rules.messages import Toast
from services.papers import ask_paper

router = Router(name="papers")
router.callback_query.filter(Bound())


@router.callback_query(Pressed(PaperButton))
async def on_paper_tapped(query: CallbackQuery, callback_data: PaperButton, act: Act) -> Said:
    """Have it printed as it stands."""
    ask_paper(act.uow, act.actor, callback_data.visit_id, callback_data.paper, callback_data.format)
    return [Toast(act.words.plain("paper-asked", paper=callback_data.paper))]
