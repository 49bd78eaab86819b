"""The jobs of registries: check a file that was sent, write a confirmed one; both in short transactions."""

import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import orjson

from bot import registry_checker
from bot.fetching import FileGone, fetch
from bot.platform_tables import check_platform_table, take_platform_table_in
from bot.registry_reader import look_into
from bot.settings import Settings
from forms.faults import Fault
from forms.registry_reading import row_fault
from forms.spreadsheets import workbook_of
from handlers import notices
from handlers.screens.registry_lines import refused_table
from handlers.words import words_of
from rules.errors import api as api_problems
from rules.errors import form_library as problems
from rules.errors import registry_files as registry_problems
from rules.refusals import Refused
from services import platform_intake, registry_intake, registry_switch, registry_undo
from services.access import actor_by_id
from services.registry_comparing import Comparing, Outcome, Row
from services.registry_intake import BATCH, RegistryWork, Superseded
from services.registry_switch import SETTLE_REGISTRY
from storage.files import WORKBOOKS, FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
Acting = Callable[[], AbstractContextManager[UnitOfWork]]
Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many; 0 while that is not known."""
LISTED_MOST = 5_000
TOLD_EVERY_SECONDS = 2.0
REST, REST_MOST_SECONDS = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Desk:
    """What checking and writing need: `acting` opens a unit of work, `looking` one that only reads and holds nobody up,
    `at_length` one of which nobody minds how long it takes; files are kept in the evidence store.
    """

    acting: Acting
    looking: Acting
    at_length: Acting
    files: FileStore


class Registering:
    """Checks and writes files of registries; `prolong` gives a job that has come further the time of one anew."""

    def __init__(
        self, settings: Settings, client: httpx.Client, desk: Desk, prolong: Callable[[UnitOfWork, Claimed], None]
    ) -> None:
        self._settings, self._client, self._desk, self._acting = settings, client, desk, desk.acting
        self._prolong = prolong
        self._workbooks = FileStore(settings.files, WORKBOOKS)

    def check(self, job: Claimed) -> Result:
        """Check the file of a job; return what is to be noted, in the transaction that ends the job."""
        import_id, revision = job.body["import"], job.body["revision"]
        with self._acting() as uow:
            work = registry_intake.registry_work(uow, import_id, revision)
            platform = platform_intake.columns_data(uow)
        if work is None:
            return lambda uow: None
        if work.undoes is not None:
            return stage_undo(self._acting, import_id, revision, work)
        try:
            content = self._content(import_id, work)
        except FileGone as gone:
            fault = problems.FILE_TOO_BIG if str(gone) == "too_big" else problems.FILE_GONE
            faults = [Fault(None, None, None, fault.code, {})]
            return lambda uow: registry_intake.settle_refused(uow, import_id, revision, faults, {})
        with self._acting() as uow:
            person_id = work.person_id
            language = actor_by_id(uow, person_id).language if person_id is not None else "zh-CN"
        work = replace(work, platform=platform)
        return check_content(self._desk, import_id, revision, work, content, language, self._telling(job))

    def write(self, job: Claimed) -> Result:
        """Write a confirmed file, a batch in each transaction; a table of another platform in one."""
        import_id = job.body["import"]
        with self._desk.looking() as uow:
            table = platform_intake.confirmed_table(uow, import_id)
        if table is not None:
            return take_platform_table_in(self._desk, import_id, table, self._workbooks.read(table.sha256))
        write_all(self._acting, import_id, self._telling(job))
        return lambda uow: None

    def unreachable(self, job: Claimed) -> Result:
        """Return what is to be noted of a file that could not be fetched in many attempts."""
        import_id, revision = job.body["import"], job.body["revision"]
        faults = [Fault(None, None, None, problems.FILE_UNREACHABLE.code, {})]
        return lambda uow: registry_intake.settle_refused(uow, import_id, revision, faults, {})

    def stuck(self, job: Claimed) -> Result:
        """Return what is to be noted of a file whose writing does not end: it goes on with another job. A table of
        another platform would begin anew: it ends.
        """
        import_id, attempt = job.body["import"], job.body.get("attempt", 0) + 1

        def note(uow: UnitOfWork) -> None:
            if platform_intake.confirmed_table(uow, import_id) is None:
                uow.enqueue(SETTLE_REGISTRY, f"{import_id}:{attempt}", {"import": import_id, "attempt": attempt})
            else:
                platform_intake.settle_not_taken(uow, import_id, Refused(api_problems.PLATFORM_STUCK))

        return note

    def _content(self, import_id: int, work: RegistryWork) -> bytes:
        if work.sha256 is not None:
            with suppress(FileNotFoundError):
                return self._workbooks.read(work.sha256)
        sha256, _ = fetch(self._client, self._settings, self._workbooks, work.file_id or "")
        with self._acting() as uow:
            registry_intake.note_fetched(uow, import_id, sha256)
        return self._workbooks.read(sha256)

    def _telling(self, job: Claimed) -> Progress:
        last, import_id = [time.monotonic()], job.body["import"]

        def tell(done: int, total: int) -> None:
            if time.monotonic() - last[0] >= TOLD_EVERY_SECONDS:
                last[0] = time.monotonic()
                with self._acting() as uow:
                    self._prolong(uow, job)
                    registry_intake.note_progress(uow, import_id, done, total)
                    notices.tell(uow)

        return tell


def check_content(
    desk: Desk,
    import_id: int,
    revision: int,
    work: RegistryWork,
    content: bytes,
    language: str,
    tell: Progress,
) -> Result:
    """Check the bytes of a file and stage what they would change; return what is to be noted at the end."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found = look_into(folder, content, work.name, work.remembered, work.platform, lambda rows: tell(rows, 0))
        if "platform" in found:
            sha256 = hashlib.sha256(content).hexdigest()
            return check_platform_table(desk, import_id, revision, work, sha256, found)
        if not work.is_certain and registry_problems.NOT_RECOGNISED.code in _codes(found):
            return lambda uow: registry_intake.settle_no_registry(uow, import_id, revision)
        if "faults" not in found and not found["read"] and not found["refused"]:
            found["faults"] = [Fault(found["sheet"], None, None, registry_problems.EMPTY.code, {}).to_dict()]
        if "faults" in found:
            faults = [Fault.from_dict(each) for each in found["faults"]]
            return lambda uow: registry_intake.settle_refused(uow, import_id, revision, faults, found)
        staging = _Staging(desk, import_id, found, work)
        try:
            staging.run(folder, tell)
        except Superseded:
            return lambda uow: None
        facts = {name: found[name] for name in ("registry", "titles", "named", "unknown", "sheet")}
        facts |= {"counts": dict(staging.counts), "changes_sha256": staging.digest.hexdigest()}
        bad = staging.refused_rows(folder)
        list_sha256 = (
            desk.files.keep(workbook_of([refused_table(words_of(language), found["titles"], bad)])) if bad else None
        )
    shown = [fault for _, _, faults in bad[: registry_intake.FAULTS_SHOWN] for fault in faults]
    return lambda uow: registry_intake.settle_checked(uow, import_id, revision, work.run, facts, shown, list_sha256)


