"""The results of objects on which suggestions rest, approved ones alone, and which objects a supervisor decides about.

A supervisor of the district decides about all, one of a department about those whose owner that department is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from rules.errors import Problem
from rules.errors import statistics as problems
from rules.frequency import Span
from rules.refusals import Refused
from rules.statistics.periods import months_before
from rules.statistics.proposals import ANY, Decided, Suggested, rules_of
from rules.statistics.tallies import Part
from services.access import Actor
from services.office_day import today
from services.statistics import ensure_supervisor, parts_by_object, parts_counted
from storage.tables import InspectionObject, ObjectKeeper, Person, RiskDecision, Role, SeriousBreach
from storage.unit_of_work import UnitOfWork

BATCH = 500  # a database takes no statement of any length
Rated = InspectionObject | Part
"""What has the class and the flags of an object."""


@dataclass(frozen=True, slots=True)
class ObjectSuggestion:
    """What results propose about an object, whose class is `risk` now."""

    object_id: int
    registration_code: str
    short_name: str
    risk: str
    suggested: Suggested


@dataclass(frozen=True, slots=True)
class Proposing:
    """One kind of proposals: by a table of `rules`, of what no row of `decisions` rests on; `over` is refused with when
    a proposal is another than it was. `used` are the visits that count no more, by object, or of one.
    """

    rules: str
    decisions: type[RiskDecision | SeriousBreach]
    suggest: Callable[[Rated, Sequence[Part], date, Decided, Decided], Suggested | None]
    over: Problem
    used: Callable[[UnitOfWork, int | None], dict[int, set[tuple[str, str]]]] = lambda uow, object_id: {}


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
    had, `*` where those are not known. A declining that was taken back decides nothing.
    """
    chosen = select(table).order_by(table.object_id)
    if object_id is not None:
        chosen = chosen.where(table.object_id == object_id)
    if table is SeriousBreach:
        chosen = chosen.where((SeriousBreach.state != "declined") | SeriousBreach.withdrawn_at.is_(None))
    return visits_of(uow.session.scalars(chosen))


def visits_of(decisions: Iterable[RiskDecision | SeriousBreach]) -> dict[int, set[tuple[str, str]]]:
    """Return the visits on which some decisions rested, by object, as `decided_visits`."""
    found: dict[int, set[tuple[str, str]]] = {}
    for row in decisions:
        found.setdefault(row.object_id, set()).update((number, row.basis.get(number, ANY)) for number in row.visits)
    return found


def recent_parts(uow: UnitOfWork, table: str, objects: Collection[int] | None = None) -> list[Part]:
    """Return the parts of all departments in approved visits, as far back as a table of rules looks."""
    now = today(uow)
    months = max(rule.months for rule in rules_of(table))
    return parts_counted(uow, None, Span(months_before(now, months), now), objects, are_approved=True)


def proposed(
    uow: UnitOfWork, actor: Actor, of: Proposing, *, but: Collection[int] = frozenset()
) -> tuple[ObjectSuggestion, ...]:
    """Return what is proposed about all objects that the actor decides about, `but` some, the newest first; for a job:
    it reads years of visits. Raises `Refused` for whoever is no supervisor.
    """
    ensure_supervisor(actor)
    day, decided, used = today(uow), decided_visits(uow, of.decisions), of.used(uow, None)
    # Rows are read of those alone about whom something is proposed.
    grouped = {
        object_id: own
        for object_id, own in parts_by_object(recent_parts(uow, of.rules)).items()
        if object_id not in but and of.suggest(own[0], own, day, decided.get(object_id, ()), used.get(object_id, ()))
    }
    found = [
        _proposal(of, row, grouped[row.object_id], day, decided.get(row.object_id, ()), used.get(row.object_id, ()))
        for row in decided_objects(uow, actor, grouped)
    ]
    kept = (each for each in found if each)
    return tuple(sorted(kept, key=lambda each: (-each.suggested.last.toordinal(), each.object_id)))


def proposal_of(uow: UnitOfWork, actor: Actor, of: Proposing, object_id: int) -> ObjectSuggestion | None:
    """Return what is proposed about an object now. Raises `Refused` for whoever does not decide about it."""
    row = decided_object(uow, actor, object_id)
    decided = decided_visits(uow, of.decisions, object_id).get(object_id, ())
    used = of.used(uow, object_id).get(object_id, ())
    return _proposal(of, row, recent_parts(uow, of.rules, [object_id]), today(uow), decided, used)


def ensure_same(of: Proposing, found: ObjectSuggestion | None, mark: int) -> ObjectSuggestion:
    """Return a proposal that is still the one that was read. Raises `Refused`."""
    if found is None or found.suggested.mark != mark:
        raise Refused(of.over)
    return found


def _proposal(
    of: Proposing, row: InspectionObject, parts: Sequence[Part], day: date, decided: Decided, used: Decided
) -> ObjectSuggestion | None:
    found = of.suggest(row, parts, day, decided, used)
    return ObjectSuggestion(row.object_id, row.registration_code, row.short_name, row.risk, found) if found else None
