"""The mailbox: what is to be said, kept in the transaction of the act that says it; cards and their revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, bindparam, case, insert, select, update

from rules.messages import AskLocation, Card, Illustrations, Message, Toast, Venue, Withdraw, to_dict
from rules.stamps import revision_of
from storage.tables import CardRow, OutboxMessage

Named = Card | Venue | AskLocation | Illustrations
# Telegram stops the spinner of a tap by itself; an answer that is older helps nobody.
TOAST_LIVES = timedelta(seconds=25)


@dataclass(frozen=True, slots=True)
class Press:
    """What a tap says about its card: the bare data, whether it was the newest revision, whether it had settled."""

    data: str
    is_fresh: bool
    is_settled: bool
    card_key: str | None


# Built once: building a statement costs more than running it.
_OF_CHAT = CardRow.chat_id == bindparam("chat")
# Locked, because a colleague's act may bring the same card up to date at the same time (PostgreSQL).
_BY_KEY = (
    select(CardRow.card_id, CardRow.wanted, CardRow.version)
    .where(_OF_CHAT, CardRow.key == bindparam("key"))
    .with_for_update()
)
_AT_HAND = select(
    CardRow.card_id,
    CardRow.key,
    CardRow.wanted,
    CardRow.version,
    CardRow.counts_from,
    CardRow.shown_version,
    CardRow.shown_at,
    CardRow.message_id,
    CardRow.vanish,
).where(_OF_CHAT, (CardRow.message_id == bindparam("message")) | CardRow.vanish.is_(True))
# What the courier has posted stands in the chat a moment before it is noted where.
_PERHAPS_JUST_POSTED = select(CardRow.key, CardRow.wanted).where(
    _OF_CHAT,
    CardRow.version == bindparam("revision"),
    CardRow.message_id.is_(None) | (CardRow.message_id < bindparam("message")),
)
_BY_MESSAGE = select(CardRow.key).where(_OF_CHAT, CardRow.message_id == bindparam("message"))
_NEW_CARD = insert(CardRow).returning(CardRow.card_id)
_NEW_CONTENT = (
    update(CardRow)
    .where(CardRow.card_id == bindparam("card"))
    .values(
        wanted=bindparam("content", type_=JSON),
        version=bindparam("revision"),
        counts_from=case((bindparam("is_the_same", type_=Boolean), CardRow.counts_from), else_=bindparam("revision")),
        vanish=bindparam("is_vanishing"),
    )
)
_QUEUE = insert(OutboxMessage)
_VANISHING = select(CardRow.key).where(_OF_CHAT, CardRow.vanish.is_(True))


@dataclass(slots=True)
class _Wanted:
    """What a card shall show, as this unit of work knows it."""

    card_id: int
    content: dict[str, Any]
    version: int


def _offers_the_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before.get("buttons") == after.get("buttons"))


class Mailbox:
    """Says things to chats within one unit of work, which hands them in at its end (`hand_in`)."""

    def __init__(self, connection: Connection, bot_id: int, now: datetime) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._now = now
        # SQLite has one writer: what was read early in an act still holds. Elsewhere it is read again under a lock.
        self._is_alone = connection.dialect.name == "sqlite"
        self._cards: dict[tuple[int, str], _Wanted] = {}
        self._vanishing: dict[int, list[str]] = {}
        self._queued: list[dict[str, Any]] = []

    def hand_in(self) -> None:
        """Write what was said into the outbox."""
        if self._queued:
            self._connection.execute(_QUEUE, self._queued)
            self._queued = []

    def say(
        self,
        chat_id: int,
        messages: Iterable[Message],
        *,
        callback_query_id: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Queue messages for a chat in their order; a toast answers the tap it came from and is dropped without one."""
        for message in messages:
            if isinstance(message, Toast):
                if callback_query_id is not None:
                    self._queue(
                        chat_id,
                        "toast",
                        to_dict(message) | {"callback_query_id": callback_query_id},
                        expires_at=self._now + TOAST_LIVES,
                    )
            elif isinstance(message, Named):
                self._show(chat_id, message, not_before)
            elif isinstance(message, Withdraw):
                self._withdraw(chat_id, message)
            else:
                self._queue(chat_id, message.kind, to_dict(message), not_before=not_before)

    def press(self, chat_id: int, message_id: int, wire: str, at: datetime, dwell: timedelta) -> Press:
        """Judge a tap by what stands in the chat (`stamped` made the wire data)."""
        data, mark, stamp = wire.partition("~")
        card = None
        self._vanishing[chat_id] = vanishing = []
        for row in self._connection.execute(_AT_HAND, {"chat": chat_id, "message": message_id}):
            if row.vanish:
                vanishing.append(row.key)
            if row.message_id == message_id:
                card = row
                if self._is_alone:
                    self._cards[chat_id, row.key] = _Wanted(row.card_id, row.wanted, row.version)
        key = card.key if card else None
        if not mark:
            return Press(data, is_fresh=True, is_settled=True, card_key=key)
        version = revision_of(stamp)
        if card is None:
            key = self._just_posted(chat_id, message_id, data, version)
            return Press(
                data, is_fresh=key is not None, is_settled=key is None or not stamp.endswith("!"), card_key=key
            )
        fresh = card.counts_from <= version <= card.version
        settled = True
        if fresh and stamp.endswith("!"):
            is_shown = card.shown_version >= card.counts_from and card.shown_at is not None
            settled = is_shown and at - card.shown_at >= dwell
        return Press(data, is_fresh=fresh, is_settled=settled, card_key=key)

    def _just_posted(self, chat_id: int, message_id: int, data: str, version: int) -> str | None:
        """Return the card that offers this in this edition and is only known to stand further up, if anywhere yet."""
        asked = {"chat": chat_id, "message": message_id, "revision": version}
        for row in self._connection.execute(_PERHAPS_JUST_POSTED, asked):
            if any(button.get("data") == data for line in row.wanted.get("buttons", ()) for button in line):
                return str(row.key)
        return None

    def card_at(self, chat_id: int, message_id: int) -> str | None:
        """Return the name of the card that stands in a message of the chat."""
        return self._connection.scalar(_BY_MESSAGE, {"chat": chat_id, "message": message_id})

    def vanishing(self, chat_id: int, text: str) -> list[Withdraw]:
        """Return the withdrawals of what was to be seen only until the next act."""
        keys = self._vanishing.get(chat_id)
        if keys is None:
            keys = list(self._connection.scalars(_VANISHING, {"chat": chat_id}))
        return [Withdraw(key, text) for key in keys]

    def _show(self, chat_id: int, message: Named, not_before: datetime | None) -> None:
        content = to_dict(message)
        vanish = message.vanish if isinstance(message, Card) else isinstance(message, Venue)
        card = self._card(chat_id, message.key)
        if card is None:
            new = {"chat_id": chat_id, "key": message.key, "wanted": content, "version": 1, "vanish": vanish}
            card_id = self._connection.execute(_NEW_CARD, new).scalar_one()
            card = self._cards[chat_id, message.key] = _Wanted(card_id, content, 1)
        elif card.content != content or content.get("anew"):
            is_the_same = isinstance(message, Card) and message.informs and _offers_the_same(card.content, content)
            self._change(card, content, vanish=vanish, is_the_same=is_the_same)
        elif isinstance(message, Illustrations):
            return
        self._queue(chat_id, "card", {}, card_id=card.card_id, not_before=not_before)

    def _withdraw(self, chat_id: int, message: Withdraw) -> None:
        card = self._card(chat_id, message.key)
        if card is not None and card.content.get("kind") != "withdraw":
            self._change(card, to_dict(message), vanish=False)
            self._queue(chat_id, "card", {}, card_id=card.card_id)

    def _change(self, card: _Wanted, content: dict[str, Any], *, vanish: bool, is_the_same: bool = False) -> None:
        """Let a card show something else; `is_the_same`: its buttons still do what they did."""
        card.content, card.version = content, card.version + 1
        changed = {"card": card.card_id, "content": content, "revision": card.version, "is_vanishing": vanish}
        changed["is_the_same"] = is_the_same
        self._connection.execute(_NEW_CONTENT, changed)

    def _card(self, chat_id: int, key: str) -> _Wanted | None:
        if (chat_id, key) not in self._cards:
            found = self._connection.execute(_BY_KEY, {"chat": chat_id, "key": key}).first()
            if found is None:
                return None
            self._cards[chat_id, key] = _Wanted(found.card_id, found.wanted, found.version)
        return self._cards[chat_id, key]

    def _queue(
        self,
        chat_id: int,
        kind: str,
        body: dict[str, Any],
        *,
        card_id: int | None = None,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> None:
        self._queued.append(
            {
                "bot_id": self._bot_id,
                "chat_id": chat_id,
                "kind": kind,
                "card_id": card_id,
                "body": body,
                "created_at": self._now,
                "not_before": not_before or self._now,
                "expires_at": expires_at,
            }
        )
