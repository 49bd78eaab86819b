"""One receiver and one courier per token: a lock that `kill -9` frees at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from storage.database import Database


class AlreadyRunning(Exception):
    """Another process speaks for this token."""


@contextmanager
def sole_speaker(database: Database, folder: Path, bot_id: int) -> Iterator[None]:
    """Hold the token's lock: a file lock beside SQLite, an advisory lock on PostgreSQL.

    Raises `AlreadyRunning` when another process holds it.
    """
    if database.is_sqlite:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock_file(folder, bot_id).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                raise AlreadyRunning from busy
            yield
    else:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:id)"), {"id": bot_id}):
                raise AlreadyRunning
            yield


def is_spoken_for(database: Database, folder: Path, bot_id: int) -> bool:
    """Return whether another process holds the token's lock; nothing is made for the question."""
    if database.is_sqlite and not _lock_file(folder, bot_id).exists():
        return False
    try:
        with sole_speaker(database, folder, bot_id):
            return False
    except AlreadyRunning:
        return True


def _lock_file(folder: Path, bot_id: int) -> Path:
    return folder / f"speaker-{bot_id}.lock"
