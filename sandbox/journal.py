"""Keeps the world in a folder, so that it survives a restart and `kill -9` of the sandbox.

Changes gather during a call and are written in one SQLite transaction before the call is answered. Write-ahead
logging without a flush to disk is enough: it outlives the process, though not a power cut, and costs a call about a
tenth of a millisecond. Without a folder nothing is kept and nothing is paid.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TABLE = """
    CREATE TABLE IF NOT EXISTS things (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID
"""


class NoJournal:
    """Forgets everything: the sandbox of a test lives in memory."""

    folder: Path | None = None

    def put(self, kind: str, key: int | str, body: Any) -> None:
        """Notes the newest state of one thing; `body` is JSON and must not change afterwards."""

    def drop(self, kind: str, key: int | str) -> None:
        """Notes that a thing is gone."""

    def commit(self) -> None:
        """Writes what was noted since the last commit."""

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Key and body of each kept thing of a kind, by ascending number of the key."""
        return iter(())

    def clear(self, *kinds: str) -> None:
        """Forgets everything of these kinds."""

    def close(self) -> None:
        """Writes the rest and lets go of the folder."""


class Journal(NoJournal):
    """Keeps the world in `world.sqlite3` of a folder, which one sandbox at a time may use."""

    def __init__(self, folder: Path, patience: float = 5.0) -> None:
        """Opens or makes a folder.

        Args:
            folder: Where.
            patience: Seconds to wait for another sandbox to let go of it.

        Raises:
            sqlite3.OperationalError: When another sandbox keeps it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder: Path | None = folder
        self._noted: dict[tuple[str, str], Any] = {}
        self._database = sqlite3.connect(
            folder / "world.sqlite3", timeout=patience, isolation_level=None, check_same_thread=False
        )
        try:
            for setting in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
                self._database.execute(f"PRAGMA {setting}")
            self._database.execute(_TABLE)
        except sqlite3.Error:
            self._database.close()
            raise

    def put(self, kind: str, key: int | str, body: Any) -> None:
        """Notes the newest state of one thing; `body` is JSON and must not change afterwards."""
        self._noted[kind, str(key)] = body

    def drop(self, kind: str, key: int | str) -> None:
        """Notes that a thing is gone."""
        self._noted[kind, str(key)] = None

    def commit(self) -> None:
        """Writes what was noted since the last commit, all or nothing."""
        if not self._noted:
            return
        kept = [
            (kind, key, json.dumps(body, ensure_ascii=False))
            for (kind, key), body in self._noted.items()
            if body is not None
        ]
        gone = [names for names, body in self._noted.items() if body is None]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO things VALUES (?, ?, ?)", kept)
        self._database.executemany("DELETE FROM things WHERE kind = ? AND key = ?", gone)
        self._database.execute("COMMIT")
        self._noted = {}

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Key and body of each kept thing of a kind, by ascending number of the key."""
        rows = self._database.execute(
            "SELECT key, body FROM things WHERE kind = ? ORDER BY CAST(key AS INTEGER), key", (kind,)
        ).fetchall()
        for key, body in rows:
            yield key, json.loads(body)

    def clear(self, *kinds: str) -> None:
        """Forgets everything of these kinds at once."""
        for names in [names for names in self._noted if names[0] in kinds]:
            del self._noted[names]
        self._database.executemany("DELETE FROM things WHERE kind = ?", [(kind,) for kind in kinds])

    def close(self) -> None:
        """Writes the rest and lets go of the folder."""
        self.commit()
        self._database.close()
