"""Every fault that a file, its sheets and its headings can have; and that nothing foreign breaks the reader."""

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import container, raw_sheets, sheets
from forms.workbook import LIBRARY, WorkbookRefused, load_workbook
from rules.errors import Problem, describe, form_files

BookMaker = Callable[[str], bytes]

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
GOOD = "survey | type | name | label\n | text | q | 甲"


def archive(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def with_parts(workbook: bytes, **parts: bytes) -> bytes:
    """Adds parts to a workbook, or replaces them."""
    with zipfile.ZipFile(BytesIO(workbook)) as packed:
        kept = {name: packed.read(name) for name in packed.namelist()}
    return archive(**(kept | parts))


def locked(workbook: bytes) -> bytes:
    """Sets the flag of the ZIP format that says the first part is encrypted, in its directory entry."""
    entry = workbook.index(b"PK\x01\x02")
    return workbook[: entry + 8] + bytes([workbook[entry + 8] | 1]) + workbook[entry + 9 :]


def refused_codes(content: bytes) -> list[str]:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(content, "x")
    for fault in caught.value.faults:
        for language in ("zh-CN", "en"):
            assert not re.search(r"[{}]|None", describe(fault, language))
    return [fault.code for fault in caught.value.faults]


LIBRARY_BOOK = (LIBRARY / "registration.xlsx").read_bytes()
# An entity that names another one: the beginning of a "billion laughs".
BOMB = b"""<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""

FILES: list[tuple[str, Problem, Callable[[], bytes]]] = [
    ("nothing", form_files.NOT_A_WORKBOOK, lambda: b""),
    ("picture", form_files.NOT_A_WORKBOOK, lambda: b"\x89PNG\r\n\x1a\n\xff,\n"),
    ("csv", form_files.TEXT_TABLE, lambda: b"type,name\ntext,q"),
    ("markdown", form_files.TEXT_TABLE, lambda: "| survey |\n| | type | 名称 |".encode()),
    ("any_archive", form_files.NOT_A_WORKBOOK, lambda: archive(**{"a.txt": b"a"})),
    ("word", form_files.NOT_A_WORKBOOK, lambda: archive(**{"[Content_Types].xml": b"", "word/document.xml": b""})),
    ("old_word", form_files.NOT_A_WORKBOOK, lambda: COMPOUND + "WordDocument".encode("utf-16-le")),
    ("hollow_xls", form_files.DAMAGED, lambda: COMPOUND + "Workbook".encode("utf-16-le")),
    ("password", form_files.ENCRYPTED, lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le")),
    ("zip_password", form_files.ENCRYPTED, lambda: locked(LIBRARY_BOOK)),
    ("ods", form_files.OTHER_FORMAT, lambda: archive(**{"META-INF/manifest.xml": b"", "content.xml": b""})),
    ("xlsb", form_files.OTHER_FORMAT, lambda: archive(**{"[Content_Types].xml": b"", "xl/workbook.bin": b""})),
    ("cut_off", form_files.DAMAGED, lambda: LIBRARY_BOOK[:-200]),
    ("hollow", form_files.DAMAGED, lambda: archive(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""})),
    ("entity_bomb", form_files.DAMAGED, lambda: with_parts(LIBRARY_BOOK, **{"xl/worksheets/sheet1.xml": BOMB})),
    ("large", form_files.FILE_TOO_LARGE, lambda: b"PK" + bytes(container.MAX_FILE_BYTES)),
    ("bomb", form_files.UNPACKED_TOO_LARGE, lambda: with_parts(LIBRARY_BOOK, a=bytes(container.MAX_UNPACKED_BYTES))),
    ("tight", form_files.PACKED_TOO_TIGHTLY, lambda: with_parts(LIBRARY_BOOK, a=bytes(20 * container.MEGABYTE))),
    ("parts", form_files.TOO_MANY_PARTS, lambda: with_parts(LIBRARY_BOOK, **{f"p{n}": b"" for n in range(1000)})),
]


@pytest.mark.parametrize(("problem", "make"), [pytest.param(*rest, id=name) for name, *rest in FILES])
def test_a_file_that_cannot_be_opened_is_refused_for_its_one_reason(
    problem: Problem, make: Callable[[], bytes]
) -> None:
    assert refused_codes(make()) == [problem.code]


# The problem, the workbook, and the sheet, row and column where it is found.
SHEETS: list[tuple[Problem, str, str | None, int | None, str | None]] = [
    (form_files.NO_SURVEY_SHEET, "questions | type | name | label\n | text | q | 甲\nx | y", None, None, None),
    (form_files.NO_CHOICES_SHEET, "survey | type | name | label\n | select_one l | q | 甲", None, None, None),
    (
        form_files.NO_CHOICES_SHEET,
        "survey | type | name | label\n | select_one_external l | q | 甲", None, None, None,
    ),
    (form_files.COLUMN_MISSING, "survey | type | name\n | text | q", "survey", 1, "label"),
    (form_files.COLUMN_MISSING, "survey | name | label\n | q | 甲", "survey", 1, "type"),
    (form_files.COLUMN_MISSING, GOOD + "\nchoices | list_name | label\n | l | 甲", "choices", 1, "name"),
    (form_files.COLUMN_TWICE, "survey | type | name | label | caption\n | text | q | 甲 | 乙", "survey", 1, "caption"),
    (form_files.COLUMN_TWICE, "survey | type | name | label | label\n | text | q | 甲 | 乙", "survey", 1, "label"),
    (
        form_files.COLUMN_TWICE,
        "survey | type | name | label::中文 (zh) | label::简体 (zh)\n | text | q | 甲 | 乙",
        "survey", 1, "label::简体 (zh)",
    ),
    (
        form_files.COLUMN_TWICE,
        "survey|type|name|label|label::zh\n|text|q|甲|乙\nsettings|default_language\n|zh", "survey", 1, "label::zh",
    ),
    (
        form_files.HEADING_MALFORMED,
        "survey|type|name|label::zh|hint::zh::en\n|text|q|甲|乙", "survey", 1, "hint::zh::en",
    ),
    (
        form_files.COLUMN_NOT_KNOWN,
        GOOD.replace("label", "label | bind::hecha:comply") + '\nsettings | namespaces\n | hecha="urn:hecha:form:1"',
        "survey", 1, "bind::hecha:comply",
    ),
    (form_files.TOO_MANY_COLUMNS, GOOD.replace("label", "label" + "|" * 256 + "x", 1), "survey", None, None),
    (form_files.FORMULA, 'survey | type | name | label\n | text | q | ="甲"&"乙"', "survey", 2, "label"),
    (form_files.ERROR_VALUE, "survey | type | name | label\n | text | q | #REF!", "survey", 2, "label"),
    (form_files.STRANGE_CHARACTER, "survey | type | name | label\n | text | q | <bell>", "survey", 2, "label"),
    (
        form_files.NAMESPACE_MISSING,
        "survey | type | name | label | bind::hecha:item\n | text | q | 甲 | 7", "survey", 1, "bind::hecha:item",
    ),
    (
        form_files.NAMESPACE_MISSING,
        GOOD + '\nsettings | attribute::hecha:department | namespaces\n | 教育 | hecha="urn:else"',
        "settings", 1, "attribute::hecha:department",
    ),
    (
        form_files.NAMESPACE_MISSING,
        "survey | type | name | label | bind::esri:fieldLength\n | text | q | 甲 | 7",
        "survey", 1, "bind::esri:fieldLength",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "table", "place"),
    [pytest.param(problem, table, place, id=problem.code) for problem, table, *place in SHEETS],
)
def test_a_sheet_that_cannot_be_used_is_named_with_its_place(
    problem: Problem, table: str, place: list[object], book: BookMaker
) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(table), "x")
    assert [(fault.code, fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        (problem.code, *place)
    ]
    assert refused_codes(book(table)) == [problem.code]


XFORM_WITH_MORE = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<model><instance><data/></instance></model></h:head><h:body><telepathy ref="/data/r"/></h:body></h:html>"""


def fails(*_: object) -> str:
    raise TypeError("unhashable type: 'dict'")


@pytest.mark.parametrize("convert", [lambda *_: XFORM_WITH_MORE, fails])
def test_what_the_converter_does_unforeseen_is_told_to_the_author(
    convert: Callable[..., str], book: BookMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = "pyxform.xls2xform.convert" if convert is fails else "forms.workbook.convert"
    monkeypatch.setattr(target, convert)
    assert refused_codes(book(GOOD)) == [form_files.CONVERTER_FAILED.code]


def test_every_problem_of_files_has_a_case() -> None:
    known = {each.code for each in vars(form_files).values() if isinstance(each, Problem)}
    told = {case[1].code for case in FILES} | {case[0].code for case in SHEETS}
    apart = {form_files.CONVERTER_FAILED.code, form_files.TOO_MANY_ROWS.code, form_files.TOO_MANY_CELLS.code,
             form_files.MERGED.code}  # fmt: skip
    assert told | apart == known


def test_a_sheet_with_too_many_rows_is_refused_at_the_first_one_too_many(
    book: BookMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (raw_sheets, sheets):
        monkeypatch.setattr(module, "MAX_ROWS", 20)
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(GOOD + "".join(f"\n | text | z{n} | 末" for n in range(40))), "x")
    assert [(fault.code, fault.row) for fault in caught.value.faults] == [(form_files.TOO_MANY_ROWS.code, 21)]


FAR = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>
</worksheet>"""
FAR_CELL = b'<row r="%d"><c r="XFD%d" t="n"><v>1</v></c></row>'


def test_cells_far_out_cost_little_time() -> None:
    rows = b"".join(FAR_CELL % (number, number) for number in range(2, 50_000))
    started = time.process_time()
    codes = refused_codes(with_parts(LIBRARY_BOOK, **{"xl/worksheets/sheet1.xml": FAR % rows}))
    assert set(codes) <= {form_files.COLUMN_MISSING.code, form_files.TOO_MANY_ROWS.code}
    lone = FAR % (FAR_CELL % (1_048_576, 1_048_576))
    assert refused_codes(with_parts(LIBRARY_BOOK, **{"xl/worksheets/sheet1.xml": lone}))
    assert time.process_time() - started < 12  # about 3 on a quiet machine


def test_a_workbook_with_too_many_cells_is_not_read_to_the_end(
    book: BookMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_sheets, "MAX_CELLS", 50)
    assert refused_codes(book(GOOD + "".join(f"\n | text | z{n} | 末" for n in range(40)))) == [
        form_files.TOO_MANY_CELLS.code
    ]


def test_notes_of_the_author_are_left_alone(book: BookMaker) -> None:
    table = """
        survey  | type | name | label | _label 旧 | 备注 (仅供 内部) | _constrant
                | text | q    | 甲    | 旧题       | ="不读"           | 记一下
        _draft  | anything
    """
    assert load_workbook(book(table), "x").question("q").label == {"und": "甲"}


def test_a_size_that_another_program_wrote_wrongly_hides_no_rows(book: BookMaker) -> None:
    content = book(GOOD + "\n | text | r | 乙")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'<dimension ref="A1:D3"', b'<dimension ref="A1"')
    lying = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', lying)
    assert lying != sheet
    checklist = load_workbook(with_parts(content, **{"xl/worksheets/sheet1.xml": lying}), "x")
    assert [question.name for question in checklist.questions] == ["q", "r"]


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda rest: b"PK\x03\x04" + rest))
def test_no_file_of_a_stranger_ends_in_anything_but_a_refusal(content: bytes) -> None:
    with pytest.raises(WorkbookRefused):
        load_workbook(content, "x")


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]), st.data()
)
def test_a_workbook_with_a_spoilt_part_is_read_or_refused(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(LIBRARY_BOOK)) as packed:
        part = packed.read(name)
    at = data.draw(st.integers(0, len(part) - 1))
    spoilt = part[:at] + data.draw(st.binary(min_size=1, max_size=3)) + part[at + data.draw(st.integers(0, 40)) :]
    workbook = with_parts(LIBRARY_BOOK, **{name: spoilt})
    try:
        questions = load_workbook(workbook, "x").questions
    except WorkbookRefused:
        refused_codes(workbook)
    else:
        assert questions


def merged(content: bytes, *ranges: str) -> bytes:
    """Merge cells of the survey, as Excel does: the first keeps its content."""
    book = openpyxl.load_workbook(BytesIO(content))
    for each in ranges:
        book["survey"].merge_cells(each)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_lacks_because_cells_were_merged_is_told_as_that(book: BookMaker) -> None:
    table = "survey | type | name | label | hint\n | text | a | 甲 |\n | text | b | 乙 |\n | text | c | 丙 |"
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(merged(book(table), "C2:C3", "A4:D4"), "x")
    told = [(fault.code, fault.row, fault.column, fault.params["cells"]) for fault in caught.value.faults]
    code = form_files.MERGED.code
    assert told == [(code, 3, "label", "C2:C3"), (code, 4, "name", "A4:D4"), (code, 4, "label", "A4:D4")]


def test_merged_cells_in_which_nothing_lacks_do_no_harm(book: BookMaker) -> None:
    table = "survey | type | name | label | hint | _note\n | begin_group | g | 组\n | text | a | 甲\n | end_group"
    checklist = load_workbook(merged(book(table), "C2:E2", "E3:E4"), "x")
    assert [question.name for question in checklist.questions] == ["a"]
