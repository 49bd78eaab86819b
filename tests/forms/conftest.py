"""Workbooks drawn as tables in the tests, so that a form author can read them."""

import datetime
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

BookMaker = Callable[[str], bytes]

SPECIAL_CELLS: dict[str, object] = {
    "<true>": True,
    "<number>": 2026.0,
    "<day>": datetime.date(2026, 1, 2),
    "<bell>": "甲\ufdd0乙",
}


def make_book(table: str) -> bytes:
    """Each line is a row; a name before the first bar opens a sheet and the line is its heading."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet = None
    for line in table.strip().splitlines():
        name, *cells = [part.strip() for part in line.split("|")]
        if name:
            sheet = book.create_sheet(name)
        assert sheet is not None
        sheet.append([SPECIAL_CELLS.get(cell, cell or None) for cell in cells])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def book() -> BookMaker:
    return make_book
