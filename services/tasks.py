"""A person's tasks: the list, how far each is, accepting."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from rules.errors import visits as problems
from rules.events import TaskAccepted
from rules.lifecycle import TaskState, step
from rules.refusals import Refused
from services.access import Actor
from services.kept_counts import ASKED, answered_of
from services.visits import Names, membership
from storage.tables import ChecklistVersion, InspectionObject, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 5


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of the list of tasks; of a trial with the title of the `form` that is tried."""

    visit_id: int
    number: str
    short_name: str
    visit_state: str
    section_state: str
    task_state: str
    window_from: date
    window_until: date
    latitude: str | None
    longitude: str | None
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


def my_tasks(uow: UnitOfWork, actor: Actor, *, page: int = 1, contains: str = "", done: bool = False) -> TaskPage:
    """Return a page of the actor's open (or done) tasks, optionally those whose object's name holds a text.

    Trials of forms stand among the open ones, until they are ended.
    """
    conditions = [Task.person_id == actor.person_id, Task.state != "replaced"]
    conditions.append(Visit.state == "submitted" if done else Visit.state != "submitted")
    if done:
        conditions.append(Visit.is_trial.is_(False))
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
    rows = uow.session.execute(joined.order_by(*order).limit(PAGE).offset((page - 1) * PAGE)).all()
    answered = answered_of(uow, [section.section_id for _, _, section, _, _ in rows])
    forms = _forms_tried(uow, [section.checklist_version_id for _, visit, section, _, _ in rows if visit.is_trial])
    lines = tuple(
        TaskLine(
            visit.visit_id,
            visit.number,
            inspected.short_name,
            visit.state,
            section.state,
            task.state,
            visit.window_from,
            visit.window_until,
            inspected.latitude,
            inspected.longitude,
            asked,
            answered.get(section.section_id, 0),
            forms.get(section.checklist_version_id) if visit.is_trial else None,
        )
        for task, visit, section, inspected, asked in rows
    )
    return TaskPage(lines, page, pages, total)


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
    """Return how far the actor's part is: before, running, waiting (for other departments), signing, closed.

    A colleague may have begun already: for who has not accepted yet it is still before.

    Raises `Refused` when the visit is not the actor's.
    """
    mine = membership(uow, actor, visit_id)
    if mine.visit.state == "submitted":
        return "closed"
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
