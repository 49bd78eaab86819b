"""Planning a campaign 抽查任务 here (rule text 四(四)): departments, matters, scope, ratios, days, officers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, false, func, or_, select

from rules.campaigns import RISKS, TITLE_MOST, typed_officers, typed_ratios, typed_title, typed_window
from rules.errors import campaigns as problems
from rules.frequency import AT_CAP, TOO_SOON
from rules.refusals import Refused
from services.access import Actor
from services.draw_scope import objects_in_scope
from services.in_charge import began, supervises_any
from services.office_day import today
from services.visits import Names
from storage.tables import (
    Campaign,
    CampaignExpert,
    CampaignItem,
    CampaignPlan,
    Department,
    Draw,
    LedgerLink,
    Person,
    Role,
)
from storage.unit_of_work import UnitOfWork

PERMILLE = {"A": 30, "B": 50, "C": 100, "D": 1000}
RESERVE, PER_DEPARTMENT, MAX_LOAD, LOAD_SLACK = 2, 2, 6, 1
WINDOW_DAYS = 14


@dataclass(frozen=True, slots=True)
class PlanView:
    """A planned campaign. `objects` counts those that may be drawn by class, `excluded` those left out with a reason,
    `capped` those of them that were visited often enough; `draw_id` is its newest draw, `draw_state` how that stands;
    `is_reopened` for a supplementary one.
    """

    campaign_id: int
    number: str
    title: Names
    departments: tuple[Names, ...]
    matters: int
    industries: tuple[str, ...]
    districts: tuple[str, ...]
    risks: tuple[str, ...]
    permille: Mapping[str, int]
    objects: Mapping[str, int]
    excluded: int
    capped: int
    reserve: int
    per_department: int
    max_load: int
    starts_on: date
    ends_on: date
    is_supervisor: bool
    draw_id: int | None
    draw_state: str | None
    is_reopened: bool

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.is_reopened or self.draw_state in (None, "abandoned")

    @property
    def is_drawn(self) -> bool:
        """Whether all was drawn from it that is to be: what could be drawn now says nothing of it any more."""
        return self.draw_state == "drawn" and not self.is_reopened


def plans_campaigns(actor: Actor) -> bool:
    """Return whether a person may make campaigns: supervisors, and clerks for their departments."""
    return any(role == "supervisor" or (role == "clerk" and where is not None) for role, where in actor.roles)


def make_campaign(uow: UnitOfWork, actor: Actor, title: str, kept: int | None = None) -> int:
    """Make a campaign with the usual numbers and return its row; a clerk's is led by the clerk's department, by
    `kept` where there are several.

    Raises `Refused` for anyone else, and for a name that is none.
    """
    if not plans_campaigns(actor):
        raise Refused(problems.NOT_A_PLANNER)
    plain = typed_title(title)
    if plain is None:
        raise Refused(problems.TITLE_LENGTH, most=TITLE_MOST)
    supervisor_id, lead = _heads(uow, actor, kept)
    first = today(uow) + timedelta(days=1)
    campaign = Campaign(
        number=_next_number(uow),
        title={"zh": plain, "en": plain},
        task_kind="special",
        lead_department_id=lead,
        starts_on=first,
        ends_on=first + timedelta(days=WINDOW_DAYS - 1),
        supervisor_id=supervisor_id,
    )
    uow.session.add(campaign)
    uow.session.flush()
    plan = CampaignPlan(
        campaign_id=campaign.campaign_id,
        made_by=actor.person_id,
        departments=[lead],
        industries=[],
        districts=[],
        risks=list(RISKS),
        permille=dict(PERMILLE),
        reserve=RESERVE,
        per_department=PER_DEPARTMENT,
        max_load=MAX_LOAD,
        load_slack=LOAD_SLACK,
        methods={},
    )
    uow.session.add(plan)
    _record(uow, actor, campaign, "planned", title=plain)
    uow.session.flush()
    return campaign.campaign_id


def _heads(uow: UnitOfWork, actor: Actor, kept: int | None) -> tuple[int, int]:
    """Return who supervises a new campaign and which department leads it, until another is chosen."""
    if supervises_any(actor):
        own = actor.department_id
        first = select(Department.department_id).order_by(Department.department_id).limit(1)
        return actor.person_id, own if own is not None else uow.session.scalars(first).one()
    own_kept = {where for role, where in actor.roles if role == "clerk" and where is not None}
    kept = kept if kept in own_kept else min(own_kept)
    supervisors = (
        select(Person.person_id)
        .join(Role, Role.person_id == Person.person_id)
        .where(
            Role.role == "supervisor",
            or_(Role.department_id.is_(None), Role.department_id == kept),
            Person.revoked_at.is_(None),
        )
        .order_by(Person.code)
        .limit(1)
    )
    supervisor_id = uow.session.scalar(supervisors)
    if supervisor_id is None:
        raise Refused(problems.NOBODY_SUPERVISES)
    return supervisor_id, kept


def _next_number(uow: UnitOfWork) -> str:
    """Return the number after the highest that was ever used: a dropped plan keeps its own, as its chain does."""
    begun = uow.session.scalars(
        select(LedgerLink.chain).where(LedgerLink.chain.startswith("campaign:"), LedgerLink.seq == 1)
    )
    numbers = [*uow.session.scalars(select(Campaign.number).where(Campaign.is_trial.is_(False)))]
    numbers += [chain.removeprefix("campaign:") for chain in begun]
    return f"{max((int(each) for each in numbers if each.isdecimal()), default=0) + 1:03d}"


def plan_of(
    uow: UnitOfWork, actor: Actor, campaign_id: int, *, is_locked: bool = True
) -> tuple[Campaign, CampaignPlan]:
    """Return a planned campaign for its supervisor and its lead department's clerks, its row locked.

    Raises `Refused` for anyone else.
    """
    chosen = select(Campaign).where(Campaign.campaign_id == campaign_id)
    campaign = uow.session.scalar(chosen.with_for_update() if is_locked else chosen)
    plan = uow.session.get(CampaignPlan, campaign_id)
    if campaign is None or plan is None or not _keeps(actor, campaign):
        raise Refused(problems.NO_SUCH_PLAN)
    return campaign, plan


def _keeps(actor: Actor, campaign: Campaign) -> bool:
    return began(actor, campaign) or ("clerk", campaign.lead_department_id) in actor.roles


def open_plan(
    uow: UnitOfWork, actor: Actor, campaign_id: int, *, is_locked: bool = True
) -> tuple[Campaign, CampaignPlan]:
    """Return a planned campaign that may still be changed. Raises `Refused` otherwise."""
    campaign, plan = plan_of(uow, actor, campaign_id, is_locked=is_locked)
    draw = newest_draw(uow, campaign_id)
    if draw is not None and draw.state != "abandoned" and not plan.is_reopened:
        raise Refused(problems.PLAN_FROZEN, number=draw.number)
    return campaign, plan


def reopen_plan(uow: UnitOfWork, actor: Actor, campaign_id: int) -> None:
    """Plan a campaign again, for a supplementary draw: what was drawn before stands, and is not drawn from again.

    Raises `Refused` for others than its supervisor, and before it was drawn.
    """
    campaign, plan = plan_of(uow, actor, campaign_id)
    if not began(actor, campaign):
        raise Refused(problems.NOT_THE_SUPERVISOR)
    draw = newest_draw(uow, campaign_id)
    if draw is None or draw.state != "drawn":
        raise Refused(problems.NOT_DRAWN_YET)
    if not plan.is_reopened:
        plan.is_reopened = True
        _record(uow, actor, campaign, "plan_reopened", after=draw.number)
        uow.session.flush()


def newest_draw(uow: UnitOfWork, campaign_id: int) -> Draw | None:
    """Return the newest draw of a campaign, none before the first."""
    chosen = select(Draw).where(Draw.campaign_id == campaign_id).order_by(Draw.draw_id.desc()).limit(1)
    return uow.session.scalar(chosen)


def planned_campaigns(uow: UnitOfWork, actor: Actor) -> list[PlanView]:
    """Return the campaigns that a person plans, the newest first."""
    led = [where for role, where in actor.roles if role == "clerk" and where is not None]
    own = Campaign.supervisor_id == actor.person_id if supervises_any(actor) else false()
    chosen = (
        select(Campaign.campaign_id)
        .join(CampaignPlan, CampaignPlan.campaign_id == Campaign.campaign_id)
        .where(own | Campaign.lead_department_id.in_(led))
        .order_by(Campaign.campaign_id.desc())
    )
    return [view_plan(uow, actor, each) for each in uow.session.scalars(chosen.limit(5)).all()]


def view_plan(uow: UnitOfWork, actor: Actor, campaign_id: int) -> PlanView:
    """Return a planned campaign. Raises `Refused` for those whose it is not."""
    campaign, plan = plan_of(uow, actor, campaign_id)
    departments = [uow.session.get_one(Department, each).short_name for each in plan.departments]
    matters = select(func.count()).select_from(CampaignItem).where(CampaignItem.campaign_id == campaign_id)
    objects = objects_in_scope(uow, plan)
    draw = newest_draw(uow, campaign_id)
    return PlanView(
        campaign_id,
        campaign.number,
        campaign.title,
        tuple(departments),
        uow.session.scalar(matters) or 0,
        tuple(plan.industries),
        tuple(plan.districts),
        tuple(plan.risks),
        {risk: int(value) for risk, value in plan.permille.items()},
        dict(sorted(Counter(each.risk for each in objects if each.reason is None).items())),
        sum(each.reason is not None for each in objects),
        sum(each.reason in (AT_CAP, TOO_SOON) for each in objects),
        plan.reserve,
        plan.per_department,
        plan.max_load,
        campaign.starts_on,
        campaign.ends_on,
        began(actor, campaign),
        draw.draw_id if draw else None,
        draw.state if draw else None,
        plan.is_reopened,
    )


def set_typed(uow: UnitOfWork, actor: Actor, campaign_id: int, part: str, text: str) -> None:
    """Set ratios, days, officers or the name of a campaign as typed. Raises `Refused` for what cannot be read."""
    campaign, plan = open_plan(uow, actor, campaign_id)
    shown = " ".join(text.split())[:40]
    match part:
        case "ratios":
            ratios = typed_ratios(text)
            if ratios is None:
                raise Refused(problems.RATIO_UNREADABLE, typed=shown)
            plan.permille = ratios
        case "window":
            day = today(uow)
            window = typed_window(text, day)
            if window is None:
                example = f"{day + timedelta(days=1)} {day + timedelta(days=WINDOW_DAYS)}"
                raise Refused(problems.WINDOW_UNREADABLE, typed=shown, example=example)
            campaign.starts_on, campaign.ends_on = window
        case "officers":
            numbers = typed_officers(text)
            if numbers is None:
                raise Refused(problems.OFFICERS_UNREADABLE, typed=shown)
            plan.per_department, plan.max_load = numbers
        case _:
            title = typed_title(text)
            if title is None:
                raise Refused(problems.TITLE_LENGTH, most=TITLE_MOST)
            campaign.title = {"zh": title, "en": title}
    _record(uow, actor, campaign, "plan_changed", part=part, text=shown)
    uow.session.flush()


def drop_plan(uow: UnitOfWork, actor: Actor, campaign_id: int) -> None:
    """Remove a campaign of which no draw was ever committed to; its chain stays. Raises `Refused` otherwise."""
    campaign, plan = open_plan(uow, actor, campaign_id)
    if draw := newest_draw(uow, campaign_id):
        raise Refused(problems.PLAN_FROZEN, number=draw.number)
    _record(uow, actor, campaign, "plan_dropped")
    for table in (CampaignItem, CampaignExpert):
        uow.session.execute(delete(table).where(table.campaign_id == campaign_id))
    uow.session.delete(plan)
    uow.session.flush()
    uow.session.delete(campaign)
    uow.session.flush()


def _record(uow: UnitOfWork, actor: Actor, campaign: Campaign, type_: str, **body: str) -> None:
    uow.record(f"campaign:{campaign.number}", type_, actor.code, body)
