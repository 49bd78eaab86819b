"""A visit as those see it who may: object, team, sections, notice; and the checks of who may act on it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import undefer

from rules.errors import visits as problems
from rules.errors.form_library import ONLY_A_TRIAL
from rules.methods import ON_SITE
from rules.refusals import Refused
from services.access import Actor
from services.kept_counts import ASKED, answered_of
from services.reviewers import may_review
from services.visit_words import VisitWords, words_of
from storage.tables import (
    Campaign,
    ChecklistVersion,
    Department,
    InspectionObject,
    Notice,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class ObjectView:
    """The inspected object; coordinates in degrees as text, none when not registered."""

    name: str
    short_name: str
    registration_code: str
    address: str
    street: str
    person_in_charge: str
    phone: str | None
    latitude: str | None
    longitude: str | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """One officer of the team."""

    task_id: int
    person_id: int
    name: Names
    section_id: int
    state: str
    presence: str
    certificate_tail: str
    phone: str | None
    seat: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """One department's part and how far it is."""

    section_id: int
    department_id: int
    department: Names
    short_name: Names
    is_lead: bool
    state: str
    asked: int
    answered: int
    results: tuple[str, ...]
    remarks: str
    concluded_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The notice 附件2 of the visit."""

    year: int
    serial: int
    state: str
    planned_on: date | None
    way: str | None
    served_at: datetime | None


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with its object, team and sections, lead department first."""

    visit_id: int
    number: str
    state: str
    task_kind: str
    campaign: Names
    window_from: date
    window_until: date
    submitted_at: datetime | None
    receipt: str | None
    inspected: ObjectView
    members: tuple[MemberView, ...]
    sections: tuple[SectionView, ...]
    notice: NoticeView
    method: str

    @property
    def is_on_site(self) -> bool:
        """Whether somebody goes there."""
        return self.method == ON_SITE

    def section(self, section_id: int) -> SectionView:
        """Return one section of the visit."""
        return next(s for s in self.sections if s.section_id == section_id)

    def team(self, section_id: int) -> tuple[MemberView, ...]:
        """Return the officers of one section."""
        return tuple(m for m in self.members if m.section_id == section_id)


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's own rows of a visit, checked and locked for change."""

    visit: Visit
    task: Task
    section: Section


_PART = (
    select(Visit, Task, Section)
    .outerjoin(Task, (Task.visit_id == Visit.visit_id) & (Task.person_id == bindparam("person")))
    .outerjoin(Section, Section.section_id == Task.section_id)
    .where(Visit.visit_id == bindparam("visit"))
    .with_for_update(of=Visit)
)


