"""Administrators look after the doors to other systems: how each is, going on with what was given up."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_doors import DoorsButton
from handlers.filters import Bound, Pressed, Says
from handlers.screens.doors import doors_screen
from rules.messages import Toast
from services import doors_desk
from services.access_desk import administers

router = Router(name="doors")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


class Administers(Filter):
    """Somebody who administers; from anybody else the word is one like any other, such as a note."""

    async def __call__(self, message: Message, act: Act | None = None) -> bool:
        """Return whether the sender does."""
        return act is not None and administers(act.actor)


@router.message(Says("接口", "doors"), Administers())
async def on_doors(message: Message, act: Act) -> Said:
    """Show the doors to other systems."""
    act.point()
    return doors_screen(act, anew=True)


@router.callback_query(Pressed(DoorsButton))
async def on_doors_tapped(query: CallbackQuery, callback_data: DoorsButton, act: Act) -> Said:
    """Do what a button of the doors says."""
    of, page = callback_data.of, callback_data.page
    match callback_data.act:
        case "resume":
            doors_desk.go_on_with_subscriber(act.uow, act.actor, of)
            return [Toast(act.words.plain("doors-goes-on")), *doors_screen(act, doors_desk.SUBSCRIBERS, page)]
        case "again":
            doors_desk.go_on_with_forwarding(act.uow, act.actor, of)
            return [Toast(act.words.plain("doors-goes-on")), *doors_screen(act, doors_desk.FORWARDINGS, page)]
    act.point()
    return doors_screen(act, callback_data.act, page)
