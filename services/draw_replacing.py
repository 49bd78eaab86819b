"""Who steps in after a draw that was held here: the next ticket by the rule of the seat, noted in its addendum.

Nobody is chosen by hand (fair-draw/1, step 6): the addendum follows from the proof, and anyone recomputes it too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from rules.draw.addendum import AddendumEntry, recusal_entry
from rules.draw.commitment import inspectors_seed
from rules.draw.proof import Proof
from rules.draw.snapshot import UNFILLED
from rules.draw.tickets import Tickets
from rules.events_draws import DrawnReplaced
from services.access import Actor
from services.draw_lists import standing_of
from services.draw_scope import NAMES
from services.draw_standing import addendum_of, names_object, teams_now, teams_to_send, undecided
from services.draws import filled_up, locked
from services.office_day import today
from storage.tables import Department, Draw, InspectionObject, Person, Role, Visit
from storage.unit_of_work import UnitOfWork

# What the published addendum says; the officer's own words stay sealed in the chain of the visit.
RECUSED, HANDED_OVER, UNFIT = "回避", "转交任务", "不再具备执法条件"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a drawn visit that somebody leaves; `old` is a person's code."""

    visit: Visit
    department: Department
    old: str


def is_drawn_here(uow: UnitOfWork, campaign_id: int) -> bool:
    """Return whether a campaign was drawn here, so that its proof says who is next."""
    drawn = select(Draw.draw_id).where(Draw.campaign_id == campaign_id, Draw.state == "drawn")
    return uow.session.scalar(drawn.limit(1)) is not None


def next_in_seat(uow: UnitOfWork, seat: Seat) -> int | None:
    """Return who would step in, none where nobody may; the campaign was drawn here."""
    entries = _entries(uow, _draw(uow, seat), _place(uow, seat), approver="-", reason=RECUSED)
    return _person_id(uow, entries[-1].new)


def lock_draw(uow: UnitOfWork, visit: Visit) -> None:
    """Let nobody else fill a seat of a visit's draw meanwhile: who is next depends on all that were filled before."""
    draw = draw_of_visit(uow, visit)
    if draw is not None:
        locked(uow, draw)


def replace_in_seat(uow: UnitOfWork, actor: Actor, seat: Seat, *, is_handover: bool) -> None:
    """Note in the draw's addendum and chain who stepped back and who steps in; `lock_draw` came before it."""
    draw = _draw(uow, seat)
    reason = HANDED_OVER if is_handover else RECUSED
    _note(uow, actor, draw, _entries(uow, draw, _place(uow, seat), approver=actor.code, reason=reason))


def replace_unfit(uow: UnitOfWork, actor: Actor, draw: Draw, until: date, of: str | None = None) -> bool:
    """Let the next tickets step in for who was drawn, for all objects or that `of` a code, and may not act any more or
    not until a day, before it is sent out; return whether anybody was. Where nobody fits the team is `UNFILLED`, and a
    person decides.
    """
    drawn = [
        (code, department, officer)
        for code, team in teams_to_send(draw).items()
        if of in (None, code)
        for department, seats in team.items()
        for officer in seats
    ]
    unfit = {officer for officer in {each[2] for each in drawn} if not _may_act(uow, officer, until)}
    leaving, before = [place for place in drawn if place[2] in unfit], len(undecided(draw))
    for code, department, officer in leaving:
        # A team that could not be filled has no seats any more.
        if officer in teams_now(draw)[code][department]:
            place = (code, department, officer)
            _note(uow, actor, draw, _entries(uow, draw, place, approver=actor.code, reason=UNFIT, until=until))
    if leaving:
        uow.emit(DrawnReplaced(draw.draw_id, len(leaving), len(undecided(draw)) - before))
    return bool(leaving)


def _note(uow: UnitOfWork, actor: Actor, draw: Draw, entries: Collection[AddendumEntry]) -> None:
    draw.addendum = [*draw.addendum, *(each.to_json() for each in entries)]
    uow.session.flush()
    for each in entries:
        uow.record(f"draw:{draw.number}", each.kind, actor.code, each.to_json())


def _place(uow: UnitOfWork, seat: Seat) -> tuple[str, str, str]:
    code = uow.session.get_one(InspectionObject, seat.visit.object_id).registration_code
    return code, seat.department.name[NAMES], seat.old


def waiting_in_order(proof: Proof, object_code: str, department: str, team: Collection[str]) -> Sequence[str]:
    """Return the officers of a department who are not on an object's team, in the order of their tickets."""
    tickets = Tickets(inspectors_seed(proof.seed.text(proof.commitment.hash)))
    staff = [each.id for each in proof.snapshot.inspectors if each.dept == department and each.id not in team]
    return sorted(staff, key=lambda code: tickets.order(f"{code}|{object_code}"))


def draw_of_visit(uow: UnitOfWork, visit: Visit) -> Draw | None:
    """Return the draw that drew a visit, none where it was drawn elsewhere: of several of its campaign the last that
    names the object, as those before it gave it up.
    """
    code = uow.session.get_one(InspectionObject, visit.object_id).registration_code
    chosen = select(Draw).where(Draw.campaign_id == visit.campaign_id, Draw.state == "drawn")
    drawn = uow.session.scalars(chosen.order_by(Draw.draw_id.desc())).all()
    return next((draw for draw in drawn if names_object(draw, code)), drawn[0] if drawn else None)


def _draw(uow: UnitOfWork, seat: Seat) -> Draw:
    draw = draw_of_visit(uow, seat.visit)
    assert draw is not None
    return draw


def _entries(
    uow: UnitOfWork, draw: Draw, place: tuple[str, str, str], *, approver: str, reason: str, until: date | None = None
) -> list[AddendumEntry]:
    """Return the entries that fill a seat, by object, department and who leaves it: whoever is drawn and may no longer
    act steps back in turn.
    """
    proof, before = standing_of(draw), addendum_of(draw)
    code, department, old = place
    found: list[AddendumEntry] = []
    while True:
        after = [*before, *found]
        found.append(recusal_entry(proof, after, filled_up(uow.now), code, department, old, reason, approver))
        old, reason = found[-1].new, UNFIT
        if old == UNFILLED or _may_act(uow, old, until or today(uow)):
            return found


def _may_act(uow: UnitOfWork, code: str, until: date) -> bool:
    """Return whether an officer may inspect: not revoked or on leave, with the role, and a certificate until a day."""
    person = uow.session.scalars(select(Person).where(Person.code == code)).one()
    inspects = select(Role.role_id).where(Role.person_id == person.person_id, Role.role == "inspector").limit(1)
    is_valid = person.certificate_until is not None and person.certificate_until >= until
    is_there = person.revoked_at is None and not person.on_leave
    return is_valid and is_there and uow.session.scalar(inspects) is not None


def _person_id(uow: UnitOfWork, code: str) -> int | None:
    return uow.session.scalar(select(Person.person_id).where(Person.code == code))
