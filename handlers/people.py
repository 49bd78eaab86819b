"""Administrators look after people: roles, invitations, revocation; by menu, or typed as /revoke and a name."""

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_people import PeopleButton
from handlers.filters import Bound, Expects, HasText, Pressed, Says, typed
from handlers.screens.people import (
    new_person_screen,
    people_screen,
    person_invited,
    person_screen,
    revoke_screen,
    roles_screen,
    where_screen,
)
from rules.messages import Toast
from services import access_desk

router = Router(name="people")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())

REVOKE = re.compile(r"(?:/revoke(?:@\w+)?|停用)\s*(.*)", re.IGNORECASE | re.DOTALL)
NAME_MOST = 40


class Revokes(Filter):
    """Somebody types /revoke, or 停用, with or without whom; gives the handler `whom`."""

    async def __call__(self, message: Message) -> bool | dict[str, str]:
        """Return whom it names, nobody for the bare word, or that it is something else."""
        found = REVOKE.fullmatch(typed(message))
        return {"whom": found[1].strip()} if found else False


@router.message(Says("人员", "people"))
async def on_people(message: Message, act: Act) -> Said:
    """Show the people at the bottom of the chat."""
    act.point(expects="person_sought")
    return people_screen(act, anew=True)


@router.message(Revokes())
async def on_revoke(message: Message, whom: str, act: Act) -> Said:
    """Ask once more about the one who is named, else show who is meant."""
    person_id = access_desk.person_called(act.uow, act.actor, whom)
    if person_id is None:
        act.point(expects="person_sought")
        return people_screen(act, contains=whom[:NAME_MOST], anew=True)
    act.point()
    return revoke_screen(act, person_id, anew=True)


@router.callback_query(Pressed(PeopleButton))
async def on_people_tapped(query: CallbackQuery, callback_data: PeopleButton, act: Act) -> Said:
    """Do what a button about people says."""
    person_id = callback_data.person_id
    if callback_data.act == "list":
        act.point(expects="person_sought")
        return people_screen(act, callback_data.page)
    if callback_data.act == "new":
        act.point(expects="person_name")
        return new_person_screen(act)
    act.point()
    return _done(act, person_id, callback_data)


def _done(act: Act, person_id: int, data: PeopleButton) -> Said:
    match data.act:
        case "roles":
            return roles_screen(act, person_id)
        case "role":
            access_desk.toggle_role(act.uow, act.actor, person_id, data.part)
            return roles_screen(act, person_id)
        case "where":
            return where_screen(act, person_id, data.page)
        case "put":
            access_desk.choose_department(act.uow, act.actor, person_id, data.of)
        case "invite":
            return [*person_screen(act, person_id), *person_invited(act, person_id)]
        case "revoke":
            return revoke_screen(act, person_id)
        case "gone":
            access_desk.revoke_person(act.uow, act.actor, person_id)
            return [Toast(act.words.plain("revoke-done")), *person_screen(act, person_id)]
    return person_screen(act, person_id)


@router.message(Expects("person_name"), HasText())
async def on_person_named(message: Message, text: str, act: Act) -> Said:
    """Enter a new person of this name."""
    person_id = access_desk.add_person(act.uow, act.actor, text)
    act.point()
    return person_screen(act, person_id, anew=True)


@router.message(Expects("person_sought"), HasText())
async def on_person_sought(message: Message, text: str, act: Act) -> Said:
    """Look for people by name or code."""
    return people_screen(act, contains=text[:NAME_MOST], anew=True)
