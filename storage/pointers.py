"""Where each chat's conversation stands; losing a pointer loses nothing but the place."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import PointerRow

_OF_CHAT = select(PointerRow.body).where(PointerRow.chat_id == bindparam("chat"))


def _move(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    new = {"body": insert.excluded.body, "moved_at": insert.excluded.moved_at}
    return insert.on_conflict_do_update(index_elements=["chat_id"], set_=new)


_MOVED = {"sqlite": _move(sqlite.insert(PointerRow)), "postgresql": _move(postgresql.insert(PointerRow))}


def pointer_of(connection: Connection, chat_id: int) -> dict[str, Any]:
    """Return the pointer's fields, empty when there is none."""
    row = connection.execute(_OF_CHAT, {"chat": chat_id}).first()
    return dict(row.body) if row else {}


def point(connection: Connection, chat_id: int, body: dict[str, Any], now: datetime) -> None:
    """Move the pointer."""
    moved = _MOVED[connection.dialect.name]
    connection.execute(moved, {"chat_id": chat_id, "body": body, "moved_at": now})
