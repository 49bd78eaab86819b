"""Workbooks as clerks send them: kept as they came, queued for a worker to check, and what the check found.

Nothing is opened here: foreign bytes are a worker's.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forms.checklist import Checklist
from forms.faults import Fault
from rules.errors.form_library import FILE_UNREACHABLE, NOT_A_KEEPER
from rules.events import WorkbookChecked
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.form_facts import facts_of
from services.form_keeping import department_of, keeps_forms
from services.form_library import newest, version_name
from storage.tables import FormDraft, FormUpload
from storage.unit_of_work import UnitOfWork

CHECK = "check"
# Files wait for their workbook, and a workbook for its files, this long.
KEPT = timedelta(days=1)
FILES_MOST = 40
OPEN = ("checking", "refused", "checked")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram announces it in a message."""

    chat_id: int
    message_id: int
    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent for a form; `sha256` once it is fetched."""

    upload_id: int
    name: str
    file_id: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker checks: a workbook and the files that were sent along, the newest of each name."""

    workbook: Upload
    files: tuple[Upload, ...]


def receive_workbook(uow: UnitOfWork, actor: Actor, sent: SentFile) -> int:
    """Keep a workbook and have it checked; return its draft. Raises `Refused` for those who keep no forms."""
    upload = _keep(uow, actor, sent, is_workbook=True)
    draft = FormDraft(person_id=actor.person_id, upload_id=upload, sent_at=uow.now, facts={}, faults=[], revision=0)
    uow.session.add(draft)
    uow.session.flush()
    _check(uow, draft)
    return draft.draft_id


def receive_file(uow: UnitOfWork, actor: Actor, sent: SentFile) -> int | None:
    """Keep a file that belongs to a workbook; return the draft that is checked again with it, none when none waits.

    Raises `Refused` for those who keep no forms.
    """
    _keep(uow, actor, sent, is_workbook=False)
    draft = _wanting(uow, actor, sent.name)
    if draft is None:
        return None
    # A check that runs now looks for itself what came meanwhile.
    if draft.state != "checking":
        _check(uow, draft)
    return draft.draft_id


def is_wanted(uow: UnitOfWork, actor: Actor, name: str) -> bool:
    """Return whether a workbook that somebody sent lately needs a file of this name."""
    return _wanting(uow, actor, name) is not None


def has_open_draft(uow: UnitOfWork, actor: Actor) -> bool:
    """Return whether somebody sent a workbook lately that is not dealt with."""
    return next(iter(_open_drafts(uow, actor.person_id)), None) is not None


