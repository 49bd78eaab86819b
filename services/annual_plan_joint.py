"""One door, many matters 进一次门、查多项事: lines that could be one joint campaign, accepted or declined (四(二))."""

from collections.abc import Sequence

from sqlalchemy import select

from rules.annual_plan import Line, Proposal, proposals
from rules.errors import annual_plans as problems
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.annual_plan import chain_of, ensure_supervises, plan_for, standing
from storage.tables import JointDecision, PlanLine
from storage.unit_of_work import UnitOfWork


def open_proposals(uow: UnitOfWork, year: int) -> list[Proposal]:
    """Return the joint visits that are proposed and not decided. Lines that were joined are in no other."""
    lines = [
        Line(each.number, each.department_id, each.object_kind, tuple(each.months))
        for each in uow.session.scalars(standing(year))
    ]
    decided = _decisions(uow, year)
    joined = {number for each in decided if each.is_accepted for number in each.lines}
    declined = {(each.month, frozenset(each.lines)) for each in decided if not each.is_accepted}
    return [
        each
        for each in proposals(line for line in lines if line.number not in joined)
        if (each.month, frozenset(each.lines)) not in declined
    ]


def joint_of(uow: UnitOfWork, line: PlanLine) -> tuple[int, Sequence[PlanLine]] | None:
    """Return the month and all lines of the joint campaign that a line is part of, its lead first; none when alone.

    The first line that says it leads does; a line that was dropped or goes elsewhere is no part any more.
    """
    for each in reversed(_decisions(uow, line.year)):
        if each.is_accepted and line.number in each.lines:
            chosen = standing(line.year).where(PlanLine.number.in_(each.lines))
            lines = [row for row in uow.session.scalars(chosen) if each.month in row.months]
            lines.sort(key=lambda row: (not row.is_lead, row.number))
            return (each.month, lines) if line in lines and len(lines) > 1 else None
    return None


def decide(uow: UnitOfWork, actor: Actor, year: int, proposal: Proposal, reason: str | None) -> None:
    """Accept a proposal, or decline it with a reason.

    Raises `Refused` for anyone but a supervisor, for one that is not proposed any more, and for a reason without words.
    """
    ensure_supervises(actor)
    plan_for(uow, year)
    if proposal not in open_proposals(uow, year):
        raise Refused(problems.NO_PROPOSAL)
    told = ensure_reason(reason) if reason is not None else None
    decision = JointDecision(
        year=year,
        object_kind=proposal.object_kind,
        month=proposal.month,
        lines=list(proposal.lines),
        is_accepted=reason is None,
        reason=told,
        decided_by=actor.person_id,
        decided_at=uow.now,
    )
    uow.session.add(decision)
    uow.session.flush()
    body = {"object_kind": proposal.object_kind, "month": proposal.month, "lines": list(proposal.lines)}
    if told:
        body["reason"] = told
    uow.record(chain_of(year), "joint_accepted" if reason is None else "joint_declined", actor.code, body)


def _decisions(uow: UnitOfWork, year: int) -> Sequence[JointDecision]:
    chosen = select(JointDecision).where(JointDecision.year == year).order_by(JointDecision.joint_decision_id)
    return uow.session.scalars(chosen).all()
