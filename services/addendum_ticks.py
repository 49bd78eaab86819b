"""Officers whom a colleague ticked on a signed page of an addendum: they confirm on their own phones, or deny, as for
the record.
"""

from dataclasses import dataclass

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.errors import signing as problems
from rules.events_addenda import AddendumChanged, AddendumDenied
from rules.refusals import Refused
from rules.signatures import OFFICER
from services.access import Actor
from services.addenda import addendum_seen, held_addendum
from services.addenda_elsewhere import told_elsewhere
from services.outdated import DENIED
from services.seen import record_change
from services.ticked_signatures import TickedSignature
from services.visits import Membership, Names
from storage.tables import Addendum, AddendumSignature, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DeniedOnAddendum:
    """Whose signature on an addendum was denied; its number, and that of its visit's row."""

    number: str
    visit_id: int
    name: Names


def unconfirmed_on(uow: UnitOfWork, addendum_id: int) -> tuple[TickedSignature, ...]:
    """Return the officers' signatures on an addendum that a colleague ticked and that are not confirmed yet."""
    view = addendum_seen(uow, addendum_id)
    rows = uow.session.scalars(
        select(AddendumSignature).where(
            AddendumSignature.addendum_id == addendum_id,
            AddendumSignature.role == OFFICER,
            AddendumSignature.confirmed_at.is_(None),
        )
    ).all()
    return tuple(
        TickedSignature(
            row.addendum_signature_id,
            view.visit.visit_id,
            view.number or "",
            view.visit.inspected.short_name,
            row.person_id,
            uow.session.get_one(Person, row.taken_by).name,
            row.signed_at,
        )
        for row in rows
        if row.person_id is not None
    )


def confirm_on_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int) -> None:
    """Confirm one's own ticked signature; again changes nothing. Raises `Refused` when there is none."""
    mine, addendum, row = _own_signature(uow, actor, addendum_id)
    if row.confirmed_at is None:
        row.confirmed_at = uow.now
        record_change(uow, mine.visit, actor, "addendum_signature_confirmed", {"addendum": _number(mine, addendum)})
        uow.emit(AddendumChanged(addendum_id, actor.person_id))


def deny_on_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int) -> None:
    """Say that a ticked signature is not one's own: the addendum waits for it again, and the chain tells of both.

    Raises `Refused` when there is none.
    """
    mine, addendum, row = _own_signature(uow, actor, addendum_id)
    was_signed = addendum.state == "signed"
    addendum.state, addendum.signed_at = "confirmed", None
    uow.session.delete(row)
    uow.session.flush()
    record_change(uow, mine.visit, actor, "addendum_signature_denied", {"addendum": _number(mine, addendum)})
    if was_signed:
        told_elsewhere(uow, actor, addendum, DENIED)
    uow.emit(AddendumDenied(addendum_id, actor.person_id, row.taken_by, was_signed))
    uow.emit(AddendumChanged(addendum_id, actor.person_id))


def denied_on(uow: UnitOfWork, addendum_id: int, person_id: int) -> DeniedOnAddendum:
    """Return what is told of a denied signature."""
    view = addendum_seen(uow, addendum_id)
    return DeniedOnAddendum(view.number or "", view.visit.visit_id, uow.session.get_one(Person, person_id).name)


def _own_signature(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[Membership, Addendum, AddendumSignature]:
    mine, addendum = held_addendum(uow, actor, addendum_id)
    own = (AddendumSignature.addendum_id == addendum_id) & (AddendumSignature.person_id == actor.person_id)
    row = uow.session.scalars(select(AddendumSignature).where(own, AddendumSignature.role == OFFICER)).first()
    if row is None:
        raise Refused(problems.NOT_YOUR_SIGNATURE)
    return mine, addendum, row


def _number(mine: Membership, addendum: Addendum) -> str:
    return addendum_number(mine.visit.number, addendum.serial or 0)
