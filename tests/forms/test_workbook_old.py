"""Old .xls workbooks are read like new ones, and a damaged one ends in a refusal, soon."""

import contextlib
import datetime
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.workbook import WorkbookRefused, load_workbook
from rules.errors import form_files, form_warnings
from tests.forms.old_workbooks import make_old_book

SHEETS: dict[str, list[list[object]]] = {
    "survey": [
        ["type", "name", "label::中文 (zh)", "required", "default", "relevant"],
        ["integer", "age", "年龄", True, 3.0, None],
        ["select_one yn", "smokes", "是否吸烟", "yes", None, "${age} >= 18"],
        ["date", "day", "日期", None, datetime.date(2026, 1, 2), None],
        ["integer", "sum", "合计", None, (7.0,), None],
    ],
    "choices": [["list name", "name", "label::中文 (zh)"], ["yn", 1, "是"], ["yn", 2, "否"]],
    "settings": [["form_title", "version"], ["调查", 2026]],
}


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    checklist = load_workbook(make_old_book(SHEETS), "x")
    assert [question.kind for question in checklist.questions] == ["integer", "choice", "date", "integer"]
    assert checklist.question("age").required is True
    assert checklist.question("smokes").logic == {"relevant": "/data/age  >= 18"}
    assert [choice.name for choice in checklist.question("smokes").choices] == ["1", "2"]
    assert (checklist.title, checklist.version) == ({"zh": "调查"}, "2026")
    assert "<day>2026-01-02</day>" in checklist.xform
    assert "<sum>7</sum>" in checklist.xform
    assert [each.code for each in checklist.warnings] == [form_warnings.DATE_VALUE.code]


def test_a_fault_of_an_old_workbook_has_its_place() -> None:
    choices: list[list[object]] = [["list name", "name", "label::中文 (zh)"], ["yn", 1, "#N/A"], ["yn", 1, "否"]]
    sheets = {**SHEETS, "choices": choices}
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(make_old_book(sheets), "x")
    assert [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        ("choices", 2, "label::中文 (zh)"),
        ("choices", 3, "name"),
    ]


def test_an_old_workbook_with_a_password_is_refused() -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(make_old_book(SHEETS, encrypted=True), "x")
    assert [fault.code for fault in caught.value.faults] == [form_files.ENCRYPTED.code]


def test_an_old_workbook_whose_sectors_run_in_a_circle_ends_in_a_refusal() -> None:
    content = bytearray(make_old_book(SHEETS))
    content[512 + 4 * 5 : 512 + 4 * 6] = struct.pack("<I", 2)
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(bytes(content), "x")
    assert [fault.code for fault in caught.value.faults] == [form_files.DAMAGED.code]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoilt_old_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(make_old_book(SHEETS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(30, len(content) - 5))
        spoilt = data.draw(st.binary(min_size=1, max_size=4))
        content[at : at + len(spoilt)] = spoilt
    cut = data.draw(st.integers(512, len(content)))
    with contextlib.suppress(WorkbookRefused):
        assert load_workbook(bytes(content[:cut]), "x").questions
