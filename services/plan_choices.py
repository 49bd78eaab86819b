"""What can be chosen for a campaign: departments, their matters, industries, districts, risk classes."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from rules.campaigns import RISKS
from rules.errors import campaigns as problems
from rules.methods import ON_SITE, ONLINE_BUSINESS, following_method
from rules.refusals import Refused
from rules.registries.coverage import item_applies
from services.access import Actor
from services.campaign_experts import choose_expert, experts_of, experts_to_choose
from services.campaign_plans import open_plan
from services.draw_scope import objects_in_scope
from services.in_charge import began
from services.office_day import today
from services.registry_writing import items_in_force
from services.visits import Names
from storage.tables import Campaign, CampaignItem, CampaignPlan, Department, InspectionObject, Item, ObjectKeeper
from storage.unit_of_work import UnitOfWork

PARTS = ("departments", "industries", "matters", "districts", "risks", "methods", "experts")
METHOD_KEYS = (*RISKS, ONLINE_BUSINESS)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: by its number, with its name and, of a matter, whose it is."""

    number: int
    name: Names
    is_chosen: bool
    of: Names | None = None


def choices_of(uow: UnitOfWork, actor: Actor, campaign_id: int, part: str) -> list[Choice]:
    """Return what can be chosen for a part of a plan; chosen departments come first, in their order.

    Matters are those of the chosen departments that are about objects in scope. Raises `Refused` for a plan that is
    another's or cannot be changed any more.
    """
    _, plan = open_plan(uow, actor, campaign_id)
    match part:
        case "departments":
            return _departments(uow, plan)
        case "matters":
            return _matters(uow, plan)
        case "methods":
            return _methods(plan)
        case "experts":
            taken = {each.person_id for each in experts_of(uow, campaign_id)}
            people = experts_to_choose(uow, plan.departments)
            return [Choice(each.person_id, each.name, each.person_id in taken) for each in people]
        case "risks":
            return [Choice(at, {"zh": risk}, risk in plan.risks) for at, risk in enumerate(RISKS)]
    chosen = plan.industries if part == "industries" else plan.districts
    return [Choice(at, {"zh": text}, text in chosen) for at, text in enumerate(_texts(uow, plan, part))]


def choose(uow: UnitOfWork, actor: Actor, campaign_id: int, part: str, number: int) -> None:
    """Choose something for a plan, or let go of it. Raises `Refused` as `choices_of`, and for a foreign lead."""
    campaign, plan = open_plan(uow, actor, campaign_id)
    if part == "departments":
        _choose_department(uow, actor, campaign, plan, number)
    elif part == "matters":
        if number in {each.number for each in _matters(uow, plan)}:
            _choose_matter(uow, plan, number)
    elif part == "methods":
        _next_method(plan, number)
    elif part == "experts":
        if number in {each.person_id for each in experts_to_choose(uow, plan.departments)}:
            choose_expert(uow, campaign_id, number)
    else:
        known = list(RISKS) if part == "risks" else _texts(uow, plan, part)
        if not 0 <= number < len(known):
            return
        chosen = {"risks": plan.risks, "industries": plan.industries}.get(part, plan.districts)
        text = known[number]
        kept = [each for each in known if (each in chosen) != (each == text)]
        setattr(plan, part, kept)
    uow.session.flush()
    if part == "departments":
        _drop_foreign_matters(uow, plan)
    body = {"part": part, "chosen": _told(uow, plan, part)}
    uow.record(f"campaign:{campaign.number}", "plan_changed", actor.code, body)


def _choose_department(uow: UnitOfWork, actor: Actor, campaign: Campaign, plan: CampaignPlan, number: int) -> None:
    if uow.session.get(Department, number) is None:
        return
    kept = [each for each in plan.departments if each != number]
    chosen = kept if number in plan.departments else [*plan.departments, number]
    if chosen and not began(actor, campaign) and ("clerk", chosen[0]) not in actor.roles:
        raise Refused(problems.NOT_A_PLANNER)
    if not chosen and not began(actor, campaign):
        raise Refused(problems.NO_DEPARTMENTS)
    plan.departments = chosen
    if chosen:
        campaign.lead_department_id = chosen[0]


