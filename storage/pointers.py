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


class Pointers:
    """The pointers of one transaction, act after act; what was moved stays in memory until its end (`write_out`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._moved: dict[int, dict[str, Any]] = {}

    def of(self, chat_id: int) -> dict[str, Any]:
        """Return a chat's pointer, empty when there is none."""
        if (moved := self.moved(chat_id)) is not None:
            return moved
        row = self._connection.execute(_OF_CHAT, {"chat": chat_id}).first()
        return dict(row.body) if row else {}

    def moved(self, chat_id: int) -> dict[str, Any] | None:
        """Return a chat's pointer when it was moved and that is not written yet."""
        moved = self._moved.get(chat_id)
        return None if moved is None else dict(moved["body"])

    def move(self, chat_id: int, body: dict[str, Any], now: datetime) -> None:
        """Move a chat's pointer."""
        self._moved[chat_id] = {"chat_id": chat_id, "body": body, "moved_at": now}

    def write_out(self) -> None:
        """Write what is still only in memory, in an order that all keep."""
        if self._moved:
            rows = [moved for _, moved in sorted(self._moved.items())]
            self._connection.execute(_MOVED[self._connection.dialect.name], rows)
            self._moved.clear()
