"""The outbox: what the courier takes out and what became of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, case, cast, exists, func, select, update
from sqlalchemy.orm import aliased

from storage import chats, sent_files
from storage.tables import CardRow, Chat, OutboxMessage
from storage.tables.mapping import Instant
from storage.tables.runtime import WAITING

KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class CardState:
    """A card as it is wanted and as it stands in the chat."""

    card_id: int
    wanted: dict[str, Any]
    version: int
    message_id: int | None
    shown_version: int
    shown_kind: str | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next message of a chat."""

    outbox_id: int
    bot_id: int
    chat_id: int
    kind: str
    body: dict[str, Any]
    created_at: datetime
    attempts: int
    expires_at: datetime | None
    card: CardState | None
    height_below: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message. `state` is `sent`, `dropped`, `failed` or `waiting` (again, after `not_before`).

    For a card, `message_id` is where it now stands (none when withdrawn) and `version` what it shows there.
    `posted_height` is that of a new message, 0 when none was posted. `file_ids` are Telegram's names of files of forms,
    by what they were sent as and their hash.
    """

    outgoing: Outgoing
    state: str
    at: datetime
    message_id: int | None = None
    version: int | None = None
    posted_height: int = 0
    error: str | None = None
    not_before: datetime | None = None
    is_blocked: bool = False
    file_ids: Mapping[tuple[str, str], str] = field(default_factory=dict)


_EARLIER = aliased(OutboxMessage)
_NOW = bindparam("now", type_=Instant)
# A message that can be said now, as far as its chat is concerned.
_DUE = (
    OutboxMessage.state == WAITING,
    OutboxMessage.bot_id == bindparam("bot"),
    OutboxMessage.not_before <= _NOW,
    (OutboxMessage.kind == "toast")
    | ~exists().where(
        _EARLIER.chat_id == OutboxMessage.chat_id,
        _EARLIER.state == WAITING,
        _EARLIER.outbox_id < OutboxMessage.outbox_id,
        _EARLIER.bot_id == OutboxMessage.bot_id,
        _EARLIER.kind != "toast",
        # A message that is to be tried again holds back the later ones of its chat; one meant for later does not.
        (_EARLIER.not_before <= _NOW) | (_EARLIER.attempts > 0),
    ),
)
# Built once: building a statement costs more than running it.
_OLDEST = select(func.min(OutboxMessage.not_before)).where(*_DUE)
_HEADS = (
    select(
        OutboxMessage.outbox_id,
        OutboxMessage.bot_id,
        OutboxMessage.chat_id,
        OutboxMessage.kind,
        OutboxMessage.body,
        OutboxMessage.created_at,
        OutboxMessage.attempts,
        OutboxMessage.expires_at,
        CardRow.card_id,
        CardRow.wanted,
        CardRow.version,
        CardRow.message_id,
        CardRow.shown_version,
        CardRow.shown_kind,
        CardRow.sent_at,
        (func.coalesce(Chat.messages, 0) - CardRow.posted_as).label("height_below"),
    )
    .outerjoin(CardRow, CardRow.card_id == OutboxMessage.card_id)
    .outerjoin(Chat, Chat.chat_id == OutboxMessage.chat_id)
    .where(*_DUE, OutboxMessage.outbox_id.not_in(bindparam("in_hand", expanding=True)))
    .order_by(OutboxMessage.outbox_id)
    .limit(bindparam("most"))
)


def oldest_due(connection: Connection, bot_id: int, now: datetime) -> datetime | None:
    """Return since when the oldest message is due that nothing but the courier keeps back; none when there is none."""
    return connection.scalar(_OLDEST, {"bot": bot_id, "now": now})


def next_of_each_chat(
    connection: Connection, bot_id: int, now: datetime, *, in_hand: Collection[int] = (), most: int = 200
) -> list[Outgoing]:
    """Return the oldest due message of each chat, those in hand left out; answers to taps wait for nobody."""
    wanted = {"bot": bot_id, "now": now, "in_hand": list(in_hand), "most": most}
    return [_outgoing(row) for row in connection.execute(_HEADS, wanted)]


def _outgoing(row: Row[Any]) -> Outgoing:
    card = None
    if row.card_id is not None:
        card = CardState(
            row.card_id, row.wanted, row.version, row.message_id, row.shown_version, row.shown_kind, row.sent_at
        )
    return Outgoing(
        row.outbox_id,
        row.bot_id,
        row.chat_id,
        row.kind,
        row.body,
        row.created_at,
        row.attempts,
        row.expires_at,
        card,
        row.height_below or 0,
    )


def record(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of a handful of messages, each table at once, in the order that the mailbox keeps."""
    if outcomes:
        connection.execute(_BECAME, [_as_message(outcome) for outcome in outcomes])
    seen = [(o.outgoing.chat_id, o.message_id, o.posted_height) for o in outcomes if o.posted_height and o.message_id]
    chats.see_messages(connection, sorted(seen))
    shown = [o for o in outcomes if o.outgoing.card is not None and o.state == "sent" and o.version is not None]
    if anew := _as_cards(o for o in shown if o.posted_height):
        connection.execute(_POSTED, anew)
    if edited := _as_cards(o for o in shown if not o.posted_height):
        connection.execute(_EDITED, edited)
    for outcome in outcomes:
        sent_files.note(connection, outcome.outgoing.bot_id, outcome.file_ids)
        if outcome.is_blocked:
            chats.set_blocked(connection, outcome.outgoing.chat_id, outcome.at)


