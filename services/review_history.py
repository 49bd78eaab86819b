"""What happened to a visit's review: each submission, what was sent back, approvals, and openings again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rules.conclusions import Result
from rules.reviews import APPROVED, RETURNED
from services.access import Actor
from services.conclusions import results_of
from services.returned_changes import Change, changes_of
from services.supervision import ensure_reader
from services.visits import Names, VisitView, view_visit
from storage.tables import Person, Review
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Step:
    """One act: submitted, reopened (with its reason), approved_first, approved, returned (with what was sent back); by
    whom and when.
    """

    kind: str
    round: int
    by: Names
    at: datetime
    reason: str = ""
    returns: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All acts in their order, and what became of everything that was sent back, the newest first."""

    visit: VisitView
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    results: tuple[Result, ...]


def view_history(uow: UnitOfWork, actor: Actor, visit_id: int) -> History:
    """Return the history of a visit's review. Raises `Refused` for those who may not read the visit."""
    ensure_reader(uow, actor, visit_id)
    changes = changes_of(uow, visit_id, with_open=True)
    steps: list[Step] = []
    for row in uow.session.scalars(select(Review).where(Review.visit_id == visit_id).order_by(Review.round)):
        kind = "reopened" if row.reason else "submitted"
        steps.append(Step(kind, row.round, _name(uow, row.begun_by), row.begun_at, row.reason or ""))
        if row.first_by and row.first_at:
            steps.append(Step("approved_first", row.round, _name(uow, row.first_by), row.first_at))
        if row.state in (APPROVED, RETURNED) and row.decided_by and row.decided_at:
            returns = tuple(each for each in changes if each.review_id == row.review_id)
            steps.append(Step(row.state, row.round, _name(uow, row.decided_by), row.decided_at, "", returns))
    return History(view_visit(uow, visit_id), tuple(steps), changes, results_of(uow, visit_id))


def _name(uow: UnitOfWork, person_id: int) -> Names:
    return uow.session.get_one(Person, person_id).name
