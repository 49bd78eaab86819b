"""What a visit's chain says was erased by law, of its files and of its papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from rules.chains import ERASED
from services.office_day import day_of
from services.papers import PRINTED
from storage.ledger import time_of
from storage.tables import Evidence, LedgerLink
from storage.unit_of_work import UnitOfWork

SUBMITTED = "submitted"
# What stands in papers and on cards where something was.
BY_LAW = "（依法删除）"


@dataclass(frozen=True, slots=True)
class ErasedPrint:
    """The print of a paper that was final until parts of it were erased: its SHA-256, and the day of that."""

    sha256: str
    on: date


def erased_files(links: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the hashes of the files that a chain says were erased."""
    return {link["body"]["file"] for link in links if link["type"] == ERASED and "file" in link["body"]}


def erased_of(uow: UnitOfWork, number: str) -> Mapping[str, LedgerLink]:
    """Return the link by which each file of a visit was erased, by its hash."""
    of_visit = (LedgerLink.chain == f"visit:{number}") & (LedgerLink.type == ERASED)
    links = uow.session.scalars(select(LedgerLink).where(of_visit).order_by(LedgerLink.seq.desc()))
    return {link.body["file"]: link for link in links if "file" in link.body}


def erased_photos(uow: UnitOfWork, visit_id: int, number: str) -> list[Evidence]:
    """Return the photographs that were erased while they counted: not those that their sender had withdrawn before."""
    erased = erased_of(uow, number)
    chosen = select(Evidence).where(
        Evidence.visit_id == visit_id,
        Evidence.sha256.in_(erased),
        Evidence.withdrawn_at.is_not(None),
        Evidence.beside_record.is_(False),
    )
    rows = uow.session.scalars(chosen.order_by(Evidence.evidence_id)) if erased else ()
    return [
        row
        for row in rows
        if row.sha256 and row.withdrawn_at and time_of(row.withdrawn_at) == erased[row.sha256].server_time
    ]


def erased_print(uow: UnitOfWork, number: str, paper: str, addendum: str | None = None) -> ErasedPrint | None:
    """Return the print of a record or an addendum that was final until it was erased; none where that did not happen
    since the visit was submitted.
    """
    chosen = select(LedgerLink).where(
        LedgerLink.chain == f"visit:{number}", LedgerLink.type.in_([PRINTED, ERASED, SUBMITTED])
    )
    prints: list[str] = []
    gone: dict[str, LedgerLink] = {}
    final: str | None = None
    for link in uow.session.scalars(chosen.order_by(LedgerLink.seq)):
        body = link.body
        if link.type == SUBMITTED:
            final = None
        elif link.type == ERASED:
            if body.get("file") in prints:
                gone[body["file"]] = link
                final = final or prints[-1]
        elif (body["paper"], body["format"], body.get("addendum")) == (paper, "pdf", addendum):
            prints.append(body["sha256"])
    if final is None or final not in gone:
        return None
    at = datetime.fromisoformat(gone[final].server_time)
    return ErasedPrint(final, day_of(uow, at.astimezone(UTC)))
