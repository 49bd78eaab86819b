"""Opens the table of a registry, a workbook or a text file, and gives its rows with what its sheet says of cells."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import IO, Any, Final

from forms.container import MEGABYTE, ensure_unpackable, is_old_workbook
from forms.faults import refusal
from rules.errors import Problem
from rules.errors import form_files as file_problems
from rules.errors import registry_files as problems
from rules.errors import registry_rows as row_problems
from rules.registries.cells import Raw, plain
from rules.registries.headings import ROWS_LOOKED_AT

ROWS_MOST: Final = 200_000
FILE_BYTES: Final = 20 * MEGABYTE
UNPACKED_BYTES: Final = 300 * MEGABYTE
SHEETS_MOST: Final = 20
SPOILT_MOST: Final = 2_000
MERGED_CELLS_MOST: Final = 20_000
CHUNK: Final = 1 << 20
OVERLAP: Final = 400  # signs of a cell's tag and what follows it

_SHEET = re.compile(rb"<(?:\w+:)?sheet [^>]*?name=\"([^\"]*)\"[^>]*?r:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<Relationship [^>]*>")
_ATTRIBUTE = re.compile(rb"(Id|Target)=\"([^\"]+)\"")
_ROW = re.compile(rb"<(?:\w+:)?row [^>]*?r=\"([0-9]+)\"")
_SPOILT = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})([0-9]{1,7})\"([^>]*)>(<(?:\w+:)?f[ />])?")

Spoilt = dict[tuple[int, int], tuple[Problem, Mapping[str, object]]]


@dataclass(slots=True)
class OpenTable:
    """A table: its first rows, and all of them as a spreadsheet counts them, each as wide as the table."""

    sheet: str | None
    width: int
    head: list[list[str]]
    _rows: Iterator[tuple[int, Sequence[Raw]]]
    spoilt: Spoilt = field(default_factory=dict)

    def rows_from(self, first: int) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows from a number on; once only."""
        return ((number, cells) for number, cells in self._rows if number >= first)


def open_tables(content: bytes, name: str) -> Iterator[OpenTable]:
    """Yield the tables of a file, one for each sheet that has anything in it.

    Raises:
        WorkbookRefused: The file cannot be opened, or holds too much.
    """
    if not name.lower().endswith((".xlsx", ".xls", ".xlsm")) and not content.startswith(b"PK"):
        yield _text_table(content)
        return
    ensure_unpackable(content, file_most=FILE_BYTES, unpacked_most=UNPACKED_BYTES)
    yield from _workbook_tables(content)


