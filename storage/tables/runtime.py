"""What the running program keeps: inbox, outbox, cards, chats, pointers, jobs, the ledger."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import BigId, Table, number, one_of, word

# Spelt out in statements: SQLite uses the indexes of what waits only where it can read that only that is wanted.
WAITING: ColumnElement[str] = literal_column("'waiting'")


class InboxUpdate(Table):
    """An update of Telegram as it came, stored before it is acknowledged. A repeat changes nothing."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index(
            "ix_inbox_waiting",
            "chat_id",
            "arrival",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_inbox_turn",
            "arrival",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_inbox_parked",
            "arrival",
            sqlite_where=text("state = 'parked'"),
            postgresql_where=text("state = 'parked'"),
        ),
        one_of("state", "waiting", "done", "parked"),
    )
    arrival: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime]
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    error_code: Mapped[str | None] = mapped_column(String(16))


class Turn(Table):
    """The lock row of a chat: who holds it has the chat's turn (PostgreSQL, several dispatchers)."""

    __tablename__ = "turns"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class Chat(Table):
    """What the courier knows of a chat: its newest message, how much it has seen, and whether sending works.

    `messages` counts small messages; a tall one, such as a photograph, counts for several.
    """

    __tablename__ = "chats"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    newest_message_id: Mapped[int] = mapped_column(BigInteger, default=0)
    messages: Mapped[int] = mapped_column(default=0)
    blocked_at: Mapped[datetime | None]


class CardRow(Table):
    """A card of a chat: its newest wanted content and what stands in the chat.

    `posted_as` counts the chat's messages up to it; message numbers do not, since all chats of a bot share theirs.
    Taps count from the version `counts_from` on; `shown_at` is when the first of these stood in the chat.
    """

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("chat_id", "key"),
        Index(None, "chat_id", "message_id"),
    )
    card_id: Mapped[int] = number()
    chat_id: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(64))
    wanted: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    counts_from: Mapped[int] = mapped_column(default=1)
    vanish: Mapped[bool] = mapped_column(default=False)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    posted_as: Mapped[int] = mapped_column(default=0)
    shown_version: Mapped[int] = mapped_column(default=0)
    shown_kind: Mapped[str | None] = mapped_column(String(24))
    shown_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class OutboxMessage(Table):
    """Something to be said, in the order of a chat; a card's row only says that the card is to be shown.

    `expires_at` is when it is of no use any more: a toast is dropped then, what waits for an hour is said by then.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "chat_id",
            "outbox_id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_turn",
            "outbox_id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_failed",
            "outbox_id",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
        Index(None, "card_id"),
        one_of("state", "waiting", "sent", "dropped", "failed"),
    )
    outbox_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = word()
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.card_id"))
    body: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(String(300))


class SentFile(Table):
    """A file of a form that was sent, by the name that Telegram has given it for this bot; `what` it was sent as."""

    __tablename__ = "sent_files"
    __table_args__ = (one_of("what", "photo", "video", "audio"),)
    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(24), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(250))


class PointerRow(Table):
    """Where a chat's conversation stands: only a pointer, rebuildable from the other tables."""

    __tablename__ = "pointers"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[dict[str, Any]]
    moved_at: Mapped[datetime]


class Job(Table):
    """Work that takes long or opens foreign bytes; claimed by a worker for the length of a lease."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            "ix_jobs_waiting",
            "not_before",
            sqlite_where=text("state IN ('waiting', 'running')"),
            postgresql_where=text("state IN ('waiting', 'running')"),
        ),
        UniqueConstraint("kind", "subject"),
        one_of("state", "waiting", "running", "done", "failed"),
    )
    job_id: Mapped[int] = number()
    kind: Mapped[str] = word()
    subject: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(24), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(300))


class Duty(Table):
    """What the clock has done for which day or subject, so that a restart neither repeats nor forgets it."""

    __tablename__ = "duties"
    duty: Mapped[str] = mapped_column(String(100), primary_key=True)
    done_at: Mapped[datetime]


class LedgerLink(Table):
    """One link of a chain (format `dossier/1`): append-only, enforced by the database."""

    __tablename__ = "ledger"
    chain: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    prev: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(48))
    actor: Mapped[str] = mapped_column(String(48))
    server_time: Mapped[str] = mapped_column(String(32))
    files: Mapped[list[str]]
    body: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(64))


class Opening(Table):
    """What a sealed value of a link says; erasing it keeps the chain valid."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("chain", "seq", "path"),)
    opening_id: Mapped[int] = number()
    chain: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    path: Mapped[str] = mapped_column(String(120))
    salt: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text)
