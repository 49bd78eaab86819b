"""A person's tasks: the list, how far each is, accepting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import case, func, select

from rules.errors import visits as problems
from rules.events import TaskAccepted
from rules.lifecycle import TaskState, step
from rules.places import distance_metres
from rules.refusals import Refused
from rules.routes import Place
from services.access import Actor
from services.kept_counts import ASKED, answered_of
from services.office_day import today, working_days_left
from services.review_rounds import returns_due
from services.visits import Names, membership
from storage.tables import ChecklistVersion, InspectionObject, Notice, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 5
TaskList = Literal["open", "done", "today", "near"]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of the list of tasks, `left` working days before its end, which of a returned visit is the day by which
    it is to be submitted again; `metres` away where that is known.

    A trial has the title of the `form` that is tried.
    """

    visit_id: int
    number: str
    short_name: str
    visit_state: str
    section_state: str
    task_state: str
    window_from: date
    window_until: date
    left: int
    metres: int | None
    asked: int
    answered: int
    form: Names | None = None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of the list; `lines` in the order: returned, running, then due soonest."""

    lines: tuple[TaskLine, ...]
    page: int
    pages: int
    total: int


def my_tasks(
    uow: UnitOfWork,
    actor: Actor,
    *,
    page: int = 1,
    contains: str = "",
    view: TaskList = "open",
    start: Place | None = None,
) -> TaskPage:
    """Return a page of the actor's tasks, optionally those whose object's name holds a text.

    `view` is open, done, today (planned for today, running, or due by then) or near (open ones, the nearest to `start`
    first). Trials of forms stand among the open ones, until they are ended.
    """
    done = view == "done"
    conditions = [Task.person_id == actor.person_id, Task.state != "replaced"]
    conditions.append(Visit.state == "submitted" if done else Visit.state != "submitted")
    if view != "open":
        conditions.append(Visit.is_trial.is_(False))
    if view == "today":
        now = today(uow)
        planned = select(Notice.visit_id).where(Notice.planned_on == now, Notice.visit_id == Visit.visit_id)
        conditions.append((Visit.state != "assigned") | (Visit.window_until <= now) | planned.exists())
    if contains:
        wanted = f"%{_literal(contains)}%"
        conditions.append(InspectionObject.name.like(wanted, escape="\\") | Visit.number.like(wanted, escape="\\"))
    joined = (
        select(Task, Visit, Section, InspectionObject, ASKED)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Section, Section.section_id == Task.section_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .where(*conditions)
    )
    total = uow.session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    urgency = case(
        (Visit.state == "returned", 0), (Section.state == "running", 1), (Visit.state == "running", 2), else_=3
    )
    order = (Visit.submitted_at.desc(), Visit.number) if done else (urgency, Visit.window_until, Visit.number)
    ordered = joined.order_by(*order)
    if view == "near":
        # A person's open tasks are few: they are sorted here, where distances can be reckoned.
        nearest = sorted(uow.session.execute(ordered).all(), key=lambda row: _far(row[3], start))
        rows = nearest[(page - 1) * PAGE : page * PAGE]
    else:
        rows = list(uow.session.execute(ordered.limit(PAGE).offset((page - 1) * PAGE)).all())
    answered = answered_of(uow, [section.section_id for _, _, section, _, _ in rows])
    forms = _forms_tried(uow, [section.checklist_version_id for _, visit, section, _, _ in rows if visit.is_trial])
    due = returns_due(uow, [visit.visit_id for _, visit, *_ in rows if visit.state == "returned"])
    lines = tuple(
        TaskLine(
            visit.visit_id,
            visit.number,
            inspected.short_name,
            visit.state,
            section.state,
            task.state,
            visit.window_from,
            until := due.get(visit.visit_id, visit.window_until),
            working_days_left(uow, until),
            metres_to(start, inspected.latitude, inspected.longitude),
            asked,
            answered.get(section.section_id, 0),
            forms.get(section.checklist_version_id) if visit.is_trial else None,
        )
        for task, visit, section, inspected, asked in rows
    )
    return TaskPage(lines, page, pages, total)


def metres_to(start: Place | None, latitude: str | None, longitude: str | None) -> int | None:
    """Return how far a place is as the crow flies, none where either is not known."""
    if start is None or latitude is None or longitude is None:
        return None
    return round(distance_metres(*start, latitude, longitude))


def _far(inspected: InspectionObject, start: Place | None) -> float:
    metres = metres_to(start, inspected.latitude, inspected.longitude)
    return float("inf") if metres is None else metres


def _forms_tried(uow: UnitOfWork, version_ids: list[int]) -> dict[int, Names]:
    if not version_ids:
        return {}
    chosen = select(ChecklistVersion.checklist_version_id, ChecklistVersion.body["title"])
    chosen = chosen.where(ChecklistVersion.checklist_version_id.in_(version_ids))
    return {version_id: dict(title) for version_id, title in uow.session.execute(chosen)}


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def running_visit(uow: UnitOfWork, actor: Actor) -> int | None:
    """Return the visit that the actor is in the middle of: the newest started, not yet submitted."""
    return next(iter(running_visits(uow, actor)), None)


def running_visits(uow: UnitOfWork, actor: Actor) -> list[int]:
    """Return the visits that the actor has accepted and whose section is running, the newest started first."""
    chosen = (
        select(Visit.visit_id)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(Section, Section.section_id == Task.section_id)
        .where(
            Task.person_id == actor.person_id,
            Task.state == "accepted",
            Visit.state.in_(["running", "returned"]),
            Section.state != "waiting",
        )
        .order_by(Section.started_at.desc())
    )
    return list(uow.session.scalars(chosen))


def stage(uow: UnitOfWork, actor: Actor, visit_id: int) -> str:
    """Return how far the actor's part is: before, running, waiting (for other departments), signing, closed, returned.

    A colleague may have begun already: for who has not accepted yet it is still before.

    Raises `Refused` when the visit is not the actor's.
    """
    mine = membership(uow, actor, visit_id)
    if mine.visit.state == "submitted":
        return "closed"
    if mine.visit.state == "returned":
        return "returned"
    if mine.section.state == "waiting" or mine.task.state == "sent":
        return "before"
    if mine.section.state == "running":
        return "running"
    unconcluded = select(Section.section_id).where(Section.visit_id == visit_id, Section.state != "concluded")
    return "waiting" if uow.session.scalars(unconcluded).first() else "signing"


def accept_task(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Accept one's part in a visit; again changes nothing. Raises `Refused`."""
    mine = membership(uow, actor, visit_id)
    if mine.task.state == "accepted":
        return
    if mine.task.state != "sent":
        raise Refused(problems.RECUSAL_PENDING)
    mine.task.state, mine.task.accepted_at = step(TaskState(mine.task.state), TaskState.ACCEPTED), uow.now
    uow.record(f"visit:{mine.visit.number}", "accepted", actor.code, {"person": actor.code})
    uow.emit(TaskAccepted(mine.task.task_id))
