"""Reminders of publication: once a working day, those who publish hear what is due, overdue, or withheld too long; once
for each submission, those who review hear that it cannot be public in time without them.
"""

from sqlalchemy import select

from rules.events_publication import PublicationDue
from rules.events_review import ReviewsDue
from services.access import actor_by_id
from services.duties import first_time
from services.publications_due import due_in, unreviewed
from services.publishers import PREPARING, departments_prepared_by
from services.reminders import office_time
from services.reviewers import awaited
from storage.tables import Person, Role
from storage.unit_of_work import UnitOfWork


def remind_publications(uow: UnitOfWork) -> None:
    """Emit a reminder for everybody with something to publish now; once a working day, outside the quiet hours."""
    local = office_time(uow)
    if local is None or not first_time(uow, f"publications:{local:%Y-%m-%d}"):
        return
    _remind_reviewers(uow)
    people = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role.in_(PREPARING), Person.revoked_at.is_(None))
        .distinct()
        .order_by(Role.person_id)
    )
    counted: dict[frozenset[int], tuple[int, int, int, int]] = {}
    for person_id in uow.session.scalars(people).all():
        # Many have the same departments.
        departments = departments_prepared_by(uow, actor_by_id(uow, person_id))
        counts = counted.get(departments) or due_in(uow, departments)
        counted[departments] = counts
        if any(counts):
            uow.emit(PublicationDue(person_id, *counts))


def _remind_reviewers(uow: UnitOfWork) -> None:
    told: dict[int, list[int]] = {}
    for visit in unreviewed(uow):
        if first_time(uow, f"unreviewed:{visit.visit_id}:{visit.submitted_at:%Y-%m-%dT%H:%M:%S}"):
            for person_id in awaited(uow, visit.visit_id):
                told.setdefault(person_id, []).append(visit.visit_id)
    for person_id, visit_ids in sorted(told.items()):
        uow.emit(ReviewsDue(person_id, tuple(visit_ids)))
