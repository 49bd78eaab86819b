"""The lists of a draw as CSV: what a person kept in a spreadsheet, row by row into entries of a snapshot.

Understood are UTF-8 with or without a mark of byte order, GB 18030 as Chinese spreadsheets save it, line ends of
either kind, quoted cells, columns in any order, full-width letters and digits in codes.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rules.draw.checks import plain, plain_object_id
from rules.draw.snapshot import Exclusion, InspectorEntry, ObjectEntry, Recusal
from rules.errors import Problem
from rules.errors import draw_proofs as problems
from rules.refusals import Refused

Entry = TypeVar("Entry")
_LONGER_THAN_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
_HALF_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)}


@dataclass(frozen=True, slots=True)
class ListFault:
    """One thing to mend in a list.

    Attributes:
        line: Line of the file, from 1.
        column: Name of the column, None when the line is meant.
        problem: What it is.
        placeholders: What fills the places of its text.
    """

    line: int
    column: str | None
    problem: Problem
    placeholders: Mapping[str, object]

    @property
    def code(self) -> str:
        """The code of the catalogue."""
        return self.problem.code


@dataclass(slots=True)
class ListRead(Generic[Entry]):
    """A list as read.

    Attributes:
        entries: What its rows say, as far as they could be read.
        lines: The line of the file on which each entry begins.
        faults: What is to be mended before the entries mean anything.
    """

    entries: list[Entry] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[ListFault] = field(default_factory=list)


def read_objects(data: bytes, name: str) -> ListRead[ObjectEntry]:
    """Return the objects of a list with the columns `id,risk,category`; it holds one at least."""

    def entry(cells: Mapping[str, str]) -> ObjectEntry:
        return ObjectEntry(
            plain_object_id(half_width(cells["id"])), plain(half_width(cells["risk"])), plain(cells["category"])
        )

    read = _read(data, name, ("id", "risk", "category"), entry)
    if not read.entries and not read.faults:
        read.faults.append(ListFault(2, None, problems.NO_OBJECTS, {}))
    return read


def read_inspectors(data: bytes, name: str) -> ListRead[InspectorEntry]:
    """Return the inspectors of a list with the columns `id,dept,quals`; `;` stands between the quals."""

    def entry(cells: Mapping[str, str]) -> InspectorEntry:
        quals = (plain(each) for each in cells["quals"].replace("；", ";").split(";"))
        return InspectorEntry(
            plain(half_width(cells["id"])), plain(cells["dept"]), tuple(dict.fromkeys(each for each in quals if each))
        )

    return _read(data, name, ("id", "dept", "quals"), entry)


def read_exclusions(data: bytes, name: str) -> ListRead[Exclusion]:
    """Return the exclusions of a list with the columns `id,reason`."""

    def entry(cells: Mapping[str, str]) -> Exclusion:
        return Exclusion(plain_object_id(half_width(cells["id"])), plain(cells["reason"]))

    return _read(data, name, ("id", "reason"), entry)


def read_recusals(data: bytes, name: str) -> ListRead[Recusal]:
    """Return the recusals of a list with the columns `inspector,object`."""

    def entry(cells: Mapping[str, str]) -> Recusal:
        return Recusal(plain(half_width(cells["inspector"])), plain_object_id(half_width(cells["object"])))

    return _read(data, name, ("inspector", "object"), entry)


READERS: Mapping[str, Callable[[bytes, str], ListRead[Any]]] = {
    "objects": read_objects,
    "inspectors": read_inspectors,
    "exclusions": read_exclusions,
    "recusals": read_recusals,
}


def half_width(text: str) -> str:
    """Return a text with full-width letters, digits and signs made half-width."""
    return text.translate(_HALF_WIDTH)


def _read(
    data: bytes, name: str, header: Sequence[str], entry: Callable[[Mapping[str, str]], Entry]
) -> ListRead[Entry]:
    read: ListRead[Entry] = ListRead()
    rows = _rows(_decoded(data, name), read.faults)
    first = next(rows, None)
    if first is None:
        if not read.faults:
            read.faults.append(ListFault(1, None, problems.LIST_EMPTY, {"header": ",".join(header)}))
        return read
    columns = [plain(half_width(cell)).lower() for cell in first[1]]
    read.faults += _header_faults(first[0], columns, header)
    if read.faults:
        return read
    for line, row in rows:
        if len(row) != len(columns):
            told = {"found": len(row), "wanted": len(columns)}
            read.faults.append(ListFault(line, None, problems.CELLS_DIFFER, told))
            continue
        read.entries.append(entry(dict(zip(columns, row, strict=True))))
        read.lines.append(line)
    return read


def _decoded(data: bytes, name: str) -> str:
    found = {}
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            found[encoding] = data.decode(encoding)
    if not found:
        raise Refused(problems.FILE_NOT_TEXT, path=name)
    utf8 = found.get("utf-8-sig", "")
    # Few Chinese words in GB 18030 can look like letters of two bytes in UTF-8; a list in UTF-8 has Chinese in it.
    is_chinese = utf8.isascii() or _LONGER_THAN_TWO_BYTES.search(utf8) or data.startswith(BOM_UTF8)
    return found.get("gb18030", utf8) if not is_chinese or "utf-8-sig" not in found else utf8


def _rows(text: str, faults: list[ListFault]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that holds anything with the line on which it begins; empty cells beyond the first row go."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = 0
    line = 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            faults.append(ListFault(line, None, problems.CSV_BROKEN, {}))
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            while len(row) > width and not row[-1].strip():
                row.pop()
            width = width or len(row)
            yield line, row
        line = rows.line_num + 1


def _header_faults(line: int, columns: Sequence[str], header: Sequence[str]) -> Iterator[ListFault]:
    wanted = ",".join(header)
    for name in header:
        if name not in columns:
            yield ListFault(line, name, problems.HEADER_MISSING, {"name": name, "header": wanted, "line": line})
    for at, name in enumerate(columns, 1):
        if name not in header or name in columns[: at - 1]:
            told = {"column": at, "name": name, "header": wanted, "line": line}
            yield ListFault(line, name, problems.HEADER_UNKNOWN, told)
