"""Writing the contrary of an import: entries are withdrawn or have their old words again; no row goes away."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select, update

from services.annual_plan import Author, drop_written, line_facts, revise, standing
from services.registry_facts import object_values, person_values
from services.registry_writing import WITHDRAWN, Change, Writing, person_of
from storage.tables import InspectionObject, Item, ObjectKeeper, Person, PlanLine, RegistryChange, RegistryImport
from storage.unit_of_work import UnitOfWork


def _undo_objects(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    for change in changes:
        found = select(InspectionObject).where(InspectionObject.registration_code == change.subject)
        row = uow.session.scalars(found).one()
        if change.kind == "changed":
            for name, value in object_values(change.after, row.flags).items():
                setattr(row, name, value)
        else:
            kept = delete(ObjectKeeper).where(ObjectKeeper.object_id == row.object_id)
            uow.session.execute(kept.where(ObjectKeeper.department_id == change.department_id))
            if change.before and WITHDRAWN not in row.flags:
                row.flags = [*row.flags, WITHDRAWN]
        uow.session.flush()


def _undo_inspectors(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    for change in changes:
        person = person_of(uow, change.department_id, change.subject)
        if person is None:
            continue
        if change.kind == "ended":
            person.revoked_at = uow.now
        else:
            values = person_values(change.after)
            if "name" in values:
                values["name"] = {**person.name, "zh": values["name"]["zh"]}
            for name, value in values.items():
                setattr(person, name, value)
        uow.session.flush()


def _undo_items(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    for change in changes:
        if change.kind in ("ended", "changed"):
            for item in _began(uow, change, writing.day):
                item.valid_until = writing.day - timedelta(days=1)
        if change.kind in ("new", "changed"):
            again = update(Item).where(Item.code == change.after["code"]).values(valid_until=None)
            uow.session.execute(again)
        uow.session.flush()


def _began(uow: UnitOfWork, change: Change, day: date) -> Sequence[Item]:
    """Return the item that a change of an edition began."""
    facts = change.before
    chosen = select(Item).where(
        Item.department_id == change.department_id,
        Item.valid_from == day,
        Item.valid_until.is_(None),
        Item.matter == facts["matter"],
        Item.category == facts.get("category", ""),
        Item.object_kind == facts.get("object_kind", ""),
    )
    return uow.session.scalars(chosen).all()


def items_of_edition(uow: UnitOfWork, row: RegistryImport) -> list[Item]:
    """Return the items that an import began and that still are in force."""
    day = date.fromisoformat(row.facts["valid_from"])
    chosen = select(RegistryChange).where(
        RegistryChange.import_id == row.import_id,
        RegistryChange.kind.in_(("new", "changed")),
        RegistryChange.applied_at.is_not(None),
    )
    contrary = (
        Change(each.change_id, "ended", each.subject, each.department_id, each.after, {})
        for each in uow.session.scalars(chosen)
    )
    return [item for change in contrary for item in _began(uow, change, day)]


def _undo_plan(uow: UnitOfWork, changes: Sequence[Change], writing: Writing) -> None:
    code = uow.session.get_one(Person, writing.person_id).code if writing.person_id is not None else "console"
    author, reason = Author(code, writing.person_id), f"撤回表格：{writing.name}"
    for change in changes:
        facts = change.before
        chosen = standing(int(facts["year"])).where(
            PlanLine.department_id == change.department_id,
            PlanLine.matter == facts["matter"],
            PlanLine.object_kind == facts["object_kind"],
        )
        for line in uow.session.scalars(chosen).all():
            if change.kind == "ended":
                drop_written(uow, line, author, reason)
            else:
                parts = {name: change.after.get(name, value) for name, value in line_facts(line).items()}
                revise(uow, line, parts, author, reason)


Undoer = Callable[[UnitOfWork, Sequence[Change], Writing], None]
UNDOERS: dict[str, Undoer] = {
    "objects": _undo_objects,
    "inspectors": _undo_inspectors,
    "items": _undo_items,
    "plan": _undo_plan,
}
"""What takes changes back in each registry; the day is that from which the edition held."""
