"""The municipal platform's tables as they are sent in the chat: checked like a registry's file, confirmed, taken in.

Nothing of a table is staged: what it would do was tried and taken back, and all of it is one act once it is confirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.faults import Fault
from rules.errors import Described
from rules.events_registries import RegistryFileChecked
from rules.refusals import Refused
from services.access import acting_by_id
from services.keyed_values import columns_of
from services.platform_import import Cells, Checked, RowRefused, check_table, take_in_table
from services.registry_intake import PLATFORM_TABLES
from services.registry_switch import finish
from storage.tables import RegistryImport
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ConfirmedTable:
    """A table that its sender has confirmed: its bytes by their SHA-256, its name, the columns by which it is read."""

    sha256: str
    name: str
    columns: Mapping[str, Any] | None


def columns_data(uow: UnitOfWork) -> dict[str, Any] | None:
    """Return the platform's columns as data; none while the office has no profile, or one in which they are wrong."""
    try:
        return columns_of(uow).to_dict()
    except (LookupError, Refused):
        return None


def check_sent(uow: UnitOfWork, person_id: int, rows: Sequence[tuple[int, Cells]]) -> Checked:
    """Return what would come of a table that a person has sent. The caller takes the unit of work back.

    Raises `Refused` for one who was revoked, and for a table without the columns.
    """
    return check_table(uow, acting_by_id(uow, person_id), rows)


def facts_of(part: str, sheet: str | None, titles: Sequence[str], checked: Checked, sha256: str) -> dict[str, Any]:
    """Return what the card of a table says of it."""
    taken = checked.taken
    counts = {"new": taken.tasks + taken.keyed, "same": taken.same, "refused": len(checked.refused)}
    facts = {"registry": f"platform_{part}", "titles": list(titles), "sheet": sheet, "counts": counts}
    return {**facts, "changes_sha256": sha256}


def fault_of(refused: RowRefused, sheet: str | None) -> Fault:
    """Return why a row cannot be taken, as it is kept."""
    return _fault(sheet, refused.row, refused.column, refused.reason)


def confirmed_table(uow: UnitOfWork, import_id: int) -> ConfirmedTable | None:
    """Return a confirmed table that is to be taken in; none for a file of a registry, and for one that was."""
    row = uow.session.get(RegistryImport, import_id)
    if row is None or row.which not in PLATFORM_TABLES or row.state != "settling":
        return None
    return ConfirmedTable(row.sha256 or "", row.file_name, columns_data(uow))


def take_in_confirmed(uow: UnitOfWork, import_id: int, rows: Sequence[tuple[int, Cells]]) -> None:
    """Take a confirmed table in, all of it. Raises `Refused` for the first row that can no longer be taken."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is None or row.state != "settling" or row.person_id is None:
        return
    taken = take_in_table(uow, acting_by_id(uow, row.person_id), rows, row.sha256 or "")
    row.facts = {**row.facts, "applied": {"new": taken.tasks + taken.keyed}}
    finish(uow, row)


def settle_not_taken(uow: UnitOfWork, import_id: int, reason: Refused) -> None:
    """Note why a confirmed table was not taken in after all: something has changed since it was checked."""
    row = uow.session.get(RegistryImport, import_id, with_for_update=True)
    if row is not None and row.state == "settling":
        row.state, row.faults = "refused", [_fault(None, None, None, reason).to_dict()]
        uow.emit(RegistryFileChecked(import_id))


def _fault(sheet: str | None, row: int | None, column: str | None, reason: Refused) -> Fault:
    """Return a refusal as data; a row that is named in it is the fault's own."""
    told: Described = reason
    behind = reason.placeholders.get("reason")
    if isinstance(behind, Refused):
        row, told = int(str(reason.placeholders.get("row", 0))) or row, behind
    params: dict[str, Any] = {
        name: dict(value) if isinstance(value, Mapping) else str(value) for name, value in told.placeholders.items()
    }
    # A fault tells its column itself.
    named = params.pop("column", None)
    return Fault(sheet, row, column or named, told.code, params)
