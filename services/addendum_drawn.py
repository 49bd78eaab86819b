"""Drawn signatures on an addendum: their pictures for its paper, and withdrawing one before all have signed."""

from collections.abc import Mapping

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.errors import addenda as addendum_problems
from rules.errors import signpads as problems
from rules.events_addenda import AddendumChanged
from rules.refusals import Refused
from rules.signatures import DRAWN
from services.access import Actor
from services.addenda import held_addendum
from services.drawn_signatures import DrawnSignature
from services.seen import record_change
from storage.tables import AddendumSignature, Pad, Person
from storage.unit_of_work import UnitOfWork


def pictures_on_addendum(uow: UnitOfWork, addendum_id: int) -> Mapping[int, str]:
    """Return the SHA-256 of the picture of each drawn signature on an addendum, by its pad."""
    chosen = (
        select(Pad.pad_id, Pad.png_sha256)
        .join(AddendumSignature, AddendumSignature.pad_id == Pad.pad_id)
        .where(AddendumSignature.addendum_id == addendum_id)
    )
    return {pad_id: sha256 for pad_id, sha256 in uow.session.execute(chosen) if sha256}


def withdrawable_on(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[DrawnSignature, ...]:
    """Return the drawn signatures that the actor may withdraw: their own, and those given on their phone or link."""
    chosen = (
        select(AddendumSignature)
        .where(
            AddendumSignature.addendum_id == addendum_id,
            AddendumSignature.way == DRAWN,
            AddendumSignature.taken_by == actor.person_id,
        )
        .order_by(AddendumSignature.addendum_signature_id)
    )
    return tuple(
        DrawnSignature(
            row.addendum_signature_id,
            row.role,
            uow.session.get_one(Person, row.person_id).name if row.person_id else {},
            row.signed_at,
        )
        for row in uow.session.scalars(chosen)
    )


def withdraw_on_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int, signature_id: int) -> None:
    """Withdraw a drawn signature, which is asked for again; the chain tells of both, and keeps its files.

    Raises `Refused` for one that is not the actor's to withdraw, and once all have signed.
    """
    mine, addendum = held_addendum(uow, actor, addendum_id)
    if addendum.state != "confirmed":
        raise Refused(addendum_problems.NOT_OPEN)
    if signature_id not in (each.signature_id for each in withdrawable_on(uow, actor, addendum_id)):
        raise Refused(problems.NOT_WITHDRAWABLE)
    row = uow.session.get_one(AddendumSignature, signature_id)
    number = addendum_number(mine.visit.number, addendum.serial or 0)
    uow.session.delete(row)
    uow.session.flush()
    record_change(uow, mine.visit, actor, "addendum_signature_withdrawn", {"addendum": number, "pad": row.pad_id})
    uow.emit(AddendumChanged(addendum_id, actor.person_id))
