"""Workbooks that were sent long ago: let go of, with the files that came with them and that no form uses."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, select

from storage.tables import ChecklistVersion, FormContent, FormDraft, FormUpload
from storage.unit_of_work import UnitOfWork

# As long as messages are kept: whoever looks at a workbook's card later sends it anew. What was taken in is a version
# of its form, and stays.
KEPT = timedelta(days=30)
# Of a tick of the clock, which holds the writer meanwhile.
MOST = 20


def forget_old(uow: UnitOfWork) -> None:
    """Delete drafts, uploads and contents that are older than that, the oldest first, some at a time."""
    before = uow.now - KEPT
    chosen = select(FormDraft.draft_id, FormDraft.body["files"]).where(FormDraft.sent_at < before)
    old = uow.session.execute(chosen.order_by(FormDraft.draft_id).limit(MOST)).all()
    if old:
        uow.session.execute(delete(FormDraft).where(FormDraft.draft_id.in_([draft_id for draft_id, _ in old])))
        _forget_contents(uow, {sha256 for _, files in old for _, sha256 in files or ()})
    in_use = select(FormDraft.upload_id)
    left = select(FormUpload.upload_id).where(FormUpload.sent_at < before, FormUpload.upload_id.not_in(in_use))
    uploads = uow.session.scalars(left.order_by(FormUpload.upload_id).limit(MOST)).all()
    if uploads:
        uow.session.execute(delete(FormUpload).where(FormUpload.upload_id.in_(uploads)))


def _forget_contents(uow: UnitOfWork, hashes: Collection[str]) -> None:
    """Delete those contents that no version and no other draft uses."""
    if not hashes:
        return
    used: set[str] = set()
    for table in (ChecklistVersion, FormDraft):
        for files in uow.session.scalars(select(table.body["files"])):
            used |= {sha256 for _, sha256 in files or ()}
    uow.session.execute(delete(FormContent).where(FormContent.sha256.in_(set(hashes) - used)))
