"""A campaign 抽查任务 as who looks after it and the leads of its departments see it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from services.access import Actor
from services.in_charge import looked_after_by
from services.visits import Names
from storage.tables import Campaign, CampaignPlan, Department, Section, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign, as one page of all that a person may see."""

    campaign_id: int
    number: str
    title: Names
    lead: Names
    starts_on: date
    ends_on: date
    visits: int
    submitted: int
    is_sent: bool
    page: int
    pages: int


def has_campaigns(uow: UnitOfWork, actor: Actor) -> bool:
    """Return whether the actor may see any campaign."""
    # Most people are neither, and everybody's list of tasks asks.
    if not any(role in ("lead", "supervisor") for role, _ in actor.roles):
        return False
    return uow.session.scalar(select(Campaign.campaign_id).where(seen_by(uow, actor)).limit(1)) is not None


def may_see_campaign(uow: UnitOfWork, actor: Actor, campaign_id: int) -> bool:
    """Return whether the actor may read a campaign: who looks after it, leads of its departments."""
    found = select(Campaign.campaign_id).where(Campaign.campaign_id == campaign_id, seen_by(uow, actor))
    if uow.session.scalar(found) is not None:
        return True
    # Before its visits are made, a plan says which departments take part.
    plan = uow.session.get(CampaignPlan, campaign_id)
    return plan is not None and any(("lead", each) in actor.roles for each in plan.departments)


def campaign_page(uow: UnitOfWork, actor: Actor, page: int = 1) -> CampaignPage | None:
    """Return one of the actor's campaigns, the newest first; none where there is none."""
    # A follow-up inspection is looked at from its clue.
    follows = select(Visit.visit_id).where(Visit.campaign_id == Campaign.campaign_id, Visit.kind == "follow_up")
    mine = select(Campaign).where(seen_by(uow, actor), ~follows.exists())
    pages = uow.session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    if not pages:
        return None
    page = min(max(page, 1), pages)
    newest_first = mine.order_by(Campaign.starts_on.desc(), Campaign.number.desc())
    row = uow.session.scalars(newest_first.limit(1).offset(page - 1)).one()
    states = uow.session.scalars(
        select(Visit.state).where(Visit.campaign_id == row.campaign_id, Visit.state != "void")
    ).all()
    return CampaignPage(
        row.campaign_id,
        row.number,
        row.title,
        uow.session.get_one(Department, row.lead_department_id).short_name,
        row.starts_on,
        row.ends_on,
        len(states),
        states.count("submitted"),
        row.dispatched_at is not None,
        page,
        pages,
    )


def seen_by(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    """Return which campaigns the actor may read: those looked after, those with a department that is led."""
    led = [where for role, where in actor.roles if role == "lead" and where is not None]
    taking_part = (
        select(Visit.campaign_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .where(Section.department_id.in_(led))
    )
    return Campaign.is_trial.is_(False) & (
        looked_after_by(uow, actor) | Campaign.lead_department_id.in_(led) | Campaign.campaign_id.in_(taking_part)
    )
