"""What administrators do about access: people and their roles, invitations, revocation and its undo.

An administrator of a department looks after its people, one of the district after everybody's. Supervisors and
administrators act for the district, the other roles for the person's department (who builds, uses and keeps, 二(三)).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update

from rules.errors import access as problems
from rules.events_access import LeadJoined, PersonRevoked, SupervisorGone, SupervisorJoined
from rules.lifecycle import OVER
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, ROLES, Actor, invite
from services.console import added_person
from services.in_charge import forget_supervisors
from services.stepping_aside import give_back_all, set_aside_all
from services.visits import Names
from storage.tables import Campaign, Department, Invitation, Person, Role, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 4
DISTRICT_ROLES = ("supervisor", "administrator")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list; `state` is open, unbound, blocked or revoked."""

    person_id: int
    code: str
    name: Names
    department: Names | None
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the people whom an administrator looks after, by their codes."""

    lines: tuple[PersonLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person for an administrator: `open_tasks` of visits not yet submitted, `campaigns` they look after."""

    line: PersonLine
    open_tasks: int
    campaigns: int
    gives_district_roles: bool


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """An invitation to be passed on; `is_restored` for a person who had been revoked."""

    name: Names
    code: str
    needs_certificate: bool
    is_restored: bool


def administers(actor: Actor) -> bool:
    """Return whether a person looks after anybody's access."""
    return any(role == "administrator" for role, _ in actor.roles)


def appointing(uow: UnitOfWork) -> Sequence[int]:
    """Return who can make somebody a supervisor: the administrators of the district."""
    of_district = (Role.role == "administrator") & Role.department_id.is_(None)
    chosen = select(Person.person_id).join(Role, Role.person_id == Person.person_id)
    chosen = chosen.where(of_district, Person.revoked_at.is_(None)).distinct().order_by(Person.person_id)
    return uow.session.scalars(chosen).all()


def view_people(uow: UnitOfWork, actor: Actor, page: int = 1, contains: str = "") -> PeoplePage:
    """Return a page of people, optionally those whose name or code holds a text. Raises `Refused`."""
    chosen = select(Person).where(_looked_after_by(actor))
    if contains:
        wanted = contains.casefold()
        everybody = uow.session.scalars(chosen.order_by(Person.code)).all()
        found = [each for each in everybody if _is_called(each, wanted)]
    else:
        found = []
    total = len(found) if contains else uow.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    if not contains:
        found = list(uow.session.scalars(chosen.order_by(Person.code).limit(PAGE).offset(first)))
    else:
        found = found[first : first + PAGE]
    return PeoplePage(tuple(_line(uow, each) for each in found), page, pages, total)


def _is_called(person: Person, wanted: str) -> bool:
    return any(wanted in each.casefold() for each in (person.code, *person.name.values()))


def view_person(uow: UnitOfWork, actor: Actor, person_id: int) -> PersonView:
    """Return one person. Raises `Refused` for those who do not look after them."""
    person = _looked_after(uow, actor, person_id)
    open_tasks = (
        select(func.count())
        .select_from(Task)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .where(
            Task.person_id == person_id,
            Task.state != "replaced",
            Visit.state.not_in(OVER),
            Visit.is_trial.is_(False),
        )
    )
    campaigns = (
        select(func.count(Campaign.campaign_id.distinct()))
        .join(Visit, Visit.campaign_id == Campaign.campaign_id)
        .where(Campaign.supervisor_id == person_id, Campaign.is_trial.is_(False), Visit.state.not_in(OVER))
    )
    return PersonView(
        _line(uow, person),
        uow.session.scalar(open_tasks) or 0,
        uow.session.scalar(campaigns) or 0,
        _is_of_district(actor),
    )


def add_person(uow: UnitOfWork, actor: Actor, typed: str) -> int:
    """Enter a new person by name, in the administrator's department unless they act for the district.

    Raises `Refused` for anyone else, and for what cannot be a name.
    """
    _ensure_administrator(actor)
    person = added_person(uow, typed.strip())
    if not _is_of_district(actor):
        person.department_id = min(_departments_of(actor))
    uow.session.flush()
    uow.record(REGISTRY_CHAIN, "person_entered", actor.code, {"person": person.code})
    return person.person_id


