"""How a result came to be public, or kept back: who prepared it, who agreed, since when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from services.office_day import day_of
from services.published import PROOF
from services.publishing import WITHHELD
from services.visits import Names
from storage.tables import LedgerLink, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Settled:
    """The act that stands: who prepared it, who agreed, and on which day."""

    prepared_by: Names
    agreed_by: Names
    on: date


def settled_of(uow: UnitOfWork, visit: str, number: str) -> Settled | None:
    """Return how a result of a visit came to stand as it does; none where nothing came about, or before a proof named
    who prepared it. The caller has checked who asks.
    """
    # In the chain of its visit, which is short, and of what came about alone: what was agreed to may have failed.
    chosen = select(LedgerLink).where(
        LedgerLink.chain == f"visit:{visit}",
        LedgerLink.type.in_((PROOF, WITHHELD)),
        LedgerLink.body["number"].as_string() == number,
    )
    stands = uow.session.scalars(chosen.order_by(LedgerLink.seq.desc()).limit(1)).first()
    if stands is None or "prepared_by" not in stands.body:
        return None
    on = day_of(uow, datetime.fromisoformat(stands.server_time))
    return Settled(_name(uow, stands.body["prepared_by"]), _name(uow, stands.actor), on)


def _name(uow: UnitOfWork, code: str) -> Names:
    return uow.session.scalars(select(Person.name).where(Person.code == code)).first() or {}