def stage_undo(acting: Acting, import_id: int, revision: int, work: RegistryWork) -> Result:
    """Stage the contrary of an import, a batch in each transaction; return what confirms it, or tells why not."""
    counts: Counter[str] = Counter()
    digest, last, is_clear = hashlib.sha256(), None, False
    try:
        while not is_clear:
            with one_of_many(acting) as uow:
                is_clear = registry_intake.clear_staged(uow, import_id, work.run)
        while True:
            with one_of_many(acting) as uow:
                staged = registry_undo.stage_inverse(uow, import_id, work.run, last)
            if not staged:
                break
            last = staged[-1][0]
            for _, row in staged:
                counts[str(row[2])] += 1
                digest.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n")
    except Superseded:
        return lambda uow: None
    found = digest.hexdigest()
    return lambda uow: registry_undo.settle_undo(uow, import_id, revision, work.run, dict(counts), found)


@contextmanager
def one_of_many(acting: Acting) -> Iterator[UnitOfWork]:
    """Open one of many units of work in a row, after which others have a good chance of the writer.

    Whoever waits for SQLite's writer looks for it now and then, at last ten times a second: taken again at once, it is
    never found free.
    """
    began = time.monotonic()
    with acting() as uow:
        yield uow
        is_only_writer = uow.connection.dialect.name == "sqlite"
    if is_only_writer:
        time.sleep(min(REST * (time.monotonic() - began), REST_MOST_SECONDS))


