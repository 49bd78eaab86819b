"""Tables as spreadsheets (.xlsx) for an office; no cell is ever a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

import openpyxl
import openpyxl.utils
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from forms.tables import FORMULA, Table, Typed

_TITLE_MOST: Final = 31
_TITLE_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_CELL_MOST: Final = 32767
_WIDTH_MOST: Final = 60.0
_DIGITS_MOST: Final = 15
_FIRST_YEAR: Final = 1901  # earlier days are another number in each program


def workbook_of(tables: Iterable[Table]) -> bytes:
    """Writes tables as the sheets of a workbook, their headings fixed at the top."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    titles: set[str] = set()
    for table in tables:
        sheet: Worksheet = book.create_sheet(_title(table.name, titles))
        for number, row in enumerate((table.headings, *table.rows), start=1):
            _write(sheet, number, row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for number, heading in enumerate(table.headings, start=1):
            longest = max((_width(row[number - 1]) for row in table.rows), default=0.0)
            width = min(max(longest, _width(heading)) + 2, _WIDTH_MOST)
            sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, number: int, row: Sequence[str]) -> None:
    for place, text in enumerate(row, start=1):
        if not text:
            continue
        known = _known(text) if isinstance(text, Typed) else None
        if known is not None:
            sheet.cell(number, place, known)
            continue
        cell: Cell = sheet.cell(number, place, ILLEGAL_CHARACTERS_RE.sub("", str(text))[:_CELL_MOST])
        cell.data_type = "s"
        # A text stays one, even when somebody edits its cell.
        cell.quotePrefix = text.startswith(FORMULA)


def _known(cell: Typed) -> int | Decimal | date | time | datetime | None:
    """Gives a cell as a spreadsheet keeps its type; none where it could not keep it whole.

    Spreadsheets know no zones: an instant is that of the clock by which it was written down.
    """
    try:
        if cell.type == "number":
            figure = Decimal(cell)
            is_whole = figure == figure.to_integral_value() and abs(figure.adjusted()) < _DIGITS_MOST
            return None if len(figure.as_tuple().digits) > _DIGITS_MOST else int(figure) if is_whole else figure
        if cell.type == "time":
            return time.fromisoformat(cell).replace(tzinfo=None)
        known = datetime.fromisoformat(cell).replace(tzinfo=None)
    except (ValueError, ArithmeticError):
        return None
    if known.year < _FIRST_YEAR:
        return None
    return known.date() if cell.type == "day" else known


def _title(name: str, taken: set[str]) -> str:
    plain = _TITLE_FORBIDDEN.sub("_", name).strip("'")[:_TITLE_MOST] or "_"
    title, number = plain, 2
    while title.casefold() in taken:
        ending = f"~{number}"
        title, number = plain[: _TITLE_MOST - len(ending)] + ending, number + 1
    taken.add(title.casefold())
    return title


def _width(text: str) -> float:
    longest = max(text.splitlines(), key=len, default="")
    return sum(2.0 if sign > "\u2e7f" else 1.0 for sign in longest)
