"""Tells those who publish what waits for them, what came of it, and what is due."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.onlookers import stand_in
from handlers.screens.people import people_button
from handlers.screens.publication import (
    asked_card,
    due_card,
    outdated_card,
    publication_button,
    publishing_screen,
    told_card,
)
from handlers.telling import to_person
from handlers.words import Html, Words
from rules.errors import Told, describe
from rules.events_publication import (
    PublicationDue,
    PublicationFailed,
    PublicationOutdated,
    PublicationReturned,
    PublicationSettled,
    PublicationWished,
)
from rules.messages import Card, Message, Text
from rules.refusals import Refused
from services.access import actor_by_id
from services.concerned import pointers_of
from services.inbox_desk import administrators
from services.publishers import agreeing_besides, agreeing_people, lacking_second, preparing_people
from services.publishing_view import named, waiting_for
from storage.unit_of_work import UnitOfWork


def on_wished(uow: UnitOfWork, event: PublicationWished) -> None:
    """Tell those who may agree, but not the author; where nobody may, those who can let somebody."""
    row, name = named(uow, event.publishing_id)
    others = agreeing_besides(uow, row)
    for person_id in others:
        waiting = waiting_for(uow, actor_by_id(uow, person_id))
        to_person(uow, person_id, partial(_asked, waiting, row.number, name, row.wish or "publish"))
    if not others:
        # Its author reads it on the card of the result.
        count = lacking_second(uow, row)
        for person_id in administrators(uow):
            to_person(uow, person_id, partial(_nobody, row.department_id, count, row.number, name))


def _nobody(department_id: int, count: int, number: str, name: str, words: Words) -> list[Message]:
    text = words("publication-nobody", count=count, number=number, name=name)
    return [Card(f"publication-nobody:{department_id}", text, ((people_button(words),),))]


def _asked(waiting: int, number: str, name: str, wish: str, words: Words) -> list[Message]:
    return [asked_card(words, waiting, number, name, wish)]


def on_returned(uow: UnitOfWork, event: PublicationReturned) -> None:
    """Tell the author why."""
    row, name = named(uow, event.publishing_id)
    values = {"number": row.number, "name": name, "reason": event.reason}

    def say(words: Words) -> list[Message]:
        return [_looked(words, row.section_id, words("publication-returned", **values))]

    to_person(uow, event.wished_by, say)
    _renew(uow, row.section_id, [event.wished_by])


def on_settled(uow: UnitOfWork, event: PublicationSettled) -> None:
    """Tell the author and whoever agreed; what others of the department look at is no older."""
    row, name = named(uow, event.publishing_id)
    for person_id in dict.fromkeys([event.wished_by, event.agreed_by]):
        to_person(uow, person_id, partial(_told, row.section_id, row.number, name, event.wish))
    _renew(uow, row.section_id, {event.wished_by, event.agreed_by, *_publishing_people(uow, row.department_id)})


def _told(section_id: int, number: str, name: str, wish: str, words: Words) -> list[Message]:
    return [told_card(words, section_id, number, name, wish)]


def on_failed(uow: UnitOfWork, event: PublicationFailed) -> None:
    """Tell whoever agreed why nothing came of it; it waits for agreement again."""
    row, _ = named(uow, event.publishing_id)
    told = Told(event.code, {"number": row.number})
    text = f"⚠️ {row.number}: "
    to_person(
        uow,
        event.person_id,
        lambda words: [_looked(words, row.section_id, Words.escape(text + describe(told, words.language)))],
    )
    _renew(uow, row.section_id, {event.person_id, *_publishing_people(uow, row.department_id)})


def _looked(words: Words, section_id: int, text: Html) -> Text:
    return Text(text, ((publication_button(words, "open", "button-publication-look", section_id),),))


def on_due(uow: UnitOfWork, event: PublicationDue) -> None:
    """Remind a person, once a day."""
    counts = (event.late, event.soon, event.again, event.outdated)
    to_person(uow, event.person_id, lambda words: [due_card(words, *counts)])


def on_outdated(uow: UnitOfWork, event: PublicationOutdated) -> None:
    """Tell those of the department who prepare and who agree."""
    row, name = named(uow, event.publishing_id)
    for person_id in dict.fromkeys(_publishing_people(uow, row.department_id)):
        to_person(uow, person_id, partial(_outdated, row.section_id, row.number, name, event.because))


def _outdated(section_id: int, number: str, name: str, because: str, words: Words) -> list[Message]:
    return [outdated_card(words, section_id, number, name, because)]


def _publishing_people(uow: UnitOfWork, department_id: int) -> list[int]:
    return [*preparing_people(uow, department_id), *agreeing_people(uow, department_id)]


def _renew(uow: UnitOfWork, section_id: int, people: Collection[int]) -> None:
    """Bring a result up to date for those who look at it; whoever is asked something there goes on undisturbed."""
    for person_id, pointer in pointers_of(uow, people):
        at = (pointer.get("place"), pointer.get("publishing"), pointer.get("expects"))
        act = stand_in(uow, person_id) if at == ("publishing", section_id, None) else None
        if act is None:
            continue
        try:
            said = publishing_screen(act, section_id)
        except Refused:
            continue  # whose department it is no more
        uow.mailbox.say(act.chat_id, [replace(each, follow=False) for each in said if isinstance(each, Card)])


TELLERS: dict[type[Any], Any] = {
    PublicationWished: on_wished,
    PublicationReturned: on_returned,
    PublicationSettled: on_settled,
    PublicationFailed: on_failed,
    PublicationDue: on_due,
    PublicationOutdated: on_outdated,
}
