"""Any XLSForm workbook: what becomes of it in a session, and how a wrong one is refused."""

import re
from collections.abc import Callable

import pytest

from forms.converter_words import faults_of
from forms.faults import WorkbookRefused
from forms.filling.opening import begin
from forms.xlsform import load_xlsform
from rules.errors import describe
from tests.forms.filling.xforms import NOW, values

BookMaker = Callable[[str], bytes]

KITCHEN = """
survey | type | name | label::中文 (zh) | label::English (en) | relevant | constraint | calculation | required | choice_filter | trigger | default | repeat_count
       | text | shop | 店名 | Name of the shop | | | | yes | | | |
       | select_one fuel or_other | fuel | 燃料 | Fuel | | | | | | | |
       | select_one part | part | 部件 | Part | | | | | of = ${fuel} | | |
       | integer | many | 几台冰箱 | How many fridges | | . <= 5 | | | | | 2 |
       | begin_repeat | fridge | 冰箱 | Fridge | | | | | | | | ${many}
       | decimal | warmth | ${shop}第几度 | Degrees at ${shop} | | | | | | | |
       | calculate | place | | | | | position(..) | | | | |
       | end_repeat | | | | | | | | | | |
       | calculate | warmest | | | | | max(${warmth}) | | | | |
       | text | remark | 备注 | Remark | ${warmest} > 8 | | | | | | |
       | calculate | asked | | | | | concat(${shop}, '?') | | | ${fuel} | |
choices | list_name | name | label::中文 (zh) | label::English (en) | of
        | fuel | gas | 燃气 | Gas |
        | fuel | power | 电 | Power |
        | part | hose | 软管 | Hose | gas
        | part | plug | 插头 | Plug | power
settings | form_id | version | default_language
         | kitchen | 7 | 中文 (zh)
"""  # noqa: E501 - a table


def test_a_whole_workbook_can_be_filled_in(book: BookMaker) -> None:
    form = load_xlsform(book(KITCHEN), "x")
    assert (form.form_id, form.version, set(form.languages)) == ("kitchen", "7", {"中文 (zh)", "English (en)"})
    filling = begin(form, now=NOW, seed="s")
    assert filling.language == "中文 (zh)"
    filling.answer("/data/shop", "小厨")
    filling.answer("/data/fuel", "gas")
    assert [choice.label for choice in filling.question("/data/fuel").choices] == ["燃气", "电", "Other"]
    assert [choice.label for choice in filling.question("/data/part").choices] == ["软管"]
    filling.answer("/data/part", "hose")
    filling.answer("/data/fridge[1]/warmth", "4")
    filling.answer("/data/fridge[2]/warmth", "9.5")
    assert (filling.question("/data/fridge[2]/warmth").label or "").strip() == "小厨第几度"
    assert filling.question("/data/remark").is_relevant
    found = values(filling)
    assert (found["warmest"], found["fridge[2]/place"], found["asked"]) == ("9.5", "2", "小厨?")
    filling.answer("/data/fuel", "other")
    assert filling.question("/data/fuel_other").is_relevant
    assert "part" not in values(filling)
    violation = filling.check("/data/many", 6)
    assert violation is not None
    assert violation.kind == "constraint"


@pytest.mark.parametrize(
    ("table", "code", "place"),
    [
        ("survey | type | name | label\n | text | | A", "XLSFORM_002", ("survey", 2, "name")),
        ("survey | type | name | calculation\n | calculate | c |", "XLSFORM_001", ("survey", 2, "calculation")),
        ("survey | type | name | label\n | txet | a | A", "XLSFORM_004", ("survey", None, "type")),
        ("survey | type | name | label\n | | a | A", "XLSFORM_003", ("survey", 2, "type")),
        ("survey | type | name | label\n | select_one x | a | A", "XLSFORM_006", ("survey", None, None)),
        (
            "survey | type | name | label\n | select_one x | a | A\nchoices | list_name | name | label\n | y | 1 | 1",
            "XLSFORM_005",
            ("survey", 2, "type"),
        ),
        ("survey | type | name | label | label\n | text | a | A | B", "XLSFORM_007", ("survey", None, None)),
        (
            "survey | type | name | label | relevant | relevance\n | text | a | A | 1 | 1",
            "XLSFORM_008",
            ("survey", None, "relevance"),
        ),
        ("survey | name | label\n | a | A", "XLSFORM_009", ("survey", None, None)),
        ("survey | type | name | label\n | text | 1 a | A", "XLSFORM_013", ("survey", 2, "name")),
        ("survey | type | name | label\n | text | a | A\n | text | a | B", "XLSFORM_011", ("survey", 3, "name")),
        (
            "survey | type | name | label | relevant\n | text | a | A | ${b} = 1",
            "XLSFORM_014",
            ("survey", 2, "relevant"),
        ),
        ("survey | type | name | label\n | begin_group | g | G\n | text | a | A", "XLSFORM_019", ("survey", 2, "type")),
        ("survey | type | name | label\n | text | a | A\n | end_group | |", "XLSFORM_020", ("survey", 3, "type")),
        (
            "survey | type | name | label | parameters\n | range | a | A | start:1",
            "XLSFORM_010",
            ("survey", 2, "parameters"),
        ),
        ("survey | type | name\n | begin_repeat | data\n | end_repeat |", "XLSFORM_012", ("survey", 2, "name")),
        (
            "survey | type | name | label | relevant\n | text | a | A |\n | text | b | B | ${a} = = 1",
            "XLSFORM_025",
            ("survey", 3, "relevant"),
        ),
        (
            "survey | type | name | calculation\n | calculate | a | ${b} + 1\n | calculate | b | ${a} + 1",
            "XFORM_008",
            None,
        ),
    ],
)  # fmt: skip
def test_a_wrong_workbook_is_refused_with_its_place(
    book: BookMaker, table: str, code: str, place: tuple[str, int | None, str | None] | None
) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        load_xlsform(book(table), "x")
    first = refused.value.faults[0]
    for fault in refused.value.faults:
        for language in ("zh-CN", "en"):
            assert not re.search(r"None|\{\w", describe(fault, language))
    assert first.code == code
    if place is not None:
        assert (first.sheet, first.row, first.column) == place


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
OLD = COMPOUND + bytes(600) + "Workbook".encode("utf-16-le")


@pytest.mark.parametrize("content", [b"", b"type,name", COMPOUND + bytes(600), OLD, b"PK\x03\x04" + bytes(99)])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(WorkbookRefused):
        load_xlsform(content, "x")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("[row : 4] On the 'survey' sheet, the 'frobnication' value is invalid.", "XLSFORM_021"),
        ("[row : 4] Something new.", "XLSFORM_022"),
        ("Something new.", "XLSFORM_023"),
        ("There is no survey element named 'q'.", "XLSFORM_023"),
    ],
)
def test_words_of_the_converter_that_are_not_known_are_handed_on(message: str, code: str) -> None:
    (fault,) = faults_of(message)
    assert fault.code == code
    assert message.partition("] ")[2].rstrip(".") in describe(fault, "zh-CN") or message in describe(fault, "zh-CN")


def test_an_expression_is_told_with_its_cell_and_its_character(book: BookMaker) -> None:
    table = "survey | type | name | label | relevant\n | text | a | A | 1 +"
    with pytest.raises(WorkbookRefused) as refused:
        load_xlsform(book(table), "x")
    where, why = (describe(fault, "en") for fault in refused.value.faults)
    assert "row 2 (a), column “relevant” of sheet “survey”" in where
    assert "character 4" in why
