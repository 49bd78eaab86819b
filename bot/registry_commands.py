"""The command line of registries: `hecha registry import`, `compare`, `export`, `coverage`, `history`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from bot.console import opened, refuse, say, working

if TYPE_CHECKING:
    from bot.registering import Desk
    from bot.settings import Settings
    from services.registry_view import ImportView
    from storage.unit_of_work import UnitOfWork

registry = App(name="registry", help="Registries 名录库: objects, inspectors, items; import, compare, export, gaps.")

File = Annotated[Path, Parameter(help="the table, .xlsx, .xls or .csv")]
DepartmentCode = Annotated[str, Parameter(help="the code of the department whose registry it is; none: the district's")]
Columns = Annotated[list[str] | None, Parameter(name="--column", help="what a column is, as heading=field; remembered")]


@registry.command(name="import")
def import_(
    file: File,
    *,
    department: DepartmentCode = "",
    registry: Annotated[str, Parameter(help="objects, inspectors or items: refuse a file of another")] = "",
    column: Columns = None,
    skip_refused: Annotated[bool, Parameter(help="take the rest in when rows are refused")] = False,
    valid_from: Annotated[
        str, Parameter(help="the day from which an edition of items holds; today when not said")
    ] = "",
    dry_run: Annotated[bool, Parameter(help="say what would change, and change nothing")] = False,
) -> None:
    """Check a file and take it in: all of it, or nothing when a row is refused."""
    from handlers.screens.registry_lines import checked_lines, taken_lines
    from rules.errors import registry_files as problems
    from rules.refusals import Refused
    from services.registry_view import view_import

    with working() as (settings, desk):
        view = _checked(settings, desk, file, department, registry, column or [])
        for line in checked_lines(view):
            say(line)
        if view.state == "refused":
            raise SystemExit(1)
        if view.count("refused") and not skip_refused:
            _drop(desk, view)
            refuse(Refused(problems.ROWS_REFUSED, count=view.count("refused")))
        if dry_run or not view.changes:
            _drop(desk, view)
            return
        if valid_from:
            _date(desk, view, valid_from)
        _take_in(desk, view.import_id, "all")
        with desk.acting() as uow:
            lines = taken_lines(view_import(uow, view.import_id))
        for line in lines:
            say(line)


@registry.command
def compare(
    file: File,
    *,
    department: DepartmentCode = "",
    column: Columns = None,
    take: Annotated[list[str] | None, Parameter(help="take the differences of these over, by code")] = None,
    take_all: Annotated[bool, Parameter(help="take all differences over")] = False,
) -> None:
    """Compare objects with an extract of the registration authority: differences, none taken over unasked."""
    from handlers.screens.registry_lines import difference_lines, taken_lines
    from services.registry_view import differences, pick_subjects, view_import

    with working() as (settings, desk):
        view = _checked(settings, desk, file, department, "objects", column or [])
        with desk.acting() as uow:
            found = differences(uow, view.import_id)
        for line in difference_lines(view, found):
            say(line)
        if view.state == "refused":
            raise SystemExit(1)
        if not (take or take_all) or not found:
            _drop(desk, view)
            return
        with desk.acting() as uow:
            pick_subjects(uow, view.import_id, take or [])
        _take_in(desk, view.import_id, "differences" if take_all else "picked")
        with desk.acting() as uow:
            lines = taken_lines(view_import(uow, view.import_id))
        for line in lines:
            say(line)


@registry.command
def export(
    registry: Annotated[str, Parameter(help="objects, inspectors or items")],
    *,
    out: Annotated[Path, Parameter(help="the file to write, .xlsx or .csv")],
    department: DepartmentCode = "",
    language: Annotated[str, Parameter(help="zh or en, of the headings")] = "zh",
) -> None:
    """Write a registry as a table that an import understands."""
    from bot.registry_files import registry_tables
    from forms.spreadsheets import workbook_of
    from forms.tables import csv_of
    from rules.refusals import Refused

    with opened(is_kept=False) as uow:
        try:
            table = registry_tables(uow, registry, language, _department(uow, department))
        except Refused as refused:
            refuse(refused)
    out.write_bytes(csv_of(table) if out.suffix.lower() == ".csv" else workbook_of([table]))
    say(f"{out}: {len(table.rows)}")


@registry.command
def coverage(*, department: DepartmentCode = "") -> None:
    """Say where nobody looks: objects without a department, items without objects, officers without certificate."""
    from handlers.screens.registry_lines import coverage_lines
    from rules.refusals import Refused
    from services.registry_coverage import coverage as gaps_of

    with opened(is_kept=False) as uow:
        try:
            found = gaps_of(uow, _department(uow, department))
        except Refused as refused:
            refuse(refused)
    for line in coverage_lines(found):
        say(line)
    raise SystemExit(1 if found.gaps else 0)


@registry.command
def history(key: Annotated[str, Parameter(help="a registration code, a certificate number or a staff code")]) -> None:
    """Say who changed an entry, when, from which file."""
    from handlers.screens.registry_lines import history_lines
    from services.registry_history import history_of

    with opened(is_kept=False) as uow:
        found = history_of(uow, key.strip())
    for line in history_lines(found):
        say(line)


def _checked(
    settings: "Settings",
    desk: "Desk",
    file: Path,
    department: str,
    wanted: str,
    columns: list[str],
) -> "ImportView":
    """Check a file and stage what it would change; end the program when it is of another registry."""
    from bot.registering import check_content
    from rules.errors import form_library, registry_files
    from rules.refusals import Refused
    from services import registry_intake
    from services.registry_view import view_import
    from storage.files import WORKBOOKS, FileStore

    try:
        content = file.read_bytes()
    except OSError:
        refuse(Refused(form_library.FILE_UNREADABLE, path=file))
    sha256 = FileStore(settings.files, WORKBOOKS).keep(content)
    with desk.acting() as uow:
        of = _department(uow, department)
        _remember(uow, of, columns)
        import_id = registry_intake.receive_by_operator(uow, of, file.name, sha256)
        work = registry_intake.registry_work(uow, import_id, 1)
    assert work is not None
    note = check_content(desk, import_id, 1, work, content, "zh-CN", lambda _done, _total: None)
    with desk.acting() as uow:
        note(uow)
    with desk.acting() as uow:
        view = view_import(uow, import_id)
    if wanted and view.which is not None and view.which != wanted:
        _drop(desk, view)
        refuse(Refused(registry_files.FILE_IS_ANOTHER, found=view.which, wanted=wanted))
    return view


def _take_in(desk: "Desk", import_id: int, choice: str) -> None:
    from bot.registering import write_all
    from rules.refusals import Refused
    from services.registry_switch import CONSOLE, confirm_row
    from storage.tables import RegistryImport

    with desk.acting() as uow:
        try:
            confirm_row(uow, uow.session.get_one(RegistryImport, import_id), CONSOLE, choice)
        except Refused as refused:
            refuse(refused)
    write_all(desk.acting, import_id, lambda _done, _total: None)


def _date(desk: "Desk", view: "ImportView", valid_from: str) -> None:
    """Say from which day a checked file holds; end the program when it is no day."""
    from datetime import date

    from rules.errors import form_library as problems
    from rules.refusals import Refused
    from storage.tables import RegistryImport

    try:
        day = date.fromisoformat(valid_from)
    except ValueError:
        _drop(desk, view)
        refuse(Refused(problems.DAY_WRONG, value=valid_from))
    with desk.acting() as uow:
        row = uow.session.get_one(RegistryImport, view.import_id)
        row.facts = {**row.facts, "valid_from": day.isoformat()}


def _drop(desk: "Desk", view: "ImportView") -> None:
    from storage.tables import RegistryImport

    with desk.acting() as uow:
        uow.session.get_one(RegistryImport, view.import_id).state = "discarded"


def _remember(uow: "UnitOfWork", department_id: int | None, columns: list[str]) -> None:
    from rules.errors import registry_files as problems
    from rules.refusals import Refused
    from rules.registries.fields import FIELDS
    from services.registry_view import remember_column

    for each in columns:
        heading, _, name = each.rpartition("=")
        known = [which for which, fields in FIELDS.items() if name in {field.name for field in fields}]
        if not heading or not known:
            fields: dict[str, Any] = {field.name: None for which in FIELDS for field in FIELDS[which]}
            refuse(Refused(problems.COLUMN_UNKNOWN, typed=each, fields=", ".join(fields)))
        for which in known:
            remember_column(uow, department_id, which, heading, name)


def _department(uow: "UnitOfWork", code: str) -> int | None:
    from sqlalchemy import select

    from rules.errors import form_library as problems
    from rules.refusals import Refused
    from storage.tables import Department

    known = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
    if code and code not in known:
        refuse(Refused(problems.NO_SUCH_DEPARTMENT, code=code, codes=", ".join(sorted(known)) or "-"))
    return known.get(code)
