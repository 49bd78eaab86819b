"""Names that no word for everybody may hold: those of the people of a visit, of a draw, of a department."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from services.visit_words import words_of
from storage.tables import (
    Addendum,
    Campaign,
    CampaignPlan,
    Draw,
    InspectionObject,
    Interview,
    Notice,
    Pad,
    Person,
    Signature,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork


def people_of(uow: UnitOfWork, visit_id: int) -> Sequence[str]:
    """Return the names of the people of a visit, which no public word may hold: officers, who helped, who is in charge,
    agents and witnesses of record, addenda and notice, and whoever was asked.
    """
    words = words_of(uow, uow.session.get_one(Visit, visit_id))
    team = select(Person.name).join(Task, Task.person_id == Person.person_id).where(Task.visit_id == visit_id)
    known = [*uow.session.scalars(team), *(each.name for each in (*words.team, *words.left, *words.experts))]
    names = [name for row in known for name in row.values()]
    of_object = select(InspectionObject.person_in_charge).join(Visit, Visit.object_id == InspectionObject.object_id)
    names += [words.inspected.person_in_charge, *uow.session.scalars(of_object.where(Visit.visit_id == visit_id))]
    for column, of_visit in (
        (Signature.name, Signature.visit_id),
        (Addendum.agent_name, Addendum.visit_id),
        (Pad.name, Pad.visit_id),
        (Interview.name, Interview.visit_id),
    ):
        names += filter(None, uow.session.scalars(select(column).where(of_visit == visit_id)))
    refusals = uow.session.scalars(select(Notice.refusal).where(Notice.visit_id == visit_id))
    for refusal in filter(None, refusals):
        names += [refusal[of] for of in ("witness_name", "receiver") if refusal.get(of)]
    return _forbidden(names)


def names_of_draw(uow: UnitOfWork, draw: Draw, code: str | None = None) -> Sequence[str]:
    """Return the names of the people of the departments that a draw is of, and of its supervisor; with the code of an
    object also of who is in charge there, and of the people of its visit.
    """
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    departments = uow.session.get_one(CampaignPlan, draw.campaign_id).departments
    names = [*names_of_staff(uow, departments, campaign.supervisor_id)]
    if code is not None:
        objects = InspectionObject.registration_code == code
        names += uow.session.scalars(select(InspectionObject.person_in_charge).where(objects))
        visits = select(Visit.visit_id).join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        for visit_id in uow.session.scalars(visits.where(objects, Visit.campaign_id == draw.campaign_id)).all():
            names += people_of(uow, visit_id)
    return _forbidden(names)


def names_of_staff(uow: UnitOfWork, departments: Collection[int], person_id: int | None = None) -> Sequence[str]:
    """Return the names of the people of some departments, and of one person besides."""
    staff = Person.department_id.in_(departments) | (Person.person_id == person_id)
    named = [name for names in uow.session.scalars(select(Person.name).where(staff)) for name in names.values()]
    return _forbidden(named)


def _forbidden(names: Iterable[str]) -> list[str]:
    """Return names, each once; one sign alone would forbid half of all words."""
    return [name for name in dict.fromkeys(names) if len(name.strip()) > 1]
