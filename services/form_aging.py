"""Workbooks that were sent long ago: let go of, bytes and all, with the files that came with them for no form."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, func, select

from storage.tables import ChecklistVersion, FormContent, FormDraft, FormUpload, RegistryImport
from storage.unit_of_work import UnitOfWork

# As long as messages are kept: whoever looks at a workbook's card later sends it anew. What was taken in is a version
# of its form, and stays.
KEPT = timedelta(days=30)
# Of a tick of the clock, which holds the writer meanwhile.
MOST = 20
# The job by which a worker deletes bytes: only once it is certain that nobody asks for them any more.
FORGET = "forget"


def forget_old(uow: UnitOfWork) -> None:
    """Delete drafts, uploads and contents that are older than that, the oldest first, some at a time."""
    before = uow.now - KEPT
    # The newest row stays: SQLite would give its number again, which cards and jobs know already.
    newest = select(func.max(FormDraft.draft_id)).scalar_subquery()
    chosen = select(FormDraft.draft_id, FormDraft.body["files"]).where(
        FormDraft.sent_at < before, FormDraft.draft_id < newest
    )
    old = uow.session.execute(chosen.order_by(FormDraft.draft_id).limit(MOST)).all()
    if old:
        uow.session.execute(delete(FormDraft).where(FormDraft.draft_id.in_([draft_id for draft_id, _ in old])))
        _forget_contents(uow, {sha256 for _, files in old for _, sha256 in files or ()})
    in_use = select(FormDraft.upload_id)
    left = select(FormUpload.upload_id, FormUpload.sha256).where(
        FormUpload.sent_at < before, FormUpload.upload_id.not_in(in_use)
    )
    uploads = uow.session.execute(left.order_by(FormUpload.upload_id).limit(MOST)).all()
    if uploads:
        uow.session.execute(delete(FormUpload).where(FormUpload.upload_id.in_([row.upload_id for row in uploads])))
        if hashes := sorted({row.sha256 for row in uploads if row.sha256 is not None}):
            uow.enqueue(FORGET, f"{uploads[0].upload_id}:{uow.now:%Y%m%d%H%M%S}", {"hashes": hashes})


def is_needed(uow: UnitOfWork, sha256: str) -> bool:
    """Return whether the bytes of a file that clerks sent are still asked for: it was sent again, is the workbook of a
    form's version, or a registry was changed by it.
    """
    sent = select(FormUpload.upload_id).where(FormUpload.sha256 == sha256)
    used = select(ChecklistVersion.checklist_version_id).where(
        ChecklistVersion.workbook_sha256 == sha256, ChecklistVersion.is_trial.is_(False)
    )
    # A registry's history names its files by their hashes.
    registries = select(RegistryImport.import_id).where(
        RegistryImport.sha256 == sha256, RegistryImport.state.not_in(("discarded", "replaced"))
    )
    return any(uow.session.scalar(chosen.limit(1)) is not None for chosen in (sent, used, registries))


def _forget_contents(uow: UnitOfWork, hashes: Collection[str]) -> None:
    """Delete those contents that no version and no other draft uses."""
    if not hashes:
        return
    used: set[str] = set()
    for table in (ChecklistVersion, FormDraft):
        for files in uow.session.scalars(select(table.body["files"])):
            used |= {sha256 for _, sha256 in files or ()}
    uow.session.execute(delete(FormContent).where(FormContent.sha256.in_(set(hashes) - used)))
