"""The moment from which a visit's record stays as it is: its link in the visit's chain."""

from sqlalchemy import select

from storage.tables import LedgerLink
from storage.unit_of_work import UnitOfWork


def frozen_head(uow: UnitOfWork, number: str) -> str | None:
    """Return the hash of the link by which a visit was submitted last; none before."""
    frozen = (
        select(LedgerLink.hash)
        .where(LedgerLink.chain == f"visit:{number}", LedgerLink.type == "submitted")
        .order_by(LedgerLink.seq.desc())
        .limit(1)
    )
    return uow.session.scalar(frozen)
