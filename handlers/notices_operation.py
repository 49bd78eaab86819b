"""Tells the administrators what failed."""

from handlers.telling import Teller, to_person
from handlers.words import Words
from rules import events
from rules.messages import Message, Text
from services.inbox_desk import administrators, code_of_chat
from storage.unit_of_work import UnitOfWork


def on_parked(uow: UnitOfWork, event: events.UpdateParked) -> None:
    """Name the code under which the log tells more."""

    def say(words: Words) -> list[Message]:
        return [Text(words("alarm-parked", code=event.code, person=code_of_chat(uow, event.chat_id) or "-"))]

    for person_id in administrators(uow):
        to_person(uow, person_id, say)


def on_notice_failed(uow: UnitOfWork, event: events.NoticeFailed) -> None:
    """Name the code under which the log tells more."""

    def say(words: Words) -> list[Message]:
        return [Text(words("alarm-notice-failed", code=event.code, event=event.event))]

    for person_id in administrators(uow):
        to_person(uow, person_id, say)


def on_webhook_taken(uow: UnitOfWork, event: events.WebhookTaken) -> None:
    """Say that somebody else uses the token, and what to do."""
    for person_id in administrators(uow):
        to_person(uow, person_id, lambda words: [Text(words("alarm-webhook-taken"))])


def on_polling_disputed(uow: UnitOfWork, event: events.PollingDisputed) -> None:
    """Say that somebody else uses the token, and what to do."""
    for person_id in administrators(uow):
        to_person(uow, person_id, lambda words: [Text(words("alarm-polling-disputed"))])


TELLERS: dict[type[events.Event], Teller] = {
    events.UpdateParked: on_parked,
    events.NoticeFailed: on_notice_failed,
    events.WebhookTaken: on_webhook_taken,
    events.PollingDisputed: on_polling_disputed,
}
