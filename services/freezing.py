"""The moment from which a paper of a visit stays as it is: its link in the visit's chain."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from storage.tables import LedgerLink
from storage.unit_of_work import UnitOfWork


def frozen_head(uow: UnitOfWork, number: str, *types: str) -> str | None:
    """Return the hash of the newest link of some types, by default of a visit's submission; none before."""
    return uow.session.scalar(_newest(number, types or ("submitted",)).with_only_columns(LedgerLink.hash).limit(1))


def frozen_addendum(uow: UnitOfWork, number: str, addendum: str) -> str | None:
    """Return the hash of the link by which an addendum was signed by the last, or made void; none before."""
    links = uow.session.scalars(_newest(number, ("addendum_signed", "addendum_refused", "addendum_withdrawn")))
    return next((link.hash for link in links if link.body["addendum"] == addendum), None)


def _newest(number: str, types: Sequence[str]) -> Select[LedgerLink]:
    of = (LedgerLink.chain == f"visit:{number}") & LedgerLink.type.in_(types)
    return select(LedgerLink).where(of).order_by(LedgerLink.seq.desc())
