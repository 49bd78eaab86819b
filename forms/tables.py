"""Tables for an office, and as text (.csv): no cell is ever a formula. As workbooks: `forms/spreadsheets.py`."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, Self

# What a spreadsheet program takes for the beginning of a formula when it opens a text file.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
# Long digits, digits that begin with 0, with an exponent, or like a day: 915001120000000123, 023…, 9150E12, 017-03.
_CODE: Final = re.compile(r"\d{12,}|0\d+|\d+[Ee]\d+|\d+-\d+(-\d+)?")


CellType = Literal["text", "number", "day", "time", "instant"]


class Typed(str):
    """A cell that a spreadsheet shall know as a number, day, time or instant; text files hold it as it is written."""

    __slots__ = ("type",)
    type: CellType

    def __new__(cls, text: str, type_: CellType) -> Self:
        """Makes one of a text as ODK writes its type."""
        made = super().__new__(cls, text)
        made.type = type_
        return made


def typed(text: str, type_: CellType) -> str:
    """Gives a cell of a type."""
    return text if type_ == "text" else Typed(text, type_)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes:
        name: Of the sheet, or of the file without its ending.
        headings: Of the columns.
        rows: Each as long as the headings.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def csv_of(table: Table) -> bytes:
    """Writes a table as text: UTF-8 with a byte order mark, commas, lines ended as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_harmless(cell) for cell in table.headings])
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def csv_to_be_opened(table: Table) -> bytes:
    """Writes a table as text for people who open it in a spreadsheet: codes that it would take for numbers or days, and
    cut or round, end with a tab, which keeps them texts there and which readers of files trim.
    """
    rows = tuple(tuple(_as_text(cell) for cell in row) for row in table.rows)
    return csv_of(Table(table.name, table.headings, rows))


def _as_text(cell: str) -> str:
    return cell if isinstance(cell, Typed) or not _CODE.fullmatch(cell) else f"{cell}\t"


def _harmless(text: str) -> str:
    """Gives a cell that no spreadsheet program takes for a formula; numbers stay what they are."""
    # Full-width signs count as their narrow ones, and spaces before them as nothing.
    narrow = unicodedata.normalize("NFKC", text[:1] + text.lstrip(" \u3000\xa0\ufeff")[:1])
    return f"'{text}" if any(sign in FORMULA for sign in narrow) and not _NUMBER.fullmatch(text) else text
