"""What was staged and never taken in is let go of, some at a time."""

from datetime import timedelta

from sqlalchemy import delete, select

from services.registry_intake import CLEARED_AT_ONCE
from storage.tables import RegistryChange, RegistryImport
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)


def forget_staged(uow: UnitOfWork) -> None:
    """Delete staged changes of files that are dealt with, or that nobody has confirmed for a week."""
    before = uow.now - KEPT
    abandoned = select(RegistryImport).where(
        RegistryImport.state.in_(("checked", "refused")), RegistryImport.sent_at < before
    )
    for row in uow.session.scalars(abandoned):
        row.state = "discarded"
    uow.session.flush()
    over = select(RegistryImport.import_id).where(RegistryImport.state.in_(("discarded", "replaced", "taken_in")))
    staged = select(RegistryChange.change_id).where(
        RegistryChange.applied_at.is_(None), RegistryChange.import_id.in_(over)
    )
    uow.session.execute(delete(RegistryChange).where(RegistryChange.change_id.in_(staged.limit(CLEARED_AT_ONCE))))
