"""Tasks that another program enters: visits whose object and officers the municipal platform has drawn.

Nobody is chosen here: what is entered names the platform's draw, and is refused for a campaign that is drawn here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from rules.draw.checks import LEAST_PER_DEPARTMENT
from rules.errors import api as problems
from rules.errors import campaigns as campaign_problems
from rules.refusals import Refused
from services.access import Actor
from services.api_tokens import department_coded
from services.declared_recusals import stepped_back
from services.dispatching import dispatch_drawn
from services.draw_readiness import checklist_for
from services.entered_campaigns import departments_of
from services.office_day import today
from services.outside_numbers import VISIT, note_outside_number, outside_number
from services.publishable import is_anything_kept_back
from services.settled_rows import settled
from services.visit_making import checklist_told, prepare_notice, seat_section
from storage.tables import (
    Campaign,
    CampaignPlan,
    Department,
    InspectionObject,
    Person,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WantedTask:
    """A visit as it is entered: its object by registration code, officers by department, both by code; `file_sha256` is
    the hash of the table that told it.
    """

    campaign: str
    outside: str
    object_code: str
    method: str
    teams: Mapping[str, Sequence[str]]
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SeatOut:
    """An officer's task in a visit."""

    department: str
    officer: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskOut:
    """A visit with its tasks, as other programs read it; without its object where `is_kept_back`: a result of it is."""

    visit_id: int
    number: str
    outside: str | None
    campaign: str
    object_code: str | None
    object_name: str | None
    is_kept_back: bool
    method: str
    state: str
    starts_on: date
    ends_on: date
    seats: tuple[SeatOut, ...]


def enter_task(uow: UnitOfWork, actor: Actor, wanted: WantedTask) -> TaskOut:
    """Enter a visit for the lead department's clerk, and send its officers their tasks. Raises `Refused`."""
    campaign = _campaign(uow, actor, wanted.campaign)
    inspected = _object(uow, campaign, wanted.object_code)
    departments = departments_of(uow, campaign)
    if campaign.ends_on < today(uow):
        raise Refused(problems.WINDOW_OVER, number=campaign.number, day=campaign.ends_on.isoformat())
    if sorted(wanted.teams) != sorted(each.code for each in departments):
        raise Refused(problems.DEPARTMENTS_DIFFER, codes=", ".join(each.code for each in departments))
    until = campaign.ends_on
    teams = {each.code: _officers(uow, until, each, inspected, wanted.teams[each.code]) for each in departments}
    checklists = {}
    for each in departments:
        found = checklist_for(uow, campaign.campaign_id, each.department_id)
        if found is None:
            raise Refused(campaign_problems.NO_CHECKLIST, name=each.name)
        checklists[each.code] = found
    made = select(func.count()).select_from(Visit).where(Visit.campaign_id == campaign.campaign_id)
    visit = Visit(
        number=f"{campaign.number}-{(uow.session.scalar(made) or 0) + 1:02d}",
        campaign_id=campaign.campaign_id,
        object_id=inspected.object_id,
        method=wanted.method,
        state="assigned",
        window_from=campaign.starts_on,
        window_until=campaign.ends_on,
    )
    uow.session.add(visit)
    uow.session.flush()
    note_outside_number(uow, VISIT, visit.visit_id, wanted.outside)
    notice = prepare_notice(uow, visit)
    for place, code in enumerate(teams, 1):
        seat_section(uow, visit, place, checklists[code], [each.person_id for each in teams[code]])
    body = {
        "campaign": campaign.number,
        "draw": campaign.draw_id,
        "outside": wanted.outside,
        "file_sha256": wanted.file_sha256,
        "object": inspected.registration_code,
        "method": wanted.method,
        "window": [campaign.starts_on.isoformat(), campaign.ends_on.isoformat()],
        "teams": {code: [each.code for each in people] for code, people in teams.items()},
        "notice": {"year": notice.year, "serial": notice.serial},
        "checklists": [checklist_told(code, version) for code, version in checklists.items()],
    }
    uow.record(f"visit:{visit.number}", "assigned", actor.code, body)
    is_late = campaign.dispatched_at is not None
    dispatch_drawn(uow, campaign.campaign_id, f"entered:{visit.number}", visit.visit_id, is_late=is_late)
    return _told(uow, visit, campaign, inspected)


def check_task(uow: UnitOfWork, object_code: str, teams: Mapping[str, Sequence[str]], until: date) -> None:
    """Raise `Refused` for an object, or officers by department, that no campaign which ends on a day could be given."""
    inspected = _in_registry(uow, object_code)
    for code, officers in teams.items():
        _officers(uow, until, department_coded(uow, code), inspected, officers)


