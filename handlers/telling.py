"""How an event reaches a person: in their language, in the same transaction."""

from collections.abc import Callable
from typing import Any

from handlers.words import Words, words_of
from rules.messages import Message
from services.access import chat_of
from storage.unit_of_work import UnitOfWork

Teller = Callable[[UnitOfWork, Any], None]


def to_person(uow: UnitOfWork, person_id: int, say: Callable[[Words], list[Message]]) -> bool:
    """Say something to a person in their language; return whether the person can be reached."""
    reached = chat_of(uow, person_id)
    if reached is None:
        return False
    chat_id, language = reached
    uow.mailbox.say(chat_id, say(words_of(language)))
    return True
