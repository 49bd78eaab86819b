"""Handing a clue 线索 to another department (rule text 五(二)), which receives or rejects it; and taking it back."""

from dataclasses import dataclass
from datetime import date

from rules.clues import ClueState, clue_number, next_state
from rules.errors import clues as problems
from rules.events_clues import ClueAnswered, ClueOffered, ClueTakenBack
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.clue_readers import givings_of, is_receiver
from services.clue_steps import held_clue, is_gone, note_step, owner_for, term
from services.follow_ups import ensure_none_runs
from services.papers import print_transfer
from services.reaching import reach
from services.visits import Names
from storage.ledger import links_of
from storage.tables import Clue, Department, Person, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OfferView:
    """What handing a clue over would do: who would answer for it, and by when; whether that one can be told."""

    department: Names
    owner: Names
    due_on: date
    is_reached: bool


def view_offer(uow: UnitOfWork, actor: Actor, clue_id: int, department_id: int) -> OfferView:
    """Return what `offer` would do. Raises `Refused` as it does."""
    visit, _row, department = _to_offer(uow, actor, clue_id, department_id)
    owner_id = owner_for(uow, visit, department_id)
    owner = uow.session.get_one(Person, owner_id).name
    is_reached = reach(uow, owner_id, None) is not None
    return OfferView(department.short_name, owner, term(uow, "offered"), is_reached)


def _to_offer(uow: UnitOfWork, actor: Actor, clue_id: int, department_id: int) -> tuple[Visit, Clue, Department]:
    visit, row = held_clue(uow, actor, clue_id)
    if department_id == row.department_id:
        raise Refused(problems.SAME_DEPARTMENT)
    department = uow.session.get(Department, department_id)
    if department is None:
        raise Refused(problems.NO_SUCH_CLUE)
    ensure_none_runs(uow, clue_id)
    next_state(row.state, ClueState.OFFERED)
    return visit, row, department


def offer(uow: UnitOfWork, actor: Actor, clue_id: int, department_id: int) -> None:
    """Hand a clue to another department (五(二)), which is to accept or reject it; the slip is printed for both.

    Raises `Refused`.
    """
    visit, row, _ = _to_offer(uow, actor, clue_id, department_id)
    row.state = next_state(row.state, ClueState.OFFERED)
    row.from_department_id, row.department_id = row.department_id, department_id
    row.handed_by, row.handed_at = actor.person_id, uow.now
    row.received_by = row.received_at = None
    # Its reason stays: taken back, the clue is what it was.
    row.due_on, row.owner_id = term(uow, "offered"), owner_for(uow, visit, department_id)
    note_step(uow, actor, visit, row, "offered")
    people = sorted({actor.person_id, row.owner_id})
    print_transfer(uow, actor, clue_id, people)
    uow.emit(ClueOffered(clue_id, actor.person_id))


def accept(uow: UnitOfWork, actor: Actor, clue_id: int) -> None:
    """Accept a clue for one's department: the receipt of the slip. Raises `Refused`."""
    visit, row = held_clue(uow, actor, clue_id)
    _ensure_receiver(actor, row)
    row.state = next_state(row.state, ClueState.UNIT)
    row.received_by, row.received_at = actor.person_id, uow.now
    row.due_on, row.owner_id, row.reason = term(uow, "unit"), actor.person_id, ""
    note_step(uow, actor, visit, row, "accepted")
    assert row.handed_by is not None
    print_transfer(uow, actor, clue_id, sorted({actor.person_id, row.handed_by}))
    uow.emit(ClueAnswered(clue_id, row.department_id, row.handed_by, is_accepted=True))


def reject(uow: UnitOfWork, actor: Actor, clue_id: int, reason: str) -> None:
    """Reject a clue for one's department, and why; it goes back. Raises `Refused`."""
    visit, row = held_clue(uow, actor, clue_id)
    _ensure_receiver(actor, row)
    row.reason = ensure_reason(reason)
    row.state = next_state(row.state, ClueState.OPEN)
    assert row.from_department_id is not None
    assert row.handed_by is not None
    refused_by, handed_by = row.department_id, row.handed_by
    row.department_id = row.from_department_id
    _given_before(uow, row)
    back_to = owner_for(uow, visit, row.department_id) if is_gone(uow, handed_by) else handed_by
    row.due_on, row.owner_id = term(uow, "open"), back_to
    note_step(uow, actor, visit, row, "rejected", row.reason)
    uow.emit(ClueAnswered(clue_id, refused_by, back_to, is_accepted=False))


def take_back(uow: UnitOfWork, actor: Actor, clue_id: int) -> None:
    """Take a clue back that was handed over and not received yet: it is what it was, with the day that it had.

    Raises `Refused`.
    """
    visit, row = held_clue(uow, actor, clue_id)
    places = [where for role, where in actor.roles if role in ("lead", "supervisor")]
    is_giver = row.handed_by == actor.person_id or row.from_department_id in places
    if row.state != ClueState.OFFERED or not is_giver:
        raise Refused(problems.NOT_NOW)
    assert row.from_department_id is not None
    row.department_id = row.from_department_id
    _given_before(uow, row)
    row.state, row.due_on = _before(uow, visit, row)
    asked, row.owner_id = row.owner_id, actor.person_id
    note_step(uow, actor, visit, row, "taken_back")
    if asked != actor.person_id:
        uow.emit(ClueTakenBack(clue_id, asked))


def _given_before(uow: UnitOfWork, row: Clue) -> None:
    """Let a clue say again who gave it to the department to which it goes back."""
    before = givings_of(uow, row.clue_id)[:-1]
    given = before[-1] if before else None
    row.from_department_id = given.department_id if given else None
    if given:
        row.handed_by, row.handed_at = given.person_id, given.at
        row.received_by, row.received_at = given.received_by, given.received_at


def _before(uow: UnitOfWork, visit: Visit, row: Clue) -> tuple[str, date]:
    """Return the state and the day that a clue had before it was handed over last, as the visit's chain has them."""
    code = clue_number(visit.number, row.serial)
    now = before = (ClueState.OPEN.value, term(uow, "open"))
    for link in links_of(uow.session, f"visit:{visit.number}"):
        body = link["body"]
        if not (link["type"].startswith("clue_") and body.get("clue") == code and "state" in body):
            continue
        if link["type"] == "clue_offered":
            before = now
        now = (body["state"], date.fromisoformat(body["due_on"]))
    return before


def _ensure_receiver(actor: Actor, row: Clue) -> None:
    if not is_receiver(actor, row):
        raise Refused(problems.NOT_NOW)