def departments(uow: UnitOfWork, actor: Actor, person_id: int) -> Sequence[tuple[int, Names, bool]]:
    """Return the departments that a person may be given: number, name, whether it is theirs. Raises `Refused`."""
    person = _looked_after(uow, actor, person_id)
    chosen = select(Department).where(Department.successor_id.is_(None)).order_by(Department.department_id)
    if not _is_of_district(actor):
        chosen = chosen.where(Department.department_id.in_(_departments_of(actor)))
    return [
        (row.department_id, row.short_name, row.department_id == person.department_id)
        for row in uow.session.scalars(chosen)
    ]


def choose_department(uow: UnitOfWork, actor: Actor, person_id: int, department_id: int) -> None:
    """Put a person into a department; roles that belong to one go along, and with them who looks after which campaigns.

    Raises `Refused`.
    """
    person = _looked_after(uow, actor, person_id)
    if department_id not in {number for number, _, _ in departments(uow, actor, person_id)}:
        raise Refused(problems.NOT_AN_ADMINISTRATOR, is_law=True)
    if person.department_id == department_id:
        return
    of_department = (Role.person_id == person_id) & Role.department_id.is_not(None)
    supervised = uow.session.scalars(select(Role.department_id).where(of_department, Role.role == "supervisor")).all()
    uow.session.execute(update(Role).where(of_department).values(department_id=department_id))
    forget_supervisors(uow)
    person.department_id = department_id
    code = uow.session.get_one(Department, department_id).code
    uow.record(REGISTRY_CHAIN, "department_given", actor.code, {"person": person.code, "department": code})
    if person.revoked_at is None and supervised:
        uow.emit(SupervisorGone(person_id, tuple(supervised)))
        uow.emit(SupervisorJoined(person_id))


def toggle_role(uow: UnitOfWork, actor: Actor, person_id: int, role: str) -> None:
    """Give a person a role, or take it away. Raises `Refused`, for the last administrator of the district too."""
    person = _looked_after(uow, actor, person_id)
    if role not in ROLES:
        raise Refused(problems.NO_ROLE)
    if role in DISTRICT_ROLES and not _is_of_district(actor):
        raise Refused(problems.DISTRICT_ROLE, is_law=True)
    where = None if role in DISTRICT_ROLES else person.department_id
    held = uow.session.scalars(select(Role).where(Role.person_id == person_id, Role.role == role)).all()
    over = tuple(row.department_id for row in held)
    if not held and role not in DISTRICT_ROLES and where is None:
        raise Refused(problems.DEPARTMENT_FIRST)
    if held and role == "administrator":
        _ensure_not_the_last(uow, person_id)
    for row in held:
        uow.session.delete(row)
    if not held:
        uow.session.add(Role(person_id=person_id, role=role, department_id=where))
    uow.session.flush()
    forget_supervisors(uow)
    done = "role_taken" if held else "role_given"
    uow.record(REGISTRY_CHAIN, done, actor.code, {"person": person.code, "role": role})
    if role == "lead" and not held:
        uow.emit(LeadJoined(person_id))
    if role == "supervisor" and person.revoked_at is None:
        uow.emit(SupervisorGone(person_id, over) if held else SupervisorJoined(person_id))


def invite_person(uow: UnitOfWork, actor: Actor, person_id: int) -> MadeInvitation:
    """Make an invitation, earlier ones become void; a revoked person is restored by it, and binds anew.

    Raises `Refused` for those who do not look after the person, and for a person without a role.
    """
    person = _looked_after(uow, actor, person_id)
    if not _line(uow, person).roles:
        raise Refused(problems.NO_ROLE)
    is_restored = person.revoked_at is not None
    if is_restored:
        # Who bound before is a stranger until the code proves who they are.
        person.revoked_at = person.telegram_user_id = person.chat_id = None
        person.reach = "unbound"
        uow.session.flush()
        forget_supervisors(uow)
        uow.record(REGISTRY_CHAIN, "restored", actor.code, {"person": person.code})
        give_back_all(uow, actor, person_id)
    code = invite(uow, person_id, actor.person_id)
    return MadeInvitation(person.name, code, person.certificate_number is not None, is_restored)