def tasks_after(
    uow: UnitOfWork, actor: Actor, most: int, after: int = 0, campaign: str | None = None
) -> Sequence[TaskOut]:
    """Return the visits in which a department of the actor takes part, in order of making, those after a row.

    Only those that are settled: see `services.settled_rows`.
    """
    is_settled = settled(uow, Visit.visit_id, Visit.made_at)
    chosen = _visits(actor).where(Visit.visit_id > after, is_settled).order_by(Visit.visit_id).limit(most)
    if campaign is not None:
        chosen = chosen.where(Campaign.number == campaign)
    return [_told(uow, *row) for row in uow.session.execute(chosen)]


def task_numbered(uow: UnitOfWork, actor: Actor, number: str) -> TaskOut:
    """Return a visit by its number. Raises `Refused` when no department of the actor takes part in such a one."""
    row = uow.session.execute(_visits(actor).where(Visit.number == number)).first()
    if row is None:
        raise Refused(problems.NOT_FOUND)
    return _told(uow, *row)


def _visits(actor: Actor) -> "Select[Visit, Campaign, InspectionObject]":
    own = [where for role, where in actor.roles if role in ("lead", "clerk") and where is not None]
    taking_part = select(Section.visit_id).where(Section.department_id.in_(own))
    return (
        select(Visit, Campaign, InspectionObject)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(Visit.visit_id.in_(taking_part), Visit.is_trial.is_(False), Visit.state != "void")
    )


def _campaign(uow: UnitOfWork, actor: Actor, number: str) -> Campaign:
    chosen = select(Campaign).where(Campaign.number == number, Campaign.is_trial.is_(False)).with_for_update()
    campaign = uow.session.scalar(chosen)
    if campaign is None or ("clerk", campaign.lead_department_id) not in actor.roles:
        raise Refused(problems.NOT_FOUND)
    if campaign.draw_id is None or uow.session.get(CampaignPlan, campaign.campaign_id) is not None:
        raise Refused(problems.DRAWN_HERE, number=number)
    return campaign


def _in_registry(uow: UnitOfWork, code: str) -> InspectionObject:
    inspected = uow.session.scalar(select(InspectionObject).where(InspectionObject.registration_code == code))
    if inspected is None or "cancelled" in inspected.flags:
        raise Refused(problems.OBJECT_UNKNOWN, code=code)
    return inspected


def _object(uow: UnitOfWork, campaign: Campaign, code: str) -> InspectionObject:
    inspected = _in_registry(uow, code)
    before = select(Visit.visit_id).where(
        Visit.campaign_id == campaign.campaign_id, Visit.object_id == inspected.object_id, Visit.state != "void"
    )
    if uow.session.scalar(before) is not None:
        raise Refused(problems.OBJECT_TWICE, code=code)
    return inspected


def _officers(
    uow: UnitOfWork, until: date, department: Department, inspected: InspectionObject, codes: Sequence[str]
) -> list[Person]:
    """Return a team's officers: two at least, certified until a day, none of them recused from the object."""
    if len(set(codes)) < LEAST_PER_DEPARTMENT:
        raise Refused(problems.TEAM_SMALL, code=department.code, least=LEAST_PER_DEPARTMENT)
    able = select(Person).where(
        Person.code.in_(codes),
        Person.department_id == department.department_id,
        Person.person_id.in_(select(Role.person_id).where(Role.role == "inspector")),
        Person.kind == "officer",
        Person.revoked_at.is_(None),
        Person.certificate_number.is_not(None),
        Person.certificate_until >= until,
    )
    people = {each.code: each for each in uow.session.scalars(able)}
    for code in codes:
        if code not in people:
            raise Refused(problems.OFFICER_UNKNOWN, code=code)
    recused = stepped_back(uow, inspected.object_id)
    for code in codes:
        if people[code].person_id in recused:
            raise Refused(problems.RECUSED, code=code)
    return [people[code] for code in codes]


def _told(uow: UnitOfWork, visit: Visit, campaign: Campaign, inspected: InspectionObject) -> TaskOut:
    seats = (
        select(Department.code, Person.code, Task.state)
        .join(Section, Section.department_id == Department.department_id)
        .join(Task, Task.section_id == Section.section_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Section.visit_id == visit.visit_id, Task.state != "replaced")
        .order_by(Section.place, Task.seat, Task.task_id)
    )
    # Whoever reads of a result that it is kept back must not read here whose it is.
    is_kept_back = is_anything_kept_back(uow, visit.visit_id)
    return TaskOut(
        visit.visit_id,
        visit.number,
        outside_number(uow, VISIT, visit.visit_id),
        campaign.number,
        None if is_kept_back else inspected.registration_code,
        None if is_kept_back else inspected.name,
        is_kept_back,
        visit.method,
        visit.state,
        visit.window_from,
        visit.window_until,
        tuple(SeatOut(*row) for row in uow.session.execute(seats)),
    )
