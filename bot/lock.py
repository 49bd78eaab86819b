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
        with (folder / f"speaker-{bot_id}.lock").open("w") as file:
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
