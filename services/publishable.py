"""Which visits may be published, and what is kept from everybody: the one place that says so. Whatever else has to be
true of a visit joins it here.

What is kept back leaves by no door, and what is not approved does not leave either. Other systems follow results by
`Section.out_at`, in the order in which something that they may know has changed.
"""

from sqlalchemy import ColumnElement, exists, select, update

from rules.publication import KEEPING_BACK, KEPT_BACK
from rules.reviews import APPROVED
from storage.tables import Publishing, Review, Section, Visit
from storage.unit_of_work import UnitOfWork


def publishable() -> ColumnElement[bool]:
    """Return which visits may be published: those submitted and approved, which no trial is."""
    return (Visit.state == "submitted") & Visit.is_trial.is_(False) & is_approved()


def is_approved() -> ColumnElement[bool]:
    """Return which visits were approved by their review."""
    return exists().where(Review.visit_id == Visit.visit_id, Review.is_current, Review.state == APPROVED)


def is_kept_back() -> ColumnElement[bool]:
    """Return which publishings keep a result from other systems too: those withheld or withdrawn, and those for whose
    withholding or withdrawal somebody's agreement is awaited. To be asked of an outer join.
    """
    kept = Publishing.state.is_not(None) & Publishing.state.in_(KEPT_BACK)
    return kept | (Publishing.wish.is_not(None) & Publishing.wish.in_(KEEPING_BACK))


def is_publishable(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a visit may be published now."""
    return uow.session.scalar(select(Visit.visit_id).where(Visit.visit_id == visit_id, publishable())) is not None


def is_anything_kept_back(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether some department's result of a visit is kept back: what speaks of all of them is then, too."""
    kept = select(Publishing.publishing_id).where(Publishing.visit_id == visit_id, is_kept_back())
    return uow.session.scalar(kept.limit(1)) is not None


def told_anew(uow: UnitOfWork, of: ColumnElement[bool], *, is_first: bool = False) -> None:
    """Let sections come again, last, where other systems follow results; before their first approval they wait for it,
    which `is_first`.
    """
    chosen = of if is_first else of & Section.out_at.is_not(None)
    uow.session.execute(update(Section).where(chosen).values(out_at=uow.now))
