"""Lines of the annual plan 年度抽查计划 as departments write them, its approval and publication (rule text 四(二)).

Until the approval a line is simply changed; from then on each change is a revision with a reason, and what it was
before stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from rules.annual_plan import plan_year, typed_amount, typed_months, typed_part
from rules.errors import annual_plans as problems
from rules.events_plans import PlanLineChanged
from rules.invisible_signs import without_invisible
from rules.publication import ensure_public
from rules.refusals import Refused
from services.access import Actor
from services.office_day import today
from services.public_names import names_of_staff
from services.registry_keeping import department_kept_by, may_change
from storage.tables import AnnualPlan, Department, InspectionObject, Item, ObjectKeeper, PlanLine
from storage.unit_of_work import UnitOfWork

TEXT_MOST = 300
USUAL = {"amount": "5%", "months": "3-11", "part": "lead"}
PARTS = ("object_kind", "amount", "months", "part", "matter")


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes a line: the code for the chain, the person's number, none for the operator of the machine."""

    code: str
    person_id: int | None


def chain_of(year: int) -> str:
    """Return the chain of the ledger in which a year's plan stands."""
    return f"plan:{year}"


def year_now(uow: UnitOfWork) -> int:
    """Return the year for which lines are collected."""
    return plan_year(today(uow))


def writes_lines(actor: Actor) -> bool:
    """Return whether a person writes lines: clerks, and administrators."""
    return any(role in ("clerk", "administrator") for role, _ in actor.roles)


def supervises_plan(actor: Actor) -> bool:
    """Return whether a person joins lines, approves the plan and publishes it: supervisors of the district."""
    return ("supervisor", None) in actor.roles


def ensure_supervises(actor: Actor) -> None:
    """Raise `Refused` for anyone but a supervisor of the district."""
    if not supervises_plan(actor):
        raise Refused(problems.NOT_A_SUPERVISOR)


def plan_for(uow: UnitOfWork, year: int) -> AnnualPlan:
    """Return a year's plan, its row locked; it is there as soon as somebody writes into it."""
    plan = uow.session.get(AnnualPlan, year, with_for_update=True)
    if plan is None:
        plan = AnnualPlan(year=year, state="collecting")
        uow.session.add(plan)
        uow.session.flush()
    return plan


def own_department(actor: Actor) -> int:
    """Return for which department a person writes lines. Raises `Refused` for one who writes none, or for any."""
    if not writes_lines(actor):
        raise Refused(problems.NOT_A_KEEPER)
    department_id = department_kept_by(actor)
    if department_id is None:
        raise Refused(problems.NO_DEPARTMENT)
    return department_id


def add_line(uow: UnitOfWork, actor: Actor, year: int, matter: str) -> int:
    """Begin a line with the usual values for the own department; return its number in the plan.

    Raises `Refused` for one who writes none, and for a matter without words.
    """
    department_id = own_department(actor)
    matter = _text(matter)
    facts = {"matter": matter, "object_kind": usual_kind(uow, department_id, matter), **USUAL}
    return write_line(uow, year, department_id, facts, Author(actor.code, actor.person_id), None)


def usual_kind(uow: UnitOfWork, department_id: int, matter: str) -> str:
    """Return which objects a matter is about: as its item says, else the first kind the department answers for."""
    item = select(Item.object_kind).where(Item.department_id == department_id, Item.matter == matter)
    named = uow.session.scalar(item.where(Item.object_kind != "").limit(1)) or ""
    kinds = kinds_of(uow, department_id)
    return next((kind for kind in kinds if kind in named), named or next(iter(kinds), "企业"))


def kinds_of(uow: UnitOfWork, department_id: int) -> list[str]:
    """Return the kinds of objects for which a department answers."""
    chosen = (
        select(InspectionObject.industry)
        .join(ObjectKeeper, ObjectKeeper.object_id == InspectionObject.object_id)
        .where(ObjectKeeper.department_id == department_id)
        .distinct()
    )
    return sorted(uow.session.scalars(chosen))


def change_line(
    uow: UnitOfWork, actor: Actor, year: int, number: int, part: str, text: str, reason: str | None = None
) -> None:
    """Change a part of a line as typed.

    Raises `Refused` for one who keeps another department's, for what cannot be read, and without a reason once the
    plan is approved.
    """
    line = own_line(uow, actor, year, number)
    facts = {**line_facts(line), part: text}
    revise(uow, line, facts, Author(actor.code, actor.person_id), reason)


