"""Readings of the dice that stand in the way of a draw: taken back, or set aside for a reason that is published."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_draws import ReaderButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.screens.draw_readers import aside_reason_screen, way_screen
from handlers.screens.draws import draw_screen
from services import draw_readers

router = Router(name="draw_readers")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(ReaderButton))
async def on_reader_tapped(query: CallbackQuery, callback_data: ReaderButton, act: Act) -> Said:
    """Do what a button about a reading says."""
    draw_id, of = callback_data.draw_id, callback_data.of
    act.point(place="draw", draw=draw_id)
    match callback_data.act:
        case "withdraw":
            draw_readers.withdraw_reading(act.uow, act.actor, draw_id)
        case "way":
            return way_screen(act, draw_id)
        case "aside":
            act.point(place="draw", draw=draw_id, expects="reading_aside", of=of)
            return aside_reason_screen(act, draw_id, of)
    return draw_screen(act, draw_id)


@router.message(Expects("reading_aside"), HasText())
async def on_aside_reason(message: Message, text: str, act: Act) -> Said:
    """Set a reading aside for the typed reason."""
    draw_id = act.pointer["draw"]
    draw_readers.set_reader_aside(act.uow, act.actor, draw_id, act.pointer["of"], text)
    act.point(place="draw", draw=draw_id)
    return draw_screen(act, draw_id)
