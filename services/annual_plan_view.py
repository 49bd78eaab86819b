"""The annual plan as it is shown: by year, by line, with what lines were before; what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select

from rules.registries.coverage import item_applies
from services.access import Actor
from services.annual_plan import (
    kinds_of,
    line_facts,
    line_of,
    own_department,
    standing,
    supervises_plan,
    writes_lines,
)
from services.annual_plan_joint import joint_of, open_proposals
from services.office_day import today
from services.registry_keeping import may_change
from services.registry_writing import items_in_force
from services.visits import Names
from storage.tables import AnnualPlan, Campaign, CampaignPlan, Department, Item, Person, PlanLine, Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's plan as one person sees it. `missing` are departments without a line, `own` the lines of one's own."""

    year: int
    state: str
    approved_by: Names | None
    approved_at: datetime | None
    published_at: datetime | None
    lines: int
    departments: int
    missing: tuple[Names, ...]
    own: int
    proposals: int
    writes: bool
    supervises: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A change after the approval."""

    at: datetime
    by: Names | None
    reason: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the plan. `joint` are the names of departments that go along in the month `joint_month`."""

    year: int
    number: int
    department_id: int
    department: Names
    matter: str
    object_kind: str
    amount: str
    months: tuple[int, ...]
    is_lead: bool
    is_dropped: bool
    joint_month: int | None
    joint: tuple[Names, ...]
    revisions: tuple[Revision, ...]
    campaigns: tuple[str, ...]
    may_change: bool
    needs_reason: bool


def view_year(uow: UnitOfWork, actor: Actor, year: int) -> YearView:
    """Return a year's plan, empty when nobody has written into it yet."""
    plan = uow.session.get(AnnualPlan, year)
    lines = uow.session.scalars(standing(year)).all()
    with_lines = {each.department_id for each in lines}
    approver = uow.session.get(Person, plan.approved_by) if plan and plan.approved_by else None
    writes = writes_lines(actor)
    own = actor.department_id
    return YearView(
        year,
        plan.state if plan else "collecting",
        approver.name if approver else None,
        plan.approved_at if plan else None,
        plan.published_at if plan else None,
        len(lines),
        len(with_lines),
        tuple(each.short_name for each in departments_missing(uow, year)),
        sum(each.department_id == own for each in lines),
        len(open_proposals(uow, year)),
        writes,
        supervises_plan(actor),
    )


def departments_missing(uow: UnitOfWork, year: int) -> Sequence[Department]:
    """Return the departments that have written no line for a year."""
    having = select(PlanLine.department_id).where(
        PlanLine.year == year, PlanLine.is_current.is_(True), PlanLine.is_dropped.is_(False)
    )
    chosen = select(Department).where(Department.successor_id.is_(None), Department.department_id.not_in(having))
    return uow.session.scalars(chosen.order_by(Department.department_id)).all()


def lines_of_year(uow: UnitOfWork, actor: Actor | None, year: int, *, own: bool = False) -> list[LineView]:
    """Return a year's lines by number; of the actor's department alone when `own`."""
    chosen = standing(year)
    if own and actor is not None:
        chosen = chosen.where(PlanLine.department_id == actor.department_id)
    return [_view(uow, actor, line) for line in uow.session.scalars(chosen).all()]


def view_line(uow: UnitOfWork, actor: Actor, year: int, number: int) -> LineView:
    """Return a line as it stands. Raises `Refused` when there is none."""
    return _view(uow, actor, line_of(uow, year, number))


