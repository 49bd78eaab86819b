"""How much waits, and for how long: numbers for those who watch the machine. No text, no name, no chat is read."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, literal_column, select, text

from storage.database import Database
from storage.tables import Forwarding, InboxUpdate, Job, OutboxMessage, Subscriber
from storage.tables.runtime import WAITING

# Spelt out, so that the partial indexes are used.
PARKED: ColumnElement[str] = literal_column("'parked'")
FAILED: ColumnElement[str] = literal_column("'failed'")


def _is(column: ColumnElement[int], bot_id: int) -> ColumnElement[bool]:
    """Compare by a sum, which no index has: databases would take that of all numbers ever, and read a week."""
    return column + literal_column("0") == bot_id


@dataclass(frozen=True, slots=True)
class Figures:
    """What the database holds for one bot. Ages are in seconds, 0 where nothing waits; `outbox_later` waits for its
    time and not for us; `jobs` counts by kind and state.
    """

    inbox_waiting: int
    inbox_oldest: float
    inbox_parked: int
    outbox_waiting: int
    outbox_oldest: float
    outbox_later: int
    outbox_undelivered: int
    jobs: dict[tuple[str, str], int]
    subscribers_dropped: int
    forwardings_given_up: int
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Space:
    """The disk of a folder, in bytes."""

    total: int
    free: int


def read_figures(database: Database, bot_id: int, now: datetime) -> Figures:
    """Return the figures of an instant; holds no writer up. Raises what the driver raises when it is away."""
    with database.reading() as connection:
        waiting, oldest = connection.execute(
            select(func.count(), func.min(InboxUpdate.received_at)).where(
                InboxUpdate.state == WAITING, _is(InboxUpdate.bot_id.expression, bot_id)
            )
        ).one()
        due = (OutboxMessage.state == WAITING) & (_is(OutboxMessage.bot_id.expression, bot_id))
        to_say, said_first = connection.execute(
            select(func.count(), func.min(OutboxMessage.not_before)).where(due, OutboxMessage.not_before <= now)
        ).one()
        later = select(func.count()).where(due, OutboxMessage.not_before > now)
        parked = select(func.count()).where(InboxUpdate.state == PARKED, _is(InboxUpdate.bot_id.expression, bot_id))
        undelivered = select(func.count()).where(
            OutboxMessage.state == FAILED, _is(OutboxMessage.bot_id.expression, bot_id)
        )
        dropped = select(func.count()).where(Subscriber.state == "dropped")
        given_up = select(func.count()).where(Forwarding.state == "given_up")
        by_kind = select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)
        return Figures(
            waiting,
            _age(oldest, now),
            connection.scalar(parked) or 0,
            to_say,
            _age(said_first, now),
            connection.scalar(later) or 0,
            connection.scalar(undelivered) or 0,
            {(kind, state): count for kind, state, count in connection.execute(by_kind)},
            connection.scalar(dropped) or 0,
            connection.scalar(given_up) or 0,
            size_of(connection),
        )


def size_of(connection: Connection) -> int:
    """Return how large the database is, in bytes; of SQLite without what is still only in its log."""
    if connection.dialect.name == "sqlite":
        pages = connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
        return int(pages or 0)
    return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def space_at(folder: Path) -> Space:
    """Return the room on the disk of a folder. Raises `OSError` for one that is not there."""
    usage = shutil.disk_usage(folder)
    return Space(usage.total, usage.free)


def log_bytes(database: Database) -> int:
    """Return how large SQLite's log beside its file is, 0 where there is none."""
    name = database.url.database if database.is_sqlite else None
    try:
        return os.stat(f"{name}-wal").st_size if name else 0  # noqa: PTH116 - a name beside another
    except OSError:
        return 0


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0
