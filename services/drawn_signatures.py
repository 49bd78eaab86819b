"""Drawn signatures that stand: their pictures for the papers, and withdrawing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rules.errors import signpads as problems
from rules.events import RecordChanged
from rules.refusals import Refused
from rules.signatures import DRAWN, OFFICER, PAPER
from services.access import Actor
from services.returned import signing_membership
from services.seen import record_change
from services.signers import begin_draft
from services.visits import Names
from storage.tables import Pad, Person, Signature
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DrawnSignature:
    """A drawn signature that stands; `name` is an officer's, none for party and witness."""

    signature_id: int
    role: str
    name: Names
    at: datetime


def pictures_of(uow: UnitOfWork, visit_id: int) -> Mapping[int, str]:
    """Return the SHA-256 of the picture of each drawn signature of a visit, by the signature."""
    chosen = (
        select(Signature.signature_id, Pad.png_sha256)
        .join(Pad, Pad.pad_id == Signature.pad_id)
        .where(Signature.visit_id == visit_id, Signature.state == "standing")
    )
    return {signature_id: sha256 for signature_id, sha256 in uow.session.execute(chosen) if sha256}


def prints_signed_on(uow: UnitOfWork, visit_id: int) -> tuple[str, ...]:
    """Return the SHA-256 of each print of the record on which somebody drew a signature that stands, in their order."""
    chosen = (
        select(Pad.record_sha256)
        .join(Signature, Signature.pad_id == Pad.pad_id)
        .where(Signature.visit_id == visit_id, Signature.state == "standing")
        .order_by(Pad.pad_id)
    )
    return tuple(dict.fromkeys(uow.session.scalars(chosen)))


def withdrawable(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[DrawnSignature, ...]:
    """Return the drawn signatures that the actor may withdraw: their own, and those given on their phone or link."""
    chosen = (
        select(Signature)
        .where(
            Signature.visit_id == visit_id,
            Signature.way == DRAWN,
            Signature.state == "standing",
            Signature.taken_by == actor.person_id,
        )
        .order_by(Signature.signature_id)
    )
    return tuple(
        DrawnSignature(
            row.signature_id,
            row.role,
            uow.session.get_one(Person, row.person_id).name if row.person_id else {},
            row.signed_at,
        )
        for row in uow.session.scalars(chosen)
    )


def withdraw_drawn(uow: UnitOfWork, actor: Actor, visit_id: int, signature_id: int) -> None:
    """Withdraw a drawn signature: it is void and stays for the record; the signer is asked for another one.

    Raises `Refused` for a signature that is not the actor's to withdraw, and once the visit is submitted.
    """
    visit = signing_membership(uow, actor, visit_id).visit
    if signature_id not in (each.signature_id for each in withdrawable(uow, actor, visit_id)):
        raise Refused(problems.NOT_WITHDRAWABLE)
    row = uow.session.get_one(Signature, signature_id)
    row.state, row.voided_at = "void", uow.now
    uow.session.flush()
    if row.role != OFFICER:
        # Who signs need not be written down again.
        draft = begin_draft(uow, actor, visit, row.role)
        draft.way, draft.signer, draft.name, draft.phone = PAPER, row.signer, row.name, row.phone
        draft.no_authorisation = row.no_authorisation
    record_change(uow, visit, actor, "signature_withdrawn", {"signature": signature_id})
    uow.session.flush()
    uow.emit(RecordChanged(visit_id, actor.person_id))
