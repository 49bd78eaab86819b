"""Files of registries as departments make them: recognised by their headings, refused with what to mend and where."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from forms.faults import WorkbookRefused
from forms.registry_reading import is_registry, read_registry
from rules.registries.rows import ReadRow
from tests.forms.conftest import make_book
from tests.journeys.registry_books import (
    INSPECTOR_HEADINGS,
    ITEM_HEADINGS,
    NEW_ITEM_HEADINGS,
    OBJECT_HEADINGS,
    OBJECT_HEADINGS_EN,
    an_object,
    book,
    code,
    text,
)


def rows_of(content: bytes, name: str = "a.xlsx") -> list[ReadRow]:
    return [row for row, _ in read_registry(content, name, {}).rows()]


def refused(content: bytes, name: str = "a.xlsx") -> tuple[str, dict[str, Any]]:
    with pytest.raises(WorkbookRefused) as told:
        rows_of(content, name)
    [fault] = told.value.faults
    return fault.code, dict(fault.params)


def faults(row: ReadRow) -> list[tuple[str | None, str]]:
    return [(each.heading, each.problem.code) for each in row.faults]


def spoilt(change: Any) -> bytes:
    """A good workbook of two objects, changed."""
    made = openpyxl.load_workbook(io.BytesIO(book(OBJECT_HEADINGS, [an_object(1), an_object(2)])))
    change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("headings", "which", "columns"),
    [
        (OBJECT_HEADINGS, "objects", 10),
        (OBJECT_HEADINGS_EN, "objects", 10),
        (INSPECTOR_HEADINGS, "inspectors", 5),
        (ITEM_HEADINGS, "items", 8),
        (NEW_ITEM_HEADINGS, "items", 7),
    ],
)
def test_a_registry_is_known_by_its_headings(headings: tuple[str, ...], which: str, columns: int) -> None:
    for content, name in ((book(headings, [["x"] * len(headings)]), "a.xlsx"), (text(headings, []), "a.csv")):
        heading = read_registry(content, name, {}).heading
        assert (heading.registry, len(heading.columns), heading.unknown) == (which, columns, ())


def test_headings_may_stand_below_a_title_in_any_order_with_marks() -> None:
    rows = [["", ""], ["类别*", "*统一社会信用代码（必填）"], ["餐饮", code(1)]]
    [row] = rows_of(book(["检查对象名录库"], rows))
    assert (row.number, row.key, row.facts["industry"]) == (4, code(1), "餐饮")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_text_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    [row] = rows_of(text(OBJECT_HEADINGS, [an_object(1)], encoding), "a.csv")
    assert row.facts["name"] == "（演示）对象1号"


def test_duplicates_wrong_codes_and_empty_cells_are_told_row_by_row() -> None:
    rows = [an_object(1), an_object(1), an_object(2, name=""), an_object(3, code="91500112YB0000016A")]
    first, twice, nameless, wrong = rows_of(book(OBJECT_HEADINGS, rows))
    assert faults(first) == []
    assert faults(twice) == [("统一社会信用代码", "REG_043")]
    assert twice.faults[0].placeholders == {"first": 2}
    assert faults(nameless) == [("企业名称", "REG_030")]
    assert faults(wrong) == [("统一社会信用代码", "REG_004")]


def test_formulas_errors_and_merged_cells_are_told_by_their_cells() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"] = '="a"&"b"'
        sheet["C3"] = "#N/A"
        sheet.merge_cells("E2:E3")

    first, second = rows_of(spoilt(change))
    assert faults(first) == [("企业名称", "REG_044"), ("街道", "REG_046")]
    assert first.faults[1].placeholders == {"cells": "E2:E3"}
    assert ("法定代表人姓名", "REG_045") in faults(second)


def test_a_second_row_of_headings_is_refused_with_its_row() -> None:
    content = book(OBJECT_HEADINGS, [OBJECT_HEADINGS_EN, an_object(1)])
    assert refused(content) == ("REG_062", {"row": "2", "heading": "Registration code"})
    assert is_registry(content, "a.xlsx")


def test_two_columns_that_mean_the_same_are_refused() -> None:
    assert refused(book((*OBJECT_HEADINGS, "信用代码"), []))[0] == "REG_063"


def test_a_hundred_columns_are_refused() -> None:
    headings = [*OBJECT_HEADINGS, *(f"列{n}" for n in range(90))]
    assert refused(book(headings, [])) == ("REG_066", {"columns": "100", "most": "60"})


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_has_no_known_headings_is_refused(name: str) -> None:
    content = book(["甲", "乙"], [["1", "2"]]) if name == "a.xlsx" else text(["甲", "乙"], [["1", "2"]])
    assert refused(content, name)[0] == "REG_061"
    assert not is_registry(content, name)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a\x00b", b"\x81\x20"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refused(content, "a.csv")[0] in ("REG_061", "REG_067")


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    lines = b"".join(b"%d,x\r\n" % n for n in range(1_000_000))
    assert refused("统一社会信用代码,企业名称\r\n".encode() + lines, "a.csv")[0] == "REG_065"
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_000_001))
    assert refused(_with_sheet(b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"))[0] == "REG_065"


def test_a_bomb_is_refused_unopened() -> None:
    assert refused(_with_sheet(b"\0" * (301 << 20)))[1]["limit"] == "300"
    assert int(refused(_with_sheet(b"\0" * (60 << 20)))[1]["ratio"]) > 150


def _with_sheet(sheet: bytes) -> bytes:
    """A workbook of one object, its sheet replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(OBJECT_HEADINGS, [an_object(1)]))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            target.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return out.getvalue()


def test_a_form_is_never_taken_for_a_registry() -> None:
    survey = "survey | type | name | label\n | text | 姓名 | 执法证号\n"
    assert not is_registry(make_book(survey), "a.xlsx")
