"""The inbox: updates of Telegram, stored before they are acknowledged, handled oldest first in each chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, exists, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate

from storage.tables import InboxUpdate, Turn
from storage.tables.mapping import Instant
from storage.tables.runtime import WAITING

ATTEMPTS = 5
KEPT_DAYS = 8
# Beyond it the database has no numbers: that is no chat of Telegram's.
LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update whose turn has come."""

    arrival: int
    update_id: int
    chat_id: int
    received_at: datetime
    attempts: int
    update: dict[str, Any]


def store(connection: Connection, bot_id: int, updates: Sequence[dict[str, Any]], now: datetime) -> int:
    """Store a batch in the order of its numbers and return how many were new; repeats change nothing."""
    if not updates:
        return 0
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [
        {
            "bot_id": bot_id,
            "update_id": update["update_id"],
            "chat_id": chat_of(update),
            "received_at": now,
            "payload": orjson.dumps(update).decode(),
            "not_before": now,
        }
        for update in sorted(updates, key=lambda u: int(u["update_id"]))
    ]
    if connection.dialect.name != "sqlite":
        turns = [{"chat_id": chat_id} for chat_id in sorted({row["chat_id"] for row in rows})]
        connection.execute(postgresql.insert(Turn).on_conflict_do_nothing(), turns)
    chosen = insert(InboxUpdate).on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
    new = connection.scalars(chosen.returning(InboxUpdate.arrival), rows).all()
    return len(new)


def chat_of(update: dict[str, Any]) -> int:
    """Return the number of the chat (or person) whose turn the update waits for, 0 for none."""
    for kind, part in update.items():
        if kind == "update_id" or not isinstance(part, dict):
            continue
        if kind == "callback_query":
            message = part.get("message")
            chat = (message.get("chat") if isinstance(message, dict) else None) or part.get("from")
        else:
            chat = part.get("chat") or part.get("from") or part.get("user")
        if isinstance(chat, dict) and isinstance(chat.get("id"), int) and abs(chat["id"]) < LARGEST:
            return int(chat["id"])
    return 0


_EARLIER = aliased(InboxUpdate)
# A sum, so that no index has it: databases would take that of all numbers ever, and read a week to find what waits.
_BOT = InboxUpdate.bot_id + literal_column("0")
# Built once: building a statement costs more than running it.
_OLDEST = (
    select(InboxUpdate.arrival)
    .where(
        InboxUpdate.state == WAITING,
        bindparam("bot") == _BOT,
        InboxUpdate.not_before <= bindparam("now", type_=Instant),
        ~exists().where(
            _EARLIER.chat_id == InboxUpdate.chat_id,
            _EARLIER.bot_id == InboxUpdate.bot_id,
            _EARLIER.state == WAITING,
            _EARLIER.arrival < InboxUpdate.arrival,
        ),
    )
    .order_by(InboxUpdate.arrival)
    .limit(bindparam("most"))
)
_OLDEST_FREE = _OLDEST.join(Turn, Turn.chat_id == InboxUpdate.chat_id).with_for_update(skip_locked=True, of=Turn)
# Looked for once: as a mere member of a set, PostgreSQL may look for them, and lock them, once for every row.
_FREE = _OLDEST_FREE.cte("free").prefix_with("MATERIALIZED")


def _taking(is_oldest: ColumnElement[bool]) -> ReturningUpdate[int, int, int, datetime, int, str]:
    return (
        update(InboxUpdate)
        .where(is_oldest, InboxUpdate.state == "waiting")
        .values(state="done")
        .returning(
            InboxUpdate.arrival,
            InboxUpdate.update_id,
            InboxUpdate.chat_id,
            InboxUpdate.received_at,
            InboxUpdate.attempts,
            InboxUpdate.payload,
        )
    )


_TAKE = _taking(InboxUpdate.arrival.in_(_OLDEST))
_TAKE_FREE = _taking(InboxUpdate.arrival.in_(select(_FREE.c.arrival)))


