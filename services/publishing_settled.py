"""How a result came to be public, or kept back: who prepared it, who agreed, since when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from services.office_day import day_of
from services.visits import Names
from storage.tables import LedgerLink, Person
from storage.unit_of_work import UnitOfWork

CHAIN = "publication"


@dataclass(frozen=True, slots=True)
class Settled:
    """The act that stands: who prepared it, who agreed, and on which day."""

    prepared_by: Names
    agreed_by: Names
    on: date


def settled_of(uow: UnitOfWork, number: str) -> Settled | None:
    """Return how a result came to stand as it does; none of one that nobody agreed to. The caller has checked who
    asks.
    """
    agreed = _newest(uow, number, "agreed")
    prepared = _newest(uow, number, "prepared", agreed.seq) if agreed is not None else None
    if agreed is None or prepared is None:
        return None
    on = day_of(uow, datetime.fromisoformat(agreed.server_time))
    return Settled(_name(uow, prepared.actor), _name(uow, agreed.actor), on)


def _newest(uow: UnitOfWork, number: str, type_: str, before: int | None = None) -> LedgerLink | None:
    chosen = select(LedgerLink).where(
        LedgerLink.chain == CHAIN, LedgerLink.type == type_, LedgerLink.body["number"].as_string() == number
    )
    if before is not None:
        chosen = chosen.where(LedgerLink.seq < before)
    found: LedgerLink | None = uow.session.scalars(chosen.order_by(LedgerLink.seq.desc()).limit(1)).first()
    return found


def _name(uow: UnitOfWork, code: str) -> Names:
    return uow.session.scalars(select(Person.name).where(Person.code == code)).first() or {}
