"""What was decided against the list of serious breaches: objects kept from it, and taken off it, each with its reason.

Such a decision is put back when it was a mistake: who was taken off stands on the list as before, who was kept from it
is proposed again. Only what still rests on the same results of approved visits comes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select

from rules.errors import statistics as problems
from rules.refusals import Refused
from rules.statistics.cuts import Names
from rules.statistics.proposals import rules_of
from services.access import Actor
from services.breaches import BREACHES, listed_objects, record_breach
from services.object_results import decided_by, decided_object, recent_parts
from services.office_day import day_of, today
from services.statistics import ensure_supervisor
from storage.tables import InspectionObject, Person, SeriousBreach
from storage.unit_of_work import UnitOfWork

PAGE = 5


@dataclass(frozen=True, slots=True)
class BreachDecision:
    """A decision against the list: `withdrawn` (taken off), or `declined` (kept from it); `by` whom and when."""

    breach_id: int
    object_id: int
    state: str
    registration_code: str
    name: str
    short_name: str
    rule: Names
    visits: tuple[str, ...]
    ground: str
    reason: str
    by: Names
    day: date


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A page of decisions, the newest first."""

    lines: tuple[BreachDecision, ...]
    page: int
    pages: int
    total: int


def view_decisions(uow: UnitOfWork, actor: Actor, page: int = 1) -> DecisionPage:
    """Return a page of what stands decided about the actor's objects. Raises `Refused` for whoever is no supervisor."""
    chosen = _decisions(decided_by(actor))
    total = uow.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    newest = func.coalesce(SeriousBreach.withdrawn_at, SeriousBreach.decided_at).desc()
    some = chosen.order_by(newest, SeriousBreach.breach_id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    lines = tuple(_view(uow, row, of) for row, of in uow.session.execute(some))
    return DecisionPage(lines, page, pages, total)


def view_decision(uow: UnitOfWork, actor: Actor, breach_id: int) -> BreachDecision:
    """Return one decision that stands. Raises `Refused` for whoever does not decide about its object, and where it
    was put back.
    """
    return _view(uow, *_decided(uow, actor, breach_id))


def put_back_breach(uow: UnitOfWork, actor: Actor, breach_id: int) -> str:
    """Put a decision back; return what its object is then: `released`, on the list as it was, or `proposed`.

    Raises `Refused` for whoever does not decide about the object, when it was put back already or the object stands on
    the list, and when it does not rest on the same results any more.
    """
    row, of = _decided(uow, actor, breach_id, locked=True)
    if listed_objects(uow, row.object_id):
        raise Refused(problems.BREACH_OVER)
    if not _holds(uow, row, of):
        raise Refused(problems.BREACH_UNFOUNDED)
    record_breach(uow, actor, row, of.registration_code, f"breach_{row.state}_put_back")
    if row.state == "declined":
        row.withdrawn_by, row.withdrawn_at = actor.person_id, uow.now
        return "proposed"
    row.state, row.reason, row.withdrawn_by, row.withdrawn_at = "released", "", None, None
    return "released"


def _decided(
    uow: UnitOfWork, actor: Actor, breach_id: int, *, locked: bool = False
) -> tuple[SeriousBreach, InspectionObject]:
    ensure_supervisor(actor)
    row = uow.session.get(SeriousBreach, breach_id, with_for_update=locked or None)
    if row is None:
        raise Refused(problems.BREACH_OVER)
    of = decided_object(uow, actor, row.object_id, locked=locked)
    if not (row.state == "withdrawn" or (row.state == "declined" and row.withdrawn_at is None)):
        raise Refused(problems.BREACH_OVER)
    return row, of


def _decisions(mine: ColumnElement[bool]) -> Select[SeriousBreach, InspectionObject]:
    decided = (SeriousBreach.state == "withdrawn") | (
        (SeriousBreach.state == "declined") & SeriousBreach.withdrawn_at.is_(None)
    )
    joined = InspectionObject.object_id == SeriousBreach.object_id
    return select(SeriousBreach, InspectionObject).join(InspectionObject, joined).where(mine, decided)


def _holds(uow: UnitOfWork, row: SeriousBreach, of: InspectionObject) -> bool:
    """Return whether a rule still finds the visits of a decision, by themselves, with the results that they had."""
    own = [part for part in recent_parts(uow, BREACHES.rules, [row.object_id]) if part.visit_number in row.visits]
    found = BREACHES.suggest(of, own, today(uow), (), ())
    # Of the first decisions the results were not kept.
    return found is not None and set(found.numbers) == set(row.visits) and row.basis in ({}, found.basis)


def _view(uow: UnitOfWork, row: SeriousBreach, of: InspectionObject) -> BreachDecision:
    reasons = {rule.key: rule.reason for rule in rules_of(BREACHES.rules)}
    by = uow.session.get_one(Person, row.withdrawn_by or row.decided_by)
    visits: Sequence[str] = row.visits
    return BreachDecision(
        row.breach_id,
        row.object_id,
        row.state,
        of.registration_code,
        of.name,
        of.short_name,
        reasons.get(row.rule, {}),
        tuple(visits),
        row.ground,
        row.reason,
        by.name,
        day_of(uow, row.withdrawn_at or row.decided_at),
    )
