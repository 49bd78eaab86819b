"""What a handler is given: who acts, in which words, and the unit of work."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.words import Words
from rules.messages import Message
from services.access import Actor
from storage.unit_of_work import UnitOfWork

Said = list[Message]
DRAFTS = "drafts"
DRAFTS_MOST = 5
NUMBERS = "numbers"
START = "start"


@dataclass(slots=True)
class Act:
    """One act of a bound person; not `is_own` where a card is only drawn for somebody. `pointer` says where the chat's
    conversation stands, `public_url` where our pages are: empty for none, or where a card is drawn for somebody.
    """

    uow: UnitOfWork
    actor: Actor
    chat_id: int
    telegram_user_id: int
    message_id: int
    received_at: datetime
    words: Words
    pointer: dict[str, Any] = field(default_factory=dict)
    is_own: bool = True
    public_url: str = ""

    def point(self, **fields: Any) -> None:
        """Move the conversation's pointer; what was begun and where today began come along."""
        for kept in (DRAFTS, NUMBERS, START):
            if self.pointer.get(kept):
                fields.setdefault(kept, self.pointer[kept])
        self.pointer = fields
        self.uow.point(self.chat_id, **fields)

    def draft(self, visit_id: int, name: str) -> str | None:
        """Return the answer to a question that was begun and cannot be stored yet, none where there is none."""
        drafts: dict[str, str] = self.pointer.get(DRAFTS) or {}
        return drafts.get(f"{visit_id}:{name}")

    def keep_draft(self, visit_id: int, name: str, value: str | None) -> None:
        """Keep an answer that was begun, or let go of it; of many the newest few."""
        drafts: dict[str, str] = dict(self.pointer.get(DRAFTS) or {})
        known = drafts.pop(f"{visit_id}:{name}", None)
        if value is None and known is None:
            return
        if value is not None:
            drafts[f"{visit_id}:{name}"] = value
        newest = list(drafts.items())[-DRAFTS_MOST:]
        self.point(**{**self.pointer, DRAFTS: dict(newest)})

    def see_numbers(self, visit_id: int, numbering: str) -> None:
        """Note by which numbers a checklist's items are shown to the person, who acts and so looks at them."""
        seen = f"{visit_id}:{numbering}" if numbering else ""
        if self.is_own and self.pointer.get(NUMBERS, "") != seen:
            self.point(**{**self.pointer, NUMBERS: seen})

    def numbers_seen(self, visit_id: int) -> str | None:
        """Return by which numbers the person last saw a checklist's items; none when that is not known."""
        visit, _, numbering = str(self.pointer.get(NUMBERS) or "").partition(":")
        return numbering if visit == f"{visit_id}" else None