def drop_line(uow: UnitOfWork, actor: Actor, year: int, number: int, reason: str | None = None) -> None:
    """Drop a line; what it was stays. Raises `Refused` as `change_line`."""
    line = own_line(uow, actor, year, number)
    drop_written(uow, line, Author(actor.code, actor.person_id), reason)


def drop_written(uow: UnitOfWork, line: PlanLine, author: Author, reason: str | None) -> None:
    """Drop a line; the caller has checked who does. Raises `Refused` without a reason once the plan is approved."""
    told = _needed_reason(uow, plan_for(uow, line.year), line.department_id, author, reason)
    _follow(uow, line, {**_columns(line), "is_dropped": True}, author, told)
    _tell(uow, line, "line_dropped", author, told)


def own_line(uow: UnitOfWork, actor: Actor, year: int, number: int) -> PlanLine:
    """Return a line as it stands. Raises `Refused` when there is none, and for who may not change it."""
    line = line_of(uow, year, number)
    if not (may_change(actor, line.department_id) or supervises_plan(actor)):
        raise Refused(problems.NOT_A_KEEPER)
    return line


def line_of(uow: UnitOfWork, year: int, number: int) -> PlanLine:
    """Return a line as it stands. Raises `Refused` when there is none."""
    chosen = standing(year).where(PlanLine.number == number)
    line: PlanLine | None = uow.session.scalar(chosen)
    if line is None:
        raise Refused(problems.NO_SUCH_LINE)
    return line


def standing(year: int) -> Any:
    """Return the lines of a year as they stand, by number."""
    chosen = select(PlanLine).where(
        PlanLine.year == year, PlanLine.is_current.is_(True), PlanLine.is_dropped.is_(False)
    )
    return chosen.order_by(PlanLine.number)


def line_facts(line: PlanLine) -> dict[str, str]:
    """Return a line's parts as texts."""
    return {
        "matter": line.matter,
        "object_kind": line.object_kind,
        "amount": line.amount,
        "months": ";".join(map(str, line.months)),
        "part": "lead" if line.is_lead else "part",
    }


def write_line(
    uow: UnitOfWork, year: int, department_id: int, facts: Mapping[str, str], author: Author, reason: str | None
) -> int:
    """Write a new line of a department and return its number. The caller has checked who writes.

    Raises `Refused` for what cannot be read, and for a line that the department has already.
    """
    plan = plan_for(uow, year)
    values = _values(facts)
    _ensure_once(uow, year, department_id, values, None)
    told = _needed_reason(uow, plan, department_id, author, reason)
    last = uow.session.scalar(select(func.max(PlanLine.number)).where(PlanLine.year == year)) or 0
    line = PlanLine(
        year=year,
        number=last + 1,
        revision=1,
        is_current=True,
        department_id=department_id,
        is_dropped=False,
        reason=told,
        written_by=author.person_id,
        written_at=uow.now,
        **values,
    )
    uow.session.add(line)
    uow.session.flush()
    _tell(uow, line, "line_written", author, told)
    return line.number


def revise(uow: UnitOfWork, line: PlanLine, facts: Mapping[str, str], author: Author, reason: str | None) -> None:
    """Change a line to these parts. The caller has checked who changes it. Raises `Refused` as `write_line`."""
    values = _values(facts)
    if all(getattr(line, name) == value for name, value in values.items()):
        return
    _ensure_once(uow, line.year, line.department_id, values, line.number)
    plan = plan_for(uow, line.year)
    told = _needed_reason(uow, plan, line.department_id, author, reason)
    if plan.state == "collecting":
        for name, value in values.items():
            setattr(line, name, value)
        line.written_by, line.written_at = author.person_id, uow.now
        uow.session.flush()
    else:
        line = _follow(uow, line, {**_columns(line), **values}, author, told)
    _tell(uow, line, "line_changed", author, told)


