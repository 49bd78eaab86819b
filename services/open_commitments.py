"""Draws that are committed to and not held yet: what two of them could draw at once would be visited too often.

The frozen lists of the one cannot follow the other, so who commits second waits, or the first is abandoned. One whose
days have passed holds nobody up.
"""

from collections.abc import Iterator

from sqlalchemy import func, select

from rules.draw.snapshot import Snapshot
from rules.errors import Described, Told
from rules.errors import campaigns as problems
from rules.frequency import Span, reason_against
from rules.methods import ON_SITE, method_of
from services.draw_lists import snapshot_kept
from services.frequency import Reckoning
from services.office_day import today
from storage.tables import Campaign, CampaignPlan, Draw
from storage.unit_of_work import UnitOfWork


def clashes(uow: UnitOfWork, plan: CampaignPlan, snapshot: Snapshot) -> Iterator[Described]:
    """Yield each open commitment of another campaign that could draw what this one could, over its cap."""
    campaign = uow.session.get_one(Campaign, plan.campaign_id)
    chosen = (
        select(Draw, Campaign, CampaignPlan)
        .join(Campaign, Campaign.campaign_id == Draw.campaign_id)
        .join(CampaignPlan, CampaignPlan.campaign_id == Draw.campaign_id)
        .where(Draw.state == "committed", Draw.campaign_id != plan.campaign_id, Campaign.ends_on >= today(uow))
        .order_by(Draw.draw_id)
    )
    others = uow.session.execute(chosen).all()
    if not others:
        return
    reckoning, mine = Reckoning(uow, campaign), _pool(snapshot, plan)
    for draw, other, other_plan in others:
        span, theirs = Span(other.starts_on, other.ends_on), _pool(snapshot_kept(draw), other_plan)
        count = 0
        for code in mine.keys() & theirs.keys():
            cap = reckoning.caps.get(mine[code])
            if cap is None or {campaign.task_kind, other.task_kind} & set(cap.exempt_kinds):
                continue
            spans = [*reckoning.spans_of(code, mine[code]), span]
            count += reason_against(cap, spans, reckoning.planned) is not None
        if count:
            yield Told(problems.OPEN_COMMITMENT.code, {"number": draw.number, "count": count})


def _pool(snapshot: Snapshot, plan: CampaignPlan) -> dict[str, str]:
    """Return the class of each object that can be drawn for a visit on site; caps are of those."""
    excluded = {each.id for each in snapshot.exclusions}
    return {
        each.id: each.risk
        for each in snapshot.objects
        if each.id not in excluded and method_of(plan.methods, each.risk, ()) == ON_SITE
    }


def standing_of_draws(uow: UnitOfWork) -> str:
    """Return what changes with every draw of the district that is committed to, held, given up or sent out."""
    counted = select(Draw.state, func.count(), func.count(Draw.dispatched_at)).group_by(Draw.state)
    return str(sorted(tuple(row) for row in uow.session.execute(counted)))


def take_turn(uow: UnitOfWork) -> None:
    """Let no other commitment of the district be written meanwhile."""
    oldest = select(Campaign.campaign_id).join(CampaignPlan, CampaignPlan.campaign_id == Campaign.campaign_id)
    uow.session.execute(oldest.order_by(Campaign.campaign_id).limit(1).with_for_update(of=Campaign)).all()
