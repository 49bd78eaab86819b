"""Reminders of publication: once a working day, those who publish hear what is due, overdue, or withheld too long."""

from sqlalchemy import select

from rules.events_publication import PublicationDue
from services.access import actor_by_id
from services.duties import first_time
from services.publishers import PREPARING
from services.publishing_view import due_of
from services.reminders import office_time
from storage.tables import Person, Role
from storage.unit_of_work import UnitOfWork


def remind_publications(uow: UnitOfWork) -> None:
    """Emit a reminder for everybody with something to publish now; once a working day, outside the quiet hours."""
    local = office_time(uow)
    if local is None or not first_time(uow, f"publications:{local:%Y-%m-%d}"):
        return
    people = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role.in_(PREPARING), Person.revoked_at.is_(None))
        .distinct()
        .order_by(Role.person_id)
    )
    for person_id in uow.session.scalars(people).all():
        if any(due_of(uow, actor_by_id(uow, person_id))):
            uow.emit(PublicationDue(person_id))
