"""A supervisor's page of statistics in a browser: a link from the chat that works once, for half an hour.

The page belongs to the person and the roles that they had when they asked for it; with either gone, it is over at once.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from rules.errors import statistics as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor, actor_by_id
from services.statistics import ensure_supervisor
from storage.tables import DashboardLink, Person
from storage.unit_of_work import UnitOfWork

LIVES = timedelta(minutes=30)
KEPT = timedelta(days=7)
PATH = "b"
"""Below the public address."""


def open_dashboard(uow: UnitOfWork, actor: Actor) -> str:
    """Return the code of a new link; earlier ones of the person end. Raises `Refused` for whoever is no supervisor."""
    ensure_supervisor(actor)
    own = DashboardLink.person_id == actor.person_id
    uow.session.execute(delete(DashboardLink).where(own, DashboardLink.expires_at < uow.now - KEPT))
    # Whoever comes back to one hears that it is over, and not that there never was any.
    ended = uow.now - timedelta(seconds=1)
    uow.session.execute(update(DashboardLink).where(own, DashboardLink.expires_at > ended).values(expires_at=ended))
    code = secrets.token_urlsafe(16)
    uow.session.add(
        DashboardLink(
            person_id=actor.person_id,
            roles=_roles(actor),
            code_sha256=_digest(code),
            made_at=uow.now,
            expires_at=uow.now + LIVES,
        )
    )
    uow.session.flush()
    uow.record(REGISTRY_CHAIN, "dashboard_asked", actor.code, {"person": actor.code})
    return code


def ensure_fresh(uow: UnitOfWork, code: str) -> None:
    """Raise `Refused` for a link that is none, that is over, or that was opened."""
    row = _of_code(uow, code)
    if row is None:
        raise Refused(problems.LINK_UNKNOWN)
    if row.entered_at is not None:
        raise Refused(problems.LINK_OVER)
    _person_of(uow, row)


def enter(uow: UnitOfWork, code: str) -> str:
    """Let the first who opens a link in; return the ticket for what follows. Raises `Refused` as `ensure_fresh`."""
    locked = select(DashboardLink.link_id).where(DashboardLink.code_sha256 == _digest(code)).with_for_update()
    uow.session.scalar(locked)
    ensure_fresh(uow, code)
    row = _of_code(uow, code)
    assert row is not None
    ticket = secrets.token_urlsafe(16)
    row.ticket_sha256, row.entered_at = _digest(ticket), uow.now
    uow.session.flush()
    reader = _person_of(uow, row)
    uow.record(REGISTRY_CHAIN, "dashboard_entered", reader.code, {"person": reader.code})
    return ticket


def reader_of(uow: UnitOfWork, code: str, ticket: str) -> Actor:
    """Return whose page a link with its ticket shows. Raises `Refused` when it is over."""
    row = _of_code(uow, code)
    if row is None:
        raise Refused(problems.LINK_UNKNOWN)
    if row.ticket_sha256 is None or not secrets.compare_digest(row.ticket_sha256, _digest(ticket)):
        raise Refused(problems.LINK_OVER)
    return _person_of(uow, row)


def _person_of(uow: UnitOfWork, row: DashboardLink) -> Actor:
    person = uow.session.get_one(Person, row.person_id)
    actor = actor_by_id(uow, row.person_id)
    is_gone = person.revoked_at is not None or person.telegram_user_id is None
    if is_gone or row.expires_at < uow.now or row.roles != _roles(actor):
        raise Refused(problems.LINK_OVER)
    return actor


def _of_code(uow: UnitOfWork, code: str) -> DashboardLink | None:
    return uow.session.scalar(
        select(DashboardLink)
        .where(DashboardLink.code_sha256 == _digest(code))
        .execution_options(populate_existing=True)
    )


def _roles(actor: Actor) -> str:
    held = sorted(f"{role}:{where if where is not None else '*'}" for role, where in actor.roles)
    return _digest("\n".join([str(actor.department_id), *held]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
