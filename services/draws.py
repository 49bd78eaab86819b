"""A draw by `fair-draw/1` in front of its witnesses: whose it is, and the dice as each of them reads them.

What was committed to is frozen: nothing that happens to a registry afterwards has any influence, and a change means
another draw with another number and a published reason (rule text 四(五), 四(六)).
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from rules.campaigns import GROUP, differing, thrown, with_group
from rules.draw.commitment import INSTANT, LEAST_DICE, dice_faults
from rules.errors import Described, problem
from rules.errors import campaigns as problems
from rules.errors.draws import DICE_TOO_FEW
from rules.events_draws import DiceTyped
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.campaign_plans import plan_of
from services.draw_standing import is_past, teams_to_send
from services.in_charge import began, is_in_charge, supervises_any
from storage.tables import Campaign, CampaignPlan, Draw, DrawDice, Person
from storage.unit_of_work import UnitOfWork

DICE_MOST = 200
REASON_MOST = 120


def type_dice(uow: UnitOfWork, actor: Actor, draw_id: int, text: str) -> None:
    """Take the dice as a person reads them, all at once or five at a time; the newest typing counts until all have
    read alike. Five that are typed where readings differ take the place of the group that differs first.

    Raises `Refused` for those who are no witnesses or were set aside, for what is no throw of 20 dice, for dice that
    were read alike already, and once they are final.
    """
    draw = witnessed(uow, actor, draw_id)
    ensure_open(draw)
    row = own_reading(uow, draw_id, actor.person_id)
    if row is not None and row.set_aside is not None:
        raise Refused(problems.READER_SET_ASIDE, reason=row.set_aside)
    readings = readings_of(uow, draw_id)
    before, typed = readings.get(actor.person_id, ""), thrown(text)
    faults = list(dice_faults(typed))
    if any(each.problem is not DICE_TOO_FEW for each in faults):
        raise refusal_of(faults[0])
    dice = with_group(before, typed, differing(readings.values()) if before else ())
    if dice is None and (len(typed) < GROUP or 0 < len(before) < LEAST_DICE):
        raise Refused(problems.NOT_A_GROUP, count=len(typed), group=len(before) // GROUP + 1)
    if dice is None:
        raise refusal_of(faults[0])
    if len(dice) > DICE_MOST:
        raise Refused(problems.DICE_TOO_MANY, count=len(dice), most=DICE_MOST)
    if row is not None and row.dice == dice:
        return
    ensure_not_agreed(draw, row)
    if row is None:
        uow.session.add(DrawDice(draw_id=draw_id, person_id=actor.person_id, dice=dice, typed_at=uow.now))
    else:
        row.dice, row.typed_at = dice, uow.now
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "dice_typed", actor.code, {"dice": dice, **agreed(uow, draw)})
    uow.emit(DiceTyped(draw_id, actor.person_id))


def own_reading(uow: UnitOfWork, draw_id: int, person_id: int) -> DrawDice | None:
    """Return what a person has typed of the dice."""
    return uow.session.scalar(select(DrawDice).where(DrawDice.draw_id == draw_id, DrawDice.person_id == person_id))


def ensure_not_agreed(draw: Draw, row: DrawDice | None) -> None:
    """Raise `Refused` for a reading that agrees with all others: whoever knows what it draws cannot take it back."""
    if draw.dice is not None and row is not None and row.dice == draw.dice:
        raise Refused(problems.DICE_AGREED, number=draw.number)


def agreed(uow: UnitOfWork, draw: Draw) -> dict[str, bool]:
    """Keep the dice of a draw from the moment on when all who read them have read alike; return how that is noted."""
    readings = readings_of(uow, draw.draw_id)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    if draw.dice is not None or not is_witnessed_enough(readings, campaign) or differing(readings.values()):
        return {}
    draw.dice = readings[campaign.supervisor_id]
    uow.session.flush()
    return {"agreed": True}


def readings_of(uow: UnitOfWork, draw_id: int) -> dict[int, str]:
    """Return the dice by the person who typed them, in the order of typing; not of those who were set aside."""
    chosen = select(DrawDice).where(DrawDice.draw_id == draw_id, DrawDice.set_aside.is_(None))
    return {row.person_id: row.dice for row in uow.session.scalars(chosen.order_by(DrawDice.draw_dice_id))}


def is_witnessed_enough(readings: dict[int, str], campaign: Campaign) -> bool:
    """Return whether the supervisor and at least one other have typed the dice, and nobody only some of them."""
    is_whole = all(len(each) >= LEAST_DICE for each in readings.values())
    return campaign.supervisor_id in readings and len(readings) > 1 and is_whole


def filled_up(instant: datetime) -> str:
    """Return an instant as proofs write it, to the second that ends with it or after it."""
    return (instant + timedelta(seconds=1) - timedelta(microseconds=1)).strftime(INSTANT)


def witnessed(
    uow: UnitOfWork, actor: Actor, draw_id: int, *, is_locked: bool = True, or_stand_in: bool = False
) -> Draw:
    """Return a draw, its row locked, for those who hold or watch it: its supervisor, leads of its departments; with
    `or_stand_in` also for who may end it since its supervisor is gone.

    Raises `Refused` for anyone else.
    """
    chosen = select(Draw).where(Draw.draw_id == draw_id)
    if is_locked:
        # Read before somebody else's act ended, it would be judged by what it was then.
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    draw = uow.session.scalar(chosen)
    if draw is None:
        raise Refused(problems.NO_SUCH_PLAN)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    departments = uow.session.get_one(CampaignPlan, draw.campaign_id).departments
    is_witness = began(actor, campaign) or any(("lead", each) in actor.roles for each in departments)
    if not is_witness and not (or_stand_in and stands_in(uow, actor, campaign)):
        raise Refused(problems.NOT_A_WITNESS)
    return draw


def stands_in(uow: UnitOfWork, actor: Actor, campaign: Campaign) -> bool:
    """Return whether somebody may abandon a campaign's draw in place of its supervisor."""
    return campaign.supervisor_id != actor.person_id and is_in_charge(uow, actor, campaign)


