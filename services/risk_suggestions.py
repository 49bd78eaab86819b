"""Risk classes that results suggest (rule text 四(四), 六): a rule finds, a person decides, the registry remembers."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from rules.errors import statistics as problems
from rules.reasons import ensure_reason
from rules.statistics.proposals import BY_RESULTS, risk_suggested
from services.access import REGISTRY_CHAIN, Actor
from services.object_results import (
    ObjectSuggestion,
    Proposing,
    decided_object,
    ensure_same,
    proposal_of,
    proposed,
    visits_of,
)
from services.office_day import today
from services.registry_comparing import subject_of
from services.registry_facts import object_facts
from services.registry_intake import new_import
from services.registry_switch import ensure_settled
from storage.ledger import Personal
from storage.tables import InspectionObject, RegistryChange, RegistryImport, RiskDecision
from storage.unit_of_work import UnitOfWork

# What stands for a file in the history; kept in the law's language (`history-suggestion` in the words).
FILE_NAME = "风险等级建议"


def used_visits(uow: UnitOfWork, object_id: int | None) -> dict[int, set[tuple[str, str]]]:
    """Return the visits that a step which was accepted and stands has used, by object, or of one."""
    chosen = select(RiskDecision).where(RiskDecision.state == "accepted")
    if object_id is not None:
        chosen = chosen.where(RiskDecision.object_id == object_id)
    back = _taken_back(uow)
    return visits_of(row for row in uow.session.scalars(chosen) if (row.object_id, row.decided_at) not in back)


def _taken_back(uow: UnitOfWork) -> set[tuple[int, datetime]]:
    """Return which accepted classes were taken back: of which object, and when they had been accepted."""
    undoing = aliased(RegistryImport)
    chosen = (
        select(InspectionObject.object_id, RegistryImport.taken_in_at)
        .join(RegistryChange, RegistryChange.subject == InspectionObject.registration_code)
        .join(RegistryImport, RegistryImport.import_id == RegistryChange.import_id)
        .join(undoing, undoing.undoes == RegistryImport.import_id)
        # An accepted class is an import without a file.
        .where(undoing.state == "taken_in", RegistryImport.sha256.is_(None))
    )
    return {(object_id, at) for object_id, at in uow.session.execute(chosen) if at is not None}


RISKS = Proposing(
    "risk",
    RiskDecision,
    lambda of, parts, day, decided, used: risk_suggested(of.risk, of.flags, parts, day, decided, used),
    problems.SUGGESTION_OVER,
    used_visits,
)


def risk_suggestions(uow: UnitOfWork, actor: Actor) -> tuple[ObjectSuggestion, ...]:
    """Return what is suggested about all objects that the actor decides about, the newest first; for a job. Raises
    `Refused` for whoever is no supervisor.
    """
    return proposed(uow, actor, RISKS)


def risk_suggestion(uow: UnitOfWork, actor: Actor, object_id: int) -> ObjectSuggestion | None:
    """Return what is suggested about an object now. Raises `Refused` for whoever does not decide about it."""
    return proposal_of(uow, actor, RISKS, object_id)


def accept_risk(uow: UnitOfWork, actor: Actor, object_id: int, mark: int) -> None:
    """Set an object's class as it was suggested: in the registry, with its history.

    Raises `Refused` for whoever does not decide about it, when the suggestion is another by now, and while the
    registry is being written.
    """
    ensure_settled(uow, "objects")
    row = decided_object(uow, actor, object_id, locked=True)
    found = ensure_same(RISKS, risk_suggestion(uow, actor, object_id), mark)
    before = object_facts(row)
    row.risk, row.risk_source, row.risk_on = found.suggested.risk, BY_RESULTS["zh"], today(uow)
    after = object_facts(row)
    changed = [name for name in after if after[name] != before[name]]
    name = f"{FILE_NAME} {row.short_name} {before['risk']}→{row.risk}"
    taken = new_import(uow, actor.person_id, None, name)
    taken.which, taken.state, taken.taken_in_at, taken.checked_at = "objects", "taken_in", uow.now, uow.now
    taken.facts = {"counts": {"changed": 1}, "applied": {"changed": 1}}
    uow.session.add(
        RegistryChange(
            import_id=taken.import_id,
            row=1,
            subject=subject_of(row.registration_code),
            kind="changed",
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            applied_at=uow.now,
        )
    )
    _decide(uow, actor, found, "accepted", "")


def decline_risk(uow: UnitOfWork, actor: Actor, object_id: int, mark: int, reason: str) -> None:
    """Leave an object's class as it is, and why. A class is suggested again once a rule rests on a visit that this
    decision does not name, whenever it was assigned, or on one that has other results by now. Raises `Refused` as
    `accept_risk`, and without a reason.
    """
    decided_object(uow, actor, object_id, locked=True)
    found = ensure_same(RISKS, risk_suggestion(uow, actor, object_id), mark)
    _decide(uow, actor, found, "declined", ensure_reason(reason))


def _decide(uow: UnitOfWork, actor: Actor, found: ObjectSuggestion, state: str, reason: str) -> None:
    why = found.suggested
    uow.session.add(
        RiskDecision(
            object_id=found.object_id,
            rule=why.rule.key,
            from_risk=found.risk,
            to_risk=why.risk,
            visits=list(why.numbers),
            basis=why.basis,
            newest_visit_id=why.visits[-1],
            state=state,
            reason=reason,
            decided_by=actor.person_id,
            decided_at=uow.now,
        )
    )
    uow.session.flush()
    body = {
        "object": found.registration_code,
        "rule": why.rule.key,
        "visits": list(why.numbers),
        "from": found.risk,
        "to": why.risk,
        "reason": Personal(reason) if reason else "",
    }
    uow.record(REGISTRY_CHAIN, f"risk_suggestion_{state}", actor.code, body)
