"""Official papers, sent to whoever asks for them."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_papers import CampaignButton, PaperButton
from handlers.filters import Bound, Pressed, Says
from handlers.places import where_you_are, where_you_are_below
from handlers.screens.campaign import campaign_screen
from rules.messages import Text, Toast
from services.papers import ask_paper
from services.tasks import running_visit

router = Router(name="papers")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(PaperButton))
async def on_paper_tapped(query: CallbackQuery, callback_data: PaperButton, act: Act) -> Said:
    """Have it printed as it stands."""
    ask_paper(act.uow, act.actor, callback_data.paper, callback_data.of, callback_data.format)
    return [Toast(act.words.plain("paper-asked", paper=callback_data.paper))]


@router.message(Says("记录表", "record"))
async def on_record_asked(message: Message, act: Act) -> Said:
    """Have the record of the visit in hand printed as it stands."""
    visit_id = act.pointer.get("visit") or running_visit(act.uow, act.actor)
    if visit_id is None:
        return [Text(act.words("record-of-which")), *where_you_are_below(act)]
    ask_paper(act.uow, act.actor, "record", visit_id, "pdf")
    return [Text(act.words("paper-asked", paper="record")), *where_you_are(act)]


@router.callback_query(Pressed(CampaignButton))
async def on_campaign_tapped(query: CallbackQuery, callback_data: CampaignButton, act: Act) -> Said:
    """Show a campaign and its papers."""
    act.point()
    return campaign_screen(act, callback_data.page)