def _keep(uow: UnitOfWork, actor: Actor, sent: SentFile, *, is_workbook: bool) -> int:
    if not keeps_forms(actor):
        raise Refused(NOT_A_KEEPER)
    row = FormUpload(
        person_id=actor.person_id,
        chat_id=sent.chat_id,
        telegram_message_id=sent.message_id,
        file_id=sent.file_id,
        file_name=plain_name(sent.name),
        is_workbook=is_workbook,
        sent_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.upload_id


def plain_name(name: str) -> str:
    """Return a file's name as workbooks write it: composed signs, without any folder."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2].strip()[:300]


def _check(uow: UnitOfWork, draft: FormDraft) -> None:
    draft.state, draft.revision = "checking", draft.revision + 1
    uow.session.flush()
    uow.enqueue(CHECK, f"{draft.draft_id}:{draft.revision}", {"draft": draft.draft_id, "revision": draft.revision})


def _open_drafts(uow: UnitOfWork, person_id: int) -> Sequence[FormDraft]:
    chosen = select(FormDraft).where(
        FormDraft.person_id == person_id, FormDraft.state.in_(OPEN), FormDraft.sent_at > uow.now - KEPT
    )
    return uow.session.scalars(chosen.order_by(FormDraft.draft_id.desc())).all()


def _wanting(uow: UnitOfWork, actor: Actor, name: str) -> FormDraft | None:
    name = plain_name(name)
    drafts = _open_drafts(uow, actor.person_id)
    return next((draft for draft in drafts if name in draft.facts.get("files", ())), None)


def work_on(uow: UnitOfWork, draft_id: int, revision: int) -> Work | None:
    """Return what a worker is to check; none when that check is no longer wanted."""
    draft = uow.session.get(FormDraft, draft_id)
    if draft is None or draft.state != "checking" or draft.revision != revision:
        return None
    workbook = _upload(uow.session.get_one(FormUpload, draft.upload_id))
    return Work(workbook, tuple(_files_for(uow, draft)))


def _files_for(uow: UnitOfWork, draft: FormDraft) -> list[Upload]:
    chosen = (
        select(FormUpload)
        .where(
            FormUpload.person_id == draft.person_id,
            FormUpload.is_workbook.is_(False),
            FormUpload.sent_at > draft.sent_at - KEPT,
        )
        .order_by(FormUpload.upload_id.desc())
        .limit(FILES_MOST)
    )
    newest_first: dict[str, Upload] = {}
    for row in uow.session.scalars(chosen):
        newest_first.setdefault(row.file_name, _upload(row))
    return list(newest_first.values())


def _upload(row: FormUpload) -> Upload:
    return Upload(row.upload_id, row.file_name, row.file_id, row.sha256)


def note_fetched(uow: UnitOfWork, fetched: Mapping[int, str]) -> None:
    """Note under which hashes uploads are kept in the file store."""
    for upload_id, sha256 in fetched.items():
        uow.session.get_one(FormUpload, upload_id).sha256 = sha256


def settle_refused(
    uow: UnitOfWork, draft_id: int, revision: int, faults: Sequence[Fault], work: Work, list_sha256: str | None
) -> None:
    """Note everything that is to be mended in a workbook; check again if a file came that it lacked."""
    draft = _running(uow, draft_id, revision)
    if draft is None:
        return
    files = sorted({fault.params["file"] for fault in faults if "file" in fault.params})
    draft.facts = {"files": files}
    draft.faults = [fault.to_dict() for fault in faults]
    draft.state, draft.checked_at, draft.list_sha256, draft.body = "refused", uow.now, list_sha256, None
    uow.session.flush()
    _replace_earlier(uow, draft)
    if _came_meanwhile(uow, draft, files, {each.upload_id for each in work.files}):
        _check(uow, draft)
    else:
        uow.emit(WorkbookChecked(draft_id))


def _came_meanwhile(uow: UnitOfWork, draft: FormDraft, names: Collection[str], seen: Collection[int]) -> bool:
    return any(each.name in names and each.upload_id not in seen for each in _files_for(uow, draft))


def settle_unreachable(uow: UnitOfWork, draft_id: int, revision: int) -> None:
    """Note that a workbook could not be fetched in many attempts."""
    work = work_on(uow, draft_id, revision)
    if work is not None:
        settle_refused(uow, draft_id, revision, [Fault(None, None, None, FILE_UNREACHABLE.code, {})], work, None)


def settle_checked(uow: UnitOfWork, draft_id: int, revision: int, stored: Mapping[str, Any], work: Work) -> None:
    """Note that a workbook can be used; what its form's library says against it is a refusal after all."""
    draft = _running(uow, draft_id, revision)
    if draft is None:
        return
    checklist = Checklist.from_dict(stored)
    department = department_of(uow, actor_by_id(uow, draft.person_id), checklist)
    if isinstance(department, Fault):
        settle_refused(uow, draft_id, revision, [department], work, None)
        return
    before = newest(uow, checklist.form_id)
    draft.department_id, draft.form_id = department, checklist.form_id
    known = Checklist.from_dict(before.body) if before else None
    draft.facts = facts_of(checklist, known, known_as=version_name(uow, checklist))
    draft.faults, draft.list_sha256, draft.body = [], None, dict(stored)
    draft.state, draft.checked_at = "checked", uow.now
    # It is tried as it is now.
    draft.version_id = None
    uow.session.flush()
    _replace_earlier(uow, draft)
    uow.emit(WorkbookChecked(draft_id))


def _running(uow: UnitOfWork, draft_id: int, revision: int) -> FormDraft | None:
    draft = uow.session.get(FormDraft, draft_id, with_for_update=True)
    return draft if draft and draft.state == "checking" and draft.revision == revision else None


def _replace_earlier(uow: UnitOfWork, draft: FormDraft) -> None:
    """Whoever sends a workbook anew, mended, no longer means the one before."""
    name = uow.session.get_one(FormUpload, draft.upload_id).file_name
    for earlier in _open_drafts(uow, draft.person_id):
        if earlier.draft_id < draft.draft_id and earlier.state != "checking":
            same_file = uow.session.get_one(FormUpload, earlier.upload_id).file_name == name
            if same_file or (draft.form_id is not None and earlier.form_id == draft.form_id):
                earlier.state = "replaced"
                uow.emit(WorkbookChecked(earlier.draft_id))
