"""Tells other systems what happened, and the administrators when one of them cannot be told any more."""

from collections.abc import Mapping, Sequence
from functools import partial

from handlers.screens.doors import doors_button
from handlers.screens.keying import keying_button
from handlers.telling import Teller, to_person
from handlers.words import Words
from rules import events
from rules.events_doors import (
    ForwardedIncomplete,
    ForwardingGivenUp,
    KeyingOutdated,
    ResultToTakeBack,
    SubscriberDropped,
)
from rules.events_publication import PublicationSettled
from rules.events_review import VisitApproved
from rules.messages import Message, Text
from services.announced_events import TOLD
from services.announcing import announce, host_of_subscriber
from services.forwarding import error_told, forward_published, forward_visit, forwarding_told
from services.inbox_desk import administrators
from services.keying import keyed_before
from services.publishers import agreeing_people, preparing_people
from services.taking_back import where_it_stands
from storage.unit_of_work import UnitOfWork

LOST_SHOWN = 6


def on_subscriber_dropped(uow: UnitOfWork, event: SubscriberDropped) -> None:
    """Name the machine, with a button that goes on with it."""
    host, of = host_of_subscriber(uow, event.subscriber_id), event.subscriber_id
    _tell_administrators(
        uow, "alarm-subscriber-dropped", ("resume", "button-doors-resume", of), number=str(of), host=host
    )


def on_forwarding_given_up(uow: UnitOfWork, event: ForwardingGivenUp) -> None:
    """Name the result, and what the form server said, with a button that tries again."""
    result, error = forwarding_told(uow, event.forwarding_id)
    for person_id in administrators(uow):
        to_person(uow, person_id, partial(_given_up, event.forwarding_id, result, error))


def on_forwarded_incomplete(uow: UnitOfWork, event: ForwardedIncomplete) -> None:
    """Name the result and the files that the form server lacks."""
    number, _ = forwarding_told(uow, event.forwarding_id)
    look, files = ("forwardings", "button-doors-forwardings", 0), ", ".join(event.lost[:LOST_SHOWN])
    _tell_administrators(uow, "alarm-forwarded-incomplete", look, result=number, files=files)


def on_keying_outdated(uow: UnitOfWork, event: KeyingOutdated) -> None:
    """Tell those who prepare for the department, or else who agree: they key."""
    result, name, number, department = keyed_before(uow, event.section_id)
    told = {"result": result, "name": name, "number": number or "none", "because": event.because}
    for person_id in _keying_people(uow, department):
        to_person(uow, person_id, partial(_with_look, event.section_id, "keying-outdated", told))


def on_result_to_take_back(uow: UnitOfWork, event: ResultToTakeBack) -> None:
    """Tell those who key for the department, who take it back there, and the administrators of the form server."""
    result, name, number, department = keyed_before(uow, event.section_id)
    if not (where := where_it_stands(uow, event.section_id)):
        return
    told = {"result": result, "name": name, "number": number or "none", "where": where}
    people = _keying_people(uow, department)
    for person_id in people:
        to_person(uow, person_id, partial(_with_look, event.section_id, "take-back", told))
    for person_id in administrators(uow):
        if person_id not in people:
            to_person(uow, person_id, partial(_said, "alarm-take-back", ("forwardings", "button-doors", 0), told))


def _keying_people(uow: UnitOfWork, department_id: int) -> Sequence[int]:
    return preparing_people(uow, department_id) or agreeing_people(uow, department_id)


def _with_look(section_id: int, key: str, told: dict[str, str], words: Words) -> list[Message]:
    look = keying_button(words, "open", "button-keying-look", section_id)
    return [Text(words(key, **told), ((look,),))]


def _tell_administrators(uow: UnitOfWork, key: str, button: tuple[str, str, int], **values: object) -> None:
    for person_id in administrators(uow):
        to_person(uow, person_id, partial(_said, key, button, values))


def _given_up(forwarding_id: int, result: str, error: str, words: Words) -> list[Message]:
    told = {"result": result, "error": error_told(error, words.language)}
    return _said("alarm-forwarding-given-up", ("again", "button-doors-again", forwarding_id), told, words)


def _said(key: str, button: tuple[str, str, int], values: Mapping[str, object], words: Words) -> list[Message]:
    return [Text(words(key, **values), ((doors_button(words, *button),),))]


TELLERS: dict[type[events.Event], Teller] = {
    SubscriberDropped: on_subscriber_dropped,
    ForwardingGivenUp: on_forwarding_given_up,
    ForwardedIncomplete: on_forwarded_incomplete,
    KeyingOutdated: on_keying_outdated,
    ResultToTakeBack: on_result_to_take_back,
}
ANNOUNCED: dict[type[events.Event], Teller] = dict.fromkeys(TOLD, announce)
FORWARDED: dict[type[events.Event], Teller] = {VisitApproved: forward_visit, PublicationSettled: forward_published}