def membership(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    """Return the actor's part in a visit and lock the visit. Raises `Refused` for anyone else."""
    known: Membership | None = uow.memo.get((Membership, visit_id, actor.person_id))
    if known is not None:
        return known
    row = uow.session.execute(_PART, {"visit": visit_id, "person": actor.person_id}).first()
    if row is None:
        raise Refused(problems.NO_SUCH_VISIT)
    visit, task, section = row
    ensure_member(visit.number, getattr(task, "state", None))
    mine = Membership(visit, task, section)
    uow.memo[Membership, visit_id, actor.person_id] = mine
    return mine


def running_membership(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    """Like `membership`, for acts on a section that runs. Raises `Refused` before the start and after submission, and
    for trials, which have a checklist and nothing else.
    """
    mine = membership(uow, actor, visit_id)
    if mine.visit.is_trial:
        raise Refused(ONLY_A_TRIAL)
    ensure_running(mine.visit.number, mine.visit.state, mine.section.state)
    return mine


def ensure_member(number: str, task_state: str | None) -> None:
    """Ensure that a person has a task in a visit (none: no task) and still has it."""
    if task_state is None:
        raise Refused(problems.NOT_YOURS, is_law=True)
    if task_state == "replaced":
        raise Refused(problems.REPLACED, number=number)


def ensure_running(number: str, visit_state: str, section_state: str) -> None:
    """Ensure that work on a section has begun and is not over."""
    if visit_state == "submitted":
        raise Refused(problems.LOCKED, number=number)
    if section_state == "waiting":
        raise Refused(problems.NOT_STARTED)


def is_of_team(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Return whether the actor has a part in a visit."""
    mine = select(Task.task_id).where(
        Task.visit_id == visit_id, Task.person_id == actor.person_id, Task.state != "replaced"
    )
    return uow.session.scalar(mine) is not None


def may_see(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Return whether the actor may read a visit: its team, its reviewers, leads of its departments."""
    visit = uow.session.get(Visit, visit_id)
    if visit is None:
        return False
    if may_review(uow, actor, visit_id) or is_of_team(uow, actor, visit_id):
        return True
    if visit.is_trial:
        return uow.session.get_one(Campaign, visit.campaign_id).supervisor_id == actor.person_id
    departments = set(uow.session.scalars(select(Section.department_id).where(Section.visit_id == visit_id)))
    return any(role == "lead" and where in departments for role, where in actor.roles)


_WHOLE = (
    select(Visit, Campaign, Notice, InspectionObject)
    .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
    .join(Notice, Notice.visit_id == Visit.visit_id)
    .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
    .where(Visit.visit_id == bindparam("visit"))
    .options(undefer(Visit.words))
)


def view_visit(uow: UnitOfWork, visit_id: int) -> VisitView:
    """Return a visit as it stands, in the words of its papers once it has started. The caller checked who asks."""
    visit, campaign, notice, inspected = uow.session.execute(_WHOLE, {"visit": visit_id}).one()
    words = words_of(uow, visit) if visit.words is not None else None
    return VisitView(
        visit_id=visit.visit_id,
        number=visit.number,
        state=visit.state,
        task_kind=campaign.task_kind,
        campaign=words.campaign if words else campaign.title,
        window_from=visit.window_from,
        window_until=visit.window_until,
        submitted_at=visit.submitted_at,
        receipt=visit.receipt,
        inspected=_object(inspected, words),
        members=_members(uow, visit_id, words),
        sections=_sections(uow, visit_id, campaign.lead_department_id, words),
        notice=NoticeView(notice.year, notice.serial, notice.state, notice.planned_on, notice.way, notice.served_at),
        method=visit.method,
    )


def _object(row: InspectionObject, words: VisitWords | None) -> ObjectView:
    said = words.inspected if words else row
    return ObjectView(
        said.name,
        row.short_name,
        said.registration_code,
        said.address,
        row.street,
        said.person_in_charge,
        said.phone,
        row.latitude,
        row.longitude,
    )


def _members(uow: UnitOfWork, visit_id: int, words: VisitWords | None) -> tuple[MemberView, ...]:
    said = {each.person_id: each for each in words.team} if words else {}
    rows = uow.session.execute(
        select(Task, Person)
        .join(Person, Person.person_id == Task.person_id)
        .where(Task.visit_id == visit_id, Task.state != "replaced")
        .order_by(Task.section_id, Task.seat)
    )
    return tuple(
        MemberView(
            task.task_id,
            person.person_id,
            said[person.person_id].name if person.person_id in said else person.name,
            task.section_id,
            task.state,
            task.presence,
            (said[person.person_id].certificate if person.person_id in said else person.certificate_number or "")[-4:],
            person.phone,
            task.seat,
        )
        for task, person in rows
    )


def _sections(
    uow: UnitOfWork, visit_id: int, lead_department_id: int, words: VisitWords | None
) -> tuple[SectionView, ...]:
    rows = uow.session.execute(
        select(Section, Department, ASKED)
        .join(Department, Department.department_id == Section.department_id)
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .where(Section.visit_id == visit_id)
        .order_by(Section.place)
    ).all()
    answered = answered_of(uow, [section.section_id for section, _, _ in rows])
    said = words.departments if words else {}
    return tuple(
        SectionView(
            section.section_id,
            department.department_id,
            said.get(department.department_id, department).name,
            said.get(department.department_id, department).short_name,
            department.department_id == lead_department_id,
            section.state,
            asked,
            answered.get(section.section_id, 0),
            tuple(section.results),
            section.remarks,
            section.concluded_at,
        )
        for section, department, asked in rows
    )
