"""How a campaign that was sent out stands: who has accepted, who is silent, whom nothing reaches, what is asked for.

Supervisors and leads of the departments see the counts; names, reminders and the next in order are the supervisor's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from rules.errors import visits as problems
from rules.events import TaskUnanswered
from rules.lifecycle import OVER
from rules.refusals import Refused
from rules.working_days import working_days_until
from services.access import Actor
from services.campaigns import may_see_campaign
from services.duties import waited_since
from services.in_charge import in_charge, looked_after_by
from services.office_day import calendar, day_of, today
from services.recusals import ASKED
from services.visits import Names
from storage.tables import Campaign, InspectionObject, Person, Role, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 5
CLOSING_DAYS = 2
REMINDED_AGAIN_AFTER = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class DispatchView:
    """A campaign's tasks by their answers; `unbound` and `blocked` are people whom nothing reaches."""

    campaign_id: int
    number: str
    title: Names
    visits: int
    people: int
    accepted: int
    silent: int
    asked: int
    unbound: int
    blocked: int
    is_supervisor: bool


@dataclass(frozen=True, slots=True)
class SilentLine:
    """A task without an answer: since how many working days, and whether its person can be reached."""

    task_id: int
    visit_id: int
    number: str
    short_name: str
    name: Names
    days: int
    reach: str
    state: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """A visit whose window ends soon or has passed; `left` working days, negative when it has passed."""

    visit_id: int
    number: str
    short_name: str
    until: date
    left: int


Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Lines(Generic[Line]):
    """A page of a list."""

    lines: tuple[Line, ...]
    page: int
    pages: int
    total: int


def view_dispatch(uow: UnitOfWork, actor: Actor, campaign_id: int) -> DispatchView:
    """Return how a campaign stands, for its supervisor and the leads of its departments. Raises `Refused`."""
    if not may_see_campaign(uow, actor, campaign_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    return dispatch_of(uow, campaign_id, actor.person_id)


def dispatch_of(uow: UnitOfWork, campaign_id: int, person_id: int) -> DispatchView:
    """Return how a campaign stands. The caller has checked who asks."""
    campaign = uow.session.get_one(Campaign, campaign_id)
    rows = uow.session.execute(
        select(Task.state, Task.person_id, Person.reach)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Visit.campaign_id == campaign_id, Task.state != "replaced")
    ).all()
    visits = uow.session.scalar(select(func.count(Visit.visit_id)).where(Visit.campaign_id == campaign_id)) or 0
    states = [row.state for row in rows]
    reach = {row.person_id: row.reach for row in rows}
    return DispatchView(
        campaign_id,
        campaign.number,
        campaign.title,
        visits,
        len(reach),
        states.count("accepted"),
        states.count("sent"),
        sum(states.count(each) for each in ASKED),
        list(reach.values()).count("unbound"),
        list(reach.values()).count("blocked"),
        person_id in in_charge(uow, campaign),
    )


def onlookers_of(uow: UnitOfWork, campaign_id: int) -> Sequence[int]:
    """Return who sees how a campaign stands: its supervisor, and the leads of the departments that take part."""
    campaign = uow.session.get_one(Campaign, campaign_id)
    departments = (
        select(Section.department_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .where(Visit.campaign_id == campaign_id)
    )
    leads = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "lead", Role.department_id.in_(departments), Person.revoked_at.is_(None))
        .order_by(Role.person_id)
    )
    return list(dict.fromkeys([*in_charge(uow, campaign), *uow.session.scalars(leads)]))


def campaign_head(uow: UnitOfWork, campaign_id: int) -> tuple[str, int]:
    """Return number and supervisor of a campaign."""
    campaign = uow.session.get_one(Campaign, campaign_id)
    return campaign.number, campaign.supervisor_id


def campaign_of_task(uow: UnitOfWork, task_id: int) -> int:
    """Return the campaign of a task."""
    chosen = select(Visit.campaign_id).join(Task, Task.visit_id == Visit.visit_id).where(Task.task_id == task_id)
    return uow.session.scalars(chosen).one()


