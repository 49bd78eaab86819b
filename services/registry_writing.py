"""Writing what a confirmed file changes into the rows of a registry, some changes at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from rules.registries.rows import Facts
from services.annual_plan_files import take_line
from services.office_day import current_profile
from services.registry_facts import new_item, new_object, object_values, person_values
from storage.database import plan_anew
from storage.tables import Department, InspectionObject, Item, ObjectKeeper, Person, RegistryChange, Role
from storage.unit_of_work import UnitOfWork

WITHDRAWN = "withdrawn"
"""The flag of objects whose import was taken back: they are in no registry, but their history is."""


@dataclass(frozen=True, slots=True)
class Change:
    """A staged change, as it is written."""

    change_id: int
    kind: str
    subject: str
    department_id: int | None
    before: Facts
    after: Facts


CHANGE_COLUMNS = (
    RegistryChange.change_id,
    RegistryChange.kind,
    RegistryChange.subject,
    RegistryChange.department_id,
    RegistryChange.before,
    RegistryChange.after,
)


def items_in_force(day: date) -> ColumnElement[bool]:
    """Return which items the editions of a day have."""
    began = Item.valid_from.is_(None) | (Item.valid_from <= day)
    return began & (Item.valid_until.is_(None) | (Item.valid_until >= day))


def department_code(uow: UnitOfWork, department_id: int | None) -> str | None:
    """Return a department's code; none for none."""
    return uow.session.get_one(Department, department_id).code if department_id is not None else None


@dataclass(frozen=True, slots=True)
class Writing:
    """What changes are written for: the day from which they hold, who confirmed them, the file's name."""

    day: date
    person_id: int | None
    name: str


def _write_objects(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    district = current_profile(uow)["district"]["zh"]
    new = [new_object(change.after, district) for change in changes if change.kind == "new"]
    if new:
        uow.connection.execute(insert(InspectionObject), new)
    # The table grows while it is looked up again and again.
    plan_anew(uow.connection)
    codes = [change.subject for change in changes]
    chosen = select(InspectionObject.registration_code, InspectionObject.object_id, InspectionObject.flags)
    known = {row[0]: row for row in uow.connection.execute(chosen.where(InspectionObject.registration_code.in_(codes)))}
    ids = [row.object_id for row in known.values()]
    kept = select(ObjectKeeper.object_id, ObjectKeeper.department_id).where(ObjectKeeper.object_id.in_(ids))
    keepers: dict[int, set[int]] = {}
    for object_id, department_id in uow.connection.execute(kept):
        keepers.setdefault(object_id, set()).add(department_id)
    joining = []
    for change in changes:
        row = known[change.subject]
        if change.kind == "changed":
            values = object_values(change.after, row.flags)
            uow.connection.execute(
                update(InspectionObject).where(InspectionObject.object_id == row.object_id).values(**values)
            )
        held = keepers.get(row.object_id, set())
        if change.department_id is not None and change.department_id not in held:
            if WITHDRAWN in row.flags:
                _enter_again(uow, row.object_id, row.flags)
            joining.append({"object_id": row.object_id, "department_id": change.department_id, "is_owner": not held})
    if joining:
        uow.connection.execute(insert(ObjectKeeper), joining)


def _enter_again(uow: UnitOfWork, object_id: int, flags: Sequence[str]) -> None:
    """What an undone import had entered is entered by another file."""
    kept = [each for each in flags if each != WITHDRAWN]
    uow.connection.execute(update(InspectionObject).where(InspectionObject.object_id == object_id).values(flags=kept))


def _write_inspectors(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    for change in changes:
        facts, department_id = change.after, change.department_id
        person = person_of(uow, department_id, change.subject)
        if person is None:
            assert department_id is not None
            code = _free_code(uow, department_id, facts.get("code", ""))
            person = Person(code=code, department_id=department_id, reach="unbound", language="zh-CN", categories=[])
            uow.session.add(person)
        values = person_values({name: value for name, value in facts.items() if value or person.person_id})
        if "name" in values and person.name:
            values["name"] = {**person.name, "zh": values["name"]["zh"]}
        for name, value in values.items():
            setattr(person, name, value)
        uow.session.flush()
        if change.kind == "new" and person.kind in (None, "officer"):
            uow.session.add(Role(person_id=person.person_id, role="inspector", department_id=department_id))


def person_of(uow: UnitOfWork, department_id: int | None, key: str) -> Person | None:
    """Return whom a key means in a department: a certificate's number, a code, a name."""
    mine = select(Person).where(Person.department_id == department_id, Person.revoked_at.is_(None))
    found = uow.session.scalar(mine.where((Person.certificate_number == key) | (Person.code == key)).limit(1))
    return found or next((each for each in uow.session.scalars(mine) if key in each.name.values()), None)


def _free_code(uow: UnitOfWork, department_id: int, wanted: str) -> str:
    """Return the code that a file gives somebody, the department's next where it gives none or another has it."""
    taken = set(uow.session.scalars(select(Person.code)))
    if wanted and wanted not in taken:
        return wanted
    prefix, number = department_code(uow, department_id), 1
    while f"{prefix}-{number:02d}" in taken:
        number += 1
    return f"{prefix}-{number:02d}"


def _write_items(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    """An edition ends what it changes or no longer has, the day before it begins."""
    day = writing.day
    for change in changes:
        if change.kind in ("changed", "ended"):
            code = (change.before if change.kind == "ended" else change.after)["code"]
            ending = update(Item).where(Item.code == code).values(valid_until=day - timedelta(days=1))
            uow.session.execute(ending)
        if change.kind in ("new", "changed"):
            assert change.department_id is not None
            values: dict[str, Any] = new_item(change.after)
            code = _next_item_code(uow, change.department_id)
            uow.session.add(Item(**values, code=code, department_id=change.department_id, valid_from=day))
            uow.session.flush()


def _next_item_code(uow: UnitOfWork, department_id: int) -> str:
    prefix = f"{department_code(uow, department_id)}."
    if ("items", department_id) not in uow.memo:
        codes = uow.session.scalars(select(Item.code).where(Item.code.startswith(prefix)))
        uow.memo["items", department_id] = max(
            (int(code.removeprefix(prefix)) for code in codes if code.removeprefix(prefix).isdecimal()), default=0
        )
    uow.memo["items", department_id] += 1
    return f"{prefix}{uow.memo['items', department_id]:03d}"


def _write_plan(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    for change in changes:
        assert change.department_id is not None
        take_line(uow, change.department_id, change.after, writing.person_id, writing.name)


Writer = Callable[[UnitOfWork, Sequence[Change], Writing], None]
WRITERS: dict[str, Writer] = {
    "objects": _write_objects,
    "inspectors": _write_inspectors,
    "items": _write_items,
    "plan": _write_plan,
}
"""What writes changes into each registry."""