def claim(connection: Connection, bot_id: int, now: datetime, *, most: int = 1) -> list[Arrival]:
    """Take a bot's oldest waiting update of each of so many chats that nobody holds, the oldest of all first, and mark
    them done in this transaction.

    If the transaction does not commit, they wait again. An update that is to be tried later holds back the later ones
    of its chat: acts are judged in the order in which they were made.
    """
    asked = {"bot": bot_id, "now": now, "most": most}
    rows = connection.execute(_TAKE if _is_sqlite(connection) else _TAKE_FREE, asked).all()
    if rows:
        return sorted((_arrival(row) for row in rows), key=lambda arrival: arrival.arrival)
    if _is_sqlite(connection) or connection.execute(_OLDEST_FREE, asked).first() is None:
        return []
    # The turn changed hands between our reading and our lock; what we read was done already.
    return claim(connection, bot_id, now, most=most)


def _arrival(row: Row[int, int, int, datetime, int, str]) -> Arrival:
    return Arrival(row.arrival, row.update_id, row.chat_id, row.received_at, row.attempts, orjson.loads(row.payload))


_WAIT_AGAIN = (
    update(InboxUpdate).where(InboxUpdate.arrival.in_(bindparam("taken", expanding=True))).values(state="waiting")
)


def give_back(connection: Connection, arrivals: Sequence[Arrival]) -> None:
    """Let updates that were claimed in this transaction and not handled wait again."""
    connection.execute(_WAIT_AGAIN, {"taken": [arrival.arrival for arrival in arrivals]})


_TURN = select(Turn.chat_id).where(Turn.chat_id == bindparam("of")).with_for_update()
_TAKE_AGAIN = (
    update(InboxUpdate)
    .where(
        InboxUpdate.arrival == bindparam("taken"),
        InboxUpdate.attempts == bindparam("tried"),
        InboxUpdate.state == "waiting",
    )
    .values(state="done")
    .returning(InboxUpdate.arrival)
)


def claim_again(connection: Connection, arrival: Arrival) -> bool:
    """Take an update whose transaction was given up once more, in its chat's turn; return whether it still waited."""
    connection.execute(_TURN, {"of": arrival.chat_id})
    return connection.execute(_TAKE_AGAIN, {"taken": arrival.arrival, "tried": arrival.attempts}).first() is not None


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def put_back(connection: Connection, arrival: Arrival, error_code: str, now: datetime) -> str | None:
    """Note a failed attempt, whose act has left nothing; return what the update is now: `waiting` for the next attempt,
    `parked` for a person, none when another dispatcher has handled it meanwhile.
    """
    attempts = arrival.attempts + 1
    noted = connection.execute(
        update(InboxUpdate)
        .where(
            InboxUpdate.arrival == arrival.arrival,
            InboxUpdate.attempts == arrival.attempts,
            InboxUpdate.state == "waiting",
        )
        .values(
            state="parked" if attempts >= ATTEMPTS else "waiting",
            attempts=attempts,
            not_before=now + timedelta(seconds=2 ** (attempts - 1) / 2),
            error_code=error_code,
        )
        .returning(InboxUpdate.state)
    )
    return noted.scalar()


def take_up(connection: Connection, chat_id: int, arrival: int, now: datetime) -> bool:
    """Let a parked update of a chat wait again; return whether there was one."""
    again = (
        update(InboxUpdate)
        .where(InboxUpdate.arrival == arrival, InboxUpdate.chat_id == chat_id, InboxUpdate.state == "parked")
        .values(state="waiting", attempts=1, not_before=now)
        .returning(InboxUpdate.arrival)
    )
    return connection.execute(again).first() is not None


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop what was handled more than eight days ago; update numbers may begin anew after a quiet week."""
    old = now - timedelta(days=KEPT_DAYS)
    connection.execute(delete(InboxUpdate).where(InboxUpdate.state == "done", InboxUpdate.received_at < old))
