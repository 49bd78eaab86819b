"""Reads a registry's file from its bytes: which registry it is, its rows as facts, and what is to be mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from forms.faults import Fault, WorkbookRefused, refusal
from forms.registry_sheets import OpenTable, open_tables
from rules.errors import registry_files as problems
from rules.errors.registry import EntryInvalid
from rules.platform_columns import PlatformColumns, table_told
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

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the headings, and the rows that have anything in them, each with its number."""
        for number, cells in self.table.rows_from(self.row + 1):
            if not is_blank(cells):
                yield number, texts(cells)


def open_registry(
    content: bytes,
    name: str,
    remembered: Mapping[str, Remembered] | None = None,
    platform: PlatformColumns | None = None,
) -> Reading | PlatformTable | None:
    """Open a file of a registry, or one with the columns of a platform; none when no sheet of it has such headings.

    Raises:
        WorkbookRefused: It cannot be opened, holds too much, or its headings contradict one another.
    """
    for table in open_tables(content, name):
        if (table.sheet or "").strip().casefold() == "survey":
            return None
        # Its columns are many: no registry has all of them, but it has some of a registry's.
        if platform is not None and (told := table_told(platform, table.head)) is not None:
            return PlatformTable(*told, table)
        try:
            heading = find_heading(table.head, remembered or {})
        except EntryInvalid as error:
            raise WorkbookRefused((fault_of(error, table.sheet),)) from error
        if heading is not None:
            return Reading(heading, table)
    return None


def is_registry(content: bytes, name: str, platform: PlatformColumns | None = None) -> bool:
    """Return whether a file is meant for a registry or comes from a platform, whether or not it can be used; a form
    never is.
    """
    try:
        return open_registry(content, name, None, platform) is not None
    except WorkbookRefused as refused:
        return bool({fault.code for fault in refused.faults} & OF_REGISTRIES)


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
