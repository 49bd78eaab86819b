"""Arriving on site and starting a department's section: presence, the claimed place, gates and their reasons.

Source: rule text 二(五), 三; 行政处罚法 42 and 55.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from rules.errors import arrival as problems
from rules.events import PresenceChanged, VisitStarted
from rules.gates import Gate
from rules.lifecycle import SectionState, VisitState, step
from rules.places import distance_metres, latitude_text, longitude_text
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.accepted import accepted_membership
from services.access import Actor
from services.arrival_view import PLACE_SKIPPED, ArrivalView, arrival_of, forget_arrivals
from services.checklists import begin_form
from services.office_day import day_of, today
from services.visit_words import keep_words
from services.visits import Membership
from storage.ledger import Personal
from storage.tables import CheckIn, Department, InspectionObject, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Claim:
    """A place as a phone claims it, degrees WGS-84, accuracy in metres (none: the phone told none).

    `source` is `shared`, `live`, or `hand_picked` for a point chosen on a map or passed on.
    """

    source: str
    latitude: float
    longitude: float
    accuracy: float | None
    sent_at: datetime
    telegram_message_id: int


def note_arrival(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Keep that the actor is on site, by the own phone; again on the same day changes nothing.

    Raises `Refused` unless the task is accepted.
    """
    mine = accepted_membership(uow, actor, visit_id)
    view = arrival_of(uow, actor, mine)
    if view.has_arrived:
        return
    _be_present(mine.task, "own_phone", uow.now, None)
    again = mine.section.state != "waiting"
    _record(uow, mine, actor, "arrived", {"person": actor.code, "section_runs": again})


