"""Reads the cells of a workbook's form sheets, with their places, as the text that a form author sees."""

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from forms.columns import Column, known_marks, likely_meaning, read_heading
from forms.faults import Findings, refusal
from rules.errors import form_files as problems

FORM_SHEETS = ("survey", "choices", "settings")
UNSUPPORTED_SHEETS = ("external_choices", "entities", "osm")
MAX_ROWS = 10_000
MAX_COLUMNS = 100

# Control characters, lone surrogates and noncharacters: XML forbids them or the converter's shield uses them.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# SyntaxError: malformed XML, whichever of its two parsers openpyxl finds installed.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError,
    NotImplementedError, RecursionError, SyntaxError,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number as Excel counts, and its filled cells."""

    number: int
    cells: Mapping[Column, str]

    def get(self, meaning: str) -> str:
        """Gives the text of the column that means this, in whatever language comes first; empty if unfilled."""
        return next((text for column, text in self.cells.items() if column.meaning == meaning), "")


@dataclass(frozen=True)
class Sheet:
    """A form sheet.

    Attributes:
        name: `survey`, `choices` or `settings`.
        title: The sheet's name as written, which may have capitals.
        columns: Headings in order, empty ones left out.
        rows: Rows that are not empty.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def column(self, meaning: str) -> Column | None:
        """Gives the first column that means this."""
        return next((column for column in self.columns if column.meaning == meaning), None)

    def heading(self, meaning: str) -> str:
        """Gives the heading as written in the sheet, or the main spelling if the sheet has no such column."""
        column = self.column(meaning)
        return meaning if column is None else column.heading


@dataclass(frozen=True)
class _RawSheet:
    """Filled cells as openpyxl gives them: by row number from 1 and column index from 0."""

    title: str
    rows: Mapping[int, Mapping[int, Any]]


def read_sheets(content: bytes, findings: Findings) -> dict[str, Sheet]:
    """Reads the form sheets of an .xlsx workbook that `forms.container` has let through.

    Args:
        content: The workbook's bytes.
        findings: Gets a fault for each heading and each cell that cannot be taken as text.

    Returns:
        The sheets that exist, by their small-letter names; `survey` always does.

    Raises:
        WorkbookRefused: The workbook cannot be read, or has no sheet `survey`.
    """
    import openpyxl  # half a second that the program's start should not pay for

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")  # remarks about styles and drop-down lists
            book = openpyxl.load_workbook(BytesIO(content), read_only=True)
            titles = [worksheet.title for worksheet in book.worksheets]
            raw = {
                name: _RawSheet(worksheet.title, _filled_cells(worksheet))
                for worksheet in book.worksheets
                if (name := worksheet.title.strip().lower()) in FORM_SHEETS + UNSUPPORTED_SHEETS
            }
            book.close()
    except _UNREADABLE as error:
        raise refusal(problems.DAMAGED) from error
    if "survey" not in raw:
        raise refusal(problems.NO_SURVEY_SHEET, sheets=", ".join(titles))
    for name in UNSUPPORTED_SHEETS:
        if name in raw and raw[name].rows:
            findings.add(problems.SHEET_NOT_SUPPORTED, raw[name].title)
    return {name: _read_sheet(name, raw[name], findings) for name in FORM_SHEETS if name in raw}


def _filled_cells(worksheet: Any) -> dict[int, dict[int, Any]]:
    """Reads up to one row more than is allowed, so that the excess is noticed."""
    worksheet.reset_dimensions()  # some programs write a wrong size, which would hide cells
    filled: dict[int, dict[int, Any]] = {}
    for number, row in enumerate(worksheet.iter_rows(), start=1):
        read = row if number == 1 else row[:MAX_COLUMNS]
        cells = {index: cell for index, cell in enumerate(read) if cell.value is not None and str(cell.value).strip()}
        if cells:
            filled[number] = cells
            if number > MAX_ROWS:
                break
    return filled


def _read_sheet(name: str, raw: _RawSheet, findings: Findings) -> Sheet:
    columns = _read_headings(name, raw, findings)
    rows: list[Row] = []
    for number, cells in raw.rows.items():
        if number > MAX_ROWS:
            findings.add(problems.TOO_MANY_ROWS, raw.title, number, limit=MAX_ROWS)
        elif number > 1:
            read = {columns[index]: cell for index, cell in cells.items() if index in columns}
            texts = {column: _text(cell) for column, cell in read.items() if column.use != "note"}
            for column in texts:
                _judge_cell(read[column], name, findings, (raw.title, number, column.heading))
            rows.append(Row(number, texts))
    return Sheet(name, raw.title, tuple(columns.values()), tuple(row for row in rows if row.cells))


def _read_headings(name: str, raw: _RawSheet, findings: Findings) -> dict[int, Column]:
    headings = {index: " ".join(_text(cell).split()) for index, cell in raw.rows.get(1, {}).items()}
    if max(headings, default=0) >= MAX_COLUMNS:
        findings.add(problems.TOO_MANY_COLUMNS, raw.title, columns=max(headings) + 1, limit=MAX_COLUMNS)
    double_colon = any("::" in heading for heading in headings.values())
    columns = {
        index: read_heading(heading, name, double_colon=double_colon)
        for index, heading in headings.items()
        if index < MAX_COLUMNS
    }
    for column in columns.values():
        if column.use == "stranger":
            known = known_marks(name)
            findings.add(problems.COLUMN_NOT_KNOWN, raw.title, 1, column.heading, known=", ".join(known))
        elif column.use == "note" and (meaning := likely_meaning(column, name)):
            findings.add(problems.COLUMN_MISSPELT, raw.title, 1, column.heading, suggestion=meaning)
    return columns


def _judge_cell(cell: Any, name: str, findings: Findings, place: tuple[str, int, str]) -> None:
    text = _text(cell)
    if cell.data_type == "f":
        findings.add(problems.FORMULA, *place, formula=text)
    elif cell.data_type == "e":
        findings.add(problems.ERROR_VALUE, *place, value=text)
    elif name != "settings" and isinstance(cell.value, datetime.date | datetime.time | datetime.timedelta):
        findings.add(problems.DATE_VALUE, *place, value=text)
    elif strange := _STRANGE.search(text):
        findings.add(problems.STRANGE_CHARACTER, *place, character=f"U+{ord(strange.group()):04X}")


def _text(cell: Any) -> str:
    """Gives a cell's text as pyxform does: TRUE and FALSE, whole numbers without a point, plain spaces."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).replace("\xa0", " ").strip()
