"""A campaign is begun from a line of the annual plan: title, departments, objects, matters, ratios and days from it."""

from collections.abc import Sequence

from sqlalchemy import select

from rules.annual_plan import permille_of, window_of
from rules.campaigns import RISKS, title_of
from rules.errors import annual_plans as problems
from rules.refusals import Refused
from rules.registries.coverage import item_applies
from services.access import Actor
from services.annual_plan import chain_of, kinds_of, line_of, plan_for
from services.annual_plan_joint import joint_of
from services.campaign_plans import make_campaign, plan_of
from services.draw_scope import objects_in_scope
from services.office_day import today
from services.registry_writing import items_in_force
from storage.tables import Campaign, CampaignItem, CampaignPlan, Draw, Item, Person, PlanLine, Role
from storage.unit_of_work import UnitOfWork


def begin_campaign(uow: UnitOfWork, actor: Actor, year: int, number: int) -> int:
    """Make a campaign that carries out a line, with all lines that were joined with it; return its row. While nothing
    was committed to for one that was made before, it is that one.

    Raises `Refused` for one who makes no campaigns, before the plan is approved, for a line that only takes part, and
    while somebody else's campaign of that line waits to be drawn by who supervises still.
    """
    line = line_of(uow, year, number)
    if plan_for(uow, year).state == "collecting":
        raise Refused(problems.NOT_APPROVED)
    joint = joint_of(uow, line)
    lines: Sequence[PlanLine] = joint[1] if joint else [line]
    lead = lines[0]
    own = {("supervisor", None), ("supervisor", lead.department_id), ("clerk", lead.department_id)}
    if not lead.is_lead or own.isdisjoint(actor.roles):
        raise Refused(problems.DOES_NOT_LEAD, number=number)
    if begun := _begun(uow, lead):
        if begun.supervisor_id != actor.person_id and ("clerk", begun.lead_department_id) not in actor.roles:
            raise Refused(problems.BEGUN_ALREADY, number=number, campaign=begun.number)
        return begun.campaign_id
    campaign_id = make_campaign(uow, actor, title_of(lead.matter))
    campaign, plan = plan_of(uow, actor, campaign_id)
    months = [joint[0]] if joint else list(lead.months)
    campaign.starts_on, campaign.ends_on = window_of(year, months, today(uow))
    campaign.lead_department_id = lead.department_id
    plan.departments = list(dict.fromkeys(each.department_id for each in lines))
    plan.plan_line_id = lead.plan_line_id
    _fill(uow, plan, lines)
    uow.record(f"campaign:{campaign.number}", "from_annual_plan", actor.code, {"year": year, "line": lead.number})
    body = {"line": lead.number, "lines": [each.number for each in lines], "campaign": campaign.number}
    uow.record(chain_of(year), "campaign_begun", actor.code, body)
    return campaign_id


def _begun(uow: UnitOfWork, lead: PlanLine) -> Campaign | None:
    # One whose supervisor is gone can never be drawn: it holds nobody else up.
    supervises = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "supervisor", Person.revoked_at.is_(None))
    )
    chosen = (
        select(Campaign)
        .join(CampaignPlan, CampaignPlan.campaign_id == Campaign.campaign_id)
        .outerjoin(Draw, Draw.campaign_id == Campaign.campaign_id)
        .where(CampaignPlan.plan_line_id == lead.plan_line_id, Draw.draw_id.is_(None))
        .where(Campaign.supervisor_id.in_(supervises))
    )
    return uow.session.scalars(chosen.order_by(Campaign.campaign_id.desc()).limit(1)).first()


def _fill(uow: UnitOfWork, plan: CampaignPlan, lines: Sequence[PlanLine]) -> None:
    lead = lines[0]
    kinds = kinds_of(uow, lead.department_id)
    plan.industries = [kind for kind in kinds if item_applies(lead.object_kind, kind, "")]
    uow.session.flush()
    pool = sum(each.reason is None for each in objects_in_scope(uow, plan))
    plan.permille = dict.fromkeys(RISKS, permille_of(lead.amount, pool))
    for line in lines:
        items = select(Item.item_id).where(
            Item.department_id == line.department_id, Item.matter == line.matter, items_in_force(today(uow))
        )
        for item_id in uow.session.scalars(items).all():
            uow.session.add(CampaignItem(campaign_id=plan.campaign_id, item_id=item_id))
    uow.session.flush()
