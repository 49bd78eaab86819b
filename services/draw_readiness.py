"""Whether a planned campaign can be drawn: all that stands against it at once, and the gaps to know of before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.draw.checks import snapshot_faults
from rules.draw.snapshot import Snapshot
from rules.draw.staffing import numbers_to_draw, staffing_faults
from rules.errors import Described, Problem, Told
from rules.errors import campaigns as problems
from services.access import Actor
from services.campaign_plans import open_plan
from services.draw_scope import NAMES, officers_of, snapshot_of
from services.office_day import today
from services.registry_coverage import coverage
from storage.tables import Campaign, CampaignItem, CampaignPlan, ChecklistVersion, Department, Item
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a draw would be of: `numbers` by class are pool and how many are drawn; `faults` stand against it."""

    snapshot: Snapshot
    numbers: Mapping[str, tuple[int, int]]
    officers: int
    gaps: Mapping[str, int]
    faults: Sequence[Described]


def readiness(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Readiness:
    """Return whether a campaign can be drawn. Raises `Refused` for those whose it is not, and while it is frozen."""
    _, plan = open_plan(uow, actor, campaign_id)
    snapshot = snapshot_of(uow, plan)
    faults = faults_against(uow, plan, snapshot)
    return Readiness(snapshot, numbers_to_draw(snapshot), len(snapshot.inspectors), _gaps(uow, plan), faults)


def faults_against(uow: UnitOfWork, plan: CampaignPlan, snapshot: Snapshot) -> Sequence[Described]:
    """Return all that stands against drawing by a plan from a snapshot, what is to be mended first in front; what other
    open commitments stand against is looked for when it is committed to (`services.open_commitments`).
    """
    if faults := _plan_faults(uow, plan, snapshot):
        return faults
    # One class without a ratio stands against each of its objects: it is told once.
    told = {each.problem.code: each for each in reversed(snapshot_faults(snapshot))}
    names = {each.name[NAMES]: each.name for each in _departments(uow, plan)}
    staffing = [
        Told(each.code, {**each.placeholders, "name": names[str(each.placeholders["name"])]})
        for each in staffing_faults(snapshot)
    ]
    return [*reversed(told.values()), *staffing]


def _plan_faults(uow: UnitOfWork, plan: CampaignPlan, snapshot: Snapshot) -> Sequence[Described]:
    if not plan.departments:
        return [_told(problems.NO_DEPARTMENTS)]
    faults = [*past_window(uow, uow.session.get_one(Campaign, plan.campaign_id))]
    if not plan.industries:
        faults.append(_told(problems.NO_INDUSTRIES))
    elif len(snapshot.exclusions) == len(snapshot.objects):
        faults.append(_told(problems.NO_OBJECTS))
    with_matters = (
        select(Item.department_id)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == plan.campaign_id)
    )
    having = set(uow.session.scalars(with_matters))
    for each in _departments(uow, plan):
        if each.department_id not in having:
            faults.append(_told(problems.NO_MATTERS, name=each.name))
        if checklist_for(uow, plan.campaign_id, each.department_id) is None:
            faults.append(_told(problems.NO_CHECKLIST, name=each.name))
    return faults


def _departments(uow: UnitOfWork, plan: CampaignPlan) -> Sequence[Department]:
    return [uow.session.get_one(Department, each) for each in plan.departments]


def past_window(uow: UnitOfWork, campaign: Campaign) -> Sequence[Described]:
    """Return what stands against drawing or sending out once the days of a campaign have passed."""
    if campaign.ends_on >= today(uow):
        return ()
    return (_told(problems.WINDOW_PAST, day=campaign.ends_on.isoformat()),)


def _told(problem: Problem, **placeholders: object) -> Described:
    return Told(problem.code, placeholders)


def checklist_for(uow: UnitOfWork, campaign_id: int, department_id: int) -> ChecklistVersion | None:
    """Return the checklist by which a department inspects in a campaign: that of its matters, else its newest."""
    forms = (
        select(Item.form_id)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == campaign_id, Item.department_id == department_id)
    )
    named = [form_id for form_id in uow.session.scalars(forms.order_by(Item.code)) if form_id]
    own = (
        select(ChecklistVersion)
        .where(ChecklistVersion.department_id == department_id, ChecklistVersion.is_trial.is_(False))
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(1)
    )
    if named and (found := uow.session.scalar(own.where(ChecklistVersion.form_id.in_(named)))):
        return found
    return uow.session.scalar(own)


def _gaps(uow: UnitOfWork, plan: CampaignPlan) -> Mapping[str, int]:
    """Return how many gaps of each kind concern the departments of a plan, the objects that nobody answers for, and
    first the officers whom no task can reach.
    """
    unbound = sum(each.reach == "unbound" for each in officers_of(uow, plan))
    gaps: dict[str, int] = {"unbound": unbound} if unbound else {}
    for each in plan.departments:
        found = coverage(uow, each)
        for kind in found.kinds:
            if kind != "idle_item":  # an item that is not drawn for is no gap of this campaign
                gaps[kind] = gaps.get(kind, 0) + found.count(kind)
    if unkept := coverage(uow).count("unkept"):
        gaps["unkept"] = unkept
    return gaps
