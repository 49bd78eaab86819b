"""Clues 线索 as those see them who may: the list of each department, the oldest due first, and one with its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import func, select

from rules.clues import FOLLOWED, LIVE, ClueState, clue_number
from rules.errors import clues as problems
from rules.errors import visits as visit_problems
from rules.refusals import Refused
from services.access import Actor
from services.clue_proofs import proofs_of
from services.clue_readers import clues_of, may_see_clue
from services.office_day import today, working_days_left
from services.visits import Names
from storage.tables import (
    Clue,
    ClueStep,
    Department,
    InspectionObject,
    Person,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

PAGE = 5
LIVE_STATES = tuple(state.value for state in LIVE)
# Steps that leave a clue the day by which it is due.
SAME_DAY = ("follow_up_sent", "follow_up_off", "corrected", "void", "closed")
# Steps after which the unit that was named before has it no longer.
BEGINNINGS = ("opened", "reopened", "offered", "still_stands")


@dataclass(frozen=True, slots=True)
class ClueView:
    """A clue; `days_left` are working days, negative once they have passed. `code` names it on papers.

    Attributes:
        unit: Who of the department goes on with it, empty while nobody was named.
        refused_by: Department that rejected it last, while no other way was chosen since.
        is_reopened: Somebody opened it again, and its reason says why.
        files: Prove its end; `known` ones were there before, `unfit` ones show nothing.
        is_to_close: A follow-up found it rectified, and its day is the one by which it is closed.
    """

    clue_id: int
    code: str
    visit_id: int
    visit_number: str
    short_name: str
    number: int
    note: str
    state: str
    department_id: int
    department: Names
    from_department: Names | None
    owner_id: int
    owner: Names
    due_on: date
    days_left: int
    reason: str
    unit: str
    refused_by: Names | None
    is_reopened: bool
    files: int
    known: int
    unfit: int
    is_to_close: bool


@dataclass(frozen=True, slots=True)
class CluePage:
    """A page of the clues that the actor looks after; `ended` says whether those are shown that have ended."""

    lines: tuple[ClueView, ...]
    page: int
    pages: int
    total: int
    overdue: int
    ended: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One act on a clue; the `department` to which it was handed over."""

    kind: str
    by: Names
    at: datetime
    text: str
    department: Names | None


def live_count(uow: UnitOfWork, actor: Actor) -> int:
    """Return how many clues the actor looks after that have not ended."""
    live = clues_of(uow, actor).where(Clue.state.in_(LIVE_STATES)).subquery()
    return uow.session.scalar(select(func.count()).select_from(live)) or 0


