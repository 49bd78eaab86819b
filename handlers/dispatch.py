"""A supervisor follows what was sent out: reminds, lets the next in order step in, chooses when it is sent."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_dispatch import DispatchButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.screens.dispatch import (
    answers_screen,
    dispatch_screen,
    due_screen,
    next_screen,
    requests_screen,
    silent_one_screen,
    silent_screen,
    time_screen,
)
from handlers.screens.draws import draw_screen
from handlers.screens.recusal import called_card
from rules.messages import Toast
from services import dispatch_view, draw_dispatch, draws, stepping_aside
from services.draw_view import view_draw

# Of all campaigns or of one.
LISTS = {"silent": silent_screen, "requests": requests_screen, "answers": answers_screen}

router = Router(name="dispatch")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(DispatchButton))
async def on_dispatch_tapped(query: CallbackQuery, callback_data: DispatchButton, act: Act) -> Said:
    """Show a list, one who is silent, or do what the button says."""
    of, page, campaign_id = callback_data.of, callback_data.page, callback_data.campaign
    if callback_data.act in ("time", "untime", "untimed"):
        return _timed(act, callback_data.act, of)
    act.point()
    match callback_data.act:
        case "silent" | "requests" | "answers" as what:
            return LISTS[what](act, page, campaign_id)
        case "due":
            return due_screen(act, page)
        case "one":
            return silent_one_screen(act, of, campaign_id)
        case "next":
            return next_screen(act, of, campaign_id)
        case "remind":
            outcome = dispatch_view.remind_person(act.uow, act.actor, of)
            return [Toast(act.words.plain("remind-outcome", outcome=outcome)), *silent_one_screen(act, of, campaign_id)]
        case "go":
            stepping_aside.call_next(act.uow, act.actor, of)
            below = called_card(act, of)
            return [Toast(act.words.plain("request-granted-toast")), *silent_screen(act, 1, campaign_id), *below]
    return dispatch_screen(act, of)


def _timed(act: Act, what: str, campaign_id: int) -> Said:
    draw_id = draws.held_draw(act.uow, act.actor, campaign_id).draw_id
    if what == "time":
        act.point(place="draw", draw=draw_id, expects="dispatch_time", campaign=campaign_id)
        return time_screen(act, campaign_id, view_draw(act.uow, act.actor, draw_id))
    if what == "untime":
        draw_dispatch.drop_dispatch_time(act.uow, act.actor, campaign_id)
    act.point(place="draw", draw=draw_id)
    return draw_screen(act, draw_id)


@router.message(Expects("dispatch_time"), HasText())
async def on_dispatch_time(message: Message, text: str, act: Act) -> Said:
    """Take the typed time."""
    draw_id = act.pointer["draw"]
    draw_dispatch.plan_dispatch(act.uow, act.actor, act.pointer["campaign"], text)
    act.point(place="draw", draw=draw_id)
    return draw_screen(act, draw_id)
