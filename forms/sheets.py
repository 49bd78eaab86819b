"""The form sheets of a workbook: their headings read, their cells as the text that a form author sees."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.columns import Column, known_marks, likely_meaning, read_heading
from forms.faults import Findings, refusal
from forms.raw_sheets import MAX_COLUMNS, MAX_ROWS, SHEET_NAMES, Cell, Merged, RawSheet, read_raw_sheets
from rules.errors import form_files as problems
from rules.errors import form_warnings as remarks

# Control characters, lone surrogates and noncharacters: XML forbids them or the converter's shield uses them.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IGNORED_ONCE = frozenset({"settings"})  # there its one row is named instead of the column


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
        name: `survey`, `choices`, `settings`, `external_choices`, `entities` or `osm`.
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


def read_sheets(content: bytes, findings: Findings) -> dict[str, Sheet]:
    """Reads the form sheets of a workbook that `forms.container` has let through.

    Args:
        content: The workbook's bytes.
        findings: Gets a fault for each heading and each cell that cannot be taken as text.

    Returns:
        The sheets that exist, by their small-letter names; `survey` always does.

    Raises:
        WorkbookRefused: The workbook cannot be read, or has no sheet `survey`.
    """
    raw, titles = read_raw_sheets(content)
    if "survey" not in raw:
        raise refusal(problems.NO_SURVEY_SHEET, sheets=", ".join(titles))
    return {name: _read_sheet(name, raw[name], findings) for name in SHEET_NAMES if name in raw}


def _read_sheet(name: str, raw: RawSheet, findings: Findings) -> Sheet:
    columns = _read_headings(name, raw, findings)
    for merged in raw.merged:
        _note_merged(raw.title, merged, columns, findings)
    rows: list[Row] = []
    apart = raw.first_after_gap
    for number, cells in raw.rows.items():
        if apart is not None and number >= apart:
            findings.warn(remarks.ROWS_AFTER_GAP, raw.title, apart, before=max((row.number for row in rows), default=1))
            break
        if number > MAX_ROWS:
            findings.add(problems.TOO_MANY_ROWS, raw.title, number, limit=MAX_ROWS)
        elif number > 1:
            read = [(columns[index], cell) for index, cell in cells.items() if index in columns]
            used = {column: cell for column, cell in read if column.use not in ("note", "malformed")}
            for column, cell in used.items():
                _judge_cell(cell, findings, (raw.title, number, column.heading))
            rows.append(Row(number, {column: cell.text for column, cell in used.items()}))
    filled = tuple(row for row in rows if row.cells)
    if name not in _IGNORED_ONCE:
        _warn_of_ignored(raw.title, filled, findings)
    return Sheet(name, raw.title, tuple(columns.values()), filled)


def _note_merged(title: str, merged: Merged, columns: Mapping[int, Column], findings: Findings) -> None:
    """Where a cell lacks something because it was merged with another, that is what has to be mended."""
    last = min(merged.rows.stop, MAX_ROWS)
    for index in merged.columns:
        if (column := columns.get(index)) is not None:
            for number in range(merged.rows.start, last):
                if (number, index) != (merged.rows.start, merged.columns.start):
                    findings.note_merged(merged.written, title, number, column.heading)


def _warn_of_ignored(title: str, rows: Iterable[Row], findings: Findings) -> None:
    for row in rows:
        for column in row.cells:
            if column.use == "ignored":
                findings.warn(remarks.COLUMN_IGNORED, title, 1, column.heading)


def _read_headings(name: str, raw: RawSheet, findings: Findings) -> dict[int, Column]:
    headings = {index: " ".join(cell.text.split()) for index, cell in raw.rows.get(1, {}).items()}
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
        elif column.use == "malformed":
            findings.add(problems.HEADING_MALFORMED, raw.title, 1, column.heading, meaning=column.meaning)
        elif column.use == "note" and not column.heading.startswith("_"):
            _warn_of_unknown(column, name, raw.title, findings)
    return columns


def _warn_of_unknown(column: Column, name: str, title: str, findings: Findings) -> None:
    """A heading that starts with an underscore is a note of the author's own, whatever it resembles."""
    meaning = likely_meaning(column, name)
    if meaning is None:
        findings.warn(remarks.COLUMN_UNKNOWN, title, 1, column.heading)
    else:
        findings.warn(remarks.COLUMN_MISSPELT, title, 1, column.heading, suggestion=meaning)


def _judge_cell(cell: Cell, findings: Findings, place: tuple[str, int, str]) -> None:
    if cell.kind == "formula":
        findings.add(problems.FORMULA, *place, formula=cell.text)
    elif cell.kind == "error":
        findings.add(problems.ERROR_VALUE, *place, value=cell.text)
    elif strange := _STRANGE.search(cell.text):
        findings.add(problems.STRANGE_CHARACTER, *place, character=f"U+{ord(strange.group()):04X}")
    elif cell.kind == "date":
        findings.warn(remarks.DATE_VALUE, *place, value=cell.text)
