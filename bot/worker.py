"""One worker process: claims a job, does it with no transaction open, keeps the result; limits on memory and time."""

import resource
import secrets
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

import httpx
import structlog
from sqlalchemy.exc import DBAPIError

from bot import logs
from bot.anchoring import Anchoring
from bot.announcing import Announcing
from bot.checking import Checking
from bot.counting import Counting
from bot.drawing import Drawing
from bot.examining import Examining
from bot.fetching import FileGone, fetch
from bot.forwarding import Forwarding
from bot.making import Making
from bot.opening import Opener
from bot.printing import Printing
from bot.publishing import Publishing
from bot.registering import Desk, Registering
from bot.settings import Settings
from bot.time_limit import TimeLimit, TooLong
from bot.warming import settle_memory
from forms.fonts import usual_folders
from handlers import notices
from handlers.rehearsal import rehearse_securing
from rules.errors.form_library import NOT_MADE
from rules.events import FileNotMade, SubmissionSettled
from services import barcodes, evidence, form_intake
from services.anchoring import ANCHOR
from services.announcing import ANNOUNCE
from services.barcodes import DECODE
from services.dice_photos import FETCH_DICE, settle_dice_photo
from services.draw_abandoning import PROVE_DRAW
from services.draw_committing import COMMIT_DRAW
from services.draw_holding import HOLD_DRAW
from services.evidence import EXAMINE, FETCH
from services.form_aging import FORGET
from services.form_export import MAKE
from services.form_intake import CHECK
from services.forwarding import FORWARD
from services.outdated import LOOK, look
from services.papers import PRINT
from services.publishing import PUBLISH
from services.publishing_together import PUBLISH_TOGETHER, go_on
from services.registry_intake import CHECK_REGISTRY
from services.registry_switch import SETTLE_REGISTRY
from services.statistics_files import COUNT
from services.submission import SETTLE
from storage import jobs
from storage.database import Database, is_collision, is_passing
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork, anew_when_collided, looking, rehearsing, unit_of_work

log = structlog.get_logger()

Result = Callable[[UnitOfWork], None]

MEMORY_BYTES = 2 << 30
IDLE_SECONDS = 0.4
# Whoever answers these may be slow, and nobody here waits for them.
OUTWARD = (ANNOUNCE, FORWARD)
# After so many others in a row their turn comes by age: a long day keeps nothing from going out.
OTHERS_IN_A_ROW = 20


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


