"""Who may review a submitted visit: who looks after its campaign, or a second supervisor where two must."""

from collections.abc import Sequence

from sqlalchemy import select

from rules.reviews import SECONDING
from services.access import Actor, actor_by_id
from services.in_charge import covers, in_charge, is_in_charge, supervisors_over
from services.office_day import current_profile
from services.review_rounds import current_round
from storage.tables import Campaign, Person, Task, Visit
from storage.unit_of_work import UnitOfWork


def needs_two(uow: UnitOfWork) -> bool:
    """Return whether the office has two supervisors approve every visit (`review_by_two` of the district's profile)."""
    try:
        return bool(current_profile(uow).get("review_by_two", False))
    except LookupError:
        return False


def team_of(uow: UnitOfWork, visit_id: int) -> frozenset[int]:
    """Return everybody who has or had a part in a visit."""
    return frozenset(uow.session.scalars(select(Task.person_id).where(Task.visit_id == visit_id)))


def may_review(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Return whether a visit is the actor's to review, alone or, once it was submitted, as the second of two."""
    visit = uow.session.get(Visit, visit_id)
    if visit is None or visit.is_trial:
        return False
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    if is_in_charge(uow, actor, campaign):
        return True
    # Nothing is a second supervisor's before there is something to review.
    if visit.submitted_at is None or not covers(actor, campaign):
        return False
    return needs_two(uow) or campaign.supervisor_id in team_of(uow, visit_id)


def still_reviews(uow: UnitOfWork, person_id: int, visit_id: int) -> bool:
    """Return whether a person may act and review a visit by now."""
    is_revoked = uow.session.get_one(Person, person_id).revoked_at is not None
    return not is_revoked and may_review(uow, actor_by_id(uow, person_id), visit_id)


def told_of_review(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """Return who hears that a visit waits for its review: who looks after its campaign; where all of them were of its
    team, the others who may approve as well.
    """
    visit = uow.session.get_one(Visit, visit_id)
    first = in_charge(uow, uow.session.get_one(Campaign, visit.campaign_id))
    if not team_of(uow, visit_id).issuperset(first):
        return first
    return [*first, *reviewers_besides(uow, visit_id, *first)]


def awaited(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """Return for whom a visit waits now: who hears of its submission; once one approved where two must, the others."""
    review = current_round(uow, visit_id)
    if review is not None and review.state == SECONDING and review.first_by is not None:
        return reviewers_besides(uow, visit_id, review.first_by)
    return told_of_review(uow, visit_id)


def lacks_second(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether one approved where two must, and there is no second who could."""
    review = current_round(uow, visit_id)
    if review is None or review.state != SECONDING or review.first_by is None:
        return False
    return not reviewers_besides(uow, visit_id, review.first_by)


def reviewers_besides(uow: UnitOfWork, visit_id: int, *people: int) -> Sequence[int]:
    """Return the supervisors who may approve a visit besides some people, nobody of its team."""
    visit = uow.session.get_one(Visit, visit_id)
    over = supervisors_over(uow, uow.session.get_one(Campaign, visit.campaign_id).lead_department_id)
    left_out = team_of(uow, visit_id).union(people)
    return [each for each in over if each not in left_out]
