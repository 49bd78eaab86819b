"""What the record of a visit says, and the print of it that is signed: any other wording is another record. The same of
the addenda to it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, select, true

from rules.canonical_json import canonical
from services.erased import erased_of
from services.evidence_state import is_under_way
from services.papers import PRINTED
from services.record_paper import wording_of
from services.record_photos import are_in_record
from services.visits import VisitView
from storage.tables import Addendum, AddendumSignature, Evidence, LedgerLink
from storage.unit_of_work import UnitOfWork

KNOWN = "standing records"


def content_of(uow: UnitOfWork, visit: VisitView) -> str:
    """Return the SHA-256 of everything that the record says and shows, and signatures stand for: photographs that are
    still being fetched belong to it.
    """
    return _content(uow, visit, true())


def content_of_print(uow: UnitOfWork, visit: VisitView) -> str:
    """Return the same of a print that is made now, which cannot show what is not fetched yet."""
    return _content(uow, visit, ~is_under_way())


def _content(uow: UnitOfWork, visit: VisitView, which: ColumnElement[bool]) -> str:
    firm, behaviours, remarks = wording_of(uow, visit)
    said: list[Any] = [asdict(firm), [asdict(behaviour) for behaviour in behaviours], remarks]
    shown = (
        select(Evidence.evidence_id, Evidence.section_id, Evidence.question, Evidence.caption)
        .where(Evidence.visit_id == visit.visit_id, which, are_in_record())
        .order_by(Evidence.evidence_id)
    )
    said += [[of, section, question, caption] for of, section, question, caption in uow.session.execute(shown)]
    return hashlib.sha256(canonical(said)).hexdigest()


def standing_record(uow: UnitOfWork, visit: VisitView) -> str | None:
    """Return the SHA-256 of the newest PDF that says what the record says now; none when it is not printed yet."""
    known: dict[int, str | None] | None = uow.memo.get(KNOWN)
    if known is None:
        return _standing_record(uow, visit)
    if visit.visit_id not in known:
        known[visit.visit_id] = _standing_record(uow, visit)
    return known[visit.visit_id]


@contextmanager
def unchanged(uow: UnitOfWork) -> Iterator[None]:
    """While the block runs no record changes, so which print stands is found out once for all who are shown it."""
    uow.memo[KNOWN] = {}
    try:
        yield
    finally:
        del uow.memo[KNOWN]


def _standing_record(uow: UnitOfWork, visit: VisitView) -> str | None:
    return next(iter(standing_prints(uow, visit)), None)


def standing_prints(uow: UnitOfWork, visit: VisitView) -> tuple[str, ...]:
    """Return the SHA-256 of all PDFs that say what the record says now, the newest first."""
    prints = _prints(uow, visit, "record")
    if not prints:
        return ()
    content = content_of(uow, visit)
    return tuple(str(body["sha256"]) for body in prints if body["content"] == content)


def content_of_addendum(uow: UnitOfWork, addendum_id: int) -> str:
    """Return the SHA-256 of what an addendum says, who has signed it, and the photographs that show it."""
    row = uow.session.get_one(Addendum, addendum_id)
    signed = select(AddendumSignature).where(AddendumSignature.addendum_id == addendum_id)
    signed = signed.order_by(AddendumSignature.addendum_signature_id)
    pages = select(Evidence.sha256).where(Evidence.evidence_id.in_(row.evidence_ids), Evidence.state == "secured")
    said: list[Any] = [
        [row.serial, row.state, row.stands, row.reads, row.reason, row.record_sha256],
        [
            [each.role, each.person_id, each.way, *([each.pad_id] if each.pad_id else [])]
            for each in uow.session.scalars(signed)
        ],
        sorted(filter(None, uow.session.scalars(pages))),
    ]
    if row.authorisation_ids or row.no_authorisation:
        shown = select(Evidence.sha256).where(Evidence.evidence_id.in_(row.authorisation_ids))
        found = uow.session.scalars(shown.where(Evidence.state == "secured"))
        said.append([row.agent_name, row.no_authorisation, sorted(filter(None, found))])
    return hashlib.sha256(canonical(said)).hexdigest()


def standing_addendum(uow: UnitOfWork, visit: VisitView, addendum_id: int) -> str | None:
    """Return the SHA-256 of the newest PDF that says what an addendum says now; none when it is not printed yet."""
    content = content_of_addendum(uow, addendum_id)
    prints = _prints(uow, visit, "addendum")
    return next((str(body["sha256"]) for body in prints if body["content"] == content), None)


def prints_of_addendum(uow: UnitOfWork, visit: VisitView, number: str) -> tuple[str, ...]:
    """Return the SHA-256 of all PDFs of a confirmed addendum, the newest first: its words change no more, and whoever
    has signed meanwhile makes it no other addendum.
    """
    return tuple(str(body["sha256"]) for body in _prints_of_addendum(uow, visit, number))


def is_addendum_coded(uow: UnitOfWork, visit: VisitView, number: str) -> bool:
    """Return whether the newest print of an addendum carries a code: our pages, its pads among them, are reached."""
    return any(body["is_coded"] for body in _prints_of_addendum(uow, visit, number)[:1])


def _prints_of_addendum(uow: UnitOfWork, visit: VisitView, number: str) -> list[dict[str, Any]]:
    return [body for body in _prints(uow, visit, "addendum") if body.get("addendum") == number]


def _prints(uow: UnitOfWork, visit: VisitView, paper: str) -> list[dict[str, Any]]:
    """Return what the chain says of the PDFs of a paper, the newest first; of none that was erased."""
    erased = erased_of(uow, visit.number)
    links = uow.session.scalars(
        select(LedgerLink)
        .where(LedgerLink.chain == f"visit:{visit.number}", LedgerLink.type == PRINTED)
        .order_by(LedgerLink.seq.desc())
    )
    bodies = [link.body for link in links if (link.body["paper"], link.body["format"]) == (paper, "pdf")]
    return [body for body in bodies if body["sha256"] not in erased]
