"""Inspecting without a visit: in writing, online, by a third party (rule text 四(七)).

Sections, checklist, evidence, results and submission are those of a visit; arrival, notice and the party's signature
have no place here, and what is done at the desk stands in their stead.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from rules.errors import desk_checks as problems
from rules.events import RecordChanged, VisitStarted
from rules.lifecycle import SectionState, VisitState, step
from rules.methods import ON_SITE, WRITTEN
from rules.refusals import Refused
from rules.typed_days import typed_day
from rules.working_days import add_working_days
from services.accepted import accepted_membership
from services.access import Actor
from services.checklists import begin_form, sheet_of
from services.office_day import calendar, today
from services.seen import record_change
from services.visit_words import keep_words
from services.visits import Names, membership, running_membership
from storage.ledger import Personal
from storage.tables import Department, DeskStep, InspectionObject, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

WHAT_MOST = 500
USUAL_DAYS = 5
# An inspection does not wait for papers longer than three months.
MOST_DAYS = 90
ALL = frozenset({"全部", "所有", "all"})
_SPAN = re.compile(r"(\d{1,3})(?:[-~至–—](\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing done at the desk, by whom and when; `items` are numbers of the checklist, none: all of it."""

    step_id: int
    section_id: int
    method: str
    what: str
    due_on: date | None
    items: tuple[int, ...]
    came: str | None
    by: Names
    at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskView:
    """What was done at the desk for the actor's part of an inspection; `runs` while more can be noted."""

    visit_id: int
    number: str
    method: str
    short_name: str
    steps: tuple[StepView, ...]
    runs: bool


