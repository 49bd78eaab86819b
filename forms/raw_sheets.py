"""Opens a workbook, .xlsx or old .xls, and gives the filled cells of its form sheets with their places."""

import datetime
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice, pairwise
from typing import Any, Final, Literal

from forms.compound_file import NotACompoundFile, read_stream
from forms.container import is_old_workbook
from forms.faults import refusal
from rules.errors import form_files as problems

SHEET_NAMES: Final = ("survey", "choices", "settings", "external_choices", "entities", "osm")
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 256
MAX_CELLS: Final = 400_000
MAX_GAP: Final = 60  # as for the converter: what stands after so many empty rows is no part of the form

# SyntaxError: malformed XML, whichever of its two parsers openpyxl finds installed.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError,
    NotImplementedError, RecursionError, SyntaxError, AssertionError, OverflowError, zipfile.LargeZipFile,
)  # fmt: skip
_UNFILLED = (0, 6)  # an old workbook's marks for an empty and a blank cell
_FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGE_TAG = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
_MERGED_MOST = 1_000

CellKind = Literal["text", "formula", "error", "date"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: what an author sees there.

    Attributes:
        text: Without spaces around it.
        kind: A `formula` is one whose result the file does not hold; `date` is what Excel made a date of.
    """

    text: str
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one, of which only the first holds anything; columns count from 0."""

    written: str
    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Filled cells by row number, as Excel counts, and column index from 0; and which of them were merged, if known."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Merged, ...] = ()

    @property
    def first_after_gap(self) -> int | None:
        """Number of the first row that stands apart from the form, after a long run of empty rows."""
        pairs = pairwise([1, *self.rows])
        return next((number for before, number in pairs if number - before > MAX_GAP + 1), None)


def read_raw_sheets(content: bytes) -> tuple[dict[str, RawSheet], tuple[str, ...]]:
    """Reads the form sheets of a workbook that `forms.container` has let through.

    A workbook's only sheet is the survey whatever it is called, as for the converter.

    Returns:
        The sheets by their small-letter names, and the titles of all sheets.

    Raises:
        WorkbookRefused: The workbook cannot be read, or holds too many cells.
    """
    read = _read_old if is_old_workbook(content) else _read_new
    try:
        return read(content)
    except _UNREADABLE as error:
        raise refusal(problems.DAMAGED) from error


def _names(titles: Iterable[str]) -> dict[str, str]:
    """Gives the small-letter names of the form sheets by title; the first of several counts."""
    titles = tuple(titles)
    found: dict[str, str] = {}
    for title in titles:
        name = title.strip().lower()
        if name in SHEET_NAMES and name not in found.values():
            found[title] = name
    return {titles[0]: "survey"} if len(titles) == 1 and "survey" not in found.values() else found


class _Counter:
    """Counts cells over all sheets, so that a swollen workbook ends soon."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def filled(self, rows: Iterable[Iterable[tuple[int, Cell | None]]]) -> dict[int, dict[int, Cell]]:
        """Reads up to one row more than is allowed, so that the excess is noticed."""
        filled: dict[int, dict[int, Cell]] = {}
        for number, row in enumerate(rows, start=1):
            cells = {index: cell for index, cell in row if cell is not None and cell.text}
            if cells:
                filled[number] = cells
                self._left -= len(cells)
                if self._left < 0:
                    raise refusal(problems.TOO_MANY_CELLS, limit=MAX_CELLS)
            if number > MAX_ROWS:
                break
        return filled


def _read_new(content: bytes) -> tuple[dict[str, RawSheet], tuple[str, ...]]:
    import openpyxl  # half a second that the program's start should not pay for

    counter = _Counter()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")  # remarks about styles and drop-down lists
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        titles = tuple(worksheet.title for worksheet in book.worksheets)
        names = _names(titles)
        rows = {
            worksheet.title: counter.filled(_new_rows(worksheet, _new_cell))
            for worksheet in book.worksheets
            if worksheet.title in names
        }
        merged = {sheet.title: tuple(_merged(content, sheet)) for sheet in book.worksheets if sheet.title in names}
        book.close()
        if _holds_formulas(content):
            book = openpyxl.load_workbook(BytesIO(content), read_only=True)
            for worksheet in book.worksheets:
                if worksheet.title in names:
                    rows[worksheet.title] = _with_formulas(rows[worksheet.title], worksheet)
            book.close()
    return {name: RawSheet(title, rows[title], merged[title]) for title, name in names.items()}, titles


def _merged(content: bytes, worksheet: Any) -> Iterator[Merged]:
    """Yields the merged cells of a sheet, which a reader that only reads passes over."""
    from openpyxl.utils import range_boundaries

    with zipfile.ZipFile(BytesIO(content)) as archive:
        written = archive.read(worksheet._worksheet_path)  # noqa: SLF001 - its only trace of where the sheet lies
    for found in islice(_MERGE_TAG.finditer(written), _MERGED_MOST):
        left, top, right, bottom = range_boundaries(found[1].decode())
        yield Merged(found[1].decode(), range(top, bottom + 1), range(left - 1, right))


def _new_rows(worksheet: Any, cell_of: Callable[[Any], Cell | None]) -> Iterator[Iterator[tuple[int, Cell | None]]]:
    worksheet.reset_dimensions()  # some programs write a wrong size, which would hide cells
    headings = next(worksheet.iter_rows(max_row=1), ())
    yield ((index, cell_of(cell)) for index, cell in enumerate(headings))
    # Without a limit a single cell far to the right would fill up its whole row.
    for row in worksheet.iter_rows(min_row=2, max_col=MAX_COLUMNS):
        yield ((index, cell_of(cell)) for index, cell in enumerate(row))


def _new_cell(cell: Any) -> Cell | None:
    value = cell.value
    return None if value is None else Cell(_text(value), _kind(value, is_error=cell.data_type == "e"))


def _formula(cell: Any) -> Cell | None:
    return Cell(_text(cell.value), "formula") if cell.data_type == "f" and cell.value is not None else None


def _holds_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        return any(_FORMULA_TAG.search(archive.read(name)) for name in parts)


def _with_formulas(results: dict[int, dict[int, Cell]], worksheet: Any) -> dict[int, dict[int, Cell]]:
    """Adds the formulas for which the file holds no result."""
    formulas = _Counter().filled(_new_rows(worksheet, _formula))
    numbers = sorted(results.keys() | formulas.keys())
    return {number: {**formulas.get(number, {}), **results.get(number, {})} for number in numbers}


def _read_old(content: bytes) -> tuple[dict[str, RawSheet], tuple[str, ...]]:
    import xlrd

    counter = _Counter()
    try:
        # The reader's own way through the wrapping of a damaged file may never end.
        book_stream = read_stream(content, ("Workbook", "Book"))
        with xlrd.open_workbook(file_contents=book_stream, on_demand=True, logfile=_Silence()) as book:
            titles = tuple(book.sheet_names())
            names = _names(titles)
            return {
                name: RawSheet(title, counter.filled(_old_rows(book.sheet_by_name(title), book.datemode)))
                for title, name in names.items()
            }, titles
    except (xlrd.XLRDError, NotACompoundFile, struct.error) as error:
        raise refusal(problems.ENCRYPTED if "encrypted" in str(error) else problems.DAMAGED) from error


class _Silence:
    """Takes the remarks that the reader of old workbooks would print."""

    def write(self, text: str) -> int:
        """Drops it."""
        return len(text)


def _old_rows(sheet: Any, datemode: int) -> Iterator[Iterator[tuple[int, Cell | None]]]:
    for number in range(sheet.nrows):
        filled = [index for index, kind in enumerate(sheet.row_types(number)[:MAX_COLUMNS]) if kind not in _UNFILLED]
        yield ((index, _old_cell(sheet.cell(number, index), datemode)) for index in filled)


def _old_cell(cell: Any, datemode: int) -> Cell:
    from xlrd import biffh, xldate

    if cell.ctype == biffh.XL_CELL_BOOLEAN:
        return Cell(_text(bool(cell.value)))
    if cell.ctype == biffh.XL_CELL_ERROR:
        return Cell(biffh.error_text_from_code.get(cell.value, "#?"), "error")
    if cell.ctype == biffh.XL_CELL_DATE:
        try:
            return Cell(_text(xldate.xldate_as_datetime(cell.value, datemode)), "date")
        except (xldate.XLDateError, OverflowError, ValueError):
            return Cell(_text(cell.value), "date")
    return Cell(_text(cell.value))


def _kind(value: Any, *, is_error: bool) -> CellKind:
    if is_error:
        return "error"
    is_date = isinstance(value, datetime.date | datetime.time | datetime.timedelta)
    return "date" if is_date else "text"


def _text(value: Any) -> str:
    """Gives a cell's text as pyxform does: TRUE and FALSE, whole numbers without a point, plain spaces."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).replace("\xa0", " ").strip()
