"""The command line of forms: `hecha forms check`, `hecha forms take-in`, `hecha forms export`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from cyclopts import App, Parameter

from bot.console import opened, refuse, say, settings_or_refuse

if TYPE_CHECKING:
    from forms.checklist import Checklist
    from forms.faults import Fault

forms = App(name="forms", help="Checklists as XLSForm workbooks: check one, take it in, export what was answered.")

Book = Annotated[Path, Parameter(help="the workbook, .xlsx or .xls")]
File = Annotated[Path, Parameter(help="what belongs to it: lists (.csv, .xml, .geojson), pictures, sounds")]
CONSOLE = "console"


@forms.command
def check(book: Book, *files: File) -> None:
    """Say everything that is to be mended in a workbook; nothing is kept. Files it needs are given after it."""
    from handlers.screens.fault_list import good_lines

    checklist, _ = _checked(book, files)
    for line in good_lines(checklist.form_id, checklist.version, len(checklist.asked), checklist.warnings):
        say(line)


@forms.command(name="take-in")
def take_in(
    book: Book,
    *files: File,
    department: Annotated[str, Parameter(help="the code of the department whose form it is")],
) -> None:
    """Take a workbook in as the newest version of its form; visits that are dispatched already keep theirs."""
    from sqlalchemy import select

    from handlers.screens.fault_list import taken_in_lines
    from rules.errors import form_library as problems
    from rules.refusals import Refused
    from services import form_keeping, form_library
    from storage.tables import Department

    checklist, contents = _checked(book, files)
    with opened(is_kept=True) as uow:
        known = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
        if department not in known:
            refuse(Refused(problems.NO_SUCH_DEPARTMENT, code=department, codes=", ".join(sorted(known)) or "-"))
        if fault := form_keeping.fault_of_name(uow, checklist, known[department]):
            _refuse_book(book, [fault])
        taken = form_library.take_in(uow, CONSOLE, known[department], checklist, contents)
    for line in taken_in_lines(checklist.form_id, taken.version, is_new=taken.is_new):
        say(line)


@forms.command
def export(
    form_id: Annotated[str, Parameter(help="the form's own name, form_id in its settings")],
    *,
    out: Annotated[Path, Parameter(help="the folder that gets the files")],
    language: Annotated[str, Parameter(help="zh, en, or names for the questions' names alone")] = "zh",
    since: Annotated[str, Parameter(name="--from", help="submitted on this day or later, such as 2026-03-12")] = "",
    until: Annotated[str, Parameter(help="submitted on this day or earlier")] = "",
) -> None:
    """Write all submitted answers of a form: one .xlsx, .csv for it and each repeat, OpenRosa XML with the files."""
    from bot.making import csv_files, in_folders, plain, section_files
    from forms.spreadsheets import workbook_of
    from handlers.screens.fault_list import exported_lines
    from rules.errors import form_library as problems
    from rules.refusals import Refused
    from services.form_export import LANGUAGES, answer_tables, submitted_sections
    from storage.files import FileStore

    if language not in LANGUAGES:
        refuse(Refused(problems.LANGUAGE_UNKNOWN, language=language))
    first, last = _day(since), _day(until)
    files = FileStore(settings_or_refuse().files)
    with opened(is_kept=False) as uow:
        try:
            tables = answer_tables(uow, form_id, language, since=first, until=last)
            sections = submitted_sections(uow, form_id, since=first, until=last)
            written = {f"{plain(form_id)}.xlsx": workbook_of(tables), **csv_files(form_id, tables)}
            _write(out, written)
            of_visits: dict[str, list[int]] = {}
            for section in sections:
                of_visits.setdefault(section.number, []).append(section.section_id)
            for number, of_visit in of_visits.items():
                for folder, filed in in_folders(uow, of_visit):
                    _write(out / "submissions" / plain(number), dict(section_files(filed, files, folder)))
        except Refused as refused:
            refuse(refused)
    for line in exported_lines(len(sections), str(out)):
        say(line)


def _checked(book: Path, files: Sequence[Path]) -> tuple["Checklist", dict[str, bytes]]:
    """Return the checklist of a workbook with the contents of its files; end the program when it is to be mended."""
    from bot.checking import look_into
    from forms.checklist import Checklist
    from forms.faults import Fault
    from services.form_intake import plain_name

    contents = {plain_name(file.name): _read(file) for file in files}
    found = look_into(_read(book), book.name, contents)
    if "faults" in found:
        _refuse_book(book, [Fault.from_dict(each) for each in found["faults"]])
    return Checklist.from_dict(found["checklist"]), contents


def _read(file: Path) -> bytes:
    from rules.errors import form_library as problems
    from rules.refusals import Refused

    try:
        return file.read_bytes()
    except OSError:
        refuse(Refused(problems.FILE_UNREADABLE, path=file))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _day(text: str) -> date | None:
    from rules.errors import form_library as problems
    from rules.refusals import Refused

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        refuse(Refused(problems.DAY_WRONG, value=text))


def _refuse_book(book: Path, faults: "Sequence[Fault]") -> NoReturn:
    from handlers.screens.fault_list import refused_lines

    for line in refused_lines(book.name, faults):
        say(line)
    raise SystemExit(1)