def silent_tasks(uow: UnitOfWork, actor: Actor, page: int = 1, campaign_id: int = 0) -> Lines[SilentLine]:
    """Return a page of the tasks of one's own campaigns, or of one of them, that nobody answered or whose person cannot
    be reached.
    """
    is_lost = (Task.state == "accepted") & (Person.reach == "blocked")
    chosen = _tasks(uow, actor, campaign_id).where((Task.state == "sent") | is_lost, Visit.state.not_in(OVER))
    return _silent_page(uow, chosen.order_by(Task.sent_at, Visit.number, Task.task_id), page)


def open_requests(uow: UnitOfWork, actor: Actor, page: int = 1, campaign_id: int = 0) -> Lines[SilentLine]:
    """Return a page of the recusals and hand-overs that wait for one's own decision, all or those of a campaign."""
    chosen = _tasks(uow, actor, campaign_id).where(Task.state.in_(ASKED), Visit.state.not_in(OVER))
    return _silent_page(uow, chosen.order_by(Visit.number, Task.task_id), page)


def view_silent(uow: UnitOfWork, actor: Actor, task_id: int) -> SilentLine:
    """Return one task for the supervisor of its campaign. Raises `Refused` for anyone else."""
    line = next(iter(_silent_page(uow, _tasks(uow, actor).where(Task.task_id == task_id), 1).lines), None)
    if line is None:
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    return line


def remind_person(uow: UnitOfWork, actor: Actor, task_id: int) -> str:
    """Remind who has not answered; return told, unreachable, or waited when it was done a moment ago.

    Raises `Refused` for anyone but who looks after the campaign, and once the task is answered.
    """
    line = view_silent(uow, actor, task_id)
    if line.state != "sent":
        raise Refused(problems.ANSWERED_MEANWHILE, number=line.number)
    if line.reach != "open":
        return "unreachable"
    if waited_since(uow, f"reminded:{task_id}", REMINDED_AGAIN_AFTER) is not None:
        return "waited"
    uow.emit(TaskUnanswered(task_id))
    return "told"


def due_visits(uow: UnitOfWork, actor: Actor, page: int = 1) -> Lines[DueLine]:
    """Return a page of the visits of one's own campaigns whose window ends soon or has passed, the oldest first."""
    now, overrides = today(uow), calendar(uow)
    rows = uow.session.execute(
        select(Visit.visit_id, Visit.number, InspectionObject.short_name, Visit.window_until)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(
            looked_after_by(uow, actor),
            Visit.is_trial.is_(False),
            Visit.state.not_in(OVER),
            # No week has fewer working days than this; which of them count is reckoned below.
            Visit.window_until <= now + timedelta(days=CLOSING_DAYS + 14),
        )
        .order_by(Visit.window_until, Visit.number)
    )
    lines = [DueLine(*row, working_days_until(now, row.window_until, overrides)) for row in rows]
    due = [line for line in lines if line.until < now or line.left <= CLOSING_DAYS]
    return page_of(due, page)


def _tasks(uow: UnitOfWork, actor: Actor, campaign_id: int = 0) -> Select[*tuple[Any, ...]]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Task.task_id,
            Visit.visit_id,
            Visit.number,
            InspectionObject.short_name,
            Person.name,
            Task.sent_at,
            Person.reach,
            Task.state,
        )
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(looked_after_by(uow, actor), Visit.is_trial.is_(False))
    )
    return chosen.where(Visit.campaign_id == campaign_id) if campaign_id else chosen


def _silent_page(uow: UnitOfWork, chosen: Select[*tuple[Any, ...]], page: int) -> Lines[SilentLine]:
    total = uow.session.scalar(select(func.count()).select_from(chosen.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    now, overrides = today(uow), calendar(uow)
    lines = tuple(
        SilentLine(
            row.task_id,
            row.visit_id,
            row.number,
            row.short_name,
            row.name,
            working_days_until(day_of(uow, row.sent_at), now, overrides) if row.sent_at else 0,
            row.reach,
            row.state,
        )
        for row in uow.session.execute(chosen.limit(PAGE).offset((page - 1) * PAGE))
    )
    return Lines(lines, page, pages, total)


def page_of(found: Sequence[Line], page: int, size: int = PAGE) -> Lines[Line]:
    """Return a page of a list, the nearest there is."""
    pages = max(1, -(-len(found) // size))
    page = min(max(page, 1), pages)
    return Lines(tuple(found[(page - 1) * size : page * size]), page, pages, len(found))
