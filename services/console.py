"""What the operator of the machine may do at its console: invite people, the first administrator above all."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import operation as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, ROLES, Actor, actor_by_id, invite
from storage.tables import Person, Role
from storage.unit_of_work import UnitOfWork

MOST_SIGNS = 80
# As the registries write the codes of people: SJ-01, P-0001.
CODE = re.compile(r"[A-Za-z]+-?[0-9]+")
MARKUP = frozenset("<>&")


@dataclass(frozen=True, slots=True)
class Invited:
    """A fresh invitation, and the person whom it names; `is_new` when they were added by it."""

    code: str
    name: str
    person_code: str
    is_new: bool


def invite_by_operator(uow: UnitOfWork, wanted: str, role: str) -> Invited:
    """Invite a known person, by code or by a name that only they have, or a new one by name.

    Raises `Refused` for an unknown role, for a code that nobody has, for a name that several have, and for one that
    cannot be a name.
    """
    if role not in ROLES:
        raise Refused(problems.ROLE_UNKNOWN, role=role, roles=", ".join(ROLES))
    wanted = wanted.strip()
    if not wanted:
        raise Refused(problems.INVITED_NAMELESS)
    known = _known(uow, wanted)
    person = known or added_person(uow, wanted)
    held = select(Role.role_id).where(Role.person_id == person.person_id, Role.role == role)
    if uow.session.scalar(held) is None:
        uow.session.add(Role(person_id=person.person_id, role=role))
        uow.record(REGISTRY_CHAIN, "role_given", "console", {"person": person.code, "role": role})
    return Invited(invite(uow, person.person_id, None), person.name["zh"], person.code, known is None)


def _known(uow: UnitOfWork, wanted: str) -> Person | None:
    people = uow.session.scalars(select(Person).where(Person.revoked_at.is_(None)).order_by(Person.code)).all()
    for person in people:
        if person.code.casefold() == wanted.casefold():
            return person
    named = [person for person in people if wanted in person.name.values()]
    if len(named) > 1:
        raise Refused(problems.NAME_SHARED, name=wanted, codes=", ".join(person.code for person in named))
    if not named and CODE.fullmatch(wanted):
        raise Refused(problems.CODE_UNKNOWN, code=wanted)
    return named[0] if named else None


def person_coded(uow: UnitOfWork, code: str) -> Actor:
    """Return the person with a code as an actor. Raises `Refused` for nobody's, and for one who was revoked."""
    chosen = select(Person.person_id).where(Person.code == code, Person.revoked_at.is_(None))
    person_id = uow.session.scalar(chosen)
    if person_id is None:
        raise Refused(problems.CODE_UNKNOWN, code=code)
    return actor_by_id(uow, person_id)


def added_person(uow: UnitOfWork, name: str) -> Person:
    """Return a new person of this name, with a free code. Raises `Refused` for what cannot be a name."""
    if len(name) > MOST_SIGNS or not name.isprintable() or MARKUP.intersection(name):
        raise Refused(problems.NAME_WRONG, most=MOST_SIGNS)
    person = Person(code=_free_code(uow), name={"zh": name, "en": name}, reach="unbound", language="zh-CN")
    uow.session.add(person)
    uow.session.flush()
    return person


def _free_code(uow: UnitOfWork) -> str:
    taken = set(uow.session.scalars(select(Person.code)))
    number = len(taken) + 1
    while f"P-{number:04d}" in taken:
        number += 1
    return f"P-{number:04d}"
