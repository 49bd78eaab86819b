"""Recusals known before a draw 事先回避: declared by an officer or the department's clerk, frozen with each commitment.

A proof says who steps back from which object, by code; why is sealed in the chain of the registries (行政处罚法 43).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.draw.checks import plain_object_id
from rules.errors import campaigns as problems
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from services.draws import REASON_MOST
from services.visits import Names
from storage.ledger import Personal
from storage.tables import DeclaredRecusal, InspectionObject, Person, Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecusalDeclared:
    """An officer who steps back from an object; `of` is the row."""

    of: int
    person: str
    name: Names
    object: str


def may_declare(actor: Actor) -> bool:
    """Return whether a person declares recusals: officers their own, clerks those of their department."""
    return any(role in ("inspector", "clerk") for role, _ in actor.roles)


def declared(uow: UnitOfWork, actor: Actor) -> Sequence[RecusalDeclared]:
    """Return what stands of the recusals that the actor may declare, the newest first."""
    chosen = (
        select(DeclaredRecusal.declared_recusal_id, Person.code, Person.name, InspectionObject.short_name)
        .join(Person, Person.person_id == DeclaredRecusal.person_id)
        .join(InspectionObject, InspectionObject.object_id == DeclaredRecusal.object_id)
        .where(
            DeclaredRecusal.withdrawn_at.is_(None),
            (Person.person_id == actor.person_id) | Person.department_id.in_(_kept_by(actor)),
        )
        .order_by(DeclaredRecusal.declared_recusal_id.desc())
    )
    return [RecusalDeclared(*row) for row in uow.session.execute(chosen)]


def declare(uow: UnitOfWork, actor: Actor, text: str) -> None:
    """Declare a recusal as typed: an officer's code (a clerk for an officer), an object's code or name, the reason.

    It counts from the next commitment on. Raises `Refused` for those who may not, and for what is not found.
    """
    person, rest = _officer_in(uow, actor, text.split())
    if len(rest) < 2:
        raise Refused(problems.RECUSAL_UNREADABLE)
    inspected, reason = _object_named(uow, rest[0]), ensure_reason(" ".join(rest[1:]), most=REASON_MOST)
    chosen = select(DeclaredRecusal).where(
        DeclaredRecusal.person_id == person.person_id, DeclaredRecusal.object_id == inspected.object_id
    )
    row = uow.session.scalar(chosen)
    if row is None:
        row = DeclaredRecusal(person_id=person.person_id, object_id=inspected.object_id)
        uow.session.add(row)
    row.declared_by, row.declared_at, row.withdrawn_at = actor.person_id, uow.now, None
    uow.session.flush()
    body = {"person": person.code, "object": inspected.registration_code, "reason": Personal(reason)}
    uow.record(REGISTRY_CHAIN, "recusal_declared", actor.code, body)


def withdraw(uow: UnitOfWork, actor: Actor, of: int) -> None:
    """Withdraw a declared recusal; what was committed to before keeps it. Raises `Refused` for those who may not."""
    row = uow.session.get(DeclaredRecusal, of)
    if row is None or of not in {each.of for each in declared(uow, actor)}:
        raise Refused(problems.RECUSAL_GONE)
    row.withdrawn_at = uow.now
    uow.session.flush()
    person = uow.session.get_one(Person, row.person_id)
    inspected = uow.session.get_one(InspectionObject, row.object_id)
    body = {"person": person.code, "object": inspected.registration_code}
    uow.record(REGISTRY_CHAIN, "recusal_withdrawn", actor.code, body)


def stepped_back(uow: UnitOfWork, object_id: int) -> frozenset[int]:
    """Return the persons whose declared recusal from an object stands."""
    standing = select(DeclaredRecusal.person_id).where(
        DeclaredRecusal.object_id == object_id, DeclaredRecusal.withdrawn_at.is_(None)
    )
    return frozenset(uow.session.scalars(standing))


def _kept_by(actor: Actor) -> list[int]:
    return [where for role, where in actor.roles if role == "clerk" and where is not None]


def _officer_in(uow: UnitOfWork, actor: Actor, words: list[str]) -> tuple[Person, list[str]]:
    """Return whose recusal it is, and the words that follow: the actor's unless an officer's code comes first."""
    inspectors = select(Role.person_id).where(Role.role == "inspector")
    named = select(Person).where(Person.code == "".join(words[:1]).upper(), Person.person_id.in_(inspectors))
    other = uow.session.scalar(named)
    if other is not None and other.person_id != actor.person_id:
        if other.department_id not in _kept_by(actor):
            raise Refused(problems.NOT_THEIR_CLERK, code=other.code)
        return other, words[1:]
    if not any(role == "inspector" for role, _ in actor.roles):
        raise Refused(problems.RECUSAL_UNREADABLE)
    return uow.session.get_one(Person, actor.person_id), words[1:] if other else words


def _object_named(uow: UnitOfWork, text: str) -> InspectionObject:
    by_code = select(InspectionObject).where(InspectionObject.registration_code == plain_object_id(text))
    if found := uow.session.scalar(by_code):
        return found
    named = (InspectionObject.name == text) | (InspectionObject.short_name == text)
    rows = uow.session.scalars(select(InspectionObject).where(named).limit(2)).all()
    if len(rows) != 1:
        raise Refused(problems.OBJECT_NOT_FOUND, typed=text[:40], count=len(rows))
    return rows[0]
