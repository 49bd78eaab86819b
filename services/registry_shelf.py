"""How many entries each registry has."""

from sqlalchemy import func, select

from services.office_day import today
from services.registry_writing import items_in_force
from storage.tables import InspectionObject, Person, Role
from storage.unit_of_work import UnitOfWork


def counts_of(uow: UnitOfWork) -> dict[str, int]:
    """Return how many objects, inspectors and items in force there are."""
    day = today(uow)
    officers = select(func.count(func.distinct(Role.person_id))).join(Person, Person.person_id == Role.person_id)
    counts = {
        "objects": select(func.count()).where(InspectionObject.industry != "-"),
        "inspectors": officers.where(Role.role == "inspector", Person.revoked_at.is_(None)),
        "items": select(func.count()).where(items_in_force(day)),
    }
    return {which: uow.session.scalar(chosen) or 0 for which, chosen in counts.items()}