def _follow(uow: UnitOfWork, line: PlanLine, values: Mapping[str, Any], author: Author, reason: str | None) -> PlanLine:
    """Put a revision in the place of a line."""
    line.is_current = False
    uow.session.flush()
    following = PlanLine(
        **values,
        year=line.year,
        number=line.number,
        revision=line.revision + 1,
        is_current=True,
        department_id=line.department_id,
        reason=reason,
        written_by=author.person_id,
        written_at=uow.now,
    )
    uow.session.add(following)
    uow.session.flush()
    return following


def _columns(line: PlanLine) -> dict[str, Any]:
    names = ("matter", "object_kind", "amount", "months", "is_lead", "is_dropped")
    return {name: getattr(line, name) for name in names}


def _needed_reason(
    uow: UnitOfWork, plan: AnnualPlan, department_id: int, author: Author, reason: str | None
) -> str | None:
    """Return the reason that a change of an approved plan needs; it is published with the plan."""
    if plan.state == "collecting":
        return None
    return ensure_public(reason or "", names_of_staff(uow, [department_id], author.person_id))


def _values(facts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a line's row holds for its parts. Raises `Refused` for what cannot be read."""
    amount, months = typed_amount(facts["amount"]), typed_months(facts["months"])
    part = typed_part(facts["part"])
    shown = {name: " ".join(facts[name].split())[:20] for name in ("amount", "months", "part")}
    if amount is None:
        raise Refused(problems.AMOUNT_UNREADABLE, typed=shown["amount"])
    if months is None:
        raise Refused(problems.MONTHS_UNREADABLE, typed=shown["months"])
    if part is None:
        raise Refused(problems.PART_UNREADABLE, typed=shown["part"])
    return {
        "matter": _text(facts["matter"]),
        "object_kind": _text(facts["object_kind"]),
        "amount": amount,
        "months": list(months),
        "is_lead": part == "lead",
    }


def _text(typed: str) -> str:
    plain = " ".join(without_invisible(typed).split())
    if not 2 <= len(plain) <= TEXT_MOST:
        raise Refused(problems.MATTER_LENGTH, most=TEXT_MOST)
    return plain


def _ensure_once(uow: UnitOfWork, year: int, department_id: int, values: Mapping[str, Any], but: int | None) -> None:
    chosen = standing(year).where(
        PlanLine.department_id == department_id,
        PlanLine.matter == values["matter"],
        PlanLine.object_kind == values["object_kind"],
    )
    for line in uow.session.scalars(chosen):
        if line.number != but:
            raise Refused(problems.LINE_TWICE, number=line.number)


def _tell(uow: UnitOfWork, line: PlanLine, type_: str, author: Author, reason: str | None) -> None:
    department = uow.session.get_one(Department, line.department_id).code
    body: dict[str, Any] = {"line": line.number, "revision": line.revision, "department": department}
    body |= line_facts(line)
    if reason:
        body["reason"] = reason
        uow.emit(PlanLineChanged(line.year, line.number, author.person_id))
    uow.record(chain_of(line.year), type_, author.code, body)


def approve(uow: UnitOfWork, actor: Actor, year: int, undecided: int) -> None:
    """Approve a year's plan; `undecided` are the joint visits that are still only proposed.

    Raises `Refused` for anyone but a supervisor, for an empty plan, with proposals undecided, and a second time.
    """
    ensure_supervises(actor)
    plan = plan_for(uow, year)
    if plan.state != "collecting":
        raise Refused(problems.DONE_ALREADY, year=year)
    lines = uow.session.scalars(standing(year)).all()
    if not lines:
        raise Refused(problems.NOTHING_PLANNED, year=year)
    if undecided:
        raise Refused(problems.PROPOSALS_OPEN, count=undecided)
    plan.state, plan.approved_by, plan.approved_at = "approved", actor.person_id, uow.now
    uow.record(chain_of(year), "approved", actor.code, {"lines": [line.number for line in lines]})
    uow.session.flush()


def publish(uow: UnitOfWork, actor: Actor, year: int) -> None:
    """Publish an approved plan. Raises `Refused` for anyone but a supervisor, before the approval, a second time."""
    ensure_supervises(actor)
    plan = plan_for(uow, year)
    if plan.state == "collecting":
        raise Refused(problems.NOT_APPROVED)
    if plan.state == "published":
        raise Refused(problems.DONE_ALREADY, year=year)
    plan.state, plan.published_at = "published", uow.now
    uow.record(chain_of(year), "published", actor.code, {"year": year})
    uow.session.flush()
