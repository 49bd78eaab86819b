"""After a draw: an object falls out, an object without a full team is decided on, a sealed draw is opened."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_draws import DrawnButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.screens.drawn import out_reason_screen, out_screen, unfilled_reason_screen, unfilled_screen
from handlers.screens.draws import draw_screen
from handlers.screens.plan import plan_screen
from rules.messages import Toast
from services import campaign_plans, draw_afterwards, draw_sealing, draws

router = Router(name="drawn")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(DrawnButton))
async def on_drawn_tapped(query: CallbackQuery, callback_data: DrawnButton, act: Act) -> Said:
    """Do what a button of a held draw says."""
    draw_id, of, part = callback_data.draw_id, callback_data.of, callback_data.part
    act.point(place="draw", draw=draw_id)
    match callback_data.act:
        case "out":
            return out_screen(act, draw_id, callback_data.page)
        case "leave":
            act.point(place="draw", draw=draw_id, expects="drawn_out", of=of)
            return out_reason_screen(act, draw_id, of)
        case "unfilled":
            return unfilled_screen(act, draw_id)
        case "decide":
            act.point(place="draw", draw=draw_id, expects="drawn_unfilled", of=of, part=part)
            return unfilled_reason_screen(act, draw_id, of, part)
        case "open":
            draw_sealing.open_draw(act.uow, act.actor, draw_id)
        case "more":
            campaign_id = draws.witnessed(act.uow, act.actor, draw_id).campaign_id
            campaign_plans.reopen_plan(act.uow, act.actor, campaign_id)
            act.point(place="plan", plan=campaign_id)
            return [Toast(act.words.plain("plan-reopened")), *plan_screen(act, campaign_id, anew=True)]
    return draw_screen(act, draw_id)


@router.message(Expects("drawn_out"), HasText())
async def on_out_reason(message: Message, text: str, act: Act) -> Said:
    """Let an object fall out for the typed reason."""
    draw_id = act.pointer["draw"]
    draw_afterwards.let_fall_out(act.uow, act.actor, draw_id, act.pointer["of"], text)
    act.point(place="draw", draw=draw_id)
    return draw_screen(act, draw_id)


@router.message(Expects("drawn_unfilled"), HasText())
async def on_unfilled_reason(message: Message, text: str, act: Act) -> Said:
    """Decide about an object without a full team for the typed reason."""
    draw_id = act.pointer["draw"]
    draw_afterwards.decide_unfilled(act.uow, act.actor, draw_id, act.pointer["of"], act.pointer["part"], text)
    act.point(place="draw", draw=draw_id)
    return unfilled_screen(act, draw_id)
