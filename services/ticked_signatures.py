"""Officers whom a colleague ticked on a signed page: they confirm on their own phones, or deny."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rules.errors import signing as problems
from rules.events import RecordChanged, SignatureDenied
from rules.refusals import Refused
from rules.signatures import OFFICER
from services.access import Actor
from services.seen import record_change, seen_visit
from services.visits import Names, running_membership
from storage.tables import Person, Signature, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TickedSignature:
    """An officer's signature that a colleague ticked, for the officer's own phone."""

    signature_id: int
    visit_id: int
    number: str
    short_name: str
    person_id: int
    taken_by: Names
    at: datetime


@dataclass(frozen=True, slots=True)
class DeniedSignature:
    """Whose signature was denied, and who had taken it down."""

    name: Names
    taken_by: int


def unconfirmed_of(uow: UnitOfWork, sheet_id: int) -> tuple[TickedSignature, ...]:
    """Return the officers' signatures of a page that were ticked by a colleague and are not confirmed yet."""
    rows = uow.session.scalars(
        select(Signature).where(
            Signature.sheet_id == sheet_id,
            Signature.role == OFFICER,
            Signature.state == "standing",
            Signature.confirmed_at.is_(None),
        )
    ).all()
    if not rows:
        return ()
    visit = seen_visit(uow, rows[0].visit_id)
    return tuple(
        TickedSignature(
            row.signature_id,
            row.visit_id,
            visit.number,
            visit.inspected.short_name,
            row.person_id,
            uow.session.get_one(Person, row.taken_by).name,
            row.signed_at,
        )
        for row in rows
        if row.person_id is not None
    )


def confirm_signature(uow: UnitOfWork, actor: Actor, signature_id: int) -> int:
    """Confirm one's own ticked signature; again changes nothing. Return the visit. Raises `Refused`."""
    row, visit = _own_signature(uow, actor, signature_id)
    if row.confirmed_at is None:
        row.confirmed_at = uow.now
        record_change(uow, visit, actor, "signature_confirmed", {"signature": signature_id})
        uow.emit(RecordChanged(visit.visit_id, actor.person_id))
    return visit.visit_id


def deny_signature(uow: UnitOfWork, actor: Actor, signature_id: int) -> int:
    """Say that a ticked signature is not one's own: it becomes void. Return the visit. Raises `Refused`."""
    row, visit = _own_signature(uow, actor, signature_id)
    row.state, row.voided_at = "void", uow.now
    record_change(uow, visit, actor, "signature_denied", {"signature": signature_id})
    uow.session.flush()
    uow.emit(SignatureDenied(visit.visit_id, signature_id))
    uow.emit(RecordChanged(visit.visit_id, actor.person_id))
    return visit.visit_id


def denied_signature(uow: UnitOfWork, signature_id: int) -> DeniedSignature:
    """Return an officer's signature that was denied."""
    row = uow.session.get_one(Signature, signature_id)
    return DeniedSignature(uow.session.get_one(Person, row.person_id).name, row.taken_by)


def settled_denials(uow: UnitOfWork, visit_id: int) -> tuple[tuple[int, int], ...]:
    """Return denied signatures that ask for nothing any more, each with who had taken it down: the officer has signed
    since, or the visit is submitted.
    """
    officers = select(Signature).where(Signature.visit_id == visit_id, Signature.role == OFFICER)
    rows = uow.session.scalars(officers.order_by(Signature.signature_id)).all()
    signed = {row.person_id for row in rows if row.state == "standing"}
    is_over = uow.session.get_one(Visit, visit_id).state == "submitted"
    return tuple(
        (row.signature_id, row.taken_by) for row in rows if row.state == "void" and (is_over or row.person_id in signed)
    )


def _own_signature(uow: UnitOfWork, actor: Actor, signature_id: int) -> tuple[Signature, Visit]:
    row = uow.session.get(Signature, signature_id)
    if row is None or row.person_id != actor.person_id or row.state != "standing":
        raise Refused(problems.NOT_YOUR_SIGNATURE)
    return row, running_membership(uow, actor, row.visit_id).visit
