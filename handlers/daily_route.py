"""The day's route, and where it begins: a shared location, or typed."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.arrival import SendsPlace
from handlers.buttons_routes import RouteButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says
from handlers.screens.route import keep_start, route_screen, start_screen
from rules.places import latitude_text, longitude_text
from services.arrival import Claim
from services.routes import start_typed

router = Router(name="daily_route")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.message(Says("路线", "今日路线", "route"))
async def on_route(message: Message, act: Act) -> Said:
    """Show the route at the bottom of the chat."""
    act.point()
    return route_screen(act, anew=True)


@router.callback_query(Pressed(RouteButton))
async def on_route_tapped(query: CallbackQuery, callback_data: RouteButton, act: Act) -> Said:
    """Show a page of the route, or ask where it begins."""
    if callback_data.act == "start":
        act.point(expects="route_start")
        return start_screen(act)
    act.point()
    return route_screen(act, callback_data.page)


@router.message(Expects("route_start"), SendsPlace())
async def on_start_shared(message: Message, claim: Claim, act: Act) -> Said:
    """Begin where the phone is."""
    act.point()
    keep_start(act, (latitude_text(claim.latitude), longitude_text(claim.longitude)))
    return route_screen(act, anew=True)


@router.message(Expects("route_start"), HasText())
async def on_start_typed(message: Message, text: str, act: Act) -> Said:
    """Begin at the place that is typed."""
    place = start_typed(act.uow, act.actor, text)
    act.point()
    keep_start(act, place)
    return route_screen(act, anew=True)