class Worker:
    """Does one kind of job after another until its parent lets go of the pipe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._database = Database(settings.database, pool_size=2)
        self._told_errors = 0
        self._others_in_a_row = 0
        self._files = FileStore(settings.files)
        self._owner = secrets.token_hex(8)
        self._client = httpx.Client(timeout=httpx.Timeout(10, read=20))
        self._limit = TimeLimit()
        self._checking = Checking(settings, self._files, self._client, self._acting)
        self._making = Making(self._files, self._looking)
        self._publishing = Publishing(self._files, self._looking, settings.public_url)
        self._printing = Printing(self._files, self._looking, settings)
        fonts = [*filter(None, [settings.font_folder]), *usual_folders()]
        self._opener = Opener(fonts)
        self._counting = Counting(self._files, self._looking, fonts)
        self._examining = Examining(self._files, self._looking, self._opener)
        self._anchoring = Anchoring(self._files, self._looking, settings)
        desk = Desk(self._acting, self._looking, self._at_length, self._files)
        self._registering = Registering(settings, self._client, desk, self._prolong)
        self._drawing = Drawing(self._files, self._looking, self._acting)
        self._announcing = Announcing(self._looking, now, self._limit.step, may_be_private=settings.private_doors)
        self._forwarding = Forwarding(
            self._files,
            self._looking,
            self._acting,
            now,
            settings.form_servers,
            step=self._step,
            may_be_private=settings.private_doors,
        )
        self._kinds: dict[str, Callable[[Claimed], Result]] = {
            FETCH: self._secure,
            FETCH_DICE: self._secure_dice,
            EXAMINE: self._examining.examine,
            DECODE: self._seek_code,
            CHECK: self._checking.check,
            FORGET: self._checking.forget,
            CHECK_REGISTRY: self._registering.check,
            SETTLE_REGISTRY: self._registering.write,
            COMMIT_DRAW: self._drawing.freeze,
            HOLD_DRAW: self._drawing.hold,
            PROVE_DRAW: self._drawing.prove,
            MAKE: self._making.make,
            COUNT: self._counting.count,
            PRINT: self._printing.print,
            PUBLISH: self._publishing.publish,
            PUBLISH_TOGETHER: lambda job: lambda uow: go_on(uow, job.body),
            LOOK: lambda job: lambda uow: look(uow, job.body),
            ANCHOR: self._anchoring.anchor,
            ANNOUNCE: self._announcing.post,
            FORWARD: self._forwarding.forward,
            SETTLE: lambda job: lambda uow: uow.emit(SubmissionSettled(job.body["visit"])),
        }
        self._given_up: dict[str, Callable[[Claimed], Result]] = {
            FETCH: lambda job: lambda uow: evidence.lose(uow, int(job.subject), "unreachable"),
            FETCH_DICE: lambda job: lambda uow: settle_dice_photo(uow, int(job.subject), None),
            EXAMINE: self._examining.give_up,
            DECODE: lambda job: lambda uow: barcodes.take_code(uow, int(job.subject), None),
            CHECK: lambda job: lambda uow: form_intake.settle_unreachable(uow, job.body["draft"], job.body["revision"]),
            CHECK_REGISTRY: self._registering.unreachable,
            SETTLE_REGISTRY: self._registering.stuck,
            MAKE: lambda job: lambda uow: uow.emit(FileNotMade(job.body["person"], NOT_MADE.code, {})),
            COUNT: self._counting.give_up,
            PRINT: self._printing.give_up,
            COMMIT_DRAW: self._drawing.give_up,
            HOLD_DRAW: self._drawing.give_up,
            PROVE_DRAW: lambda job: lambda uow: None,
            PUBLISH: self._publishing.give_up,
            ANNOUNCE: self._announcing.give_up,
            FORWARD: self._forwarding.give_up,
            ANCHOR: self._anchoring.give_up,
        }

    def run(self) -> None:
        """Work until the lifeline ends."""
        self._tell_parent()
        self._rehearse()
        settle_memory()
        while True:
            job = None
            try:
                job = self._claim()
                if job is not None:
                    self._do(job)
            except DBAPIError as error:
                log.warning("database_away", error=type(error.orig).__name__)
            if _lifeline_ended(0 if job else IDLE_SECONDS):
                self._opener.close()
                return
            self._opener.rest()

    def _rehearse(self) -> None:
        try:
            with rehearsing(self._database, self._settings.bot_id, now) as uow:
                rehearse_securing(uow)
        except Exception as error:
            if is_passing(error):
                return
            # What fails here fails again on a real file, and is then put back and reported.
            log.warning("rehearsal_failed", exc_info=error)

    @anew_when_collided
    def _claim(self) -> Claimed | None:
        last = OUTWARD if self._others_in_a_row < OTHERS_IN_A_ROW else ()
        with self._acting() as uow:
            job = jobs.claim(uow.connection, self._owner, uow.now, last=last)
            if job is not None and job.attempts > jobs.BEGINNINGS:
                jobs.fail(uow.connection, job, "worker_died")
                self._give_up(job)(uow)
                notices.tell(uow)
                return None
        self._others_in_a_row = 0 if job is None or job.kind in OUTWARD else self._others_in_a_row + 1
        return job

    def _do(self, job: Claimed) -> None:
        try:
            with self._limit:
                result = self._kinds[job.kind](job)
        except (httpx.HTTPError, OSError, TooLong, MemoryError) as error:
            log.warning(
                "job_failed", kind=job.kind, job_id=job.job_id, attempts=job.attempts, error=type(error).__name__
            )
            self._put_back(job, error)
        except DBAPIError as error:
            if not is_collision(error):
                raise
            self._put_back(job, error)
        except Exception as error:
            # What it stumbles over, it may stumble over again; others wait for their turn.
            log.error("job_stumbled", kind=job.kind, job_id=job.job_id, exc_info=error)
            self._put_back(job, error)
        else:
            self._finish(job, result)
        self._tell_parent()

    def _tell_parent(self) -> None:
        errors, self._told_errors = self._database.errors - self._told_errors, self._database.errors
        _tell_parent(errors)

    def _secure(self, job: Claimed) -> Result:
        try:
            sha256, size = fetch(self._client, self._settings, self._files, job.body["file_id"])
        except FileGone as error:
            because = str(error)
            return lambda uow: evidence.lose(uow, int(job.subject), because)
        return lambda uow: evidence.secure(uow, int(job.subject), sha256, size)

    def _secure_dice(self, job: Claimed) -> Result:
        try:
            sha256, _ = fetch(self._client, self._settings, self._files, job.body["file_id"])
        except FileGone:
            return lambda uow: settle_dice_photo(uow, int(job.subject), None)
        return lambda uow: settle_dice_photo(uow, int(job.subject), sha256)

    def _seek_code(self, job: Claimed) -> Result:
        text = self._opener.read_code(self._files.read(job.body["sha256"]))
        return lambda uow: barcodes.take_code(uow, int(job.subject), text)

    @anew_when_collided
    def _put_back(self, job: Claimed, error: Exception) -> None:
        with self._acting() as uow:
            if jobs.put_back(uow.connection, job, type(error).__name__, uow.now):
                self._give_up(job)(uow)
                notices.tell(uow)

    def _give_up(self, job: Claimed) -> Result:
        """Return what is to be noted when a job has failed for good."""
        giving_up = self._given_up.get(job.kind)
        return giving_up(job) if giving_up else lambda uow: None

    def _looking(self) -> AbstractContextManager[UnitOfWork]:
        return looking(self._database, self._settings.bot_id, now)

    def _acting(self) -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(self._database, self._settings.bot_id, now)

    def _at_length(self) -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(self._database, self._settings.bot_id, now, is_watched=False)

    @contextmanager
    def _step(self, job: Claimed) -> Iterator[None]:
        """Give a request within a job the whole time of one, and hold the job meanwhile."""
        with self._acting() as uow:
            jobs.hold(uow.connection, job, uow.now)
        with self._limit.step():
            yield

    def _prolong(self, uow: UnitOfWork, job: Claimed) -> None:
        """Give a job that has come further the whole time of one, and hold it meanwhile."""
        jobs.hold(uow.connection, job, uow.now)
        self._limit.renew()

    @anew_when_collided
    def _finish(self, job: Claimed, result: Result) -> None:
        with self._acting() as uow:
            if jobs.finish(uow.connection, job):
                result(uow)
                notices.tell(uow)


def _tell_parent(errors: int) -> None:
    """Say that we are ready, or that there may be something to tell, and how often the database failed meanwhile."""
    sys.stdout.write(f"{errors}\n")
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
