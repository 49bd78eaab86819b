"""The mailbox: what is to be said, kept in the transaction of the act that says it; cards and their revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, bindparam, case, func, insert, select, update

from rules.messages import AskLocation, Card, Illustrations, Message, Toast, Venue, Withdraw, to_dict
from rules.stamps import revision_of
from storage import chats, kept_back
from storage.tables import CardRow, OutboxMessage
from storage.tables.runtime import WAITING

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
_BY_KEY = select(CardRow.card_id, CardRow.wanted).where(_OF_CHAT, CardRow.key == bindparam("key"))
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
# Counted by the database: a colleague's act may change the same card at the same time (PostgreSQL).
_NEW_CONTENT = (
    update(CardRow)
    .where(CardRow.card_id == bindparam("card"))
    .values(
        wanted=bindparam("content", type_=JSON),
        version=CardRow.version + 1,
        counts_from=case((bindparam("is_the_same", type_=Boolean), CardRow.counts_from), else_=CardRow.version + 1),
        vanish=bindparam("is_vanishing"),
    )
)
# Of a card that was never posted.
_HOUR = (
    select(func.min(OutboxMessage.not_before))
    .join(CardRow, CardRow.card_id == OutboxMessage.card_id)
    .where(OutboxMessage.card_id == bindparam("card"), OutboxMessage.state == WAITING, CardRow.message_id.is_(None))
)
_QUEUE = insert(OutboxMessage)
_VANISHING = select(CardRow.key).where(_OF_CHAT, CardRow.vanish.is_(True))


@dataclass(slots=True)
class _Wanted:
    """What a card shall show, as this transaction knows it; `is_the_same`: its buttons still do what they did.

    What was read early in an act and may have been changed since by a colleague's is only good for being replaced.
    """

    card_id: int
    content: dict[str, Any]
    is_vanishing: bool = False
    is_the_same: bool = True
    is_early: bool = False


def _offers_the_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before.get("buttons") == after.get("buttons"))


class Mailbox:
    """Says things to chats within one transaction, act after act.

    What was said stays in memory until the transaction's end (`write_out`): each table is then written at once, in an
    order that all keep, so that two dispatchers never wait for one another here.
    """

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._now = datetime.min.replace(tzinfo=UTC)
        # SQLite has one writer: what was read early in an act still holds.
        self._is_alone = connection.dialect.name == "sqlite"
        self._cards: dict[tuple[int, str], _Wanted] = {}
        self._vanishing: dict[int, list[str]] = {}
        self._changed: dict[int, _Wanted] = {}
        self._changed_chats: set[int] = set()
        self._seen: list[tuple[int, int, int]] = []
        self._queued: list[dict[str, Any]] = []

    def begin(self, now: datetime) -> None:
        """Begin the next act, at this instant."""
        self._now = now
        self._vanishing.clear()
        if not self._is_alone:
            self._cards.clear()

    def write_out(self) -> None:
        """Write what is still only in memory."""
        if self._seen:
            chats.see_messages(self._connection, sorted(self._seen))
            self._seen = []
        self._write_cards()
        self._write_queue()

    def see_message(self, chat_id: int, message_id: int, height: int) -> None:
        """Note a message of the chat; cards above it scroll up, by a tall one further."""
        self._seen.append((chat_id, message_id, height))

    def say(
        self,
        chat_id: int,
        messages: Iterable[Message],
        *,
        callback_query_id: str | None = None,
        not_before: datetime | None = None,
        latest: datetime | None = None,
    ) -> None:
        """Queue messages for a chat in their order; a toast answers the tap it came from and is dropped without one.

        What waits for an hour may have one by which it is said `latest`, whatever becomes of its own.
        """
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
                self._show(chat_id, message, not_before, latest)
            elif isinstance(message, Withdraw):
                self._withdraw(chat_id, message)
            else:
                body = to_dict(message)
                self._queue(chat_id, message.kind, body, not_before=not_before, expires_at=latest)

    def amend(self, chat_id: int, messages: Iterable[Message]) -> None:
        """Bring cards up to date, or withdraw them; one that has an hour at which it is to be posted keeps it."""
        for message in messages:
            hour = None
            if isinstance(message, Card) and (card := self._card(chat_id, message.key)):
                mine = [row["not_before"] for row in self._queued if row["card_id"] == card.card_id]
                hour = min(mine) if mine else self._connection.scalar(_HOUR, {"card": card.card_id})
            self.say(chat_id, [message], not_before=hour)

    def kept_back(self, chat_id: int) -> kept_back.KeptBack:
        """Return how much of a chat waits for its hour."""
        self._write_chat(chat_id)
        return kept_back.kept_back(self._connection, self._bot_id, chat_id, self._now)

    def set_hour(self, chat_id: int, hour: datetime) -> None:
        """Give everything of a chat that waits for its hour this one, or the latest that it may have."""
        self._write_chat(chat_id)
        kept_back.set_hour(self._connection, self._bot_id, chat_id, self._now, hour)

    def _write_chat(self, chat_id: int) -> None:
        self._settle(chat_id)
        self._write_queue()

    def _write_queue(self) -> None:
        if self._queued:
            self._connection.execute(_QUEUE, self._queued)
            self._queued = []

    def press(self, chat_id: int, message_id: int, wire: str, at: datetime, dwell: timedelta) -> Press:
        """Judge a tap by what stands in the chat (`stamped` made the wire data)."""
        data, mark, stamp = wire.partition("~")
        card = None
        self._settle(chat_id)
        self._vanishing[chat_id] = vanishing = []
        for row in self._connection.execute(_AT_HAND, {"chat": chat_id, "message": message_id}):
            if row.vanish:
                vanishing.append(row.key)
            if row.message_id == message_id:
                card = row
                self._cards[chat_id, row.key] = _Wanted(row.card_id, row.wanted, is_early=not self._is_alone)
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

    def stands(self, chat_id: int, key: str) -> bool:
        """Return whether a card or prompt of this name is in the chat, and not withdrawn."""
        card = self._card(chat_id, key)
        return card is not None and card.content.get("kind") != "withdraw"

    def vanishing(self, chat_id: int, text: str) -> list[Withdraw]:
        """Return the withdrawals of what was to be seen only until the next act."""
        keys = self._vanishing.get(chat_id)
        if keys is None:
            self._settle(chat_id)
            keys = list(self._connection.scalars(_VANISHING, {"chat": chat_id}))
        return [Withdraw(key, text) for key in keys]

    def _show(self, chat_id: int, message: Named, not_before: datetime | None, latest: datetime | None) -> None:
        content = to_dict(message)
        vanish = message.vanish if isinstance(message, Card) else isinstance(message, Venue)
        informs = isinstance(message, Card) and message.informs
        card = self._cards.get((chat_id, message.key))
        if card is None or (card.is_early and (informs or card.content == content)):
            card = self._card(chat_id, message.key)
        if card is None:
            new = {"chat_id": chat_id, "key": message.key, "wanted": content, "version": 1, "vanish": vanish}
            card_id = self._connection.execute(_NEW_CARD, new).scalar_one()
            card = self._cards[chat_id, message.key] = _Wanted(card_id, content)
        elif card.content != content or content.get("anew"):
            is_the_same = informs and _offers_the_same(card.content, content)
            self._change(chat_id, card, content, vanish=vanish, is_the_same=is_the_same)
        elif isinstance(message, Illustrations):
            return
        self._queue(chat_id, "card", {}, card_id=card.card_id, not_before=not_before, expires_at=latest)

    def _withdraw(self, chat_id: int, message: Withdraw) -> None:
        card = self._card(chat_id, message.key)
        if card is not None and card.content.get("kind") != "withdraw":
            self._change(chat_id, card, to_dict(message), vanish=False)
            self._queue(chat_id, "card", {}, card_id=card.card_id)

    def _change(
        self, chat_id: int, card: _Wanted, content: dict[str, Any], *, vanish: bool, is_the_same: bool = False
    ) -> None:
        card.content, card.is_vanishing, card.is_early = content, vanish, False
        card.is_the_same = card.is_the_same and is_the_same
        self._changed[card.card_id] = card
        self._changed_chats.add(chat_id)

    def _settle(self, chat_id: int) -> None:
        """Write the cards that were changed if there are some of this chat, so that statements see them."""
        if chat_id in self._changed_chats:
            self._write_cards()

    def _write_cards(self) -> None:
        if not self._changed:
            return
        rows = []
        for card_id, card in sorted(self._changed.items()):
            row = {"card": card_id, "content": card.content, "is_vanishing": card.is_vanishing}
            rows.append({**row, "is_the_same": card.is_the_same})
            card.is_the_same = True
        self._connection.execute(_NEW_CONTENT, rows)
        self._changed.clear()
        self._changed_chats.clear()

    def _card(self, chat_id: int, key: str) -> _Wanted | None:
        known = self._cards.get((chat_id, key))
        if known is None or known.is_early:
            self._settle(chat_id)
            found = self._connection.execute(_BY_KEY, {"chat": chat_id, "key": key}).first()
            if found is None:
                return None
            self._cards[chat_id, key] = _Wanted(found.card_id, found.wanted)
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
