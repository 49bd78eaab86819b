"""Official papers, sent to whoever asks for them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.buttons_papers import CampaignButton, PaperButton
from handlers.filters import Bound, Pressed
from handlers.screens.campaign import campaign_screen
from rules.messages import Toast
from services.papers import ask_paper

router = Router(name="papers")
router.callback_query.filter(Bound())


@router.callback_query(Pressed(PaperButton))
async def on_paper_tapped(query: CallbackQuery, callback_data: PaperButton, act: Act) -> Said:
    """Have it printed as it stands."""
    ask_paper(act.uow, act.actor, callback_data.paper, callback_data.of, callback_data.format)
    return [Toast(act.words.plain("paper-asked", paper=callback_data.paper))]


@router.callback_query(Pressed(CampaignButton))
async def on_campaign_tapped(query: CallbackQuery, callback_data: CampaignButton, act: Act) -> Said:
    """Show a campaign and its papers."""
    act.point()
    return campaign_screen(act, callback_data.page)
