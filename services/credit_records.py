"""The credit record of an object (rule text 六): every inspection, its results, its clues, whether it is public."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from rules.clues import LIVE
from rules.conclusions import Result
from rules.errors import statistics as problems
from rules.refusals import Refused
from rules.reviews import APPROVED
from rules.statistics.cuts import Names
from rules.statistics.proposals import BY_RESULTS
from services.access import Actor
from services.conclusions import results_of
from services.office_day import day_of
from services.statistics import departments_read
from storage.tables import (
    Campaign,
    Clue,
    Department,
    InspectionObject,
    Publishing,
    Review,
    Section,
    SeriousBreach,
    Visit,
)
from storage.unit_of_work import UnitOfWork

PAGE = 3
FOUND_MOST = 6
LIVE_STATES = tuple(state.value for state in LIVE)


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One object that a search found."""

    object_id: int
    registration_code: str
    name: str
    short_name: str
    risk: str


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One department's part of an inspection. `state` is that of the visit, `approved` once it is; `clues` and
    `live_clues` are followed up from it; `publication` is open, published, withheld or withdrawn.
    """

    visit_id: int
    number: str
    day: date
    department: Names
    task_kind: str
    state: str
    results: tuple[Result, ...]
    clues: int
    live_clues: int
    publication: str


@dataclass(frozen=True, slots=True)
class CreditRecord:
    """An object with a page of its inspections, the newest first; `problems` of `total` parts found something."""

    found: FoundObject
    risk_source: Names
    flags: tuple[str, ...]
    is_listed: bool
    lines: tuple[CreditLine, ...]
    page: int
    pages: int
    total: int


def find_objects(uow: UnitOfWork, actor: Actor, text: str) -> tuple[FoundObject, ...]:
    """Return the first few objects whose name holds a text, or whose code begins with it, by their names.

    Raises `Refused` for whoever reads no statistics, and when there is none.
    """
    departments_read(actor)
    wanted = " ".join(text.split())[:80]
    chosen = select(InspectionObject).where(
        or_(
            InspectionObject.name.contains(wanted, autoescape=True),
            InspectionObject.short_name.contains(wanted, autoescape=True),
            InspectionObject.registration_code.startswith(wanted.upper(), autoescape=True),
        )
    )
    rows = uow.session.scalars(chosen.order_by(InspectionObject.name).limit(FOUND_MOST)).all()
    if not wanted or not rows:
        raise Refused(problems.NO_SUCH_OBJECT)
    return tuple(_found(row) for row in rows)


def credit_record(uow: UnitOfWork, actor: Actor, object_id: int, page: int = 1) -> CreditRecord:
    """Return a page of an object's record. Raises `Refused` for whoever reads no statistics."""
    return record_of(uow, departments_read(actor), object_id, page, PAGE)


def object_of_visit(uow: UnitOfWork, visit_id: int) -> int:
    """Return the number of a visit's object. Raises `Refused` for an unknown visit."""
    found = uow.session.scalar(select(Visit.object_id).where(Visit.visit_id == visit_id))
    if found is None:
        raise Refused(problems.NO_SUCH_OBJECT)
    return found


def record_of(
    uow: UnitOfWork, departments: frozenset[int] | None, object_id: int, page: int = 1, most: int | None = None
) -> CreditRecord:
    """Return an object's record of some departments' parts, none: of all. The caller has checked who asks."""
    row = uow.session.get(InspectionObject, object_id)
    if row is None:
        raise Refused(problems.NO_SUCH_OBJECT)
    mine = _began(object_id)
    if departments is not None:
        mine = mine & Section.department_id.in_(departments)
    joined = select(func.count()).select_from(Section).join(Visit, Visit.visit_id == Section.visit_id)
    total = uow.session.scalar(joined.where(mine)) or 0
    pages = max(1, -(-total // most)) if most else 1
    page = min(max(page, 1), pages)
    is_listed = select(SeriousBreach.breach_id).where(
        SeriousBreach.object_id == object_id, SeriousBreach.state == "released"
    )
    return CreditRecord(
        _found(row),
        BY_RESULTS if row.risk_source == BY_RESULTS["zh"] else {"zh": row.risk_source or ""},
        tuple(row.flags),
        uow.session.scalar(is_listed.limit(1)) is not None,
        _lines(uow, mine, most, (page - 1) * most if most else 0),
        page,
        pages,
        total,
    )


def _began(object_id: int) -> ColumnElement[bool]:
    """Return which visits belong to the record: those that were begun and are nobody's trial."""
    return (
        (Visit.object_id == object_id)
        & Visit.is_trial.is_(False)
        & Visit.started_at.is_not(None)
        & (Visit.state != "void")
    )


def _lines(uow: UnitOfWork, mine: ColumnElement[bool], most: int | None, first: int) -> tuple[CreditLine, ...]:
    clues = (
        select(
            Clue.section_id,
            func.count().label("clues"),
            func.sum(case((Clue.state.in_(LIVE_STATES), 1), else_=0)).label("live"),
        )
        .where(Clue.state != "void")
        .group_by(Clue.section_id)
        .subquery()
    )
    chosen = (
        select(
            Visit.visit_id,
            Visit.number,
            Visit.started_at,
            Visit.state,
            Review.state.label("review"),
            Department.short_name,
            Campaign.task_kind,
            Section.results,
            clues.c.clues,
            clues.c.live,
            Publishing.state.label("publication"),
        )
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Review, and_(Review.visit_id == Visit.visit_id, Review.is_current))
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .outerjoin(clues, clues.c.section_id == Section.section_id)
        .where(mine)
        .order_by(Visit.started_at.desc(), Visit.visit_id.desc(), Section.place)
        .offset(first)
    )
    found = []
    for row in uow.session.execute(chosen.limit(most) if most else chosen):
        known = {result.key: result for result in results_of(uow, row.visit_id)}
        is_approved = row.state == "submitted" and row.review == APPROVED
        found.append(
            CreditLine(
                row.visit_id,
                row.number,
                day_of(uow, row.started_at),
                row.short_name,
                row.task_kind,
                "approved" if is_approved else row.state,
                tuple(known[key] for key in row.results if key in known),
                row.clues or 0,
                row.live or 0,
                row.publication or "open",
            )
        )
    return tuple(found)


def _found(row: InspectionObject) -> FoundObject:
    return FoundObject(row.object_id, row.registration_code, row.name, row.short_name, row.risk)
