"""Tables as files: what a spreadsheet program opens, and that nothing in it is ever a formula."""

import csv
import io

import openpyxl
import pytest

from forms.spreadsheets import workbook_of
from forms.tables import Table, csv_of, csv_to_be_opened, typed

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")']


def cells_of(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_of(table).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_written_as_the_text_that_it_is(text: str) -> None:
    table = Table("t", ("a",), ((text,),))
    assert cells_of(table)[1] == [f"'{text}"]
    cell = openpyxl.load_workbook(io.BytesIO(workbook_of([table]))).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["-5", "+5", "-5.25", "0012", "是的", "a=b"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert cells_of(Table("t", ("a",), ((text,),)))[1] == [text]


@pytest.mark.parametrize("code", ["915001120000000123", "02367812345", "9150011234567890E1", "017-03"])
def test_codes_for_people_end_with_a_tab_so_that_no_program_takes_them_for_numbers_or_days(code: str) -> None:
    table = Table("t", ("a", "b"), ((code, typed("2026-01-10", "day")), ("92500112YB00010193", typed("12", "number"))))
    rows = list(csv.reader(io.StringIO(csv_to_be_opened(table).decode("utf-8-sig"), newline="")))
    assert rows[1:] == [[f"{code}\t", "2026-01-10"], ["92500112YB00010193", "12"]]
    assert cells_of(table)[1] == [code, "2026-01-10"]


def test_a_heading_cannot_be_a_formula_either() -> None:
    assert cells_of(Table("t", ("=a",), ()))[0] == ["'=a"]


def test_text_begins_with_a_byte_order_mark_and_keeps_line_breaks_in_cells() -> None:
    table = Table("t", ("题", "b"), (("一\n二", 'say "x", y'),))
    assert csv_of(table).startswith(b"\xef\xbb\xbf")
    assert cells_of(table)[1] == ["一\n二", 'say "x", y']


def test_sheets_have_names_that_programs_take_and_no_two_the_same() -> None:
    tables = [Table(name, ("a",), ()) for name in ("a/b" * 20, "a_b" * 20, "", "[x]")]
    names = openpyxl.load_workbook(io.BytesIO(workbook_of(tables))).sheetnames
    assert len(set(names)) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_signs_that_no_workbook_holds_are_left_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([Table("t", ("a",), (("x\x07y",),))])))
    assert book.active["A2"].value == "xy"
