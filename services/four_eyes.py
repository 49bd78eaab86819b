"""Where an office lacks the second pair of eyes that it asks for: nobody could approve, or agree to publish; and who
could be let to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from services.in_charge import supervisors_over
from services.publishers import agreeing_people, preparing_people
from services.review_rounds import current_round
from services.reviewers import needs_two, team_of
from services.visits import Names
from storage.tables import Campaign, Department, Person, Section, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Lacking:
    """Codes of departments that lead visits which no second supervisor can approve, or have results which no second
    person can bring to the public.
    """

    review: tuple[str, ...]
    publication: tuple[str, ...]


def lacking_second(uow: UnitOfWork) -> Lacking:
    """Return where four eyes are asked for and there are but two."""
    leading = _departments(uow, select(Campaign.lead_department_id).where(Campaign.is_trial.is_(False)))
    inspecting = _departments(uow, select(Section.department_id))
    is_two = needs_two(uow)
    review = [each.code for each in leading if is_two and len(supervisors_over(uow, each.department_id)) < 2]
    publication = [each.code for each in inspecting if not _publishes(uow, each.department_id)]
    return Lacking(tuple(review), tuple(publication))


def _departments(uow: UnitOfWork, which: Select[Any]) -> Sequence[Department]:
    chosen = select(Department).where(Department.department_id.in_(which)).order_by(Department.department_id)
    return uow.session.scalars(chosen).all()


def _publishes(uow: UnitOfWork, department_id: int) -> bool:
    agreeing = set(agreeing_people(uow, department_id))
    return bool(agreeing) and len(agreeing.union(preparing_people(uow, department_id))) > 1


def could_be_second(uow: UnitOfWork, visit_id: int) -> tuple[Names, ...]:
    """Return whom an administrator might let supervise: leads and clerks of the department in charge, none of the team
    and not who approved.
    """
    visit, review = uow.session.get_one(Visit, visit_id), current_round(uow, visit_id)
    left_out = team_of(uow, visit_id).union({review.first_by} if review is not None else ())
    lead = uow.session.get_one(Campaign, visit.campaign_id).lead_department_id
    people = [each for each in preparing_people(uow, lead) if each not in left_out]
    return tuple(uow.session.get_one(Person, each).name for each in people)
