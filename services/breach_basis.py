"""Entries of the list of serious breaches whose visits do not stand approved any more: said to those who decide.

The entry stands until one of them withdraws it: a list that others act on is not changed by a visit's going back.
"""

from sqlalchemy import select

from rules.events_statistics import BreachUnsettled
from storage.tables import SeriousBreach, Visit
from storage.unit_of_work import UnitOfWork

RETURNED, REOPENED, VOIDED = "returned", "reopened", "voided"


def unsettle_breaches(uow: UnitOfWork, visit: Visit, because: str) -> None:
    """Say that a visit was `returned`, `reopened` or `voided`, for each entry of the list that names it."""
    of_object = SeriousBreach.object_id == visit.object_id
    released = select(SeriousBreach).where(of_object, SeriousBreach.state == "released")
    for row in uow.session.scalars(released.order_by(SeriousBreach.breach_id)):
        if visit.number in row.visits:
            uow.emit(BreachUnsettled(row.breach_id, visit.visit_id, because))
