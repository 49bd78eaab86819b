"""A file of a registry as its card shows it: what it is, what it would change, its differences one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from forms.faults import Fault
from rules.errors import registry_files as problems
from rules.refusals import Refused
from rules.registries.fields import FIELDS
from rules.registries.headings import folded
from rules.typed_days import typed_day
from services.access import Actor
from services.office_day import today
from services.registry_intake import check_again
from services.registry_switch import own_import
from services.registry_undo import is_undone, offered_undo
from storage.tables import Department, RegistryChange, RegistryColumn, RegistryImport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportView:
    """A file of a registry as it stands; `facts` are those of `services.registry_intake.settle_checked`."""

    import_id: int
    person_id: int | None
    state: str
    revision: int
    which: str | None
    name: str
    department: dict[str, str]
    faults: tuple[Fault, ...]
    facts: dict[str, Any]
    list_sha256: str | None
    undoes: int | None = None
    is_undone: bool = False

    def count(self, kind: str) -> int:
        """Return how many rows do something."""
        return int(self.facts.get("counts", {}).get(kind, 0))

    @property
    def written(self) -> int:
        """How many entries the import changes or has changed."""
        return sum(self.facts.get("applied", {}).values())

    @property
    def changes(self) -> int:
        """How many entries it would change."""
        return sum(self.count(kind) for kind in ("new", "changed", "joined", "ended"))


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One difference between a file and the registry, among all of them."""

    change_id: int
    subject: str
    row: int
    name: str
    before: dict[str, str]
    after: dict[str, str]
    is_picked: bool | None
    place: int
    total: int
    picked: int


def view_import(uow: UnitOfWork, import_id: int) -> ImportView:
    """Return a file of a registry. The caller has checked who asks. Raises `LookupError` for an unknown one."""
    row = uow.session.get(RegistryImport, import_id)
    if row is None:
        raise LookupError(f"no import {import_id}")
    department = uow.session.get(Department, row.department_id) if row.department_id else None
    return ImportView(
        import_id,
        row.person_id,
        row.state,
        row.revision,
        row.which,
        row.file_name,
        department.short_name if department else {},
        tuple(Fault.from_dict(each) for each in row.faults),
        dict(row.facts),
        row.list_sha256,
        row.undoes,
        is_undone(uow, import_id),
    )


def own_import_view(uow: UnitOfWork, actor: Actor, import_id: int) -> ImportView:
    """Return a file that the actor sent. Raises `Refused` for anyone else."""
    own_import(uow, actor, import_id)
    return view_import(uow, import_id)


def taken_import_view(uow: UnitOfWork, actor: Actor, import_id: int) -> ImportView:
    """Return a file that the actor sent, or one that they may take back, or could have. Raises `Refused` for anyone
    else.
    """
    if offered_undo(uow, actor, import_id):
        return view_import(uow, import_id)
    return own_import_view(uow, actor, import_id)


def difference(uow: UnitOfWork, actor: Actor, import_id: int, place: int) -> DifferenceView | None:
    """Return one of the differences by its place from 1, the last when there are fewer; none where there are none."""
    own_import(uow, actor, import_id)
    mine = (RegistryChange.import_id == import_id) & (RegistryChange.kind == "changed")
    counts = select(func.count(), func.count().filter(RegistryChange.is_picked.is_(True))).where(mine)
    total, picked = uow.session.execute(counts).one()
    if not total:
        return None
    place = min(max(place, 1), total)
    chosen = select(RegistryChange).where(mine).order_by(RegistryChange.change_id).offset(place - 1).limit(1)
    row = uow.session.scalars(chosen).one()
    name = row.after.get("name") or row.before.get("name") or row.after.get("matter") or ""
    return DifferenceView(
        row.change_id, row.subject, row.row, name, row.before, row.after, row.is_picked, place, total, picked
    )


def pick(uow: UnitOfWork, actor: Actor, import_id: int, change_id: int, *, is_picked: bool) -> None:
    """Note whether a difference is to be taken over. Raises `Refused` for anyone but its sender, and once confirmed."""
    row = own_import(uow, actor, import_id)
    change = uow.session.get(RegistryChange, change_id)
    if row.state != "checked" or change is None or change.import_id != import_id:
        raise Refused(problems.IMPORT_OVER)
    change.is_picked = is_picked
    uow.session.flush()


def unknown_headings(view: ImportView) -> Sequence[str]:
    """Return the headings of a file that mean nothing yet."""
    return tuple(view.facts.get("unknown", ()))


def free_fields(view: ImportView) -> Sequence[str]:
    """Return the fields that no column of a file has."""
    named = view.facts.get("named", {})
    return tuple(each.name for each in FIELDS.get(view.which or "", ()) if each.name not in named)


def name_column(uow: UnitOfWork, actor: Actor, import_id: int, heading: str, field: str) -> None:
    """Say which field a column is: remembered for the department, and the file is checked anew by it.

    Raises `Refused` for anyone but the file's sender, for one that is dealt with, and for what is no free field of it.
    """
    row = own_import(uow, actor, import_id)
    view = view_import(uow, import_id)
    if row.state not in ("refused", "checked") or row.which is None:
        raise Refused(problems.IMPORT_OVER)
    if heading not in unknown_headings(view) or field not in free_fields(view):
        raise Refused(problems.COLUMN_UNKNOWN, typed=heading, fields=", ".join(free_fields(view)))
    remember_column(uow, row.department_id, row.which, heading, field)
    check_again(uow, row)


def remember_column(uow: UnitOfWork, department_id: int | None, which: str, heading: str, field: str) -> None:
    """Keep what a department calls a column of a registry's files."""
    own = RegistryColumn.department_id
    chosen = select(RegistryColumn).where(
        own == department_id if department_id is not None else own.is_(None),
        RegistryColumn.which == which,
        RegistryColumn.heading == folded(heading),
    )
    known = uow.session.scalar(chosen)
    if known is None:
        uow.session.add(RegistryColumn(department_id=department_id, which=which, heading=folded(heading), field=field))
    else:
        known.field = field
    uow.session.flush()


def differences(uow: UnitOfWork, import_id: int) -> Sequence[RegistryChange]:
    """Return every difference of a file, in the order of its rows. The caller has checked who asks."""
    mine = select(RegistryChange).where(RegistryChange.import_id == import_id, RegistryChange.kind == "changed")
    return uow.session.scalars(mine.order_by(RegistryChange.change_id)).all()


def pick_subjects(uow: UnitOfWork, import_id: int, subjects: Sequence[str]) -> None:
    """Pick differences by their entries. The caller has checked who asks."""
    picked = update(RegistryChange).where(
        RegistryChange.import_id == import_id, RegistryChange.kind == "changed", RegistryChange.subject.in_(subjects)
    )
    uow.session.execute(picked.values(is_picked=True))


def set_first_day(uow: UnitOfWork, actor: Actor, import_id: int, typed: str) -> None:
    """Say from which day a checked list of items holds. Raises `Refused` for a day that is none or past, for anyone but
    its sender, and once confirmed.
    """
    row = own_import(uow, actor, import_id)
    if row.state != "checked" or row.which != "items":
        raise Refused(problems.IMPORT_OVER)
    day = typed_day(typed, today(uow))
    if day is None or day < today(uow):
        raise Refused(problems.DAY_UNREADABLE, typed=" ".join(typed.split())[:20])
    row.facts = {**row.facts, "valid_from": day.isoformat()}
    uow.session.flush()
