"""Draws that come to nothing are told like those that were given up: held and never sent out, or never held at all.

Nobody can leave a result that displeases lying until it is forgotten (decision 0033).
"""

from datetime import time

from sqlalchemy import select

from rules.events_draws import DrawUnsent
from services.draw_abandoning import CLOCK, give_up
from services.draw_standing import LAPSED, is_past
from services.draws import locked
from services.duties import first_time
from services.office_day import today
from services.reminders import office_time
from storage.tables import Campaign, Draw
from storage.unit_of_work import UnitOfWork

LOOKED_AT = time(9, 0)


def look_after_draws(uow: UnitOfWork) -> None:
    """Give up the draws whose days have passed before they were held, and tell of those that nobody sent out: once when
    their days come, once when they have passed.
    """
    local = office_time(uow)
    if local is None or local.time() < LOOKED_AT or not first_time(uow, f"draws:{local:%Y-%m-%d}"):
        return
    day = today(uow)
    chosen = (
        select(Draw, Campaign.dispatch_at)
        .join(Campaign, Campaign.campaign_id == Draw.campaign_id)
        .where(Draw.state.in_(["committed", "drawn"]), Draw.dispatched_at.is_(None))
        .where((Campaign.starts_on <= day) | (Draw.opens_on <= day))
        .order_by(Draw.draw_id)
    )
    for found, dispatch_at in uow.session.execute(chosen).all():
        draw = locked(uow, found)
        if draw.dispatched_at is not None or draw.state not in ("committed", "drawn"):
            continue  # held, given up or sent out meanwhile
        if draw.state == "committed":
            if is_past(uow, draw):
                give_up(uow, draw, CLOCK, LAPSED)
        elif is_past(uow, draw) and first_time(uow, f"unsent:{draw.draw_id}"):
            uow.record(f"draw:{draw.number}", "never_sent", CLOCK, {"opens_on": str(draw.opens_on)})
            uow.emit(DrawUnsent(draw.draw_id, is_over=True))
        elif not is_past(uow, draw) and dispatch_at is None and first_time(uow, f"unsent_yet:{draw.draw_id}"):
            uow.emit(DrawUnsent(draw.draw_id, is_over=False))
