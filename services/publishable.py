"""Which visits may be published: the one place that says so. Whatever else has to be true of a visit joins it here."""

from sqlalchemy import ColumnElement, exists, select

from rules.reviews import APPROVED
from storage.tables import Review, Visit
from storage.unit_of_work import UnitOfWork


def publishable() -> ColumnElement[bool]:
    """Return which visits may be published: those submitted and approved, which no trial is."""
    approved = exists().where(Review.visit_id == Visit.visit_id, Review.is_current, Review.state == APPROVED)
    return (Visit.state == "submitted") & Visit.is_trial.is_(False) & approved


def is_publishable(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a visit may be published now."""
    return uow.session.scalar(select(Visit.visit_id).where(Visit.visit_id == visit_id, publishable())) is not None