def person_called(uow: UnitOfWork, actor: Actor, typed: str) -> int | None:
    """Return the one person whose code or name is the text, none for nobody or several. Raises `Refused`."""
    everybody = uow.session.scalars(select(Person).where(_looked_after_by(actor)).order_by(Person.code)).all()
    wanted = typed.casefold()
    found = [each for each in everybody if wanted in {each.code.casefold(), *map(str.casefold, each.name.values())}]
    return found[0].person_id if len(found) == 1 else None


def revoke_person(uow: UnitOfWork, actor: Actor, person_id: int) -> None:
    """Take a person's access back, from their next act on; open invitations become void, open parts go to the order.

    Raises `Refused` for those who do not look after the person, a second time, and for the district's last
    administrator.
    """
    person = _looked_after(uow, actor, person_id)
    if person.revoked_at is not None:
        raise Refused(problems.REVOKED_ALREADY, name=person.name.get("zh") or person.code)
    _ensure_not_the_last(uow, person_id)
    person.revoked_at = uow.now
    still_open = (Invitation.person_id == person_id) & (Invitation.state == "open")
    uow.session.execute(update(Invitation).where(still_open).values(state="void"))
    uow.session.flush()
    forget_supervisors(uow)
    uow.record(REGISTRY_CHAIN, "revoked", actor.code, {"person": person.code})
    uow.emit(PersonRevoked(person_id, set_aside_all(uow, actor, person_id)))
    supervised = select(Role.department_id).where(Role.person_id == person_id, Role.role == "supervisor")
    if over := uow.session.scalars(supervised).all():
        uow.emit(SupervisorGone(person_id, tuple(over)))


def _ensure_administrator(actor: Actor) -> None:
    if not administers(actor):
        raise Refused(problems.NOT_AN_ADMINISTRATOR, is_law=True)


def _is_of_district(actor: Actor) -> bool:
    return ("administrator", None) in actor.roles


def _departments_of(actor: Actor) -> set[int]:
    return {where for role, where in actor.roles if role == "administrator" and where is not None}


def _looked_after_by(actor: Actor) -> ColumnElement[bool]:
    _ensure_administrator(actor)
    if _is_of_district(actor):
        return Person.person_id.is_not(None)
    # Who acts for the district is not a department's to invite or to revoke.
    of_district = select(Role.person_id).where(Role.department_id.is_(None))
    return Person.department_id.in_(_departments_of(actor)) & Person.person_id.not_in(of_district)


def _looked_after(uow: UnitOfWork, actor: Actor, person_id: int) -> Person:
    chosen = select(Person).where(Person.person_id == person_id)
    person = uow.session.scalar(chosen.where(_looked_after_by(actor)).with_for_update())
    if person is None:
        is_known = uow.session.scalar(select(Person.person_id).where(Person.person_id == person_id)) is not None
        raise Refused(problems.NOT_AN_ADMINISTRATOR if is_known else problems.NO_SUCH_PERSON, is_law=is_known)
    return person


def _ensure_not_the_last(uow: UnitOfWork, person_id: int) -> None:
    """Somebody must be left who can invite: bound, not revoked, for the whole district."""
    able = (
        select(Person.person_id)
        .join(Role, Role.person_id == Person.person_id)
        .where(
            Role.role == "administrator",
            Role.department_id.is_(None),
            Person.revoked_at.is_(None),
            Person.telegram_user_id.is_not(None),
        )
        .order_by(Person.person_id)
        # Two administrators who revoke each other at the same moment wait for one another.
        .with_for_update(of=Person)
    )
    if set(uow.session.scalars(able)) == {person_id}:
        raise Refused(problems.LAST_ADMINISTRATOR)


def _line(uow: UnitOfWork, person: Person) -> PersonLine:
    held = set(uow.session.scalars(select(Role.role).where(Role.person_id == person.person_id)))
    department = uow.session.get(Department, person.department_id) if person.department_id else None
    return PersonLine(
        person.person_id,
        person.code,
        person.name,
        department.short_name if department else None,
        tuple(role for role in ROLES if role in held),
        "revoked" if person.revoked_at is not None else person.reach,
    )
