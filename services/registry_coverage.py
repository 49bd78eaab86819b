"""Where nobody looks 监管空白 (rule text 二(三)): gaps between objects, items and officers, found before a draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from rules.registries.coverage import GAPS, Gap, item_applies
from services.office_day import today
from services.registry_switch import ensure_settled
from services.registry_writing import WITHDRAWN, items_in_force
from storage.tables import Department, InspectionObject, Item, ObjectKeeper, Person, Role
from storage.unit_of_work import UnitOfWork

TRIAL_CODE = "-"
GONE = frozenset({"cancelled", WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gaps of all registries, or of one department's, by kind in the order of `GAPS`."""

    gaps: tuple[Gap, ...]

    def count(self, kind: str) -> int:
        """Return how many gaps of a kind there are."""
        return sum(gap.count for gap in self.gaps if gap.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which there are any."""
        return tuple(kind for kind in GAPS if self.count(kind))


def coverage(uow: UnitOfWork, department_id: int | None = None) -> Coverage:
    """Return all gaps; of a department its own. Raises `Refused` while a registry is being written."""
    for which in ("objects", "inspectors", "items"):
        ensure_settled(uow, which)
    names = {
        row.department_id: row.short_name.get("zh") or row.code
        for row in uow.session.scalars(select(Department).order_by(Department.department_id))
    }
    found = [*_kept_by_nobody(uow)] if department_id is None else []
    found += _items_without_objects(uow, names, department_id)
    found += _officers(uow, names, department_id)
    return Coverage(tuple(found))


def _kept_by_nobody(uow: UnitOfWork) -> Sequence[Gap]:
    kept = select(ObjectKeeper.object_id)
    chosen = (
        select(InspectionObject.registration_code, InspectionObject.name, InspectionObject.flags)
        .where(InspectionObject.object_id.not_in(kept), InspectionObject.industry != TRIAL_CODE)
        .order_by(InspectionObject.registration_code)
    )
    open_ones = (row for row in uow.connection.execute(chosen) if not GONE.intersection(row.flags))
    return [Gap("unkept", row.registration_code, row.name, "") for row in open_ones]


def _items_without_objects(uow: UnitOfWork, names: dict[int, str], department_id: int | None) -> Sequence[Gap]:
    """By kinds of objects, of which there are few, not by objects."""
    prefix = func.substr(InspectionObject.registration_code, 1, 2)
    kinds = (
        select(ObjectKeeper.department_id, InspectionObject.industry, prefix)
        .join(InspectionObject, InspectionObject.object_id == ObjectKeeper.object_id)
        .distinct()
    )
    by_department: dict[int, set[tuple[str, str]]] = {}
    for owner, industry, code in uow.connection.execute(kinds):
        by_department.setdefault(owner, set()).add((industry, code))
    day = today(uow)
    chosen = select(Item).where(items_in_force(day)).order_by(Item.code)
    if department_id is not None:
        chosen = chosen.where(Item.department_id == department_id)
    return [
        Gap("idle_item", item.code, item.matter, names[item.department_id])
        for item in uow.session.scalars(chosen)
        if not any(
            item_applies(item.object_kind, industry, code)
            for industry, code in by_department.get(item.department_id, ())
        )
    ]


def _officers(uow: UnitOfWork, names: dict[int, str], department_id: int | None) -> Sequence[Gap]:
    chosen = (
        select(Person)
        .where(Person.person_id.in_(select(Role.person_id).where(Role.role == "inspector")))
        .where(Person.kind == "officer", Person.revoked_at.is_(None), Person.department_id.is_not(None))
        .order_by(Person.code)
    )
    if department_id is not None:
        chosen = chosen.where(Person.department_id == department_id)
    day = today(uow)
    gaps: list[Gap] = []
    for person in uow.session.scalars(chosen):
        assert person.department_id is not None
        named = (person.code, person.name.get("zh", ""), names[person.department_id])
        gaps += [Gap(kind, *named) for kind in _kinds_of(person, day)]
    return gaps


def _kinds_of(person: Person, day: date) -> Sequence[str]:
    kinds = [] if person.categories else ["no_category"]
    if not person.certificate_number:
        return [*kinds, "no_certificate"]
    is_expired = person.certificate_until is not None and person.certificate_until < day
    return [*kinds, "expired"] if is_expired else kinds
