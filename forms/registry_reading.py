"""Reads a registry's file from its bytes: which registry it is, its rows as facts, and what is to be mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from forms.faults import Fault, WorkbookRefused, refusal
from forms.registry_sheets import OpenTable, open_tables
from rules.errors import registry_files as problems
from rules.errors.api import PLATFORM_COLUMNS_MISSING as COLUMNS_MISSING
from rules.errors.platform_columns import HEADING_TWICE
from rules.errors.registry import EntryInvalid
from rules.platform_columns import PlatformColumns, nearly_told, placed, table_told, told_twice
from rules.registries.cells import Raw, plain
from rules.registries.fields import field_of
from rules.registries.headings import ROWS_LOOKED_AT, Heading, Remembered, find_heading
from rules.registries.rows import ReadRow, RowFault, RowReader, is_blank

# A file that is refused for these is none of forms.
OF_REGISTRIES = frozenset(
    each.code
    for each in (problems.TOO_MANY_ROWS, problems.TOO_MANY_COLUMNS, problems.TWO_HEADINGS, problems.HEADING_TWICE)
)
# What may be said of headings: a table of something else may well have such.
OF_HEADINGS = OF_REGISTRIES - {problems.TOO_MANY_ROWS.code} | {problems.NOT_RECOGNISED.code, problems.KEY_MISSING.code}
# A file that is refused for this is meant for the platform's.
OF_PLATFORM = frozenset({COLUMNS_MISSING.code, HEADING_TWICE.code})


@dataclass(slots=True)
class Reading:
    """A file of a registry that is open: its headings, and its rows, which can be read once."""

    heading: Heading
    table: OpenTable

    def rows(self) -> Iterator[tuple[ReadRow, Sequence[Raw]]]:
        """Yield the rows that have anything in them, as read and as they stand."""
        reader = RowReader(self.heading, self.table.spoilt)
        for number, cells in self.table.rows_from(self.heading.row + 2):
            if not is_blank(cells):
                yield reader.read(number, cells), cells


@dataclass(slots=True)
class PlatformTable:
    """A table of another platform that is open: of which part it is, and its headings' place among the rows."""

    part: str
    row: int
    table: OpenTable
    columns: Mapping[int, str]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the headings, and the rows that have anything in them, each with its number."""
        for number, cells in self.table.rows_from(self.row + 1):
            if not is_blank(cells):
                yield number, texts(cells)

    def spoilt(self) -> tuple[Fault, ...]:
        """Return which of its cells are formulas, errors or merged: what they show is not what they hold."""
        found = sorted((place, told) for place, told in self.table.spoilt.items() if place[0] > self.row + 1)
        return tuple(
            row_fault(RowFault(self.columns[column], problem, params), self.table.sheet, row)
            for (row, column), (problem, params) in found
            if column in self.columns
        )


def open_registry(
    content: bytes,
    name: str,
    remembered: Mapping[str, Remembered] | None = None,
    platform: PlatformColumns | None = None,
) -> Reading | PlatformTable | None:
    """Open a file of a registry, or one with the columns of a platform; none when no sheet of it has such headings.

    Raises:
        WorkbookRefused: It cannot be opened, holds too much, its headings contradict one another, or some of a
            platform's are missing.
    """
    nearly: WorkbookRefused | None = None
    for table in open_tables(content, name):
        if (table.sheet or "").strip().casefold() == "survey":
            return None
        # Its columns are many: no registry has all of them, but it has some of a registry's.
        if platform is not None and (told := table_told(platform, table.head)) is not None:
            return _platform_table(platform, *told, table)
        if platform is not None and (lacking := nearly_told(platform, table.head)) is not None:
            nearly = nearly or _lacking(table, *lacking)
            continue
        try:
            heading = find_heading(table.head, remembered or {})
        except EntryInvalid as error:
            raise WorkbookRefused((fault_of(error, table.sheet),)) from error
        if heading is not None:
            return Reading(heading, table)
    if nearly is not None:
        raise nearly
    return None


def _platform_table(platform: PlatformColumns, part: str, row: int, table: OpenTable) -> PlatformTable:
    columns, headings = platform.part(part), table.head[row]
    if twice := told_twice(columns, headings):
        params = {"heading": twice[0], "other": twice[1]}
        raise WorkbookRefused((Fault(table.sheet, row + 1, None, HEADING_TWICE.code, params),))
    return PlatformTable(part, row, table, {place: headings[place] for place in placed(columns, headings).values()})


def _lacking(table: OpenTable, row: int, headings: Sequence[str]) -> WorkbookRefused:
    params = {"columns": "、".join(headings)}
    return WorkbookRefused((Fault(table.sheet, row + 1, None, COLUMNS_MISSING.code, params),))


def is_registry(content: bytes, name: str, platform: PlatformColumns | None = None) -> bool:
    """Return whether a file is meant for a registry or comes from a platform, whether or not it can be used; a form
    never is.
    """
    try:
        return open_registry(content, name, None, platform) is not None
    except WorkbookRefused as refused:
        return bool({fault.code for fault in refused.faults} & (OF_REGISTRIES | OF_PLATFORM))


@overload
def read_registry(content: bytes, name: str, remembered: Mapping[str, Remembered]) -> Reading: ...


@overload
def read_registry(
    content: bytes, name: str, remembered: Mapping[str, Remembered], platform: PlatformColumns | None
) -> Reading | PlatformTable: ...


def read_registry(
    content: bytes, name: str, remembered: Mapping[str, Remembered], platform: PlatformColumns | None = None
) -> Reading | PlatformTable:
    """Open a file of a registry, or of a platform, that can be told apart row by row.

    Raises:
        WorkbookRefused: As for `open_registry`, and when it is of no registry or lacks the column of its keys.
    """
    reading = open_registry(content, name, remembered, platform)
    if reading is None:
        raise refusal(problems.NOT_RECOGNISED, rows=ROWS_LOOKED_AT)
    return reading


def key_fault(heading: Heading, sheet: str | None) -> Fault | None:
    """Return that the column is missing by which rows are told apart, none when it is there."""
    if (missing := heading.missing_key) is None:
        return None
    title = field_of(heading.registry, missing).zh[0]
    return Fault(sheet, heading.row + 1, None, problems.KEY_MISSING.code, {"heading": title})


def fault_of(error: EntryInvalid, sheet: str | None) -> Fault:
    """Return a fault of a whole table."""
    params = {name: str(value) for name, value in error.placeholders.items()}
    return Fault(sheet, None, None, error.code, params)


def row_fault(told: RowFault, sheet: str | None, row: int) -> Fault:
    """Return a fault of a row."""
    params = {name: str(value) for name, value in told.placeholders.items()}
    return Fault(sheet, row, told.heading, told.problem.code, params)


def texts(cells: Sequence[Raw]) -> list[str]:
    """Return cells as a person would read them."""
    return [plain(cell) for cell in cells]
