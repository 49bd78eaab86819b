"""One worker process: claims a job, does it with no transaction open, keeps the result; limits on memory and time."""

import resource
import secrets
import select
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import httpx
import structlog
from sqlalchemy.exc import DBAPIError

from bot import logs
from bot.fetching import FileGone, fetch
from bot.settings import Settings
from handlers import notices
from handlers.rehearsal import rehearse_securing
from rules.events import SubmissionSettled
from services import evidence
from services.evidence import FETCH
from services.submission import SETTLE
from storage import jobs
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork, rehearsing, unit_of_work

log = structlog.get_logger()

MEMORY_BYTES = 2 << 30
SECONDS_PER_JOB = 50
IDLE_SECONDS = 0.4


class TooLong(Exception):
    """A job ran into its time limit."""


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


class TimeLimit:
    """Raises `TooLong` in the block once its seconds are over, and never after it."""

    def __init__(self) -> None:
        self._is_running = False
        signal.signal(signal.SIGALRM, self._ring)

    def __enter__(self) -> None:
        self._is_running = True
        signal.alarm(SECONDS_PER_JOB)

    def __exit__(self, *_error: object) -> None:
        # The signal may have come already and wait to be seen: what follows must not be interrupted by it.
        self._is_running = False
        signal.alarm(0)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        if self._is_running:
            raise TooLong


class Worker:
    """Does one kind of job after another until its parent lets go of the pipe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._database = Database(settings.database, pool_size=2)
        self._files = FileStore(settings.files)
        self._owner = secrets.token_hex(8)
        self._client = httpx.Client(timeout=httpx.Timeout(10, read=20))
        self._limit = TimeLimit()

    def run(self) -> None:
        """Work until the lifeline ends."""
        _tell_parent()
        self._rehearse()
        while True:
            job = None
            try:
                job = self._claim()
                if job is not None:
                    self._do(job)
            except DBAPIError as error:
                log.warning("database_away", error=type(error.orig).__name__)
            if _lifeline_ended(0 if job else IDLE_SECONDS):
                return

    def _rehearse(self) -> None:
        try:
            with rehearsing(self._database, self._settings.bot_id, now) as uow:
                rehearse_securing(uow)
        except Exception as error:
            # What fails here fails again on a real file, and is then put back and reported.
            log.warning("rehearsal_failed", exc_info=error)

    def _claim(self) -> Claimed | None:
        with unit_of_work(self._database, self._settings.bot_id, now) as uow:
            job = jobs.claim(uow.connection, self._owner, uow.now)
            if job is not None and job.attempts > jobs.BEGINNINGS:
                jobs.fail(uow.connection, job, "worker_died")
                if job.kind == FETCH:
                    evidence.lose(uow, int(job.subject), "unreachable")
                    notices.tell(uow)
                return None
        return job

    def _do(self, job: Claimed) -> None:
        if job.kind == SETTLE:
            self._finish(job, lambda uow: uow.emit(SubmissionSettled(job.body["visit"])))
        else:
            self._secure(job)
        _tell_parent()

    def _secure(self, job: Claimed) -> None:
        try:
            sha256, size = self._fetch(job.body["file_id"])
        except FileGone as error:
            because = str(error)
            self._finish(job, lambda uow: evidence.lose(uow, int(job.subject), because))
        except (httpx.HTTPError, OSError, TooLong, MemoryError) as error:
            log.warning("fetch_failed", job_id=job.job_id, attempts=job.attempts, error=type(error).__name__)
            with unit_of_work(self._database, self._settings.bot_id, now) as uow:
                if jobs.put_back(uow.connection, job, type(error).__name__, uow.now):
                    evidence.lose(uow, int(job.subject), "unreachable")
                    notices.tell(uow)
        else:
            self._finish(job, lambda uow: evidence.secure(uow, int(job.subject), sha256, size))

    def _fetch(self, file_id: str) -> tuple[str, int]:
        with self._limit:
            return fetch(self._client, self._settings, self._files, file_id)

    def _finish(self, job: Claimed, result: Callable[[UnitOfWork], None]) -> None:
        with unit_of_work(self._database, self._settings.bot_id, now) as uow:
            if jobs.finish(uow.connection, job):
                result(uow)
                notices.tell(uow)


def _tell_parent() -> None:
    """Say that we are ready, or that there may be something to tell."""
    sys.stdout.write("\n")
    sys.stdout.flush()


def _lifeline_ended(seconds: float) -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], seconds)
    return bool(readable) and not sys.stdin.buffer.read1(1)  # type: ignore[union-attr]


def main() -> None:
    """Run as `python -m bot.worker`; the parent hands the settings over by environment."""
    settings = Settings()  # type: ignore[call-arg]
    logs.configure(settings.log_level)
    # Ctrl-C reaches the whole terminal; it is the parent's to answer, who lets go of us when its time has come.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    Worker(settings).run()


if __name__ == "__main__":
    main()
