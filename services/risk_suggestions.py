"""Risk classes that results suggest (rule text 四(四), 六): a rule finds, a person decides, the registry remembers."""

from dataclasses import dataclass
from datetime import date

from rules.errors import statistics as problems
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.statistics.cuts import Names
from rules.statistics.proposals import risk_suggested
from rules.statistics.tallies import Part
from services.access import REGISTRY_CHAIN, Actor
from services.object_results import decided_object, decided_objects, decided_visits, recent_parts
from services.office_day import today
from services.registry_comparing import subject_of
from services.registry_facts import object_facts
from services.registry_intake import new_import
from services.registry_switch import ensure_settled
from services.statistics import ensure_supervisor, parts_by_object
from storage.ledger import Personal
from storage.tables import InspectionObject, RegistryChange, RiskDecision
from storage.unit_of_work import UnitOfWork

FILE_NAME = "风险等级建议"
SOURCE = "抽查结果"


@dataclass(frozen=True, slots=True)
class RiskSuggestion:
    """A suggested class: `visits` are the numbers of those that it rests on, `basis` their results by number; `newest`
    is the row of the visit inspected last, on the day `newest_on`. `mark` names the suggestion as it was read.
    """

    object_id: int
    registration_code: str
    short_name: str
    risk: str
    to_risk: str
    rule: str
    reason: Names
    source: str
    visits: tuple[str, ...]
    basis: dict[str, str]
    newest: int
    newest_on: date
    mark: int


def risk_suggestions(uow: UnitOfWork, actor: Actor) -> tuple[RiskSuggestion, ...]:
    """Return what is suggested about all objects that the actor decides about, the newest first; for a job: it reads
    years of visits. Raises `Refused` for whoever is no supervisor.
    """
    ensure_supervisor(actor)
    day = today(uow)
    everything, decided = parts_by_object(recent_parts(uow, "risk")), decided_visits(uow, RiskDecision)
    # Rows are read of those alone about whom something is suggested.
    grouped = {
        of: own
        for of, own in everything.items()
        if risk_suggested(own[0].risk, own[0].flags, own, day, decided.get(of, ()))
    }
    found = [_suggestion(uow, row, grouped[row.object_id], decided) for row in decided_objects(uow, actor, grouped)]
    kept = (each for each in found if each)
    return tuple(sorted(kept, key=lambda each: (-each.newest_on.toordinal(), each.object_id)))


def risk_suggestion(uow: UnitOfWork, actor: Actor, object_id: int) -> RiskSuggestion | None:
    """Return what is suggested about an object now. Raises `Refused` for whoever does not decide about it."""
    row = decided_object(uow, actor, object_id)
    return _suggestion(uow, row, recent_parts(uow, "risk", [object_id]), decided_visits(uow, RiskDecision, object_id))


def accept_risk(uow: UnitOfWork, actor: Actor, object_id: int, mark: int) -> None:
    """Set an object's class as it was suggested: in the registry, with its history.

    Raises `Refused` for whoever does not decide about it, when the suggestion is another by now, and while the
    registry is being written.
    """
    ensure_settled(uow, "objects")
    row = decided_object(uow, actor, object_id, locked=True)
    found = _ensure_same(risk_suggestion(uow, actor, object_id), mark)
    before = object_facts(row)
    row.risk, row.risk_source, row.risk_on = found.to_risk, SOURCE, today(uow)
    after = object_facts(row)
    changed = [name for name in after if after[name] != before[name]]
    taken = new_import(uow, actor.person_id, None, FILE_NAME)
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
    found = _ensure_same(risk_suggestion(uow, actor, object_id), mark)
    _decide(uow, actor, found, "declined", ensure_reason(reason))


def _ensure_same(found: RiskSuggestion | None, mark: int) -> RiskSuggestion:
    if found is None or found.mark != mark:
        raise Refused(problems.SUGGESTION_OVER)
    return found


def _decide(uow: UnitOfWork, actor: Actor, found: RiskSuggestion, state: str, reason: str) -> None:
    uow.session.add(
        RiskDecision(
            object_id=found.object_id,
            rule=found.rule,
            from_risk=found.risk,
            to_risk=found.to_risk,
            visits=list(found.visits),
            basis=found.basis,
            newest_visit_id=found.newest,
            state=state,
            reason=reason,
            decided_by=actor.person_id,
            decided_at=uow.now,
        )
    )
    uow.session.flush()
    body = {
        "object": found.registration_code,
        "rule": found.rule,
        "visits": list(found.visits),
        "from": found.risk,
        "to": found.to_risk,
        "reason": Personal(reason) if reason else "",
    }
    uow.record(REGISTRY_CHAIN, f"risk_suggestion_{state}", actor.code, body)


def _suggestion(
    uow: UnitOfWork, row: InspectionObject, parts: list[Part], decided: dict[int, set[tuple[str, str]]]
) -> RiskSuggestion | None:
    found = risk_suggested(row.risk, row.flags, parts, today(uow), decided.get(row.object_id, ()))
    if found is None:
        return None
    rule = found.rule
    return RiskSuggestion(
        row.object_id,
        row.registration_code,
        row.short_name,
        row.risk,
        found.risk,
        rule.key,
        rule.reason,
        rule.source,
        found.numbers,
        found.basis,
        found.visits[-1],
        found.last,
        found.mark,
    )
