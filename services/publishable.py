"""Which visits may be published, and what is kept from everybody: the one place that says so. Whatever else has to be
true of a visit joins it here.
"""

from sqlalchemy import ColumnElement, exists, select

from rules.reviews import APPROVED
from storage.tables import Publishing, Review, Visit
from storage.unit_of_work import UnitOfWork


def publishable() -> ColumnElement[bool]:
    """Return which visits may be published: those submitted and approved, which no trial is."""
    return (Visit.state == "submitted") & Visit.is_trial.is_(False) & is_approved()


def is_approved() -> ColumnElement[bool]:
    """Return which visits were approved by their review."""
    return exists().where(Review.visit_id == Visit.visit_id, Review.is_current, Review.state == APPROVED)


def is_withheld() -> ColumnElement[bool]:
    """Return which publishings keep a result from other systems too: those withheld, and those for whose withholding
    somebody's agreement is awaited. To be asked of an outer join.
    """
    withheld = Publishing.state.is_not(None) & (Publishing.state == "withheld")
    return withheld | (Publishing.wish.is_not(None) & (Publishing.wish == "withhold"))


def is_publishable(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a visit may be published now."""
    return uow.session.scalar(select(Visit.visit_id).where(Visit.visit_id == visit_id, publishable())) is not None
