"""What the papers of a campaign are made of: its items, visits and teams, in the order in which papers list them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from forms.papers.furnishing import Trace
from services.office_day import today
from services.paper_phrases import PAPER_LANGUAGE
from storage.tables import (
    Campaign,
    CampaignItem,
    Department,
    InspectionObject,
    Item,
    Notice,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Drawn:
    """A visit of a campaign with its object and the day that its notice names, none while none is planned."""

    visit: Visit
    inspected: InspectionObject
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer's task in a visit, with the name of the department."""

    visit_id: int
    department: str
    task: Task
    person: Person


def trace_of(uow: UnitOfWork, campaign: Campaign) -> Trace:
    """Return by what the papers of a campaign are found; its chain begins with the first paper."""
    seq, head = uow.ledger.head(f"campaign:{campaign.number}")
    return Trace(campaign.number, head if seq else "", "", today(uow))


def items_of(uow: UnitOfWork, campaign_id: int) -> Sequence[tuple[Item, str]]:
    """Return the items of a campaign by code, each with the name of its department."""
    chosen = (
        select(Item, Department)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .join(Department, Department.department_id == Item.department_id)
        .where(CampaignItem.campaign_id == campaign_id)
        .order_by(Item.code)
    )
    return [(item, department.name[PAPER_LANGUAGE]) for item, department in uow.session.execute(chosen)]


def visits_of(uow: UnitOfWork, campaign_id: int) -> Sequence[Drawn]:
    """Return the visits of a campaign by number, without those that were called off."""
    chosen = (
        select(Visit, InspectionObject, Notice.planned_on)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Notice, Notice.visit_id == Visit.visit_id)
        .where(Visit.campaign_id == campaign_id, Visit.state != "void")
        .order_by(Visit.number)
    )
    return [Drawn(*row) for row in uow.session.execute(chosen)]


def seats_of(uow: UnitOfWork, campaign_id: int) -> Sequence[Seat]:
    """Return every task of a campaign, replaced ones too: by visit, department and seat, in the order of filling."""
    chosen = (
        select(Visit.visit_id, Department, Task, Person)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(Task, Task.section_id == Section.section_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Visit.campaign_id == campaign_id)
        .order_by(Visit.number, Section.place, Task.seat, Task.task_id)
    )
    return [
        Seat(visit_id, department.name[PAPER_LANGUAGE], task, person)
        for visit_id, department, task, person in uow.session.execute(chosen)
    ]
