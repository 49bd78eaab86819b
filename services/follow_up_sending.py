"""Sending out a follow-up inspection 复查: officers and a day are chosen, and a visit of its own is made of them.

It is aimed at one problem, so nobody draws for it (rule text 五); everything else is as at any visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from rules.clues import FOLLOWED, OFFICERS_LEAST, clue_number, ensure_near
from rules.errors import clues as problems
from rules.errors import visits as visit_problems
from rules.events import TaskSent
from rules.events_deadlines import CampaignSent
from rules.refusals import Refused
from services.access import Actor
from services.clue_readers import looks_after
from services.clue_steps import held_clue, note_step
from services.declared_recusals import stepped_back
from services.follow_ups import KIND, ensure_none_runs
from services.office_day import today
from services.recusals import recused_at
from services.visits import Names
from storage.tables import (
    Campaign,
    CampaignItem,
    ChecklistVersion,
    Clue,
    Department,
    FollowUp,
    InspectionObject,
    Item,
    Notice,
    Person,
    Reserve,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer who may be chosen; `was_there` at the visit that found the problem."""

    person_id: int
    name: Names
    is_chosen: bool
    was_there: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """A follow-up inspection that is not sent out yet."""

    officers: tuple[OfficerLine, ...]
    day: date | None

    @property
    def chosen(self) -> int:
        """How many officers are chosen."""
        return sum(each.is_chosen for each in self.officers)


def propose(uow: UnitOfWork, actor: Actor, clue_id: int) -> None:
    """Begin a follow-up inspection with those who were there proposed; one that was begun is gone on with.

    Raises `Refused` for those who do not look after the clue, while one is under way, and where none is due.
    """
    _, row = _open_clue(uow, actor, clue_id)
    draft = _draft(uow, clue_id)
    if draft is None:
        people = [each.person_id for each in _officers(uow, row)][:OFFICERS_LEAST]
        draft = FollowUp(clue_id=clue_id, state="draft", people=people, made_by=actor.person_id, made_at=uow.now)
        uow.session.add(draft)
        uow.session.flush()
    else:
        _leave_out_unable(uow, row, draft)


