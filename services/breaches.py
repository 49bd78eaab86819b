"""The list of serious breaches that is shared with other authorities for joint measures 联合惩戒 (rule text 六).

A rule proposes, a supervisor releases on a legal ground that is named, and withdraws with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from rules.errors import statistics as problems
from rules.publication import ensure_clause
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.statistics.cuts import Names
from rules.statistics.proposals import breach_suggested, rules_of
from services.access import Actor
from services.object_results import (
    ObjectSuggestion,
    Proposing,
    decided_object,
    deciding_people,
    ensure_same,
    proposal_of,
    proposed,
)
from services.office_day import day_of
from services.publishing import CHAIN
from services.statistics import ensure_supervisor
from storage.ledger import Personal
from storage.tables import InspectionObject, SeriousBreach, Visit
from storage.unit_of_work import UnitOfWork

PAGE = 5
BREACHES = Proposing(
    "breaches",
    SeriousBreach,
    lambda of, parts, day, decided, _used: breach_suggested(of.flags, parts, day, decided),
    problems.BREACH_OVER,
)


@dataclass(frozen=True, slots=True)
class BreachView:
    """One entry of the list, as it stands."""

    breach_id: int
    registration_code: str
    name: str
    short_name: str
    rule: Names
    visits: tuple[str, ...]
    ground: str
    released_on: date


@dataclass(frozen=True, slots=True)
class BreachPage:
    """A page of the list, the newest first."""

    lines: tuple[BreachView, ...]
    page: int
    pages: int
    total: int


def breach_proposals(uow: UnitOfWork, actor: Actor) -> tuple[ObjectSuggestion, ...]:
    """Return who is proposed, of those about whom the actor decides; for a job. Raises `Refused` for whoever is no
    supervisor.
    """
    return proposed(uow, actor, BREACHES, but=listed_objects(uow))


def breach_proposal(uow: UnitOfWork, actor: Actor, object_id: int) -> ObjectSuggestion | None:
    """Return the proposal about an object, if there is one; who stands on the list is not proposed at all. Raises
    `Refused` for whoever does not decide about it.
    """
    found = proposal_of(uow, actor, BREACHES, object_id)
    return None if object_id in listed_objects(uow, object_id) else found


def release_breach(uow: UnitOfWork, actor: Actor, object_id: int, mark: int, ground: str) -> int:
    """Put a proposed object on the list, on a legal ground with its clause; return the entry.

    Raises `Refused` for whoever does not decide about it, without a ground, and when the proposal is another by now.
    """
    decided_object(uow, actor, object_id, locked=True)
    found = ensure_proposed(uow, actor, object_id, mark)
    row = _entered(uow, actor, found, "released")
    row.ground = ensure_clause(ground)
    record_breach(uow, actor, row, found.registration_code, "breach_released")
    return row.breach_id


def decline_breach(uow: UnitOfWork, actor: Actor, object_id: int, mark: int, reason: str) -> int:
    """Keep a proposed object from the list, and why; another visit, or other results of one of these, may propose it
    again. Return the decision. Raises `Refused`.
    """
    decided_object(uow, actor, object_id, locked=True)
    found = ensure_proposed(uow, actor, object_id, mark)
    row = _entered(uow, actor, found, "declined")
    row.reason = ensure_reason(reason)
    record_breach(uow, actor, row, found.registration_code, "breach_declined")
    return row.breach_id


def withdraw_breach(uow: UnitOfWork, actor: Actor, breach_id: int, reason: str) -> None:
    """Take an entry off the list, with a reason; it stays in the history. Raises `Refused`, a second time too."""
    ensure_supervisor(actor)
    row = uow.session.get(SeriousBreach, breach_id, with_for_update=True)
    if row is None or row.state != "released":
        raise Refused(problems.BREACH_OVER)
    of = decided_object(uow, actor, row.object_id)
    row.state, row.reason = "withdrawn", ensure_reason(reason)
    row.withdrawn_by, row.withdrawn_at = actor.person_id, uow.now
    record_breach(uow, actor, row, of.registration_code, "breach_withdrawn")


def ensure_proposed(uow: UnitOfWork, actor: Actor, object_id: int, mark: int) -> ObjectSuggestion:
    """Return the proposal about an object that was read. Raises `Refused` when it is another by now."""
    return ensure_same(BREACHES, breach_proposal(uow, actor, object_id), mark)


def view_breaches(uow: UnitOfWork, actor: Actor, page: int = 1) -> BreachPage:
    """Return a page of the list. Raises `Refused` for whoever is no supervisor."""
    ensure_supervisor(actor)
    total = uow.session.scalar(select(func.count()).where(SeriousBreach.state == "released")) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    return BreachPage(breaches_listed(uow, PAGE, (page - 1) * PAGE), page, pages, total)


def view_breach(uow: UnitOfWork, actor: Actor, breach_id: int) -> BreachView:
    """Return an entry that stands. Raises `Refused` for whoever is no supervisor, and for one that does not stand."""
    ensure_supervisor(actor)
    found = next((each for each in breaches_listed(uow) if each.breach_id == breach_id), None)
    if found is None:
        raise Refused(problems.BREACH_OVER)
    return found


def breaches_listed(uow: UnitOfWork, most: int | None = None, first: int = 0) -> tuple[BreachView, ...]:
    """Return the list as it stands, the newest first. The caller has checked who asks."""
    chosen = (
        select(SeriousBreach, InspectionObject)
        .join(InspectionObject, InspectionObject.object_id == SeriousBreach.object_id)
        .where(SeriousBreach.state == "released")
        .order_by(SeriousBreach.breach_id.desc())
        .offset(first)
    )
    reasons = {rule.key: rule.reason for rule in rules_of("breaches")}
    return tuple(
        BreachView(
            row.breach_id,
            of.registration_code,
            of.name,
            of.short_name,
            reasons.get(row.rule, {}),
            tuple(row.visits),
            row.ground,
            day_of(uow, row.decided_at),
        )
        for row, of in uow.session.execute(chosen.limit(most) if most else chosen)
    )


def unsettled(uow: UnitOfWork, breach_id: int, visit_id: int) -> tuple[BreachView, str, Sequence[int]]:
    """Return an entry that stands, the number of a visit on which it rests, and who decides about its object."""
    row = uow.session.get_one(SeriousBreach, breach_id)
    entry = next(each for each in breaches_listed(uow) if each.breach_id == breach_id)
    return entry, uow.session.get_one(Visit, visit_id).number, deciding_people(uow, row.object_id)


def _entered(uow: UnitOfWork, actor: Actor, found: ObjectSuggestion, state: str) -> SeriousBreach:
    row = SeriousBreach(
        object_id=found.object_id,
        rule=found.suggested.rule.key,
        visits=list(found.suggested.numbers),
        basis=found.suggested.basis,
        newest_visit_id=found.suggested.visits[-1],
        state=state,
        ground="",
        reason="",
        decided_by=actor.person_id,
        decided_at=uow.now,
    )
    uow.session.add(row)
    return row


def record_breach(uow: UnitOfWork, actor: Actor, row: SeriousBreach, code: str, type_: str) -> None:
    """Make a step a link of the chain."""
    uow.session.flush()
    body = {
        "breach": row.breach_id,
        "object": code,
        "rule": row.rule,
        "visits": list(row.visits),
        "ground": row.ground,
        "reason": Personal(row.reason) if row.reason else "",
    }
    uow.record(CHAIN, type_, actor.code, body)


def listed_objects(uow: UnitOfWork, object_id: int | None = None) -> set[int]:
    """Return which objects stand on the list."""
    chosen = select(SeriousBreach.object_id).where(SeriousBreach.state == "released")
    return set(uow.session.scalars(chosen if object_id is None else chosen.where(SeriousBreach.object_id == object_id)))
