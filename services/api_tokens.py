"""Tokens of the API: made and revoked at the console, shown once, kept as their SHA-256.

A token acts as a person of its own, so that every act names it; the services ask of it what they ask of anybody.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from rules.api_scopes import SCOPES, roles_for
from rules.errors import api as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from storage.tables import ApiToken, Department, Person
from storage.unit_of_work import UnitOfWork

PREFIX = "hecha_"
"""By it those who look for secrets that leaked know one."""
NAME_MOST = 80
DAYS_MOST = 3650
PROGRAM = "program"
# Noting each use would turn every reading into a writing.
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A fresh token: this is the only time that it can be read."""

    token: str
    number: int
    person_code: str


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as it is listed; days are instants in UTC."""

    number: int
    name: str
    person_code: str
    scopes: tuple[str, ...]
    departments: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks through the API: a token, what it is for, and whom it acts as."""

    api_token_id: int
    scopes: frozenset[str]
    actor: Actor
    is_use_noted: bool


def create_token(
    uow: UnitOfWork, name: str, scopes: Sequence[str], departments: Sequence[str], days: int | None = None
) -> MadeToken:
    """Make a token for scopes within departments, named by code. Raises `Refused` for what there is not."""
    name = name.strip()
    if not (name and len(name) <= NAME_MOST and name.isprintable() and scopes and departments):
        raise Refused(problems.TOKEN_NAMELESS, most=NAME_MOST)
    for scope in scopes:
        if scope not in SCOPES:
            raise Refused(problems.SCOPE_UNKNOWN, scope=scope, scopes=", ".join(SCOPES))
    if days is not None and not 1 <= days <= DAYS_MOST:
        raise Refused(problems.LIFE_WRONG, most=DAYS_MOST)
    within = [department_coded(uow, code).department_id for code in dict.fromkeys(departments)]
    person = Person(code=_free_code(uow), name={"zh": name, "en": name}, kind=PROGRAM, reach="unbound")
    uow.session.add(person)
    uow.session.flush()
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        name=name,
        token_sha256=_digest(secret),
        person_id=person.person_id,
        scopes=[scope for scope in SCOPES if scope in scopes],
        departments=within,
        made_at=uow.now,
        expires_at=uow.now + timedelta(days=days) if days else None,
    )
    uow.session.add(row)
    uow.session.flush()
    body = {"token": person.code, "scopes": row.scopes, "departments": list(dict.fromkeys(departments))}
    uow.record(REGISTRY_CHAIN, "token_made", "console", body)
    return MadeToken(secret, row.api_token_id, person.code)


def revoke_token(uow: UnitOfWork, number: int) -> TokenLine:
    """Take a token back, from its next request on; again changes nothing. Raises `Refused` for an unknown one."""
    row = uow.session.get(ApiToken, number, with_for_update=True)
    if row is None:
        raise Refused(problems.TOKEN_UNKNOWN, number=number)
    person = uow.session.get_one(Person, row.person_id)
    if row.revoked_at is None:
        row.revoked_at = person.revoked_at = uow.now
        uow.session.flush()
        uow.record(REGISTRY_CHAIN, "token_revoked", "console", {"token": person.code})
    return _line(uow, row, person)


def list_tokens(uow: UnitOfWork) -> list[TokenLine]:
    """Return every token that was ever made, the newest last."""
    chosen = select(ApiToken, Person).join(Person, Person.person_id == ApiToken.person_id)
    rows = uow.session.execute(chosen.order_by(ApiToken.api_token_id)).all()
    return [_line(uow, row, person) for row, person in rows]


def caller_with(uow: UnitOfWork, token: str) -> Caller:
    """Return who shows a token. Raises `Refused` for an unknown, revoked or expired one, without saying which."""
    chosen = (
        select(ApiToken, Person)
        .join(Person, Person.person_id == ApiToken.person_id)
        .where(ApiToken.token_sha256 == _digest(token), ApiToken.revoked_at.is_(None), Person.revoked_at.is_(None))
    )
    found = uow.session.execute(chosen).first()
    if found is None or (found[0].expires_at is not None and found[0].expires_at <= uow.now):
        raise Refused(problems.NO_TOKEN)
    row, person = found
    roles = roles_for(row.scopes, row.departments)
    actor = Actor(person.person_id, person.code, person.name, row.departments[0], person.language, roles)
    is_noted = row.last_used_at is not None and uow.now - row.last_used_at < NOTED_EVERY
    return Caller(row.api_token_id, frozenset(row.scopes), actor, is_noted)


def note_use(uow: UnitOfWork, api_token_id: int) -> None:
    """Note that a token was used."""
    uow.session.get_one(ApiToken, api_token_id).last_used_at = uow.now


def department_coded(uow: UnitOfWork, code: str) -> Department:
    """Return the department with a code. Raises `Refused` for none, and for one that was merged into another."""
    chosen = select(Department).where(Department.code == code, Department.successor_id.is_(None))
    found = uow.session.scalar(chosen)
    if found is None:
        raise Refused(problems.DEPARTMENT_UNKNOWN, code=code)
    return found


def _line(uow: UnitOfWork, row: ApiToken, person: Person) -> TokenLine:
    codes = [uow.session.get_one(Department, each).code for each in row.departments]
    return TokenLine(
        row.api_token_id,
        row.name,
        person.code,
        tuple(row.scopes),
        tuple(codes),
        row.made_at,
        row.expires_at,
        row.last_used_at,
        # Whoever acts for it may have been revoked like any person.
        row.revoked_at or person.revoked_at,
    )


def _free_code(uow: UnitOfWork) -> str:
    made = uow.session.scalar(select(func.count()).select_from(ApiToken)) or 0
    taken = set(uow.session.scalars(select(Person.code).where(Person.code.startswith("API-"))))
    number = made + 1
    while f"API-{number:04d}" in taken:
        number += 1
    return f"API-{number:04d}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
