"""The rounds of a visit's review: one for each submission, and for each time an approved visit was opened again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from rules.reviews import WAITING
from storage.tables import Review, ReviewReturn, Visit
from storage.unit_of_work import UnitOfWork


def current_round(uow: UnitOfWork, visit_id: int) -> Review | None:
    """Return the review that stands; none before the first submission."""
    return uow.session.scalar(select(Review).where(Review.visit_id == visit_id, Review.is_current))


def review_state(uow: UnitOfWork, visit_id: int) -> str:
    """Return how the review of a submitted visit stands: waiting, seconding, approved, returned."""
    return uow.session.scalar(select(Review.state).where(Review.visit_id == visit_id, Review.is_current)) or WAITING


def begin_round(uow: UnitOfWork, visit: Visit, person_id: int, reason: str | None = None) -> Review:
    """Begin the next round; `reason` is why an approved visit is opened again."""
    before = current_round(uow, visit.visit_id)
    if before is not None:
        before.is_current = False
    row = Review(
        visit_id=visit.visit_id,
        round=(before.round if before else 0) + 1,
        is_current=True,
        state=WAITING,
        begun_at=uow.now,
        begun_by=person_id,
        reason=reason,
    )
    uow.session.add(row)
    uow.session.flush()
    return row


def standing_round(uow: UnitOfWork, visit: Visit) -> Review:
    """Return the review of a submitted visit, begun now where it was submitted behind the review's back."""
    found = current_round(uow, visit.visit_id)
    return found or begin_round(uow, visit, visit.submitted_by or 0)


def returns_in(uow: UnitOfWork, visit_id: int, *states: str) -> tuple[ReviewReturn, ...]:
    """Return what was sent back of a visit, in the states named, in the order written."""
    chosen = select(ReviewReturn).where(ReviewReturn.visit_id == visit_id, ReviewReturn.state.in_(states))
    return tuple(uow.session.scalars(chosen.order_by(ReviewReturn.return_id)))


def returns_due(uow: UnitOfWork, visit_ids: Sequence[int]) -> dict[int, date]:
    """Return by when each of some visits is to be submitted again, of those for which that was said."""
    due = select(ReviewReturn.visit_id, func.min(ReviewReturn.due_on)).where(
        ReviewReturn.visit_id.in_(visit_ids), ReviewReturn.state == "open", ReviewReturn.due_on.is_not(None)
    )
    rows = uow.session.execute(due.group_by(ReviewReturn.visit_id)).all() if visit_ids else ()
    return {visit_id: day for visit_id, day in rows if day is not None}


def settle_returns(uow: UnitOfWork, visit_id: int) -> list[dict[str, object]]:
    """Note that what was sent back was submitted again; return it as the chain tells it."""
    settled = []
    for row in returns_in(uow, visit_id, "open"):
        row.state, row.settled_at = "settled", uow.now
        settled.append({"return": row.return_id, "kind": row.kind, "number": row.number or 0})
    return settled