def _choose_matter(uow: UnitOfWork, plan: CampaignPlan, item_id: int) -> None:
    chosen = select(CampaignItem).where(CampaignItem.campaign_id == plan.campaign_id, CampaignItem.item_id == item_id)
    if row := uow.session.scalar(chosen):
        uow.session.delete(row)
    else:
        uow.session.add(CampaignItem(campaign_id=plan.campaign_id, item_id=item_id))


def _drop_foreign_matters(uow: UnitOfWork, plan: CampaignPlan) -> None:
    """Matters go with their department."""
    own = select(Item.item_id).where(Item.department_id.in_(plan.departments))
    uow.session.execute(
        delete(CampaignItem).where(CampaignItem.campaign_id == plan.campaign_id, CampaignItem.item_id.not_in(own))
    )


def _departments(uow: UnitOfWork, plan: CampaignPlan) -> list[Choice]:
    rows = uow.session.scalars(
        select(Department).where(Department.successor_id.is_(None)).order_by(Department.department_id)
    ).all()
    order = {each: at for at, each in enumerate(plan.departments)}
    ordered = sorted(rows, key=lambda row: order.get(row.department_id, len(order)))
    return [Choice(row.department_id, row.short_name, row.department_id in order) for row in ordered]


def _matters(uow: UnitOfWork, plan: CampaignPlan) -> list[Choice]:
    kinds = {(each.industry, each.code[:2]) for each in objects_in_scope(uow, plan)}
    taken = set(uow.session.scalars(select(CampaignItem.item_id).where(CampaignItem.campaign_id == plan.campaign_id)))
    found = []
    for department_id in plan.departments:
        names = uow.session.get_one(Department, department_id).short_name
        items = select(Item).where(Item.department_id == department_id, items_in_force(today(uow)))
        for item in uow.session.scalars(items.order_by(Item.code)):
            is_chosen = item.item_id in taken
            if is_chosen or any(item_applies(item.object_kind, *kind) for kind in kinds):
                found.append(Choice(item.item_id, {"zh": item.matter}, is_chosen, names))
    return found


def _texts(uow: UnitOfWork, plan: CampaignPlan, part: str) -> list[str]:
    """Return the industries or the districts of the objects for which the lead department answers."""
    column = InspectionObject.industry if part == "industries" else InspectionObject.district
    chosen = (
        select(column)
        .join(ObjectKeeper, ObjectKeeper.object_id == InspectionObject.object_id)
        .where(ObjectKeeper.department_id.in_(plan.departments[:1]))
        .distinct()
    )
    return sorted(uow.session.scalars(chosen))


def _methods(plan: CampaignPlan) -> list[Choice]:
    """Return how each class is inspected, and who trades on the net; `of` is the method."""
    keys = [*(risk for risk in RISKS if risk in plan.risks), ONLINE_BUSINESS]
    return [
        Choice(METHOD_KEYS.index(key), {"zh": key}, key in plan.methods, {"zh": plan.methods.get(key, ON_SITE)})
        for key in keys
    ]


def _next_method(plan: CampaignPlan, number: int) -> None:
    if not 0 <= number < len(METHOD_KEYS):
        return
    key = METHOD_KEYS[number]
    method = following_method(key, plan.methods.get(key, ON_SITE))
    kept = {each: how for each, how in plan.methods.items() if each != key}
    plan.methods = kept if method == ON_SITE else {**kept, key: method}


def _told(uow: UnitOfWork, plan: CampaignPlan, part: str) -> list[str]:
    if part == "departments":
        return [uow.session.get_one(Department, each).code for each in plan.departments]
    if part == "matters":
        chosen = select(Item.code).join(CampaignItem, CampaignItem.item_id == Item.item_id)
        return list(uow.session.scalars(chosen.where(CampaignItem.campaign_id == plan.campaign_id).order_by(Item.code)))
    if part == "methods":
        return [f"{key}:{method}" for key, method in sorted(plan.methods.items())]
    if part == "experts":
        return [each.code for each in experts_of(uow, plan.campaign_id)]
    return list(getattr(plan, part))
