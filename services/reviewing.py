"""Review 复核 of a submitted visit: approving, by one supervisor or by two, and opening an approved visit again."""

from rules.errors import reviews as problems
from rules.errors import visits as visit_problems
from rules.events_review import ReviewReopened, VisitApproved
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.reviews import APPROVED, state_after_approval
from services import breach_basis, outdated
from services.access import Actor
from services.breach_basis import unsettle_breaches
from services.clue_acts import open_clues
from services.follow_up_ending import settle_follow_up
from services.keying import say_keyed_before
from services.outdated import look_later
from services.publishable import told_anew
from services.review_rounds import begin_round, standing_round
from services.reviewers import may_review, needs_two, team_of
from services.seen import record_change
from storage.ledger import Personal
from storage.tables import Review, Section, Visit
from storage.unit_of_work import UnitOfWork


def held_review(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[Visit, Review]:
    """Return a submitted or returned visit and its review, the visit locked. Raises `Refused` for anyone else."""
    visit = uow.session.get(Visit, visit_id, with_for_update=True, populate_existing=True)
    if visit is None:
        raise Refused(visit_problems.NO_SUCH_VISIT)
    if not may_review(uow, actor, visit_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    if visit.state not in ("submitted", "returned"):
        raise Refused(problems.NOT_WAITING)
    return visit, standing_round(uow, visit)


def approve(uow: UnitOfWork, actor: Actor, visit_id: int, seen: int | None = None) -> bool:
    """Approve a visit as it was seen, in the round `seen` (none: as it stands); return whether that settles it, or a
    second supervisor has to approve as well.

    Raises `Refused` for another round, for one who inspected, and for the same person twice where two are needed.
    """
    visit, review = held_review(uow, actor, visit_id)
    if seen is not None and seen != review.round:
        raise Refused(problems.NOT_SEEN)
    is_two = needs_two(uow)
    team = team_of(uow, visit_id)
    now = state_after_approval(review.state, actor.person_id, team=team, first_by=review.first_by, needs_two=is_two)
    review.state = now
    if now == APPROVED:
        review.decided_by, review.decided_at = actor.person_id, uow.now
    else:
        review.first_by, review.first_at = actor.person_id, uow.now
    body = {"round": review.round, "state": now}
    record_change(uow, visit, actor, "approved" if now == APPROVED else "approved_first", body)
    uow.session.flush()
    if now == APPROVED:
        open_clues(uow, actor, visit_id)
        settle_follow_up(uow, actor, visit_id)
        told_anew(uow, Section.visit_id == visit_id, is_first=True)
        look_later(uow, actor, visit_id, outdated.APPROVED)
        say_keyed_before(uow, visit_id)
    uow.emit(VisitApproved(visit_id, actor.person_id, is_final=now == APPROVED))
    return now == APPROVED


def reopen(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str) -> None:
    """Let an approved visit wait for its review again; why stands in the chain. Raises `Refused` without a reason."""
    visit, review = held_review(uow, actor, visit_id)
    if review.state != APPROVED:
        raise Refused(problems.NOT_APPROVED)
    reason = ensure_reason(reason)
    row = begin_round(uow, visit, actor.person_id, reason)
    record_change(uow, visit, actor, "review_reopened", {"round": row.round, "reason": Personal(reason)})
    uow.session.flush()
    look_later(uow, actor, visit_id, outdated.REOPENED)
    uow.emit(ReviewReopened(visit_id, actor.person_id))
    unsettle_breaches(uow, visit, breach_basis.REOPENED)
