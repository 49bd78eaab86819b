"""Who inspects, enters and publishes 谁检查、谁录入、谁公开 (rule text 四（九）): a department's own people, four eyes.

Its clerk, lead or supervisor prepares; another person, a supervisor of the department, agrees. A department that has no
supervisor of its own has the district's.
"""

from collections.abc import Sequence

from sqlalchemy import func, select

from rules.errors import publication as problems
from rules.refusals import Refused
from services.access import Actor
from storage.tables import Department, Person, Publishing, Role
from storage.unit_of_work import UnitOfWork

PREPARING = ("clerk", "lead", "supervisor")


def publishes(actor: Actor) -> bool:
    """Return whether a person has to do with any publication."""
    return any(role in PREPARING for role, _ in actor.roles)


def ensure_publisher(actor: Actor) -> None:
    """Raise `Refused` for whoever has nothing to do with publication."""
    if not publishes(actor):
        raise Refused(problems.NOT_A_PUBLISHER)


def departments_agreed_by(uow: UnitOfWork, actor: Actor) -> frozenset[int]:
    """Return the departments for whose publications a person agrees."""
    known: frozenset[int] | None = uow.memo.get((departments_agreed_by, actor.person_id))
    if known is None:
        known = uow.memo[departments_agreed_by, actor.person_id] = _agreed_by(uow, actor)
    return known


def departments_prepared_by(uow: UnitOfWork, actor: Actor) -> frozenset[int]:
    """Return the departments whose publications a person prepares."""
    own = {where for role, where in actor.roles if role in PREPARING and where is not None}
    return departments_agreed_by(uow, actor) | own


def agreeing_people(uow: UnitOfWork, department_id: int) -> Sequence[int]:
    """Return who may agree to a department's publications."""
    rows = _supervisors(uow)
    own = [person_id for person_id, where, home in rows if (where or home) == department_id]
    return list(dict.fromkeys(own or [person_id for person_id, where, _ in rows if where is None]))


def agreeing_besides(uow: UnitOfWork, row: Publishing) -> Sequence[int]:
    """Return who may agree to what was prepared: all but its author."""
    return [each for each in agreeing_people(uow, row.department_id) if each != row.wished_by]


def lacking_second(uow: UnitOfWork, row: Publishing) -> int:
    """Return how much of a department waits as this does, which nobody but its author could agree to."""
    lacking = select(func.count(Publishing.publishing_id)).where(
        Publishing.department_id == row.department_id, Publishing.wish.is_not(None), Publishing.agreed_by.is_(None)
    )
    if agreeing := agreeing_people(uow, row.department_id):
        lacking = lacking.where(Publishing.wished_by.in_(agreeing))
    return uow.session.scalar(lacking) or 0


def preparing_people(uow: UnitOfWork, department_id: int) -> Sequence[int]:
    """Return a department's clerks and leads, who prepare its publications."""
    chosen = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role.in_(["clerk", "lead"]), Role.department_id == department_id, Person.revoked_at.is_(None))
        .order_by(Role.person_id)
    )
    return list(dict.fromkeys(uow.session.scalars(chosen)))


def _agreed_by(uow: UnitOfWork, actor: Actor) -> frozenset[int]:
    roles = [where for role, where in actor.roles if role == "supervisor"]
    own = {where or actor.department_id for where in roles} - {None}
    if None not in roles:
        return frozenset(each for each in own if each is not None)
    supervised = {where or home for _, where, home in _supervisors(uow)}
    everyone = set(uow.session.scalars(select(Department.department_id)))
    return frozenset(each for each in own | (everyone - supervised) if each is not None)


def _supervisors(uow: UnitOfWork) -> Sequence[tuple[int, int | None, int | None]]:
    """Return every supervisor with the department of the role (none: the district) and the person's own."""
    chosen = (
        select(Role.person_id, Role.department_id, Person.department_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "supervisor", Person.revoked_at.is_(None))
        .order_by(Role.person_id)
    )
    return [(row[0], row[1], row[2]) for row in uow.session.execute(chosen)]