_BECAME = (
    update(OutboxMessage)
    .where(OutboxMessage.outbox_id == bindparam("outbox"))
    .values(
        state=bindparam("became"),
        message_id=bindparam("stands_as"),
        error=bindparam("why"),
        attempts=OutboxMessage.attempts + bindparam("tries"),
        not_before=func.coalesce(bindparam("later", type_=Instant), OutboxMessage.not_before),
    )
)
_EDITED = (
    update(CardRow)
    .where(CardRow.card_id == bindparam("card"))
    .values(
        message_id=bindparam("stands_as"),
        shown_kind=bindparam("kind"),
        shown_version=bindparam("shows"),
        # An edition that only tells something else is not to be looked at anew before its buttons count.
        shown_at=case(
            (CardRow.shown_version >= CardRow.counts_from, CardRow.shown_at), else_=bindparam("at", type_=Instant)
        ),
    )
)
_POSTED = _EDITED.values(
    shown_at=bindparam("at", type_=Instant),
    sent_at=bindparam("at", type_=Instant),
    posted_as=select(Chat.messages).where(Chat.chat_id == CardRow.chat_id).scalar_subquery(),
)


def _as_message(outcome: Outcome) -> dict[str, Any]:
    again = outcome.state == "waiting"
    return {
        "outbox": outcome.outgoing.outbox_id,
        "became": outcome.state,
        "stands_as": outcome.message_id,
        "why": outcome.error,
        "tries": int(again),
        "later": outcome.not_before if again else None,
    }


def _as_cards(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    return sorted((_as_card(outcome) for outcome in outcomes), key=lambda row: int(row["card"]))


def _as_card(outcome: Outcome) -> dict[str, Any]:
    card = outcome.outgoing.card
    assert card is not None
    return {
        "card": card.card_id,
        "stands_as": outcome.message_id,
        "kind": card.wanted["kind"],
        "shows": outcome.version,
        "at": outcome.at,
    }


def forget_old(connection: Connection, now: datetime) -> int:
    """Empty what was said more than thirty days ago and is not yet, and return how much; that it was said stays."""
    old = now - timedelta(days=KEPT_DAYS)
    is_full = cast(OutboxMessage.body, Text) != "{}"
    emptied = connection.execute(
        update(OutboxMessage)
        .where(OutboxMessage.created_at < old, OutboxMessage.state.in_(["sent", "dropped"]), is_full)
        .values(body={})
    )
    return emptied.rowcount