def locked(uow: UnitOfWork, draw: Draw) -> Draw:
    """Return a draw with its row locked, as it stands once all acts before this one have ended."""
    uow.session.refresh(draw, with_for_update=True)
    return draw


def ensure_supervisor(actor: Actor, campaign: Campaign) -> None:
    """Raise `Refused` for anyone but a campaign's supervisor, who supervises still."""
    if not began(actor, campaign):
        raise Refused(problems.NOT_THE_SUPERVISOR)


def supervisor_still(uow: UnitOfWork, person_id: int, campaign_id: int) -> Actor:
    """Return who started what is done only now, in a job or at a chosen time. Raises `Refused` when they were revoked
    since, or supervise no more.
    """
    person, actor = uow.session.get_one(Person, person_id), actor_by_id(uow, person_id)
    if person.revoked_at is not None or not supervises_any(actor):
        number = uow.session.get_one(Campaign, campaign_id).number
        raise Refused(problems.STARTER_GONE, number=number, name=person.name.get("zh") or person.code)
    return actor


def held_draw(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Draw:
    """Return a campaign's draw that was held: the first of which something can still be sent out, else the newest.

    Raises `Refused` for others than its supervisor, and when there is none.
    """
    campaign, _ = plan_of(uow, actor, campaign_id)
    ensure_supervisor(actor, campaign)
    drawn = select(Draw).where(Draw.campaign_id == campaign_id, Draw.state == "drawn").order_by(Draw.draw_id)
    found = uow.session.scalars(drawn).all()
    if not found:
        raise Refused(problems.NOT_DRAWN_YET)
    waiting = (draw for draw in found if draw.dispatched_at is None and not is_past(uow, draw))
    return next((draw for draw in waiting if teams_to_send(draw)), found[-1])


def refusal_of(fault: Described) -> Refused:
    """Return the refusal that says a fault."""
    return Refused(problem(fault.code), is_law=False, **fault.placeholders)


def ensure_open(draw: Draw) -> None:
    """Raise `Refused` unless the dice of a draw may still be typed."""
    if draw.state == "drawn":
        raise Refused(problems.DICE_FINAL, number=draw.number)
    if draw.state != "committed":
        raise Refused(problems.DRAW_OVER, number=draw.number)
