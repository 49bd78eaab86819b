"""How much is to be published, and how soon: counted by the database, however much it is."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Integer, and_, cast, func, or_, select

from rules.publication import campaigns_told, told_day, working_days_of
from rules.working_days import add_working_days, working_day_before
from services.office_day import calendar, current_profile, today, zone_of
from services.publishable import is_approved, publishable
from storage.tables import Campaign, Department, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

SOON = 3  # working days before the last one


def due_in(uow: UnitOfWork, departments: Collection[int]) -> tuple[int, int, int, int]:
    """Return how many results of some departments are overdue, how many are due within `SOON` working days, how many
    withholdings are to be looked at again, and how many public ones are to be corrected.
    """
    now = today(uow)
    late, due = _before(uow, now), _before(uow, add_working_days(now, SOON + 1, calendar(uow)))
    open_ = (
        select(func.sum(cast(late, Integer)), func.sum(cast(due, Integer)))
        .select_from(Visit)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.department_id.in_(departments), publishable())
        .where(or_(Publishing.state.is_(None), Publishing.state == "open"))
    )
    over, over_or_due = uow.session.execute(open_).one()
    mine = select(func.count(Publishing.publishing_id)).where(
        Publishing.department_id.in_(departments), Publishing.wish.is_(None)
    )
    again = mine.where(Publishing.state == "withheld", Publishing.review_on <= now)
    outdated = uow.session.scalar(mine.where(Publishing.outdated_at.is_not(None))) or 0
    return over or 0, (over_or_due or 0) - (over or 0), uow.session.scalar(again) or 0, outdated


def unreviewed(uow: UnitOfWork) -> list[Visit]:
    """Return the visits that wait for their review and whose results are to be public within `SOON` working days."""
    due = _before(uow, add_working_days(today(uow), SOON + 1, calendar(uow)))
    found = (
        select(Visit.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .where(Visit.state == "submitted", Visit.is_trial.is_(False), ~is_approved(), due)
    )
    return list(uow.session.scalars(select(Visit).where(Visit.visit_id.in_(found)).order_by(Visit.visit_id)))


def _before(uow: UnitOfWork, day: date) -> ColumnElement[bool]:
    """Return whether the last day of publication is before a day, as `rules.publication.due_on` counts it."""
    profile = current_profile(uow)
    told = campaigns_told(profile)
    passed = [campaign for campaign in told if told_day(profile, campaign) < day]
    special = list(profile.get("publication_working_days_of", {}))
    by_days = [
        and_(Department.code.not_in(special), _ended(uow, day, working_days_of(profile, ""))),
        *(and_(Department.code == code, _ended(uow, day, working_days_of(profile, code))) for code in special),
    ]
    return or_(Campaign.number.in_(passed), and_(Campaign.number.not_in(told), or_(*by_days)))


def _ended(uow: UnitOfWork, day: date, count: int) -> ColumnElement[bool]:
    """Return whether so many working days after a visit's end have passed before a day."""
    first_in_time = working_day_before(day, count, calendar(uow))
    return Visit.submitted_at < datetime.combine(first_in_time, time(), zone_of(uow)).astimezone(UTC)
