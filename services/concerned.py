"""Whom an event concerns, and what has to be said of it; for those who tell, not for those who act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from services.in_charge import in_charge, in_charge_of
from services.visits import Names
from storage.tables import (
    Campaign,
    CardRow,
    Department,
    InspectionObject,
    Person,
    PointerRow,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its person and visit; `lead_ids` are the leads of the campaign's lead department."""

    task_id: int
    visit_id: int
    number: str
    short_name: str
    until: date
    person_id: int
    in_charge: Sequence[int]
    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VisitConcern:
    """A visit as far as a supervisor's note of it needs."""

    visit_id: int
    number: str
    in_charge: Sequence[int]


def task_view(uow: UnitOfWork, task_id: int) -> TaskView:
    """Return a task. Raises `LookupError` for an unknown one."""
    row = uow.session.execute(
        select(Task, Visit.number, Visit.window_until, InspectionObject.short_name, Campaign)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Task.task_id == task_id)
    ).first()
    if row is None:
        raise LookupError(f"no task {task_id}")
    task, number, until, short_name, campaign = row
    leads = select(Role.person_id).where(Role.role == "lead", Role.department_id == campaign.lead_department_id)
    return TaskView(
        task.task_id,
        task.visit_id,
        number,
        short_name,
        until,
        task.person_id,
        in_charge(uow, campaign),
        tuple(uow.session.scalars(leads.order_by(Role.person_id))),
    )


def visit_concern(uow: UnitOfWork, visit_id: int) -> VisitConcern:
    """Return number of a visit and who looks after it. Raises `LookupError` for an unknown one."""
    visit = uow.session.get(Visit, visit_id)
    if visit is None:
        raise LookupError(f"no visit {visit_id}")
    return VisitConcern(visit_id, visit.number, in_charge_of(uow, visit_id))


def number_of_visit(uow: UnitOfWork, visit_id: int) -> str:
    """Return the number of a visit."""
    return uow.session.get_one(Visit, visit_id).number


def visit_of_section(uow: UnitOfWork, section_id: int) -> int:
    """Return the visit of a section."""
    return uow.session.get_one(Section, section_id).visit_id


def is_section_concluded(uow: UnitOfWork, section_id: int) -> bool:
    """Return whether a section has confirmed its result."""
    return uow.session.get_one(Section, section_id).state == "concluded"


def department_of_section(uow: UnitOfWork, section_id: int) -> Names:
    """Return the short name of a section's department."""
    section = uow.session.get_one(Section, section_id)
    return uow.session.get_one(Department, section.department_id).short_name


def teammates(uow: UnitOfWork, visit_id: int, *, besides: int, section_id: int | None = None) -> tuple[int, ...]:
    """Return who else has a part in a visit, or in one section of it."""
    chosen = select(Task.person_id).where(
        Task.visit_id == visit_id, Task.state != "replaced", Task.person_id != besides
    )
    if section_id is not None:
        chosen = chosen.where(Task.section_id == section_id)
    return tuple(uow.session.scalars(chosen.order_by(Task.task_id)))


def pointers_of(uow: UnitOfWork, people: Collection[int]) -> list[tuple[int, dict[str, Any]]]:
    """Return where the conversations of those stand who can be written to."""
    uow.pointers.write_out()
    rows = uow.session.execute(
        select(Person.person_id, PointerRow.body)
        .outerjoin(PointerRow, PointerRow.chat_id == Person.chat_id)
        .where(Person.person_id.in_(people), Person.reach == "open", Person.revoked_at.is_(None))
        .order_by(Person.person_id)
    )
    return [(person_id, body or {}) for person_id, body in rows]


def shown_to(uow: UnitOfWork, key: str) -> list[tuple[int, bool]]:
    """Return the people for whom a card of this name is meant, and whether it was posted already."""
    rows = uow.session.execute(
        select(Person.person_id, Person.chat_id, CardRow.message_id)
        .join(CardRow, CardRow.chat_id == Person.chat_id)
        .where(CardRow.key == key)
        .order_by(Person.person_id)
    )
    return [(row.person_id, row.message_id is not None) for row in rows if uow.mailbox.stands(row.chat_id, key)]


def open_visits(uow: UnitOfWork, person_id: int) -> tuple[VisitConcern, ...]:
    """Return the visits not yet submitted in which a person has a part."""
    rows = uow.session.execute(
        select(Visit.visit_id, Visit.number, Campaign)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(
            Task.person_id == person_id,
            Task.state != "replaced",
            Visit.state != "submitted",
            Visit.is_trial.is_(False),
        )
        .order_by(Visit.number)
    )
    return tuple(VisitConcern(visit_id, number, in_charge(uow, campaign)) for visit_id, number, campaign in rows)


def short_name_of(uow: UnitOfWork, department_id: int) -> Names:
    """Return the short name of a department."""
    return uow.session.get_one(Department, department_id).short_name


def code_of(uow: UnitOfWork, person_id: int) -> str:
    """Return a person's code, which tells them from others of their name."""
    return uow.session.get_one(Person, person_id).code


def name_of(uow: UnitOfWork, person_id: int) -> Names:
    """Return a person's name."""
    return uow.session.get_one(Person, person_id).name