def _workbook_tables(content: bytes) -> Iterator[OpenTable]:
    from python_calamine import CalamineError, CalamineWorkbook

    looks = {} if is_old_workbook(content) else _look_at_sheets(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for title in book.sheet_names[:SHEETS_MOST]:
            look = looks.get(title) or _Look()
            _ensure_length(look.last_row)
            sheet = book.get_sheet_by_name(title)
            if sheet.start is None or sheet.end is None:
                continue
            _ensure_length(sheet.end[0] + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                _spoil_merged(look.spoilt, top, left, bottom, right)
            rows = _placed(sheet.iter_rows(), sheet.end[1] + 1)
            yield _table(title, sheet.end[1] + 1, rows, look.spoilt)
    except (CalamineError, ValueError, OSError) as error:
        raise refusal(file_problems.DAMAGED) from error


def _placed(rows: Iterable[list[Any]], width: int) -> Iterator[tuple[int, Sequence[Raw]]]:
    """Number rows as a spreadsheet does; empty columns before all others are left out by the reader."""
    for number, cells in enumerate(rows, start=1):
        lacking = width - len(cells)
        yield number, [*[""] * lacking, *cells] if lacking else cells


def _table(sheet: str | None, width: int, rows: Iterator[tuple[int, Sequence[Raw]]], spoilt: Spoilt) -> OpenTable:
    first: list[tuple[int, Sequence[Raw]]] = []
    for row in rows:
        first.append(row)
        if len(first) == ROWS_LOOKED_AT:
            break

    def everything() -> Iterator[tuple[int, Sequence[Raw]]]:
        yield from first
        yield from rows

    return OpenTable(sheet, width, [[plain(cell) for cell in cells] for _, cells in first], everything(), spoilt)


def _ensure_length(rows: int) -> None:
    if rows > ROWS_MOST + ROWS_LOOKED_AT:
        raise refusal(problems.TOO_MANY_ROWS, rows=rows, most=ROWS_MOST)


def _spoil_merged(spoilt: Spoilt, top: int, left: int, bottom: int, right: int) -> None:
    if (bottom - top + 1) * (right - left + 1) > MERGED_CELLS_MOST:
        bottom, right = top, left
    cells = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            spoilt[row + 1, column] = (row_problems.MERGED_CELLS, {"cells": cells})


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 0: A, Z, AA."""
    letters = ""
    while column >= 0:
        letters, column = chr(ord("A") + column % 26) + letters, column // 26 - 1
    return letters


@dataclass(slots=True)
class _Look:
    """What the file itself says of a sheet: its last row, cells that hold formulas or errors."""

    last_row: int = 0
    spoilt: Spoilt = field(default_factory=dict)


def _look_at_sheets(content: bytes) -> dict[str, _Look]:
    """Look at the sheets as they are written: the reader gives results and hides errors."""
    import html

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            relations = {}
            for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
                found = dict(_ATTRIBUTE.findall(relation))
                relations[found.get(b"Id")] = found.get(b"Target", b"").decode()
            looks = {}
            for title, relation_id in _SHEET.findall(archive.read("xl/workbook.xml"))[:SHEETS_MOST]:
                target = relations.get(relation_id, "")
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if path in archive.namelist() and "worksheets" in path:
                    with archive.open(path) as part:
                        looks[html.unescape(title.decode())] = _look(part)
            return looks
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise refusal(file_problems.DAMAGED) from error


def _look(part: IO[bytes]) -> _Look:
    look, rest = _Look(), b""
    while chunk := part.read(CHUNK):
        text = rest + chunk
        if b"<f" in text or b't="e"' in text or b":f" in text:
            _note_spoilt(look.spoilt, text)
        place = max(text.rfind(b"<row "), text.rfind(b":row "))
        if place >= 0 and (found := _ROW.search(text, max(0, place - 8))):
            look.last_row = int(found[1])
        if look.last_row > ROWS_MOST + ROWS_LOOKED_AT:
            break
        rest = text[-OVERLAP:]
    return look


def _note_spoilt(spoilt: Spoilt, text: bytes) -> None:
    for found in _SPOILT.finditer(text):
        is_error = b't="e"' in found[3]
        if (found[4] or is_error) and len(spoilt) < SPOILT_MOST:
            problem = row_problems.FORMULA if found[4] else row_problems.CELL_ERROR
            spoilt[int(found[2]), _column(found[1])] = (problem, {})


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _text_table(content: bytes) -> OpenTable:
    if len(content) > FILE_BYTES:
        megabytes = -(-len(content) // MEGABYTE)
        raise refusal(file_problems.FILE_TOO_LARGE, megabytes=megabytes, limit=FILE_BYTES // MEGABYTE)
    text = _decoded(content)
    first = text[: text.find("\n")] if "\n" in text else text
    mark = max((",", "\t", ";"), key=first.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        rows = list(lines)
    except csv.Error as error:
        raise refusal(problems.UNREADABLE_TEXT) from error
    width = max(map(len, rows), default=0)
    _ensure_length(len(rows))
    placed: Iterator[tuple[int, Sequence[Raw]]] = (
        (number, row if len(row) == width else [*row, *[""] * (width - len(row))])
        for number, row in enumerate(rows, start=1)
    )
    return _table(None, width, placed, {})


def _decoded(content: bytes) -> str:
    if b"\0" not in content:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise refusal(problems.UNREADABLE_TEXT)
