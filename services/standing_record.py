"""What the record of a visit says, and the print of it that is signed: any other wording is another record."""

import hashlib
from dataclasses import asdict

from sqlalchemy import select

from services.papers import PRINTED
from services.record_paper import wording_of
from services.visits import VisitView
from storage.ledger import canonical
from storage.tables import LedgerLink
from storage.unit_of_work import UnitOfWork


def content_of(uow: UnitOfWork, visit: VisitView) -> str:
    """Return the SHA-256 of everything that the record says and signatures stand for."""
    firm, behaviours, remarks = wording_of(uow, visit)
    said = [asdict(firm), [asdict(behaviour) for behaviour in behaviours], remarks]
    return hashlib.sha256(canonical(said)).hexdigest()


def standing_record(uow: UnitOfWork, visit: VisitView) -> str | None:
    """Return the SHA-256 of the newest PDF that says what the record says now; none when it is not printed yet."""
    links = uow.session.scalars(
        select(LedgerLink)
        .where(LedgerLink.chain == f"visit:{visit.number}", LedgerLink.type == PRINTED)
        .order_by(LedgerLink.seq.desc())
    ).all()
    prints = [link.body for link in links if (link.body["paper"], link.body["format"]) == ("record", "pdf")]
    if not prints:
        return None
    content = content_of(uow, visit)
    return next((str(body["sha256"]) for body in prints if body["content"] == content), None)
