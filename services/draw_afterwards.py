"""What happens to a held draw: an object falls out and the next reserve comes in, objects without a full team.

Nobody is chosen by hand: who or what comes in follows from the proof, stands in the addendum with its reason, and
verifies with it (fair-draw/1, steps 4 and 6). A rule is never relaxed in silence: where a team could not be filled a
person decides what becomes of the object, in public.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.draw.addendum import reserve_entry
from rules.draw.faults import DrawRefused
from rules.draw.snapshot import UNFILLED
from rules.errors import campaigns as problems
from rules.events_draws import ReserveUsed, UnfilledDecided
from rules.publication import ensure_public
from rules.refusals import Refused
from services.access import Actor
from services.draw_dispatch import send_late
from services.draw_lists import standing_of
from services.draw_standing import addendum_of, decided, teams_now, undecided
from services.draws import REASON_MOST, ensure_supervisor, filled_up, refusal_of, witnessed
from services.public_names import names_of_draw
from services.voided_visits import void_visit
from storage.tables import Campaign, Draw, InspectionObject, Visit
from storage.unit_of_work import UnitOfWork

CHOICES = ("drop", "extra", "later")


@dataclass(frozen=True, slots=True)
class StandingObject:
    """An object that is drawn now, by its number among those that the draw names; `unfilled` are departments."""

    of: int
    code: str
    name: str
    risk: str
    unfilled: tuple[str, ...]
    is_decided: bool


def standing_objects(uow: UnitOfWork, actor: Actor, draw_id: int) -> Sequence[StandingObject]:
    """Return the objects of a held draw as they stand, in the order of tickets. Raises `Refused` for others than its
    supervisor.
    """
    draw = _held(uow, actor, draw_id)
    assert draw.result is not None
    numbers = {code: (at, risk) for at, (code, risk, _) in enumerate(draw.result["entries"])}
    teams, settled, waiting = teams_now(draw), decided(draw), set(undecided(draw))
    return [
        StandingObject(
            numbers[code][0],
            code,
            short_name_of(uow, code),
            numbers[code][1],
            tuple(department for department, seats in team.items() if UNFILLED in seats),
            code in settled and code not in waiting,
        )
        for code, team in teams.items()
    ]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why a department has no team for an object: of its officers in the draw so many are recused from it, have all
    the objects that they may have, and could still take the first seat.
    """

    department: str
    officers: int
    recused: int
    full: int
    qualified: int


def shortages(uow: UnitOfWork, actor: Actor, draw_id: int, of: int) -> Sequence[Shortage]:
    """Return why an object's departments could not be filled, by the loads as they stand. Raises `Refused` as above."""
    draw, about = _held(uow, actor, draw_id), object_numbered(uow, actor, draw_id, of)
    snapshot = standing_of(draw).snapshot
    category = next(each.category for each in snapshot.objects if each.id == about.code)
    recused = {each.inspector for each in snapshot.recusals if each.object == about.code}
    loads = Counter(code for team in teams_now(draw).values() for seats in team.values() for code in seats)
    found = []
    for department in about.unfilled:
        staff = [each for each in snapshot.inspectors if each.dept == department]
        left = [each for each in staff if each.id not in recused]
        free = [each for each in left if loads[each.id] < snapshot.params.max_load]
        qualified = sum(category in each.quals for each in free)
        found.append(Shortage(department, len(staff), len(staff) - len(left), len(left) - len(free), qualified))
    return found


def object_numbered(uow: UnitOfWork, actor: Actor, draw_id: int, of: int) -> StandingObject:
    """Return an object that is drawn now. Raises `Refused` when it is none any more."""
    found = next((each for each in standing_objects(uow, actor, draw_id) if each.of == of), None)
    if found is None:
        raise Refused(problems.NOT_DRAWN_NOW)
    return found


def let_fall_out(uow: UnitOfWork, actor: Actor, draw_id: int, of: int, reason: str) -> str:
    """Let an object fall out for a published reason; return the code of the reserve that comes in by its ticket.

    Raises `Refused` for others than the supervisor, for words unfit for everybody, when its visit has begun, and when
    its class has no reserve left.
    """
    draw = _held(uow, actor, draw_id)
    leaving = object_numbered(uow, actor, draw_id, of)
    reason = ensure_public(reason, names_of_draw(uow, draw, leaving.code), most=REASON_MOST)
    visit = _visit_of(uow, draw, leaving.code)
    if visit is not None and visit.state != "assigned":
        raise Refused(problems.VISIT_BEGUN, number=visit.number)
    try:
        entry = reserve_entry(
            standing_of(draw), addendum_of(draw), filled_up(uow.now), leaving.code, reason, actor.code
        )
    except DrawRefused as refused:
        raise refusal_of(refused.faults[0]) from None
    draw.addendum = [*draw.addendum, entry.to_json()]
    uow.session.flush()
    uow.record(f"draw:{draw.number}", entry.kind, actor.code, entry.to_json())
    if visit is not None:
        void_visit(uow, actor, visit, reason)
    if draw.dispatched_at is not None:
        send_late(uow, actor, draw, entry.new)
    uow.emit(ReserveUsed(draw_id, entry.old, entry.new))
    return entry.new


def decide_unfilled(uow: UnitOfWork, actor: Actor, draw_id: int, of: int, choice: str, reason: str) -> None:
    """Decide about an object without a full team, for a published reason.

    `drop`: the departments that could not be filled take no part; `extra`: more officers, to be drawn for again;
    `later`: it is put off. Raises `Refused` for others than the supervisor, for an object with a full team or decided
    on already, and for `drop` where no department has a team.
    """
    draw = _held(uow, actor, draw_id)
    about = object_numbered(uow, actor, draw_id, of)
    if not about.unfilled or about.is_decided or choice not in CHOICES:
        raise Refused(problems.NOTHING_TO_DECIDE, name=about.name)
    reason = ensure_public(reason, names_of_draw(uow, draw, about.code), most=REASON_MOST)
    if choice == "drop" and len(about.unfilled) == len(teams_now(draw)[about.code]):
        raise Refused(problems.NOBODY_LEFT, name=about.name)
    decision = {
        "at": filled_up(uow.now),
        "object": about.code,
        "departments": list(about.unfilled),
        "choice": choice,
        "reason": reason,
        "approver": actor.code,
    }
    draw.decisions = [*draw.decisions, decision]
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "unfilled_decided", actor.code, decision)
    if draw.dispatched_at is not None and choice == "drop":
        send_late(uow, actor, draw, about.code)
    uow.emit(UnfilledDecided(draw_id))


def _held(uow: UnitOfWork, actor: Actor, draw_id: int) -> Draw:
    draw = witnessed(uow, actor, draw_id)
    ensure_supervisor(actor, uow.session.get_one(Campaign, draw.campaign_id))
    if draw.state != "drawn":
        raise Refused(problems.NOT_DRAWN_YET)
    return draw


def _visit_of(uow: UnitOfWork, draw: Draw, code: str) -> Visit | None:
    chosen = select(Visit).join(InspectionObject, InspectionObject.object_id == Visit.object_id)
    mine = (Visit.campaign_id == draw.campaign_id) & (Visit.state != "void")
    return uow.session.scalar(chosen.where(mine, InspectionObject.registration_code == code))


def short_name_of(uow: UnitOfWork, code: str) -> str:
    """Return what an object is called in lists, its code when no registry has it."""
    named = select(InspectionObject.short_name).where(InspectionObject.registration_code == code)
    return uow.session.scalar(named) or code