def view_clues(uow: UnitOfWork, actor: Actor, page: int = 1, *, ended: bool = False) -> CluePage:
    """Return a page of the clues that the actor looks after, the first due first; of ended ones the newest."""
    which = Clue.state.not_in(LIVE_STATES) if ended else Clue.state.in_(LIVE_STATES)
    chosen = clues_of(uow, actor).where(which)
    total = uow.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    late = chosen.where(Clue.due_on < today(uow)).subquery()
    overdue = 0 if ended else uow.session.scalar(select(func.count()).select_from(late)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    order = (Clue.closed_at.desc(), Clue.clue_id.desc()) if ended else (Clue.due_on, Clue.clue_id)
    ids = uow.session.scalars(chosen.order_by(*order).limit(PAGE).offset((page - 1) * PAGE)).all()
    return CluePage(tuple(clue_view(uow, clue_id) for clue_id in ids), page, pages, total, overdue, ended)


def clue_view(uow: UnitOfWork, clue_id: int) -> ClueView:
    """Return a clue. The caller has checked who asks."""
    row = uow.session.get_one(Clue, clue_id)
    visit = uow.session.get_one(Visit, row.visit_id)
    before = uow.session.get(Department, row.from_department_id) if row.from_department_id else None
    steps, proofs = _standing_steps(uow, clue_id), proofs_of(uow, clue_id)
    setting = next((each.kind for each in steps if each.kind not in SAME_DAY), "")
    offered = next((each.text for each in steps if each.kind == "offered"), "")
    return ClueView(
        row.clue_id,
        clue_number(visit.number, row.serial),
        row.visit_id,
        visit.number,
        uow.session.get_one(InspectionObject, visit.object_id).short_name,
        row.number,
        row.note,
        row.state,
        row.department_id,
        uow.session.get_one(Department, row.department_id).short_name,
        before.short_name if before else None,
        row.owner_id,
        uow.session.get_one(Person, row.owner_id).name,
        row.due_on,
        working_days_left(uow, row.due_on),
        row.reason,
        _unit(steps) if row.state in FOLLOWED else "",
        _department_by_code(uow, offered) if row.state == ClueState.OPEN and setting == "rejected" else None,
        row.state == ClueState.OPEN and setting == "reopened" and row.reason != "",
        len(proofs.fresh),
        len(proofs.known),
        proofs.unfit,
        row.state in FOLLOWED and setting == "followed_up",
    )


def _standing_steps(uow: UnitOfWork, clue_id: int) -> list[ClueStep]:
    """Return the steps of a clue, the newest first, without each handing over that was taken back."""
    chosen = select(ClueStep).where(ClueStep.clue_id == clue_id).order_by(ClueStep.clue_step_id.desc())
    standing: list[ClueStep] = []
    is_undone = False
    for step in uow.session.scalars(chosen):
        if step.kind == "taken_back":
            is_undone = True
        elif is_undone and step.kind == "offered":
            is_undone = False
        else:
            standing.append(step)
    return standing


def _unit(steps: Sequence[ClueStep]) -> str:
    """Return the unit that was named since the department has the clue."""
    since = takewhile(lambda step: step.kind not in BEGINNINGS, steps)
    return next((step.text for step in since if step.kind == "to_unit"), "")


def _department_by_code(uow: UnitOfWork, code: str) -> Names | None:
    return uow.session.scalar(select(Department.short_name).where(Department.code == code))


def view_clue(uow: UnitOfWork, actor: Actor, clue_id: int) -> ClueView:
    """Return a clue. Raises `Refused` for those who neither look after it nor handed it over."""
    if uow.session.get(Clue, clue_id) is None:
        raise Refused(problems.NO_SUCH_CLUE)
    if not may_see_clue(uow, actor, clue_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    return clue_view(uow, clue_id)


def steps_of(uow: UnitOfWork, actor: Actor, clue_id: int) -> tuple[StepView, ...]:
    """Return what was done about a clue, the first act first. Raises `Refused` for those who may not see it."""
    view_clue(uow, actor, clue_id)
    rows = uow.session.execute(
        select(ClueStep.kind, Person.name, ClueStep.at, ClueStep.text)
        .join(Person, Person.person_id == ClueStep.person_id)
        .where(ClueStep.clue_id == clue_id)
        .order_by(ClueStep.clue_step_id)
    )
    names = {row.code: row.short_name for row in uow.session.scalars(select(Department))}
    return tuple(
        StepView(kind, by, at, "", names.get(text)) if kind == "offered" else StepView(kind, by, at, text, None)
        for kind, by, at, text in rows
    )


def other_departments(uow: UnitOfWork, clue: ClueView) -> tuple[tuple[int, Names], ...]:
    """Return the departments to which a clue may be handed, those that took part in its visit first: all that still
    are, besides the one that has it.
    """
    took_part = set(uow.session.scalars(select(Section.department_id).where(Section.visit_id == clue.visit_id)))
    chosen = select(Department.department_id, Department.short_name).where(
        Department.department_id != clue.department_id, Department.successor_id.is_(None)
    )
    found = [(row[0], dict(row[1])) for row in uow.session.execute(chosen.order_by(Department.department_id))]
    return tuple(sorted(found, key=lambda each: each[0] not in took_part))


def owners_of_visit(uow: UnitOfWork, visit_id: int) -> list[int]:
    """Return who answers for the clues of a visit that have not ended, once for each clue."""
    live = select(Clue.owner_id).where(Clue.visit_id == visit_id, Clue.state.in_(LIVE_STATES))
    return list(uow.session.scalars(live.order_by(Clue.owner_id)))
