"""Sealed draws 密封: who may see what was drawn, and from when on everybody may (fair-draw/1, step 8).

Before it is sent out only its supervisor sees the result; then each officer the own tasks, and the leads all of it.
The public sees hashes until the supervisor opens it, when every visit is over, or until the day after its window:
then it is open by itself, and nobody can refuse.
"""

from datetime import date, timedelta

from sqlalchemy import select

from rules.errors import campaigns as problems
from rules.events_draws import DrawOpened
from rules.refusals import Refused
from services.access import Actor
from services.draws import ensure_supervisor, witnessed
from services.office_day import today
from storage.tables import Campaign, Draw, Visit
from storage.unit_of_work import UnitOfWork


def opens_on(draw: Draw, campaign: Campaign) -> date:
    """Return the first day on which a sealed draw is open in any case: its commitment fixed it, whatever becomes of the
    campaign's days.
    """
    return draw.opens_on or campaign.ends_on + timedelta(days=1)


def last_day(draw: Draw, campaign: Campaign) -> date:
    """Return the last day on which what was drawn is to be visited."""
    return opens_on(draw, campaign) - timedelta(days=1)


def is_open(uow: UnitOfWork, draw: Draw, campaign: Campaign) -> bool:
    """Return whether everybody may see what was drawn from, and what was drawn."""
    return not draw.is_sealed or draw.opened_at is not None or today(uow) >= opens_on(draw, campaign)


def has_sealed(uow: UnitOfWork, campaign: Campaign) -> bool:
    """Return whether a draw of a campaign is sealed still."""
    drawn = select(Draw).where(Draw.campaign_id == campaign.campaign_id, Draw.state == "drawn", Draw.is_sealed)
    return any(not is_open(uow, draw, campaign) for draw in uow.session.scalars(drawn))


def may_see_result(uow: UnitOfWork, draw: Draw, campaign: Campaign, person_id: int) -> bool:
    """Return whether a witness may see what was drawn."""
    is_sent = draw.dispatched_at is not None
    return is_sent or campaign.supervisor_id == person_id or is_open(uow, draw, campaign)


def open_draw(uow: UnitOfWork, actor: Actor, draw_id: int) -> None:
    """Open a sealed draw before its day. Raises `Refused` for others than its supervisor, and while visits go on."""
    draw = witnessed(uow, actor, draw_id)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    ensure_supervisor(actor, campaign)
    if draw.state != "drawn":
        raise Refused(problems.NOT_DRAWN_YET)
    if is_open(uow, draw, campaign):
        return
    is_over = Visit.state.in_(["submitted", "void"])
    running = select(Visit.number).where(Visit.campaign_id == campaign.campaign_id, ~is_over)
    number = uow.session.scalar(running.order_by(Visit.number).limit(1))
    if number is not None or draw.dispatched_at is None:
        raise Refused(problems.SEALED_STILL, number=number or campaign.number, day=str(opens_on(draw, campaign)))
    draw.opened_at = uow.now
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "opened", actor.code, {"commit_hash": draw.commit_hash})
    uow.emit(DrawOpened(draw_id))
