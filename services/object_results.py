"""The results of objects on which suggestions rest, approved ones alone, and which objects a supervisor decides about.

A supervisor of the district decides about all, one of a department about those whose owner that department is.
"""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, select

from rules.errors import statistics as problems
from rules.frequency import Span
from rules.refusals import Refused
from rules.statistics.periods import months_before
from rules.statistics.proposals import ANY, rules_of
from rules.statistics.tallies import Part
from services.access import Actor
from services.office_day import today
from services.statistics import ensure_supervisor, parts_counted
from storage.tables import InspectionObject, ObjectKeeper, Person, RiskDecision, Role, SeriousBreach
from storage.unit_of_work import UnitOfWork

BATCH = 500  # a database takes no statement of any length


def decided_by(actor: Actor) -> ColumnElement[bool]:
    """Return which objects a person decides about. Raises `Refused` for whoever is no supervisor."""
    ensure_supervisor(actor)
    places = {where for role, where in actor.roles if role == "supervisor"}
    if None in places:
        return InspectionObject.object_id.is_not(None)
    owned = select(ObjectKeeper.object_id).where(ObjectKeeper.department_id.in_(places), ObjectKeeper.is_owner)
    return InspectionObject.object_id.in_(owned)


def decided_object(uow: UnitOfWork, actor: Actor, object_id: int, *, locked: bool = False) -> InspectionObject:
    """Return an object that a person decides about. Raises `Refused` for any other."""
    mine = decided_by(actor)
    row = uow.session.get(InspectionObject, object_id, with_for_update=locked or None)
    if row is None:
        raise Refused(problems.NO_SUCH_OBJECT)
    own = select(InspectionObject.object_id).where(mine, InspectionObject.object_id == object_id)
    if uow.session.scalar(own) is None:
        raise Refused(problems.NOT_A_SUPERVISOR)
    return row


def decided_objects(uow: UnitOfWork, actor: Actor, objects: Collection[int]) -> Iterator[InspectionObject]:
    """Yield those of some objects about which a person decides. Raises `Refused` for whoever is no supervisor."""
    mine, wanted = decided_by(actor), sorted(objects)
    for first in range(0, len(wanted), BATCH):
        some = InspectionObject.object_id.in_(wanted[first : first + BATCH])
        yield from uow.session.scalars(select(InspectionObject).where(mine, some))


def deciding_people(uow: UnitOfWork, object_id: int) -> Sequence[int]:
    """Return who decides about an object: the district's supervisors, and those of the department that owns it."""
    owner = select(ObjectKeeper.department_id).where(ObjectKeeper.object_id == object_id, ObjectKeeper.is_owner)
    chosen = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(
            Role.role == "supervisor",
            Role.department_id.is_(None) | Role.department_id.in_(owner),
            Person.revoked_at.is_(None),
        )
        .order_by(Role.person_id)
        .distinct()
    )
    return uow.session.scalars(chosen).all()


def decided_visits(
    uow: UnitOfWork, table: type[RiskDecision | SeriousBreach], object_id: int | None = None
) -> dict[int, set[tuple[str, str]]]:
    """Return the visits on which decisions of a table rested, by object: each by its number, with the results that it
    had, `*` where those are not known.
    """
    chosen = select(table.object_id, table.visits, table.basis)
    if object_id is not None:
        chosen = chosen.where(table.object_id == object_id)
    found: dict[int, set[tuple[str, str]]] = {}
    for of, visits, basis in uow.session.execute(chosen):
        found.setdefault(of, set()).update((number, basis.get(number, ANY)) for number in visits)
    return found


def recent_parts(uow: UnitOfWork, table: str, objects: Collection[int] | None = None) -> list[Part]:
    """Return the parts of all departments in approved visits, as far back as a table of rules looks."""
    now = today(uow)
    months = max(rule.months for rule in rules_of(table))
    return parts_counted(uow, None, Span(months_before(now, months), now), objects, are_approved=True)