def start_desk(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Start the actor's section at the desk, with all of its officers; return False when it runs already.

    Raises `Refused` for what is to be inspected on site, and unless the task is accepted.
    """
    mine = accepted_membership(uow, actor, visit_id)
    visit, section = mine.visit, mine.section
    if visit.method == ON_SITE:
        raise Refused(problems.NEEDS_A_VISIT)
    if section.state != "waiting":
        return False
    team = select(Task).where(Task.section_id == section.section_id, Task.state != "replaced").order_by(Task.seat)
    present = {}
    for task in uow.session.scalars(team):
        is_me = task.person_id == actor.person_id
        task.presence, task.present_at = "own_phone" if is_me else "vouched", uow.now
        task.vouched_by = None if is_me else actor.person_id
        present[uow.session.get_one(Person, task.person_id).code] = task.presence
    section.state = step(SectionState(section.state), SectionState.RUNNING)
    section.started_at, section.start_reasons = uow.now, {}
    begin_form(uow, section.section_id)
    if visit.state == VisitState.ASSIGNED:
        visit.state, visit.started_at = step(VisitState(visit.state), VisitState.RUNNING), uow.now
    keep_words(uow, visit)
    department = uow.session.get_one(Department, section.department_id).code
    body = {"department": department, "method": visit.method, "present": present}
    record_change(uow, visit, actor, "section_started", body)
    uow.emit(VisitStarted(section.section_id, actor.person_id, {}))
    return True


def view_desk(uow: UnitOfWork, actor: Actor, visit_id: int) -> DeskView:
    """Return what was done at the desk for the actor's part. Raises `Refused` for anyone else."""
    mine = membership(uow, actor, visit_id)
    from_object = inspected_name(uow, mine.visit)
    runs = mine.section.state != "waiting" and mine.visit.state != "submitted"
    steps = steps_of(uow, mine.section.section_id)
    return DeskView(visit_id, mine.visit.number, mine.visit.method, from_object, steps, runs)


def steps_of(uow: UnitOfWork, section_id: int) -> tuple[StepView, ...]:
    """Return what was done at the desk for a section, in order. The caller has checked who asks."""
    chosen = select(DeskStep, Person).join(Person, Person.person_id == DeskStep.noted_by)
    rows = uow.session.execute(chosen.where(DeskStep.section_id == section_id).order_by(DeskStep.desk_step_id))
    return tuple(
        StepView(
            row.desk_step_id,
            section_id,
            row.method,
            row.what,
            row.due_on,
            tuple(row.items),
            row.came,
            person.name,
            row.noted_at,
            row.settled_at,
        )
        for row, person in rows
    )


def lacks_desk_step(uow: UnitOfWork, visit: Visit, section_id: int) -> bool:
    """Return whether a section that is inspected at the desk has nothing to show for it, or something that is open."""
    if visit.method == ON_SITE:
        return False
    steps = steps_of(uow, section_id)
    return not steps or any(each.settled_at is None for each in steps)


def note_step(uow: UnitOfWork, actor: Actor, visit_id: int, what: str) -> int:
    """Note what is asked for, looked at or commissioned, for the whole checklist; papers within five working days.

    What is looked at online is settled at once, with the time. Raises `Refused` while the section does not run.
    """
    mine = running_membership(uow, actor, visit_id)
    method = mine.visit.method
    if method == ON_SITE:
        raise Refused(problems.NEEDS_A_VISIT)
    plain = _plain(what, WHAT_MOST)
    row = DeskStep(
        section_id=mine.section.section_id,
        method=method,
        what=plain,
        due_on=add_working_days(today(uow), USUAL_DAYS, calendar(uow)) if method == WRITTEN else None,
        items=[],
        noted_by=actor.person_id,
        noted_at=uow.now,
        settled_at=uow.now if method == "online" else None,
    )
    uow.session.add(row)
    uow.session.flush()
    _record(uow, actor, mine.visit, row, "desk_step_noted", {"what": Personal(plain)})
    return row.desk_step_id


def set_due(uow: UnitOfWork, actor: Actor, visit_id: int, step_id: int, typed: str) -> None:
    """Set until when papers are to come. Raises `Refused` for a day that is none, past or far off."""
    mine, row = _open_step(uow, actor, visit_id, step_id)
    day = typed_day(typed, today(uow))
    if day is None or day < today(uow):
        example = row.due_on or today(uow) + timedelta(days=USUAL_DAYS)
        raise Refused(problems.DAY_UNREADABLE, typed=" ".join(typed.split())[:20], example=example)
    last = today(uow) + timedelta(days=MOST_DAYS)
    if day > last:
        raise Refused(problems.DAY_TOO_FAR, day=day, most=MOST_DAYS, last=last)
    row.due_on = day
    _record(uow, actor, mine, row, "desk_step_due", {"due": day.isoformat()})


def tie_items(uow: UnitOfWork, actor: Actor, visit_id: int, step_id: int, typed: str) -> None:
    """Say for which items of the checklist a step is. Raises `Refused` for numbers that the checklist has not."""
    visit = running_membership(uow, actor, visit_id).visit
    row = _step(uow, actor, visit_id, step_id)
    numbers = {each.question.number for each in sheet_of(uow, row.section_id).asked if each.question.number}
    items = _typed_items(typed)
    if items is None or not items <= numbers:
        raise Refused(problems.ITEMS_UNREADABLE, typed=" ".join(typed.split())[:20], most=max(numbers, default=0))
    row.items = sorted(items)
    _record(uow, actor, visit, row, "desk_step_tied", {"items": row.items})


def settle_step(uow: UnitOfWork, actor: Actor, visit_id: int, step_id: int, came: str) -> None:
    """Note what came of a step: papers received, a report, or that nothing came. Raises `Refused` once settled."""
    mine, row = _open_step(uow, actor, visit_id, step_id)
    row.came, row.settled_at = _plain(came, 2 * WHAT_MOST), uow.now
    _record(uow, actor, mine, row, "desk_step_settled", {"came": Personal(row.came)})


def inspected_name(uow: UnitOfWork, visit: Visit) -> str:
    """Return how an object is called."""
    return uow.session.get_one(InspectionObject, visit.object_id).short_name


def _open_step(uow: UnitOfWork, actor: Actor, visit_id: int, step_id: int) -> tuple[Visit, DeskStep]:
    visit = running_membership(uow, actor, visit_id).visit
    row = _step(uow, actor, visit_id, step_id)
    if row.settled_at is not None:
        raise Refused(problems.NO_SUCH_STEP)
    return visit, row


def _step(uow: UnitOfWork, actor: Actor, visit_id: int, step_id: int) -> DeskStep:
    section_id = membership(uow, actor, visit_id).section.section_id
    row = uow.session.get(DeskStep, step_id)
    if row is None or row.section_id != section_id:
        raise Refused(problems.NO_SUCH_STEP)
    return row


def _plain(typed: str, most: int) -> str:
    plain = " ".join(typed.split())
    if not 2 <= len(plain) <= most:
        raise Refused(problems.WHAT_LENGTH, most=most)
    return plain


def _typed_items(typed: str) -> set[int] | None:
    """Return the numbers that a text names, none of them for all; none when it cannot be read."""
    plain = unicodedata.normalize("NFKC", typed).strip().casefold()
    if plain in ALL:
        return set()
    found: set[int] = set()
    for part in filter(None, re.split(r"[、,;\s和及]+", re.sub(r"[第项题]", "", plain))):
        span = _SPAN.fullmatch(part)
        if span is None:
            return None
        found.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return found or None


def _record(uow: UnitOfWork, actor: Actor, visit: Visit, row: DeskStep, type_: str, body: dict[str, Any]) -> None:
    uow.session.flush()
    department_id = uow.session.get_one(Section, row.section_id).department_id
    department = uow.session.get_one(Department, department_id).code
    told = {"step": row.desk_step_id, "department": department, "method": row.method}
    record_change(uow, visit, actor, type_, {**told, **body})
    uow.emit(RecordChanged(visit.visit_id, actor.person_id))
