"""What a worker does with a table of the municipal platform: try it whole and take all back, or take it in whole."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.registry_reader import look_into
from forms.faults import Fault
from forms.spreadsheets import workbook_of
from handlers import notices
from handlers.screens.registry_lines import refused_table
from handlers.words import words_of
from rules.refusals import Refused
from services import platform_intake, registry_intake
from services.access import acting_by_id
from services.platform_import import Cells, Checked
from services.platform_intake import ConfirmedTable
from services.registry_intake import RegistryWork
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from bot.registering import Desk

Result = Callable[[UnitOfWork], None]
Rows = Sequence[tuple[int, Cells]]


class _TakenBack(Exception):
    """All that was tried is taken back."""


def check_platform_table(
    desk: "Desk", import_id: int, revision: int, work: RegistryWork, sha256: str, found: dict[str, Any]
) -> Result:
    """Try the rows that a checker has read; return what is to be noted of them."""
    assert work.person_id is not None
    rows, sheet = _rows(found), found["sheet"]
    try:
        checked = _tried(desk, work.person_id, rows)
    except Refused as reason:
        fault = Fault(sheet, None, None, reason.code, {name: str(told) for name, told in reason.placeholders.items()})
        return lambda uow: registry_intake.settle_refused(uow, import_id, revision, [fault], {})
    facts = platform_intake.facts_of(found["platform"], sheet, rows[0][1], checked, sha256)
    if not checked.refused:
        return lambda uow: registry_intake.settle_checked(uow, import_id, revision, work.run, facts, [], None)
    faults = [platform_intake.fault_of(each, sheet) for each in checked.refused]
    cells = dict(rows)
    bad = [(each.row or 0, cells.get(each.row or 0, ()), [each.to_dict()]) for each in faults]
    with desk.looking() as uow:
        words = words_of(acting_by_id(uow, work.person_id).language)
    kept = desk.files.keep(workbook_of([refused_table(words, facts["titles"], bad)]))
    return lambda uow: registry_intake.settle_refused(uow, import_id, revision, faults, facts, kept)


def take_platform_table_in(desk: "Desk", import_id: int, table: ConfirmedTable, content: bytes) -> Result:
    """Take a confirmed table in, in one transaction; return what is to be noted where it cannot be any more."""
    with tempfile.TemporaryDirectory() as place:
        found = look_into(Path(place), content, table.name, {}, table.columns)
    try:
        with desk.at_length() as uow:
            platform_intake.take_in_confirmed(uow, import_id, _rows(found))
            notices.tell(uow)
    except Refused as refused:
        reason = refused
        return lambda uow: platform_intake.settle_not_taken(uow, import_id, reason)
    return lambda uow: None


def _tried(desk: "Desk", person_id: int, rows: Rows) -> Checked:
    checked: list[Checked] = []
    try:
        with desk.at_length() as uow:
            checked.append(platform_intake.check_sent(uow, person_id, rows))
            raise _TakenBack
    except _TakenBack:
        return checked[0]


def _rows(found: dict[str, Any]) -> Rows:
    """Return the rows that a checker has read; none where the columns of the office have changed meanwhile."""
    return [(number, cells) for number, cells in found.get("rows", ())]
