"""What was inspected and found, counted (rule text 六).

What counts: visits that are submitted and not sent back, no trials, on the day on which they began. Who acts for the
district sees all of it, everybody else the parts of their own departments.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select

from rules.errors import statistics as problems
from rules.frequency import Span
from rules.refusals import Refused
from rules.statistics.tallies import Part
from services.access import Actor
from services.in_charge import supervises_any
from services.office_day import day_of, zone_of
from services.publishable import publishable
from storage.tables import (
    Campaign,
    CampaignItem,
    DistrictProfile,
    Draw,
    FollowUp,
    InspectionObject,
    Item,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

READING = ("supervisor", "lead")


def reads_statistics(actor: Actor) -> bool:
    """Return whether a person reads statistics: supervisors and leads."""
    return any(role in READING for role, _ in actor.roles)


def departments_read(actor: Actor) -> frozenset[int] | None:
    """Return whose parts a person sees, none for those of all. Raises `Refused` for whoever reads no statistics."""
    if ("supervisor", None) in actor.roles:
        return None
    own = frozenset(where for role, where in actor.roles if role in READING and where is not None)
    if not own:
        raise Refused(problems.NOT_A_READER)
    return own


def ensure_supervisor(actor: Actor) -> None:
    """Raise `Refused` for whoever is no supervisor."""
    if not supervises_any(actor):
        raise Refused(problems.NOT_A_SUPERVISOR)


def counted() -> ColumnElement[bool]:
    """Return which visits count."""
    return (Visit.state == "submitted") & Visit.is_trial.is_(False) & Campaign.is_trial.is_(False)


def began_in(uow: UnitOfWork, span: Span) -> ColumnElement[bool]:
    """Return which visits began within some days."""
    began = func.coalesce(Visit.started_at, Visit.submitted_at)
    return (began >= _begins(uow, span.first)) & (began < _begins(uow, span.last + timedelta(days=1)))


def is_anything_counted(uow: UnitOfWork, departments: Collection[int] | None, span: Span) -> bool:
    """Return whether any part of some departments (none: of all) counts and began within some days."""
    chosen = (
        select(Section.section_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(counted(), began_in(uow, span))
    )
    if departments is not None:
        chosen = chosen.where(Section.department_id.in_(departments))
    return uow.session.scalar(chosen.limit(1)) is not None


def parts_counted(
    uow: UnitOfWork,
    departments: Collection[int] | None,
    span: Span,
    objects: Collection[int] | None = None,
    *,
    are_approved: bool = False,
) -> list[Part]:
    """Return the parts of departments (none: of all) in visits that count and began within some days, in the order of
    the visits' rows; optionally those of some objects only, and those alone that a supervisor has approved.
    """
    is_drawn = Campaign.draw_id.is_not(None) | (
        select(Draw.draw_id).where(Draw.campaign_id == Campaign.campaign_id, Draw.state == "drawn").exists()
    )
    chosen = (
        select(
            Visit.visit_id,
            Visit.number,
            Visit.object_id,
            Visit.campaign_id,
            Section.department_id,
            InspectionObject.industry,
            InspectionObject.street,
            InspectionObject.risk,
            InspectionObject.flags,
            InspectionObject.latitude,
            InspectionObject.longitude,
            Campaign.task_kind,
            Visit.kind,
            is_drawn.label("is_drawn"),
            FollowUp.state.label("followed_up"),
            Section.results,
            Visit.started_at,
            Visit.submitted_at,
        )
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .outerjoin(FollowUp, FollowUp.visit_id == Visit.visit_id)
        .where(counted(), began_in(uow, span))
        .order_by(Visit.visit_id, Section.place)
    )
    if departments is not None:
        chosen = chosen.where(Section.department_id.in_(departments))
    if objects is not None:
        chosen = chosen.where(Visit.object_id.in_(objects))
    if are_approved:
        chosen = chosen.where(publishable())
    clean, matters = results_without_problem(uow), _matters(uow)
    return [
        Part(
            row.visit_id,
            row.number,
            row.object_id,
            row.campaign_id,
            row.department_id,
            row.industry,
            row.street,
            row.risk,
            tuple(row.flags),
            row.task_kind,
            bool(row.is_drawn),
            _day(uow, row.started_at or row.submitted_at),
            tuple(row.results),
            not clean.issuperset(row.results),
            _place(row.latitude, row.longitude),
            matters.get((row.campaign_id, row.department_id), ()),
            row.kind == "follow_up",
            row.followed_up == "complied",
        )
        for row in uow.connection.execute(chosen)
    ]


def results_without_problem(uow: UnitOfWork) -> frozenset[str]:
    """Return the results that say that nothing was found, of every result set that this office ever had."""
    profiles = uow.session.scalars(select(DistrictProfile.body))
    return frozenset(row["key"] for body in profiles for row in body.get("results", ()) if row["excludes_others"])


def _matters(uow: UnitOfWork) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return the items of each campaign by department."""
    chosen = (
        select(CampaignItem.campaign_id, Item.department_id, Item.item_id)
        .join(Item, Item.item_id == CampaignItem.item_id)
        .order_by(CampaignItem.campaign_id, Item.item_id)
    )
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for campaign_id, department_id, item_id in uow.connection.execute(chosen):
        key = campaign_id, department_id
        found[key] = (*found.get(key, ()), item_id)
    return found


def _begins(uow: UnitOfWork, day: date) -> datetime:
    return datetime.combine(day, time(), zone_of(uow))


def _day(uow: UnitOfWork, instant: datetime) -> date:
    return day_of(uow, instant)


def _place(latitude: str | None, longitude: str | None) -> tuple[float, float] | None:
    try:
        return (float(latitude), float(longitude)) if latitude and longitude else None
    except ValueError:
        return None


def parts_by_object(parts: Sequence[Part]) -> dict[int, list[Part]]:
    """Return parts by their object."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(part.object_id, []).append(part)
    return found
