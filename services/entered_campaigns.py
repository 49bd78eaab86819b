"""Campaigns that another program enters: those drawn on the municipal platform, and plans that are to be drawn here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from rules.errors import api as problems
from rules.errors import campaigns as campaign_problems
from rules.refusals import Refused
from services.access import Actor
from services.api_tokens import department_coded
from services.campaign_plans import make_campaign, open_plan
from services.campaigns import seen_by
from services.office_day import today
from services.outside_numbers import CAMPAIGN, DRAW_MOST, ensure_short, note_outside_number, outside_number
from services.registry_writing import items_in_force
from services.settled_rows import settled
from services.visits import Names
from storage.tables import Campaign, CampaignItem, CampaignPlan, Department, Item, Visit
from storage.unit_of_work import UnitOfWork

WINDOW_MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class WantedCampaign:
    """A campaign as it is entered, departments and items by code. With `draw`, it was drawn elsewhere under that
    number; without, it is a plan whose draw is held here. `file_sha256` is the hash of the table that told it.
    """

    title: str
    task_kind: str
    lead: str
    items: Sequence[str]
    starts_on: date
    ends_on: date
    draw: str | None
    outside: str | None
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignOut:
    """A campaign as other programs read it; `departments` by code, the lead's first."""

    campaign_id: int
    number: str
    outside: str | None
    title: Names
    task_kind: str
    departments: tuple[str, ...]
    items: tuple[str, ...]
    starts_on: date
    ends_on: date
    draw: str | None
    is_drawn_here: bool
    visits: int
    submitted: int


def enter_campaign(uow: UnitOfWork, actor: Actor, wanted: WantedCampaign) -> CampaignOut:
    """Enter a campaign for the lead department's clerk. Raises `Refused` for anyone else, and for what cannot be."""
    lead = department_coded(uow, wanted.lead)
    if ("clerk", lead.department_id) not in actor.roles:
        raise Refused(campaign_problems.NOT_A_PLANNER)
    first = today(uow)
    days = (wanted.ends_on - wanted.starts_on).days
    if wanted.starts_on < first or not 0 <= days < WINDOW_MOST_DAYS or (wanted.ends_on - first).days > 2 * 366:
        raise Refused(problems.WINDOW_WRONG, most=WINDOW_MOST_DAYS)
    if wanted.draw is not None:
        ensure_short(wanted.draw, DRAW_MOST)
    items = _items(uow, wanted.items)
    departments = list(dict.fromkeys([lead.department_id, *sorted(each.department_id for each in items)]))
    campaign = uow.session.get_one(Campaign, make_campaign(uow, actor, wanted.title, lead.department_id))
    _, plan = open_plan(uow, actor, campaign.campaign_id)
    plan.departments, campaign.lead_department_id = departments, lead.department_id
    campaign.starts_on, campaign.ends_on, campaign.task_kind = wanted.starts_on, wanted.ends_on, wanted.task_kind
    uow.session.add_all(CampaignItem(campaign_id=campaign.campaign_id, item_id=each.item_id) for each in items)
    if wanted.draw is not None:
        # Nothing is left to plan, and no draw may be held over what another platform has drawn.
        uow.session.delete(plan)
        _ensure_entered_once(uow, campaign, wanted.draw)
        campaign.draw_id = wanted.draw
    uow.session.flush()
    if wanted.outside is not None:
        note_outside_number(uow, CAMPAIGN, campaign.campaign_id, wanted.outside)
    body = {
        "items": [each.code for each in items],
        "window": [wanted.starts_on.isoformat(), wanted.ends_on.isoformat()],
        "draw": wanted.draw,
        "outside": wanted.outside,
        "file_sha256": wanted.file_sha256,
    }
    uow.record(f"campaign:{campaign.number}", "campaign_entered", actor.code, body)
    return _told(uow, campaign)


def _ensure_entered_once(uow: UnitOfWork, campaign: Campaign, draw: str) -> None:
    """Raise `Refused` when a department's campaign of the same name was drawn under that number already: a request that
    is sent again under another key is no second campaign.
    """
    same = select(Campaign).where(
        Campaign.draw_id == draw,
        Campaign.lead_department_id == campaign.lead_department_id,
        Campaign.campaign_id != campaign.campaign_id,
    )
    if any(each.title == campaign.title for each in uow.session.scalars(same)):
        raise Refused(problems.NUMBER_TAKEN, number=draw)


def campaigns_after(uow: UnitOfWork, actor: Actor, most: int, after: int = 0) -> Sequence[CampaignOut]:
    """Return the campaigns that the actor may see, in the order of their making, those after a row.

    Only those that are settled: see `services.settled_rows`.
    """
    is_settled = settled(uow, Campaign.campaign_id, Campaign.made_at)
    chosen = select(Campaign).where(_seen(uow, actor), Campaign.campaign_id > after, is_settled)
    chosen = chosen.order_by(Campaign.campaign_id)
    return [_told(uow, row) for row in uow.session.scalars(chosen.limit(most))]


def campaign_numbered(uow: UnitOfWork, actor: Actor, number: str) -> CampaignOut:
    """Return a campaign by its number. Raises `Refused` when there is none that the actor may see."""
    row = uow.session.scalar(select(Campaign).where(Campaign.number == number, _seen(uow, actor)))
    if row is None:
        raise Refused(problems.NOT_FOUND)
    return _told(uow, row)


def departments_of(uow: UnitOfWork, campaign: Campaign) -> list[Department]:
    """Return the departments of a campaign, the lead's first: those of its items."""
    of_items = (
        select(Item.department_id)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == campaign.campaign_id)
    )
    chosen = select(Department).where(
        Department.department_id.in_(of_items) | (Department.department_id == campaign.lead_department_id)
    )
    rows = uow.session.scalars(chosen.order_by(Department.department_id)).all()
    return sorted(rows, key=lambda row: row.department_id != campaign.lead_department_id)


def _seen(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    kept = [where for role, where in actor.roles if role == "clerk" and where is not None]
    own = Campaign.lead_department_id.in_(kept) & Campaign.is_trial.is_(False)
    return seen_by(uow, actor) | own


def _items(uow: UnitOfWork, codes: Sequence[str]) -> list[Item]:
    found = []
    for code in dict.fromkeys(codes):
        row = uow.session.scalar(select(Item).where(Item.code == code, items_in_force(today(uow))))
        if row is None:
            raise Refused(problems.ITEM_UNKNOWN, code=code)
        found.append(row)
    return found


def _told(uow: UnitOfWork, row: Campaign) -> CampaignOut:
    states = select(Visit.state, func.count()).where(Visit.campaign_id == row.campaign_id, Visit.state != "void")
    counted = {row[0]: int(row[1]) for row in uow.session.execute(states.group_by(Visit.state))}
    codes = select(Item.code).join(CampaignItem, CampaignItem.item_id == Item.item_id)
    items = uow.session.scalars(codes.where(CampaignItem.campaign_id == row.campaign_id).order_by(Item.code))
    return CampaignOut(
        row.campaign_id,
        row.number,
        outside_number(uow, CAMPAIGN, row.campaign_id),
        row.title,
        row.task_kind,
        tuple(each.code for each in departments_of(uow, row)),
        tuple(items),
        row.starts_on,
        row.ends_on,
        row.draw_id,
        uow.session.get(CampaignPlan, row.campaign_id) is not None,
        sum(counted.values()),
        counted.get("submitted", 0),
    )
