"""Whether the running program can do its work now, part by part; what is wrong is named, never with what it holds."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from storage import jobs, migrations, outbox
from storage.database import Database
from storage.files import FileStore

log = structlog.get_logger()

# A long poll takes 25 seconds, a look at the webhook comes every 20: three of them in vain are no accident.
HEARD_WITHIN_SECONDS = 90.0
TICKED_WITHIN = timedelta(seconds=120)
# Longer than a lease: a job whose worker was killed is taken up again by then.
WORKED_WITHIN = timedelta(seconds=120)
# A message to everybody takes a minute for two thousand people.
SAID_WITHIN = timedelta(seconds=180)
# Asked by machines every few seconds; nothing is written that often.
PROBED_AGAIN_SECONDS = 15.0
PROBES = "probes/"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the program; `because` is a word for machines, empty where it is ready."""

    name: str
    because: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can do its work."""
        return not self.because


class ProgramParts:
    """Looks at the parts. May be asked on any thread.

    Args:
        database: The program's own.
        bot_id: The bot's number.
        files_url: Where the evidence store is.
        heard_at: When Telegram last answered whoever receives, in seconds of `time.monotonic`; none before the first.
        ticked_at: When the clock's last tick ended; none before the first.
        worked_at: When a worker's last job ended, in seconds of `time.monotonic`; none before the first.
        now: The present instant.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot_id: int,
        files_url: str,
        heard_at: Callable[[], float | None],
        ticked_at: Callable[[], datetime | None],
        worked_at: Callable[[], float | None],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._files_url = files_url
        self._heard_at = heard_at
        self._ticked_at = ticked_at
        self._worked_at = worked_at
        self._now = now
        self._probing = threading.Lock()
        self._probed_at = float("-inf")
        self._store = Part("store", "not_tried")

    def parts(self) -> list[Part]:
        """Return how each part is, in the order in which they depend on one another."""
        return [*self._of_database(), self.store(), self._receiver(), self._clock(), *self._of_waiting()]

    def store(self) -> Part:
        """Return whether the evidence store takes, gives and lets go of a few bytes; tried now and then only."""
        with self._probing:
            if time.monotonic() - self._probed_at > PROBED_AGAIN_SECONDS:
                self._store = Part("store", probe_store(self._files_url))
                self._probed_at = time.monotonic()
            return self._store

    def _of_database(self) -> list[Part]:
        try:
            with self._database.reading() as connection:
                revision = migrations.standing(connection)
        except SQLAlchemyError as error:
            because = type(getattr(error, "orig", None) or error).__name__
            return [Part("database", because), Part("migrations", "unknown")]
        is_newest = revision == migrations.newest()
        return [Part("database"), Part("migrations", "" if is_newest else f"at_{revision or 'none'}")]

    def _receiver(self) -> Part:
        heard_at = self._heard_at()
        if heard_at is None:
            return Part("receiver", "not_yet")
        return Part("receiver", "" if time.monotonic() - heard_at < HEARD_WITHIN_SECONDS else "telegram_silent")

    def _clock(self) -> Part:
        ticked_at = self._ticked_at()
        if ticked_at is None:
            return Part("clock", "not_yet")
        return Part("clock", "" if self._now() - ticked_at < TICKED_WITHIN else "stands")

    def _of_waiting(self) -> list[Part]:
        """Return how those are who work in processes of their own, by what waits for them."""
        now = self._now()
        try:
            with self._database.reading() as connection:
                jobs_wait = jobs.neglected_since(connection, now)
                messages_wait = outbox.oldest_due(connection, self._bot_id, now)
        except SQLAlchemyError:
            return [Part("workers", "unknown"), Part("courier", "unknown")]
        return [
            Part("workers", "behind" if _is_long(jobs_wait, now, WORKED_WITHIN) and not self._is_at_work() else ""),
            Part("courier", "behind" if _is_long(messages_wait, now, SAID_WITHIN) else ""),
        ]

    def _is_at_work(self) -> bool:
        """Return whether a job has ended lately: between two short ones nobody has any in hand."""
        worked_at = self._worked_at()
        return worked_at is not None and time.monotonic() - worked_at < WORKED_WITHIN.total_seconds()


def _is_long(since: datetime | None, now: datetime, most: timedelta) -> bool:
    return since is not None and now - since > most


def probe_store(url: str) -> str:
    """Write a few bytes into a store, read them back and let go of them; return what went wrong, empty for nothing."""
    told = secrets.token_bytes(32)
    try:
        files = FileStore(url, PROBES, is_tidy=True)
        sha256 = files.keep(told)
        try:
            is_same = files.read(sha256) == told
        finally:
            files.erase(sha256)
    except Exception as error:  # noqa: BLE001 - each kind of store fails in its own way
        log.warning("store_unusable", error=type(error).__name__)
        return type(error).__name__
    return "" if is_same else "read_other_bytes"
