"""Who may review a submitted visit: the campaign's supervisor, or a second one where two must."""

from sqlalchemy import or_, select

from services.access import Actor
from services.office_day import current_profile
from storage.tables import Campaign, Person, Role, Task, Visit
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


def is_supervisor_of(actor: Actor, campaign: Campaign) -> bool:
    """Return whether the actor's roles cover a campaign: those of its lead department, or of the whole district."""
    return any(role == "supervisor" and where in (None, campaign.lead_department_id) for role, where in actor.roles)


def may_review(uow: UnitOfWork, actor: Actor, visit_id: int) -> bool:
    """Return whether a visit is the actor's to review, alone or, once it was submitted, as the second of two."""
    visit = uow.session.get(Visit, visit_id)
    if visit is None or visit.is_trial:
        return False
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    if campaign.supervisor_id == actor.person_id:
        return True
    # Nothing is a second supervisor's before there is something to review.
    if visit.submitted_at is None or not is_supervisor_of(actor, campaign):
        return False
    return needs_two(uow) or campaign.supervisor_id in team_of(uow, visit_id)


def reviewers_besides(uow: UnitOfWork, visit_id: int, person_id: int) -> tuple[int, ...]:
    """Return the supervisors who may approve a visit besides one of them, nobody of its team."""
    visit = uow.session.get_one(Visit, visit_id)
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    chosen = (
        select(Person.person_id)
        .join(Role, Role.person_id == Person.person_id)
        .where(
            Role.role == "supervisor",
            or_(Role.department_id.is_(None), Role.department_id == campaign.lead_department_id),
            Person.revoked_at.is_(None),
            Person.person_id != person_id,
            Person.person_id.not_in(team_of(uow, visit_id)),
        )
        .distinct()
        .order_by(Person.person_id)
    )
    return tuple(uow.session.scalars(chosen))
