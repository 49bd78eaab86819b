"""Who may act: invitations, binding a Telegram account to a person, roles, revocation.

An invitation code carries 128 bits, is kept as its SHA-256, and lives 24 hours.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from rules.errors import access as problems
from rules.events import PersonReachable, PersonUnreachable
from rules.events_access import InvitationVoided, LeadJoined, SupervisorJoined
from rules.refusals import Refused
from storage.tables import Department, Invitation, Person, PointerRow, Role
from storage.unit_of_work import UnitOfWork

INVITATION_LIVES = timedelta(hours=24)
MISSES_ALLOWED = 3
ROLES = ("administrator", "supervisor", "lead", "inspector", "clerk")
REGISTRY_CHAIN = "registry"


@dataclass(frozen=True, slots=True)
class Actor:
    """A bound person who may act now. `roles` are pairs of role and department (none: the whole district)."""

    person_id: int
    code: str
    name: dict[str, str]
    department_id: int | None
    language: str
    roles: frozenset[tuple[str, int | None]]

    @property
    def fills_checklists(self) -> bool:
        """Whether answering checklists belongs to one's work, at visits or in trials of forms."""
        return any(role in ("inspector", "lead", "clerk") for role, _ in self.roles)


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What an invitation shows to whoever opened it."""

    invitation_id: int
    name: dict[str, str]
    department: dict[str, str]
    roles: tuple[str, ...]
    needs_certificate: bool
    misses_left: int


# One reading for person, roles and conversation, built once: every update asks it.
_ACTOR = (
    select(
        Person.person_id,
        Person.code,
        Person.name,
        Person.department_id,
        Person.language,
        Role.role,
        Role.department_id.label("role_department"),
        PointerRow.body.label("pointer"),
    )
    .outerjoin(Role, Role.person_id == Person.person_id)
    # A private chat has its person's number (Bot API, Chat).
    .outerjoin(PointerRow, PointerRow.chat_id == Person.telegram_user_id)
    .where(Person.telegram_user_id == bindparam("user"), Person.revoked_at.is_(None))
)


def acting(uow: UnitOfWork, telegram_user_id: int) -> tuple[Actor, dict[str, Any]] | None:
    """Return who acts through a Telegram account and the pointer of their conversation with the bot; none for
    strangers and the revoked.
    """
    rows = uow.connection.execute(_ACTOR, {"user": telegram_user_id}).all()
    if not rows:
        return None
    first = rows[0]
    roles = frozenset((row.role, row.role_department) for row in rows if row.role is not None)
    actor = Actor(first.person_id, first.code, first.name, first.department_id, first.language, roles)
    moved = uow.pointers.moved(telegram_user_id)
    return actor, dict(first.pointer or {}) if moved is None else moved


def actor_by_id(uow: UnitOfWork, person_id: int) -> Actor:
    """Return a person as an actor. Raises `LookupError` for an unknown number."""
    person = uow.session.get(Person, person_id)
    if person is None:
        raise LookupError(f"no person {person_id}")
    return _actor(uow, person)


def acting_by_id(uow: UnitOfWork, person_id: int) -> Actor:
    """Return a person in whose name a job goes on, with the roles they have by now. Raises `Refused` for the revoked,
    `LookupError` for an unknown number.
    """
    actor = actor_by_id(uow, person_id)
    if uow.session.get_one(Person, person_id).revoked_at is not None:
        raise Refused(problems.REVOKED_ALREADY, name=actor.name.get("zh") or actor.code)
    return actor


def someone_bound(uow: UnitOfWork) -> int | None:
    """Return the Telegram account of one of those who may act, none before the first is bound."""
    bound = select(Person.telegram_user_id).where(Person.telegram_user_id.is_not(None), Person.revoked_at.is_(None))
    return uow.session.scalar(bound.order_by(Person.person_id).limit(1))


def was_revoked(uow: UnitOfWork, telegram_user_id: int) -> bool:
    """Return whether the account belonged to someone whose access was taken back."""
    found = select(Person.person_id).where(Person.telegram_user_id == telegram_user_id, Person.revoked_at.is_not(None))
    return uow.session.scalar(found) is not None


def _actor(uow: UnitOfWork, person: Person) -> Actor:
    held = select(Role.role, Role.department_id).where(Role.person_id == person.person_id)
    return Actor(
        person.person_id,
        person.code,
        person.name,
        person.department_id,
        person.language,
        frozenset((role, department_id) for role, department_id in uow.session.execute(held)),
    )


def invite(uow: UnitOfWork, person_id: int, invited_by: int | None) -> str:
    """Issue an invitation and return its code; earlier ones of the person become void."""
    uow.session.execute(
        update(Invitation).where(Invitation.person_id == person_id, Invitation.state == "open").values(state="void")
    )
    code = secrets.token_urlsafe(16)
    uow.session.add(
        Invitation(
            person_id=person_id,
            invited_by=invited_by,
            code_sha256=_digest(code),
            issued_at=uow.now,
            expires_at=uow.now + INVITATION_LIVES,
            state="open",
            misses=0,
        )
    )
    person = uow.session.get_one(Person, person_id)
    inviter = uow.session.get(Person, invited_by) if invited_by else None
    uow.record(REGISTRY_CHAIN, "invited", inviter.code if inviter else "console", {"person": person.code})
    return code


def open_invitation(uow: UnitOfWork, code: str, telegram_user_id: int) -> OpenInvitation | None:
    """Open an invitation for a Telegram account; none, without a reason, when it does not hold (any more)."""
    invitation = uow.session.scalar(
        select(Invitation).where(Invitation.code_sha256 == _digest(code.strip())).with_for_update()
    )
    if invitation is None or invitation.state != "open" or invitation.expires_at < uow.now:
        return None
    if invitation.opened_by not in (None, telegram_user_id):
        return None
    invitation.opened_by = telegram_user_id
    return _shown(uow, invitation)


def invitation_opened_by(uow: UnitOfWork, telegram_user_id: int) -> OpenInvitation | None:
    """Return the open invitation that this account has in hand."""
    invitation = _in_hand(uow, telegram_user_id)
    return _shown(uow, invitation) if invitation else None


def bind(uow: UnitOfWork, telegram_user_id: int, chat_id: int, last_digits: str) -> Actor | None:
    """Bind the account when the last four digits of the certificate fit; none for a miss, void after three.

    Someone without a certificate confirms with the last four signs of their code.
    """
    invitation = _in_hand(uow, telegram_user_id)
    if invitation is None:
        return None
    person = uow.session.get_one(Person, invitation.person_id)
    was_blocked = person.reach == "blocked"
    secret = (person.certificate_number or person.code)[-4:]
    if not secrets.compare_digest(last_digits.upper().encode(), secret.upper().encode()):
        invitation.misses += 1
        if invitation.misses >= MISSES_ALLOWED:
            _void(uow, invitation, "misses")
        return None
    _release(uow, telegram_user_id)
    person.telegram_user_id, person.chat_id, person.reach = telegram_user_id, chat_id, "open"
    person.bound_at = uow.now
    if was_blocked:
        uow.emit(PersonReachable(person.person_id))
    invitation.state = "used"
    uow.record(REGISTRY_CHAIN, "bound", person.code, {"person": person.code, "telegram": str(telegram_user_id)})
    actor = _actor(uow, person)
    if any(role == "lead" for role, _ in actor.roles):
        uow.emit(LeadJoined(person.person_id))
    if any(role == "supervisor" for role, _ in actor.roles):
        uow.emit(SupervisorJoined(person.person_id))
    return actor


def refuse_invitation(uow: UnitOfWork, telegram_user_id: int) -> None:
    """The person says that the invitation names somebody else."""
    if invitation := _in_hand(uow, telegram_user_id):
        _void(uow, invitation, "refused")


def set_language(uow: UnitOfWork, person_id: int, language: str) -> None:
    """Choose the language of all messages to the person."""
    uow.session.get_one(Person, person_id).language = language


def set_reach(uow: UnitOfWork, telegram_user_id: int, *, is_blocked: bool) -> None:
    """Note that a person blocked the bot, or came back; who is in charge hears of it."""
    person = uow.session.scalar(select(Person).where(Person.telegram_user_id == telegram_user_id))
    if person is None or (person.reach == "blocked") == is_blocked:
        return
    person.reach = "blocked" if is_blocked else "open"
    uow.emit(PersonUnreachable(person.person_id) if is_blocked else PersonReachable(person.person_id))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _in_hand(uow: UnitOfWork, telegram_user_id: int) -> Invitation | None:
    chosen = (
        select(Invitation)
        .where(
            Invitation.opened_by == telegram_user_id,
            Invitation.state == "open",
            Invitation.expires_at >= uow.now,
        )
        .order_by(Invitation.invitation_id.desc())
        .limit(1)
        .with_for_update()
    )
    return uow.session.scalar(chosen)


def _shown(uow: UnitOfWork, invitation: Invitation) -> OpenInvitation:
    person = uow.session.get_one(Person, invitation.person_id)
    department = uow.session.get(Department, person.department_id) if person.department_id else None
    held = select(Role.role).where(Role.person_id == person.person_id).order_by(Role.role_id)
    return OpenInvitation(
        invitation.invitation_id,
        person.name,
        department.name if department else {},
        tuple(uow.session.scalars(held)),
        person.certificate_number is not None,
        MISSES_ALLOWED - invitation.misses,
    )


def _void(uow: UnitOfWork, invitation: Invitation, because: str) -> None:
    invitation.state = "void"
    uow.emit(InvitationVoided(invitation.person_id, invitation.invited_by, because))


def _release(uow: UnitOfWork, telegram_user_id: int) -> None:
    """One account speaks for one person: whoever held it before is unbound."""
    for earlier in uow.session.scalars(select(Person).where(Person.telegram_user_id == telegram_user_id)):
        earlier.telegram_user_id = earlier.chat_id = None
        earlier.reach = "unbound"
    uow.session.flush()


def language_of_chat(uow: UnitOfWork, chat_id: int) -> str:
    """Return the language of the person behind a chat, Chinese for strangers."""
    return uow.session.scalar(select(Person.language).where(Person.chat_id == chat_id)) or "zh-CN"


def chat_of(uow: UnitOfWork, person_id: int) -> tuple[int, str] | None:
    """Return chat and language of a person who can be written to, none otherwise."""
    row = uow.session.execute(
        select(Person.chat_id, Person.language).where(
            Person.person_id == person_id,
            Person.reach == "open",
            Person.revoked_at.is_(None),
            Person.chat_id.is_not(None),
        )
    ).first()
    return (row[0], row[1]) if row and row[0] is not None else None
