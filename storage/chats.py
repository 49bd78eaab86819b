"""What is known of a chat: its newest message, whether the bot may write there."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Chat


def _see(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    newest = insert.excluded.newest_message_id
    return insert.on_conflict_do_update(
        index_elements=["chat_id"],
        set_={"newest_message_id": newest, "messages": Chat.messages + 1},
        where=Chat.newest_message_id < newest,
    )


_SEEN = {"sqlite": _see(sqlite.insert(Chat)), "postgresql": _see(postgresql.insert(Chat))}


def see_message(session: Session, chat_id: int, message_id: int) -> None:
    """Note a message of the chat; cards above it have scrolled away."""
    see_messages(session, [(chat_id, message_id)])


def see_messages(session: Session, seen: Iterable[tuple[int, int]]) -> None:
    """Note messages, as pairs of chat and message number."""
    rows = [{"chat_id": chat_id, "newest_message_id": message_id, "messages": 1} for chat_id, message_id in seen]
    if rows:
        session.connection().execute(_SEEN[session.get_bind().dialect.name], rows)


def set_blocked(session: Session, chat_id: int, at: datetime | None) -> None:
    """Note since when the chat refuses the bot, None when it may write again."""
    if session.scalar(select(Chat.chat_id).where(Chat.chat_id == chat_id)) is None:
        session.add(Chat(chat_id=chat_id, newest_message_id=0, messages=0, blocked_at=at))
    else:
        session.execute(update(Chat).where(Chat.chat_id == chat_id).values(blocked_at=at))
