"""What is known of a chat: its newest message, whether the bot may write there."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Chat


def _see(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    newest = insert.excluded.newest_message_id
    return insert.on_conflict_do_update(
        index_elements=["chat_id"],
        set_={"newest_message_id": newest, "messages": Chat.messages + insert.excluded.messages},
        where=Chat.newest_message_id < newest,
    )


_SEEN = {"sqlite": _see(sqlite.insert(Chat)), "postgresql": _see(postgresql.insert(Chat))}


def see_messages(connection: Connection, seen: Iterable[tuple[int, int, int]]) -> None:
    """Note messages by chat, message number and height, which is counted in small messages; cards above them scroll up,
    by a tall one further.
    """
    rows = [
        {"chat_id": chat_id, "newest_message_id": message_id, "messages": height}
        for chat_id, message_id, height in seen
    ]
    if rows:
        connection.execute(_SEEN[connection.dialect.name], rows)


def set_blocked(connection: Connection, chat_id: int, at: datetime | None) -> None:
    """Note since when the chat refuses the bot, None when it may write again."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    noted = insert(Chat).on_conflict_do_update(index_elements=["chat_id"], set_={"blocked_at": at})
    connection.execute(noted, {"chat_id": chat_id, "newest_message_id": 0, "messages": 0, "blocked_at": at})