def write_all(acting: Acting, import_id: int, tell: Progress) -> None:
    """Write a confirmed file whole, from where its writing stands."""
    done = 0
    is_over = False
    while not is_over:
        with one_of_many(acting) as uow:
            is_over = registry_switch.settle_some(uow, import_id)
            notices.tell(uow)
        done += registry_switch.BATCH
        if not is_over:
            tell(done, 0)


class _Staging:
    """Compares the rows that a checker has read, and stages what they would change, a batch in each transaction."""

    def __init__(self, desk: Desk, import_id: int, found: Mapping[str, Any], work: RegistryWork) -> None:
        self._acting, self._looking, self._import_id, self._found = desk.acting, desk.looking, import_id, found
        self._run = work.run
        self._comparing = Comparing(found["registry"], work.scope, found["columns"])
        self._refused: list[Outcome] = []
        self.counts: Counter[str] = Counter(refused=found["refused"])
        self.digest = hashlib.sha256()

    def run(self, folder: Path, tell: Progress) -> None:
        """Stage everything; what an earlier attempt has staged is forgotten before."""
        is_clear = False
        while not is_clear:
            with one_of_many(self._acting) as uow:
                is_clear = registry_intake.clear_staged(uow, self._import_id, self._run)
        done = 0
        with (folder / registry_checker.ROWS).open("rb") as lines:
            for batch in _batches(Row(*orjson.loads(line)) for line in lines):
                # Found out without the writer, which others want.
                with self._looking() as uow:
                    outcomes = self._comparing.compare(uow, batch)
                self._stage(outcomes)
                done += len(batch)
                tell(done, self._found["read"])
        with self._looking() as uow:
            outcomes = self._comparing.ended(uow)
        self._stage(outcomes)

    def _stage(self, outcomes: Sequence[Outcome]) -> None:
        if any(outcome.kind in registry_intake.STAGED for outcome in outcomes):
            with one_of_many(self._acting) as uow:
                registry_intake.stage(uow, self._import_id, self._run, outcomes)
        self.counts.update(outcome.kind for outcome in outcomes)
        for outcome in outcomes:
            if outcome.kind == "refused":
                self._refused.append(outcome)
            elif outcome.kind in registry_intake.STAGED:
                row = [outcome.row.number, outcome.subject, outcome.kind, outcome.before, outcome.after]
                self.digest.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n")

    def refused_rows(self, folder: Path) -> list[tuple[int, list[str], list[Any]]]:
        """Return the refused rows in their order: number, cells, faults; of very many the first."""
        with (folder / registry_checker.REFUSED).open("rb") as lines:
            found = [tuple(orjson.loads(line)) for line in islice(lines, LISTED_MOST)]
        named, titles = self._found["named"], self._found["titles"]
        by_title = {title: name for name, title in named.items()}
        for outcome in self._refused[:LISTED_MOST]:
            assert outcome.fault is not None
            cells = [outcome.row.facts.get(by_title.get(title, ""), "") for title in titles]
            fault = row_fault(outcome.fault, self._found["sheet"], outcome.row.number).to_dict()
            found.append((outcome.row.number, cells, [fault]))
        return sorted(found, key=lambda row: row[0])[:LISTED_MOST]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _codes(found: Mapping[str, Any]) -> set[str]:
    return {fault["code"] for fault in found.get("faults", ())}
