"""Which objects of a campaign's scope were visited often enough, by which visits."""

from dataclasses import dataclass

from sqlalchemy import select

from rules.frequency import AT_CAP, TOO_SOON, Cap, Span
from services.access import Actor
from services.campaign_plans import plan_of
from services.draw_scope import objects_in_scope
from services.frequency import Reckoning
from storage.tables import InspectionObject
from storage.unit_of_work import UnitOfWork

PAGE = 4


@dataclass(frozen=True, slots=True)
class CappedObject:
    """An object at its cap: `reason` as it is published, `spans` the visits that were counted."""

    name: str
    risk: str
    reason: str
    spans: tuple[Span, ...]
    cap: Cap


@dataclass(frozen=True, slots=True)
class CappedPage:
    """Some of the objects at their cap, of all."""

    objects: tuple[CappedObject, ...]
    total: int
    page: int
    pages: int


def capped_page(uow: UnitOfWork, actor: Actor, campaign_id: int, page: int = 1) -> CappedPage:
    """Return a page of the objects that a campaign leaves out for frequency. Raises `Refused` for a foreign plan."""
    campaign, plan = plan_of(uow, actor, campaign_id)
    reckoning = Reckoning(uow, campaign)
    found = [each for each in objects_in_scope(uow, plan) if each.reason in (AT_CAP, TOO_SOON)]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    chosen = select(InspectionObject.registration_code, InspectionObject.short_name)
    codes = [each.code for each in shown]
    rows = uow.session.execute(chosen.where(InspectionObject.registration_code.in_(codes)))
    names = {row.registration_code: row.short_name for row in rows}
    objects = tuple(
        CappedObject(
            names.get(each.code, each.code),
            each.risk,
            each.reason or "",
            tuple(reckoning.spans_of(each.code, each.risk)),
            reckoning.caps[each.risk],
        )
        for each in shown
    )
    return CappedPage(objects, len(found), page, pages)