def _view(uow: UnitOfWork, actor: Actor | None, line: PlanLine) -> LineView:
    plan = uow.session.get_one(AnnualPlan, line.year)
    joint = joint_of(uow, line)
    department = uow.session.get_one(Department, line.department_id)
    along = [each.department_id for each in (joint[1] if joint else ()) if each.department_id != line.department_id]
    allowed = actor is not None and (may_change(actor, line.department_id) or supervises_plan(actor))
    begun = (
        select(Campaign.number)
        .join(CampaignPlan, CampaignPlan.campaign_id == Campaign.campaign_id)
        .join(PlanLine, PlanLine.plan_line_id == CampaignPlan.plan_line_id)
        .where(PlanLine.year == line.year, PlanLine.number == line.number)
        .order_by(Campaign.number)
    )
    return LineView(
        line.year,
        line.number,
        line.department_id,
        department.short_name,
        line.matter,
        line.object_kind,
        line.amount,
        tuple(line.months),
        line.is_lead,
        line.is_dropped,
        joint[0] if joint else None,
        tuple(uow.session.get_one(Department, each).short_name for each in dict.fromkeys(along)),
        _revisions(uow, line),
        tuple(uow.session.scalars(begun)),
        allowed,
        plan.state != "collecting",
    )


def _revisions(uow: UnitOfWork, line: PlanLine) -> tuple[Revision, ...]:
    """Return the changes of a line, the newest first; `before` and `after` name what differs."""
    chosen = select(PlanLine).where(PlanLine.year == line.year, PlanLine.number == line.number)
    rows = uow.session.scalars(chosen.order_by(PlanLine.revision)).all()
    found = []
    for old, new in pairwise([None, *rows]):
        if new is None or new.reason is None:
            continue
        person = uow.session.get(Person, new.written_by) if new.written_by else None
        before, after = _difference(old, new)
        found.append(Revision(new.written_at, person.name if person else None, new.reason, before, after))
    return tuple(reversed(found))


def _difference(old: PlanLine | None, new: PlanLine) -> tuple[str, str]:
    """Return what a change changed, empty for a line that was added or dropped."""
    if old is None or new.is_dropped:
        return "", ""
    before, after = line_facts(old), line_facts(new)
    changed = [name for name in before if name != "part" and before[name] != after[name]]
    return "; ".join(before[name] for name in changed), "; ".join(after[name] for name in changed)


def dropped_lines(uow: UnitOfWork, year: int) -> list[LineView]:
    """Return the lines that were dropped after the approval, by number."""
    chosen = select(PlanLine).where(
        PlanLine.year == year,
        PlanLine.is_current.is_(True),
        PlanLine.is_dropped.is_(True),
        PlanLine.reason.is_not(None),
    )
    return [_view(uow, None, line) for line in uow.session.scalars(chosen.order_by(PlanLine.number)).all()]


def matters_for(uow: UnitOfWork, actor: Actor, year: int) -> list[str]:
    """Return the matters in force of a person's department that are about its objects and in no line of a year yet.

    Raises `Refused` for one who writes no lines.
    """
    department_id = own_department(actor)
    kinds = kinds_of(uow, department_id)
    taken = set(uow.session.scalars(standing(year).with_only_columns(PlanLine.matter, maintain_column_froms=True)))
    items = select(Item).where(Item.department_id == department_id, items_in_force(today(uow)))
    found = [
        item.matter
        for item in uow.session.scalars(items.order_by(Item.code))
        if item.matter not in taken and any(item_applies(item.object_kind, kind, "91") for kind in kinds)
    ]
    return list(dict.fromkeys(found))


def told_of_change(uow: UnitOfWork, year: int, number: int) -> tuple[Names, str]:
    """Return whose a line is, and the newest reason for which it was changed."""
    chosen = select(PlanLine).where(PlanLine.year == year, PlanLine.number == number, PlanLine.is_current.is_(True))
    line = uow.session.scalars(chosen).one()
    return uow.session.get_one(Department, line.department_id).short_name, line.reason or ""


def clerks_of(uow: UnitOfWork, department_id: int) -> tuple[Names, Sequence[int]]:
    """Return a department's name and its clerks."""
    chosen = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "clerk", Role.department_id == department_id, Person.revoked_at.is_(None))
        .order_by(Role.person_id)
    )
    names = uow.session.get_one(Department, department_id).short_name
    return names, uow.session.scalars(chosen).all()


def published_years(uow: UnitOfWork) -> dict[int, datetime]:
    """Return the years whose plans are published, with the instant."""
    chosen = select(AnnualPlan.year, AnnualPlan.published_at).where(AnnualPlan.state == "published")
    return {year: at for year, at in uow.session.execute(chosen) if at is not None}
