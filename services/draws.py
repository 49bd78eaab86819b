"""A draw by `fair-draw/1` in front of its witnesses: whose it is, the dice as each of them reads them, giving it up.

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
from rules.events_draws import DiceTyped, DrawAbandoned
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.campaign_plans import plan_of
from services.draw_standing import teams_to_send
from storage.tables import Campaign, CampaignPlan, Draw, DrawDice
from storage.unit_of_work import UnitOfWork

DICE_MOST = 200
REASON_MOST = 120


def type_dice(uow: UnitOfWork, actor: Actor, draw_id: int, text: str) -> None:
    """Take the dice as a person reads them, all at once or five at a time; the newest typing counts until they are
    final. Five that are typed where readings differ take the place of the group that differs first.

    Raises `Refused` for those who are no witnesses, for what is no throw of 20 dice, and once the dice are final.
    """
    draw = witnessed(uow, actor, draw_id)
    ensure_open(draw)
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
    mine = select(DrawDice).where(DrawDice.draw_id == draw_id, DrawDice.person_id == actor.person_id)
    row = uow.session.scalar(mine)
    if row is not None and row.dice == dice:
        return
    if row is None:
        uow.session.add(DrawDice(draw_id=draw_id, person_id=actor.person_id, dice=dice, typed_at=uow.now))
    else:
        row.dice, row.typed_at = dice, uow.now
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "dice_typed", actor.code, {"dice": dice})
    uow.emit(DiceTyped(draw_id, actor.person_id))


def readings_of(uow: UnitOfWork, draw_id: int) -> dict[int, str]:
    """Return the dice by the person who typed them, in the order of typing."""
    chosen = select(DrawDice).where(DrawDice.draw_id == draw_id).order_by(DrawDice.draw_dice_id)
    return {row.person_id: row.dice for row in uow.session.scalars(chosen)}


def is_witnessed_enough(readings: dict[int, str], campaign: Campaign) -> bool:
    """Return whether the supervisor and at least one other have typed the dice, and nobody only some of them."""
    is_whole = all(len(each) >= LEAST_DICE for each in readings.values())
    return campaign.supervisor_id in readings and len(readings) > 1 and is_whole


def abandon(uow: UnitOfWork, actor: Actor, draw_id: int, reason: str) -> None:
    """Give up a draw before its dice are final; it stays listed with the reason. Raises `Refused` otherwise."""
    draw = witnessed(uow, actor, draw_id)
    ensure_supervisor(actor, uow.session.get_one(Campaign, draw.campaign_id))
    ensure_open(draw)
    draw.reason = ensure_reason(reason, most=REASON_MOST)
    draw.state = "abandoned"
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "abandoned", actor.code, {"reason": draw.reason})
    uow.emit(DrawAbandoned(draw_id))


def filled_up(instant: datetime) -> str:
    """Return an instant as proofs write it, to the second that ends with it or after it."""
    return (instant + timedelta(seconds=1) - timedelta(microseconds=1)).strftime(INSTANT)


def witnessed(uow: UnitOfWork, actor: Actor, draw_id: int, *, is_locked: bool = True) -> Draw:
    """Return a draw, its row locked, for those who hold or watch it: its supervisor, leads of its departments.

    Raises `Refused` for anyone else.
    """
    chosen = select(Draw).where(Draw.draw_id == draw_id)
    draw = uow.session.scalar(chosen.with_for_update() if is_locked else chosen)
    if draw is None:
        raise Refused(problems.NO_SUCH_PLAN)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    departments = uow.session.get_one(CampaignPlan, draw.campaign_id).departments
    if campaign.supervisor_id != actor.person_id and not any(("lead", each) in actor.roles for each in departments):
        raise Refused(problems.NOT_A_WITNESS)
    return draw


def ensure_supervisor(actor: Actor, campaign: Campaign) -> None:
    """Raise `Refused` for anyone but a campaign's supervisor."""
    if campaign.supervisor_id != actor.person_id:
        raise Refused(problems.NOT_THE_SUPERVISOR)


def held_draw(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Draw:
    """Return a campaign's draw that was held: the first of which something is still to be sent out, else the newest.

    Raises `Refused` for others than its supervisor, and when there is none.
    """
    campaign, _ = plan_of(uow, actor, campaign_id)
    ensure_supervisor(actor, campaign)
    drawn = select(Draw).where(Draw.campaign_id == campaign_id, Draw.state == "drawn").order_by(Draw.draw_id)
    found = uow.session.scalars(drawn).all()
    if not found:
        raise Refused(problems.NOT_DRAWN_YET)
    return next((draw for draw in found if draw.dispatched_at is None and teams_to_send(draw)), found[-1])


def refusal_of(fault: Described) -> Refused:
    """Return the refusal that says a fault."""
    return Refused(problem(fault.code), is_law=False, **fault.placeholders)


def ensure_open(draw: Draw) -> None:
    """Raise `Refused` unless the dice of a draw may still be typed."""
    if draw.state == "drawn":
        raise Refused(problems.DICE_FINAL, number=draw.number)
    if draw.state != "committed":
        raise Refused(problems.DRAW_OVER, number=draw.number)
