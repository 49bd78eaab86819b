"""The job of checking a workbook: fetch it with its files, let a process of its own open it, note what it found."""

import json
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import httpx

from bot import checker
from bot.apart import command_of, run_apart
from bot.fetching import FileGone, fetch
from bot.settings import Settings
from forms.checklist import Checklist
from forms.faults import Fault
from forms.spreadsheets import workbook_of
from handlers.screens.fault_list import fault_table
from handlers.words import words_of
from rules.errors import Problem
from rules.errors import form_library as problems
from services import form_aging, form_drafts, form_intake, platform_intake
from services.access import actor_by_id
from services.form_intake import Upload, Work
from services.form_library import keep_content
from storage.files import WORKBOOKS, FileStore
from storage.jobs import Claimed
from storage.tables import FormDraft
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
Acting = Callable[[], AbstractContextManager[UnitOfWork]]
COMMAND = command_of("bot.checker")
# All files that were sent along, together.
FILES_BYTES = 100 << 20
NAME_BYTES = 255  # what a file system takes


class Checking:
    """Checks workbooks; `acting` opens a unit of work. Raises what fetching raises when a later attempt may do."""

    def __init__(self, settings: Settings, files: FileStore, client: httpx.Client, acting: Acting) -> None:
        self._settings, self._files, self._client, self._acting = settings, files, client, acting
        self._workbooks = FileStore(settings.files, WORKBOOKS)

    def check(self, job: Claimed) -> Result:
        """Check the workbook of a job; return what is to be noted, in the transaction that ends the job."""
        draft_id, revision = job.body["draft"], job.body["revision"]
        with self._acting() as uow:
            work = form_intake.work_on(uow, draft_id, revision)
            platform = platform_intake.columns_data(uow)
        if work is None:
            return lambda uow: None
        try:
            workbook, files = self._fetch(work)
        except FileGone as gone:
            fault = problems.FILE_TOO_BIG if str(gone) == "too_big" else problems.FILE_GONE
            return self.refuse(job, work, [_fault(fault)])
        found = look_into(workbook, work.workbook.name, files, platform)
        if "registry" in found:
            return lambda uow: form_drafts.pass_on(uow, draft_id, revision)
        if "faults" in found:
            return self.refuse(job, work, [Fault.from_dict(each) for each in found["faults"]])
        self._keep(found["checklist"], files)
        return lambda uow: form_intake.settle_checked(uow, draft_id, revision, found["checklist"], work)

    def refuse(self, job: Claimed, work: Work, faults: Sequence[Fault]) -> Result:
        """Return what is to be noted of a workbook with faults, their whole list stored as a file."""
        draft_id, revision = job.body["draft"], job.body["revision"]
        with self._acting() as uow:
            draft = uow.session.get_one(FormDraft, draft_id)
            language = actor_by_id(uow, draft.person_id).language
        sha256 = self._files.keep(workbook_of([fault_table(words_of(language), faults)]))
        return lambda uow: form_intake.settle_refused(uow, draft_id, revision, faults, work, sha256)

    def _fetch(self, work: Work) -> tuple[bytes, dict[str, bytes]]:
        fetched: dict[int, str] = {}
        workbook = self._content(work.workbook, fetched)
        files: dict[str, bytes] = {}
        for upload in work.files:
            try:
                content = self._content(upload, fetched)
            except FileGone:
                # As if it had not been sent: the form says so if it needs it.
                continue
            if sum(map(len, files.values())) + len(content) <= FILES_BYTES:
                files[upload.name] = content
        with self._acting() as uow:
            form_intake.note_fetched(uow, fetched)
        return workbook, files

    def _content(self, upload: Upload, fetched: dict[int, str]) -> bytes:
        if upload.sha256 is not None:
            with suppress(FileNotFoundError):
                return self._workbooks.read(upload.sha256)
        sha256, _ = fetch(self._client, self._settings, self._workbooks, upload.file_id)
        fetched[upload.upload_id] = sha256
        return self._workbooks.read(sha256)

    def forget(self, job: Claimed) -> Result:
        """Delete the bytes of files that were let go of, unless somebody asks for them again."""
        for sha256 in job.body["hashes"]:
            with self._acting() as uow:
                if not form_aging.is_needed(uow, sha256):
                    self._workbooks.erase(sha256)
        return lambda uow: None

    def _keep(self, checklist: dict[str, Any], files: dict[str, bytes]) -> None:
        for file in Checklist.from_dict(checklist).files:
            # One by one: a large file holds the writer, and what is kept under its hash does no harm.
            with self._acting() as uow:
                keep_content(uow, files[file.name])


def look_into(
    workbook: bytes, name: str, files: dict[str, bytes], platform: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Let a process of its own open a workbook; return its `checklist` or its `faults`, as data for JSON.

    A `registry` is neither, nor is a table with the columns of a `platform`, which is told as one.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "workbook").write_bytes(workbook)
        (folder / "name").write_text(name.rpartition(".")[0] or name, encoding="utf-8")
        if platform is not None:
            (folder / "platform.json").write_text(json.dumps(platform), encoding="utf-8")
        (folder / "files").mkdir()
        for file, content in files.items():
            if file not in ("", ".", "..") and not {"/", "\0"} & set(file) and len(file.encode()) <= NAME_BYTES:
                (folder / "files" / file).write_bytes(content)
        return run_apart(COMMAND, folder, checker.LIMITS)


def _fault(problem: Problem, **params: str) -> Fault:
    return Fault(None, None, None, problem.code, params)
