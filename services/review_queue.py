"""The queue of visits that wait for a review: by what they are filtered, page by page, and the next one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from rules.reviews import RETURNED, SECONDING, WAITING
from services.access import Actor
from services.in_charge import covered_by, looked_after_by, supervises_any
from services.reviewers import needs_two
from services.visits import Names
from storage.tables import Campaign, Department, Finding, InspectionObject, Review, Section, Signature, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 5
ALL, PROBLEMS, BACK, OWN, DEPARTMENT = "all", "problems", "returned", "own", "d"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One visit that waits: how many problems it has, whether the party refused, which submission it is."""

    visit_id: int
    number: str
    short_name: str
    state: str
    submitted_at: datetime | None
    problems: int
    is_refused: bool
    round: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. `counts` are by filter, `departments` those that a filter may name, one after the other."""

    lines: tuple[QueueLine, ...]
    page: int
    pages: int
    total: int
    chosen: str
    counts: dict[str, int]
    departments: tuple[tuple[int, Names], ...]

    @property
    def next_department(self) -> str:
        """The filter behind the one that is chosen: each department in turn, then all again."""
        keys = [f"{DEPARTMENT}{department_id}" for department_id, _ in self.departments]
        if self.chosen not in keys:
            return keys[0] if keys else ALL
        place = keys.index(self.chosen) + 1
        return keys[place] if place < len(keys) else ALL


def _mine(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    """Whether a visit is the actor's to review, as `services.reviewers.may_review` says of one."""
    own = looked_after_by(uow, actor)
    if not supervises_any(actor):
        return own
    covered = covered_by(actor)
    inspects = select(Task.task_id).where(Task.visit_id == Visit.visit_id, Task.person_id == Campaign.supervisor_id)
    is_second = and_(covered, inspects.exists()) if not needs_two(uow) else covered
    return or_(own, is_second)


def _chosen(uow: UnitOfWork, actor: Actor, filter_: str) -> Any:
    """Return the statement of a filter's visits, in the queue's order."""
    state = func.coalesce(Review.state, WAITING)
    waiting = and_(Visit.state == "submitted", state.in_([WAITING, SECONDING]))
    wanted: list[ColumnElement[bool]] = [Visit.is_trial.is_(False), _mine(uow, actor)]
    wanted.append(Visit.state == RETURNED if filter_ == BACK else waiting)
    if filter_ == OWN:
        wanted.append(looked_after_by(uow, actor))
    if filter_ == PROBLEMS:
        found = select(Finding.finding_id).join(Section, Section.section_id == Finding.section_id)
        wanted.append(found.where(Section.visit_id == Visit.visit_id, Finding.is_open).exists())
    if filter_.startswith(DEPARTMENT) and filter_[1:].isdigit():
        part = select(Section.section_id).where(Section.visit_id == Visit.visit_id)
        wanted.append(part.where(Section.department_id == int(filter_[1:])).exists())
    return (
        select(Visit.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .outerjoin(Review, and_(Review.visit_id == Visit.visit_id, Review.is_current))
        .where(*wanted)
        .order_by(Visit.submitted_at, Visit.number)
    )


def waiting_count(uow: UnitOfWork, actor: Actor, filter_: str = ALL) -> int:
    """Return how many visits of a filter wait for the actor."""
    chosen = _chosen(uow, actor, filter_).order_by(None).subquery()
    return uow.session.scalar(select(func.count()).select_from(chosen)) or 0


def waiting_since(uow: UnitOfWork, actor: Actor) -> tuple[int, datetime | None]:
    """Return how many visits wait for the actor, and when the one that waits longest was submitted."""
    chosen = _chosen(uow, actor, ALL).order_by(None).subquery()
    counted = select(func.count(), func.min(Visit.submitted_at)).where(Visit.visit_id.in_(select(chosen.c.visit_id)))
    waiting, first_at = uow.session.execute(counted).one()
    return waiting, first_at


def view_queue(uow: UnitOfWork, actor: Actor, filter_: str = ALL, page: int = 1) -> QueuePage:
    """Return a page of what waits for the actor's review, the longest waiting first."""
    ids = list(uow.session.scalars(_chosen(uow, actor, filter_)))
    pages = max(1, -(-len(ids) // PAGE))
    page = min(max(page, 1), pages)
    shown = ids[(page - 1) * PAGE : page * PAGE]
    counts = {key: waiting_count(uow, actor, key) for key in (ALL, PROBLEMS, BACK, OWN)}
    return QueuePage(_lines(uow, shown), page, pages, len(ids), filter_, counts, _departments(uow, actor))


def _lines(uow: UnitOfWork, visit_ids: list[int]) -> tuple[QueueLine, ...]:
    found = select(func.count()).select_from(Finding).join(Section, Section.section_id == Finding.section_id)
    found = found.where(Section.visit_id == Visit.visit_id, Finding.is_open).correlate(Visit)
    refused = select(func.count()).where(
        Signature.visit_id == Visit.visit_id,
        Signature.role == "party",
        Signature.state == "standing",
        Signature.way.in_(["refused", "absent"]),
    )
    rows = uow.session.execute(
        select(
            Visit,
            InspectionObject.short_name,
            found.scalar_subquery(),
            refused.correlate(Visit).scalar_subquery(),
            func.coalesce(Review.state, WAITING),
            func.coalesce(Review.round, 1),
        )
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .outerjoin(Review, and_(Review.visit_id == Visit.visit_id, Review.is_current))
        .where(Visit.visit_id.in_(visit_ids))
    ).all()
    lines = {
        visit.visit_id: QueueLine(
            visit.visit_id, visit.number, name, state, visit.submitted_at, problems, refusals > 0, round_
        )
        for visit, name, problems, refusals, state, round_ in rows
    }
    return tuple(lines[visit_id] for visit_id in visit_ids)


def _departments(uow: UnitOfWork, actor: Actor) -> tuple[tuple[int, Names], ...]:
    chosen = _chosen(uow, actor, ALL).order_by(None).subquery()
    rows = uow.session.execute(
        select(Department.department_id, Department.short_name)
        .where(
            Department.department_id.in_(
                select(Section.department_id).where(Section.visit_id.in_(select(chosen.c.visit_id)))
            )
        )
        .order_by(Department.department_id)
    )
    return tuple((department_id, dict(name)) for department_id, name in rows)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The visits before and behind one in the queue of a filter, none at its ends."""

    before: int | None
    behind: int | None


def neighbours(uow: UnitOfWork, actor: Actor, visit_id: int, filter_: str = ALL) -> Neighbours:
    """Return what stands beside a visit; beside one that is not in the queue any more, its first two."""
    ids = list(uow.session.scalars(_chosen(uow, actor, filter_)))
    if visit_id not in ids:
        return Neighbours(None, ids[0] if ids else None)
    place = ids.index(visit_id)
    return Neighbours(ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)