def take_arrival_back(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """The actor is not there yet after all. Raises `Refused` once the section runs."""
    mine = _before_start(uow, actor, visit_id)
    if not arrival_of(uow, actor, mine).has_arrived:
        return
    _be_present(mine.task, "unknown", None, None)
    _record(uow, mine, actor, "arrival_taken_back", {"person": actor.code})


def claim_place(uow: UnitOfWork, actor: Actor, visit_id: int, claim: Claim) -> None:
    """Keep a claimed place with its distance to the registered address."""
    mine = accepted_membership(uow, actor, visit_id)
    inspected = uow.session.get_one(InspectionObject, mine.visit.object_id)
    latitude, longitude = latitude_text(claim.latitude), longitude_text(claim.longitude)
    distance = None
    if inspected.latitude is not None and inspected.longitude is not None:
        distance = round(distance_metres(latitude, longitude, inspected.latitude, inspected.longitude))
    accuracy = round(claim.accuracy) if claim.accuracy is not None else None
    uow.session.add(
        CheckIn(
            visit_id=visit_id,
            person_id=actor.person_id,
            source=claim.source,
            latitude=latitude,
            longitude=longitude,
            accuracy_metres=accuracy,
            distance_metres=distance,
            claimed_at=claim.sent_at,
        )
    )
    body = {
        "source": claim.source,
        "latitude": latitude,
        "longitude": longitude,
        "accuracy_metres": accuracy,
        "distance_metres": distance,
        "tg_date": claim.sent_at.isoformat(),
        "tg_message_id": claim.telegram_message_id,
    }
    _record(uow, mine, actor, "place_claimed", body)


def skip_place(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Keep that no place can be sent now; it can still follow. Again on the same day changes nothing."""
    mine = accepted_membership(uow, actor, visit_id)
    if arrival_of(uow, actor, mine).place is not None:
        return
    uow.session.add(
        CheckIn(visit_id=visit_id, person_id=actor.person_id, source="skipped", claimed_at=uow.now),
    )
    _record(uow, mine, actor, "place_skipped", {"person": actor.code})


def awaiting_place(uow: UnitOfWork, actor: Actor) -> int | None:
    """Return the visit where the actor arrived today and whose place is still awaited, none without one."""
    arrived = (
        select(Task, Section, Visit)
        .join(Section, Section.section_id == Task.section_id)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .where(
            Task.person_id == actor.person_id,
            Task.presence == "own_phone",
            Task.state == "accepted",
            Visit.state != "submitted",
            Visit.is_trial.is_(False),
        )
        .order_by(Task.present_at.desc())
    )
    for task, section, visit in uow.session.execute(arrived):
        if task.present_at is not None and day_of(uow, task.present_at) == today(uow):
            view = arrival_of(uow, actor, Membership(visit, task, section))
            if view.place is None or view.place.source == "skipped":
                return int(visit.visit_id)
    return None


def vouch(uow: UnitOfWork, actor: Actor, visit_id: int, task_id: int, *, is_here: bool) -> None:
    """Say of a colleague of one's own section that they are here, or are not.

    Raises `Refused` for officers of other departments, for those who confirmed it themselves, once the section runs,
    and before one has arrived oneself.
    """
    mine = _before_start(uow, actor, visit_id)
    view = arrival_of(uow, actor, mine)
    if not view.has_arrived:
        raise Refused(problems.NOT_ARRIVED)
    officer = next((each for each in view.officers if each.task_id == task_id and not each.is_me), None)
    if officer is None:
        raise Refused(problems.NOT_YOUR_SECTION)
    if officer.how == "own_phone":
        name = officer.name.get(actor.language.partition("-")[0]) or officer.name["zh"]
        raise Refused(problems.CONFIRMED_THEMSELVES, name=name)
    task = uow.session.get_one(Task, task_id)
    _be_present(task, "vouched" if is_here else "absent", uow.now, actor.person_id)
    colleague = uow.session.get_one(Person, task.person_id).code
    _record(uow, mine, actor, "vouched" if is_here else "marked_absent", {"person": colleague})


def give_reason(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str, gates: Iterable[Gate] | None = None) -> str:
    """Keep a reason for starting although something is missing: for the gates named, else for all without one.

    When each has a reason already, it replaces them all. Return another reason that it replaced, empty for none.
    Raises `Refused` once the section runs.
    """
    mine = _before_start(uow, actor, visit_id)
    reason = ensure_reason(reason)
    view = arrival_of(uow, actor, mine)
    missing = [each.gate for each in view.gates]
    chosen = [gate for gate in gates if gate in missing] if gates is not None else view.open_reasons or missing
    before = next((each.reason for each in view.gates if each.gate in chosen and each.reason not in ("", reason)), "")
    mine.section.start_reasons = mine.section.start_reasons | {gate.value: reason for gate in chosen}
    uow.session.flush()
    forget_arrivals(uow)
    return before


def start_section(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Start the actor's section with those who are here; return False when it runs already.

    The start declares that the certificates were shown and the matters explained. Raises `Refused` before arrival
    and while something is missing without a reason.
    """
    mine = accepted_membership(uow, actor, visit_id)
    if mine.section.state != "waiting":
        return False
    view = arrival_of(uow, actor, mine)
    if not view.has_arrived:
        raise Refused(problems.NOT_ARRIVED)
    if view.open_reasons:
        raise Refused(problems.REASON_OPEN)
    _settle_presence(uow, actor, view)
    reasons = {each.gate.value: each.reason for each in view.gates}
    section, visit = mine.section, mine.visit
    section.state = step(SectionState(section.state), SectionState.RUNNING)
    section.started_at, section.start_reasons = uow.now, reasons | _without_place(view)
    begin_form(uow, section.section_id)
    if visit.state == VisitState.ASSIGNED:
        visit.state = step(VisitState(visit.state), VisitState.RUNNING)
        visit.started_at = uow.now
    keep_words(uow, visit)
    _record(uow, mine, actor, "section_started", _started(uow, section, view, reasons))
    uow.emit(VisitStarted(section.section_id, actor.person_id, reasons))
    return True


def _without_place(view: ArrivalView) -> dict[str, str]:
    """Keep with the section that its place was skipped: what follows later leaves the record as it was signed."""
    return {PLACE_SKIPPED: ""} if view.place is not None and view.place.source == "skipped" else {}


def _settle_presence(uow: UnitOfWork, actor: Actor, view: ArrivalView) -> None:
    """Whoever was taken to be here is vouched for by the one who starts; all others are not here."""
    for officer in view.officers:
        if officer.how in ("own_phone", "vouched"):
            continue
        word = "vouched" if officer.is_here else "absent"
        _be_present(uow.session.get_one(Task, officer.task_id), word, uow.now, actor.person_id)


def _started(uow: UnitOfWork, section: Section, view: ArrivalView, reasons: dict[str, str]) -> dict[str, Any]:
    here = {officer.task_id: "own_phone" if officer.how == "own_phone" else "vouched" for officer in view.officers}
    present = select(Task.task_id, Person.code).join(Person, Person.person_id == Task.person_id)
    codes = uow.session.execute(present.where(Task.task_id.in_(here)).order_by(Task.seat, Task.task_id)).all()
    absent = {officer.task_id for officer in view.officers if not officer.is_here}
    return {
        "department": uow.session.get_one(Department, section.department_id).code,
        "present": {code: here[task_id] for task_id, code in codes if task_id not in absent},
        "absent": [code for task_id, code in codes if task_id in absent],
        "certificates_shown": True,
        "place": view.place.source if view.place else "none",
        "distance_metres": view.place.distance if view.place else None,
        "notice": view.notice_state,
        "reasons": {gate: Personal(reason) for gate, reason in reasons.items()},
    }


def _before_start(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    mine = accepted_membership(uow, actor, visit_id)
    if mine.section.state != "waiting":
        raise Refused(problems.STARTED_ALREADY)
    return mine


def _be_present(task: Task, presence: str, at: datetime | None, by: int | None) -> None:
    task.presence, task.present_at, task.vouched_by = presence, at, by


def _record(uow: UnitOfWork, mine: Membership, actor: Actor, type_: str, body: dict[str, Any]) -> None:
    uow.record(f"visit:{mine.visit.number}", type_, actor.code, body)
    uow.session.flush()
    forget_arrivals(uow)
    if mine.section.state == "waiting":
        uow.emit(PresenceChanged(mine.section.section_id, actor.person_id))
