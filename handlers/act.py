"""What a handler is given: who acts, in which words, and the unit of work."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.words import Words
from rules.messages import Message
from services.access import Actor
from storage.unit_of_work import UnitOfWork

Said = list[Message]


@dataclass(slots=True)
class Act:
    """One act of a bound person. `pointer` says where the chat's conversation stands."""

    uow: UnitOfWork
    actor: Actor
    chat_id: int
    telegram_user_id: int
    message_id: int
    received_at: datetime
    words: Words
    pointer: dict[str, Any] = field(default_factory=dict)

    def point(self, **fields: Any) -> None:
        """Move the conversation's pointer."""
        self.pointer = fields
        self.uow.point(self.chat_id, **fields)