def view_choosing(uow: UnitOfWork, actor: Actor, clue_id: int) -> Choosing:
    """Return who may go and who is chosen. Raises `Refused` for others, and before one was begun."""
    if not looks_after(uow, actor, clue_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    draft, row = _begun(uow, clue_id), uow.session.get_one(Clue, clue_id)
    there = set(_were_there(uow, row))
    lines = tuple(
        OfficerLine(each.person_id, each.name, each.person_id in draft.people, each.person_id in there)
        for each in _officers(uow, row, draft.day)
    )
    return Choosing(lines, draft.day)


def choose_officer(uow: UnitOfWork, actor: Actor, clue_id: int, person_id: int) -> None:
    """Have an officer of the department go, or no longer. Raises `Refused` for who is none, has no certificate, or
    steps back.
    """
    _, row = _open_clue(uow, actor, clue_id)
    draft = _begun(uow, clue_id)
    if person_id in draft.people:
        draft.people = [each for each in draft.people if each != person_id]
    elif person_id in [each.person_id for each in _officers(uow, row, draft.day)]:
        draft.people = [*draft.people, person_id]
    else:
        raise Refused(problems.NOT_AN_OFFICER)
    uow.session.flush()


def choose_day(uow: UnitOfWork, actor: Actor, clue_id: int, day: date | None) -> None:
    """Name the day, today at the earliest. Raises `Refused` for what is none."""
    _, row = _open_clue(uow, actor, clue_id)
    draft = _begun(uow, clue_id)
    if day is None or day < today(uow):
        raise Refused(problems.NOT_A_DAY_TO_GO)
    ensure_near(day, today(uow))
    draft.day = day
    _leave_out_unable(uow, row, draft)


def _leave_out_unable(uow: UnitOfWork, row: Clue, draft: FollowUp) -> None:
    """Leave out whoever cannot go on that day, or any more: who is not listed could not be taken back."""
    able = {each.person_id for each in _officers(uow, row, draft.day)}
    draft.people = [each for each in draft.people if each in able]
    uow.session.flush()


def send_out(uow: UnitOfWork, actor: Actor, clue_id: int) -> int:
    """Make the visit and send its officers their tasks; return it.

    Raises `Refused` with too few officers, without a day, and for an officer whose certificate ends before it, or who
    steps back by now.
    """
    first, row = _open_clue(uow, actor, clue_id)
    draft = _begun(uow, clue_id)
    if draft.day is None or draft.day < today(uow):
        raise Refused(problems.NO_DAY_YET)
    if len(draft.people) < OFFICERS_LEAST:
        raise Refused(problems.TOO_FEW_OFFICERS, least=OFFICERS_LEAST, count=len(draft.people))
    able = [each.person_id for each in _officers(uow, row, draft.day)]
    if not set(draft.people) <= set(able):
        raise Refused(problems.NOT_AN_OFFICER)
    visit = _make_visit(uow, actor, first, row, draft)
    section_id = _make_section(uow, row, visit)
    tasks = _make_tasks(uow, visit, section_id, draft.people)
    _keep_order(uow, visit, row.department_id, [each for each in able if each not in draft.people], len(tasks) + 1)
    draft.visit_id, draft.state = visit.visit_id, "running"
    row.due_on, row.owner_id = max(row.due_on, draft.day), actor.person_id
    _record(uow, actor, first, row, visit, draft)
    for task in tasks:
        uow.emit(TaskSent(task.task_id))
    uow.emit(CampaignSent(visit.campaign_id))
    note_step(uow, actor, first, row, "follow_up_sent", visit.number)
    return visit.visit_id


def _open_clue(uow: UnitOfWork, actor: Actor, clue_id: int) -> tuple[Visit, Clue]:
    first, row = held_clue(uow, actor, clue_id)
    ensure_none_runs(uow, clue_id)
    if row.state not in FOLLOWED:
        raise Refused(problems.NOT_NOW)
    return first, row


def _draft(uow: UnitOfWork, clue_id: int) -> FollowUp | None:
    return uow.session.scalar(select(FollowUp).where(FollowUp.clue_id == clue_id, FollowUp.state == "draft"))


def _begun(uow: UnitOfWork, clue_id: int) -> FollowUp:
    draft = _draft(uow, clue_id)
    if draft is None:
        raise Refused(problems.NO_FOLLOW_UP)
    return draft


def _were_there(uow: UnitOfWork, row: Clue) -> Sequence[int]:
    """Return the officers of the visit that found the problem."""
    there = select(Task.person_id).where(Task.section_id == row.section_id, Task.state != "replaced")
    return uow.session.scalars(there.order_by(Task.seat)).all()


def _officers(uow: UnitOfWork, row: Clue, day: date | None = None) -> list[Person]:
    """Return the officers of the clue's department with a certificate valid on a day who do not step back from the
    object, those who were there first.
    """
    is_inspector = select(Role.role_id).where(Role.person_id == Person.person_id, Role.role == "inspector")
    chosen = select(Person).where(
        Person.department_id == row.department_id,
        Person.kind == "officer",
        Person.revoked_at.is_(None),
        Person.certificate_until >= (day or today(uow)),
        is_inspector.exists(),
    )
    there, recused = list(_were_there(uow, row)), _recused(uow, row)
    people = [each for each in uow.session.scalars(chosen.order_by(Person.code)) if each.person_id not in recused]
    return sorted(people, key=lambda each: there.index(each.person_id) if each.person_id in there else len(there))


def _recused(uow: UnitOfWork, row: Clue) -> frozenset[int]:
    """Return who steps back from a clue's object: as declared beforehand, or granted at one of the clue's visits."""
    sent = select(FollowUp.visit_id).where(FollowUp.clue_id == row.clue_id, FollowUp.visit_id.is_not(None))
    first = uow.session.get_one(Visit, row.visit_id)
    return stepped_back(uow, first.object_id) | recused_at(uow, (first.visit_id, *uow.session.scalars(sent)))


def _make_visit(uow: UnitOfWork, actor: Actor, first: Visit, row: Clue, draft: FollowUp) -> Visit:
    """Make the visit, in a campaign of its own: it has no draw, and is counted with nobody's drawn visits."""
    assert draft.day is not None
    code = clue_number(first.number, row.serial)
    before = uow.session.get_one(Campaign, first.campaign_id)
    campaign = Campaign(
        number=f"F{draft.follow_up_id}",
        title={"zh": f"复查线索 {code}（不经抽取）", "en": f"Follow-up of clue {code} (no draw)"},
        task_kind="clue",
        lead_department_id=row.department_id,
        starts_on=draft.day,
        ends_on=draft.day,
        supervisor_id=before.supervisor_id,
        dispatched_at=uow.now,
    )
    uow.session.add(campaign)
    uow.session.flush()
    items = (
        select(CampaignItem.item_id)
        .join(Item, Item.item_id == CampaignItem.item_id)
        .where(CampaignItem.campaign_id == before.campaign_id, Item.department_id == row.department_id)
        .order_by(CampaignItem.campaign_item_id)
    )
    uow.session.add_all(
        CampaignItem(campaign_id=campaign.campaign_id, item_id=each) for each in uow.session.scalars(items).all()
    )
    visit = Visit(
        number=f"{campaign.number}-01",
        campaign_id=campaign.campaign_id,
        object_id=first.object_id,
        state="assigned",
        window_from=draft.day,
        window_until=draft.day,
        kind=KIND,
    )
    uow.session.add(visit)
    uow.session.flush()
    year = today(uow).year
    last = uow.session.scalar(select(func.max(Notice.serial)).where(Notice.year == year)) or 0
    notice = Notice(visit_id=visit.visit_id, year=year, serial=last + 1, state="prepared", planned_on=draft.day)
    uow.session.add(notice)
    uow.session.flush()
    return visit


def _make_section(uow: UnitOfWork, row: Clue, visit: Visit) -> int:
    """Make the one section, with the checklist that found the problem: the same question is asked again."""
    section = Section(
        visit_id=visit.visit_id,
        department_id=row.department_id,
        checklist_version_id=uow.session.get_one(Section, row.section_id).checklist_version_id,
        place=1,
        state="waiting",
        results=[],
        start_reasons={},
    )
    uow.session.add(section)
    uow.session.flush()
    return section.section_id


def _make_tasks(uow: UnitOfWork, visit: Visit, section_id: int, people: Sequence[int]) -> list[Task]:
    tasks = [
        Task(
            visit_id=visit.visit_id,
            section_id=section_id,
            person_id=each,
            seat=seat,
            state="sent",
            sent_at=uow.now,
            presence="unknown",
        )
        for seat, each in enumerate(people, 1)
    ]
    uow.session.add_all(tasks)
    uow.session.flush()
    return tasks


def _keep_order(uow: UnitOfWork, visit: Visit, department_id: int, people: Sequence[int], first: int) -> None:
    """Keep who steps in for one who cannot come: the next of those who could have been chosen."""
    uow.session.add_all(
        Reserve(visit_id=visit.visit_id, department_id=department_id, person_id=each, ticket=ticket)
        for ticket, each in enumerate(people, first)
    )
    uow.session.flush()


def _record(uow: UnitOfWork, actor: Actor, first: Visit, row: Clue, visit: Visit, draft: FollowUp) -> None:
    codes = {each.person_id: each.code for each in uow.session.scalars(select(Person))}
    section = uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)).one()
    version = uow.session.get_one(ChecklistVersion, section.checklist_version_id)
    department = uow.session.get_one(Department, row.department_id).code
    notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit.visit_id)).one()
    body = {
        "kind": KIND,
        "clue": clue_number(first.number, row.serial),
        "first_visit": first.number,
        "question": row.question,
        "object": uow.session.get_one(InspectionObject, visit.object_id).registration_code,
        "method": visit.method,
        "window": [visit.window_from.isoformat(), visit.window_until.isoformat()],
        "teams": {department: [codes[each] for each in draft.people]},
        "notice": {"year": notice.year, "serial": notice.serial},
        "checklists": [
            {
                "department": department,
                "form": version.form_id,
                "version": version.version,
                "workbook_sha256": version.workbook_sha256,
            }
        ],
    }
    uow.record(f"visit:{visit.number}", "assigned", actor.code, body)
    uow.record(f"visit:{visit.number}", "dispatched", actor.code, {"to": [codes[each] for each in draft.people]})
