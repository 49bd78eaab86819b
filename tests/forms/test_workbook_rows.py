"""Every fault that rows and choices of a workbook can have: drawn as a table, with where it is found."""

import re
from collections.abc import Callable

import pytest

from forms.choice_lists import MAX_CHOICES
from forms.question_types import read_type
from forms.survey_rows import MAX_DEPTH, MAX_QUESTIONS
from forms.workbook import WorkbookRefused, load_workbook
from rules.errors import Problem, describe, form_rows

BookMaker = Callable[[str], bytes]
Place = tuple[str, str | None, int | None, str | None]

SETTINGS = """
settings | namespaces
         | hecha="urn:hecha:form:1"
"""
YES_NO = """
choices | list_name | name | label
        | yn        | yes  | 是
        | yn        | no   | 否
"""


def survey(headings: str, *rows: str) -> str:
    return "\n".join([f"survey | {headings}", *(f" | {row}" for row in rows)])


QUESTION = survey("type | name | label", "text | q | 甲")
SELECT = survey("type | name | label", "select_one l | q | 甲")
COMPLIANCE = "type | name | label | bind::hecha:complies | bind::hecha:problem"

# The problem, the workbook, and the sheet, row and column where it is found.
CASES: list[tuple[Problem, str, str | None, int | None, str | None]] = [
    (form_rows.NO_TYPE, survey("type | name | label", "| q | 甲", "text | r | 乙"), "survey", 2, "type"),
    (form_rows.UNKNOWN_TYPE, survey("type | name | label", "telepathy | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_MISSPELT, survey("type | name | label", "Select_One yn | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_MISSPELT, survey("type | name | label", "interger | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_MISSPELT, survey("type | name | label", "begin_reapeat | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_IS_APPEARANCE, survey("type | name | label", "signature | q | 甲"), "survey", 2, "type"),
    (form_rows.NO_NAME, survey("type | name | label", "text | | 甲"), "survey", 2, "name"),
    (form_rows.NO_NAME, survey("type|name|label", "begin_group | | 甲", "text|q|乙", "end_group"), "survey", 2, "name"),
    (form_rows.BAD_NAME, survey("type | name | label", "text | 1 q | 甲"), "survey", 2, "name"),
    (form_rows.BAD_NAME, survey("type | name | label", "text | a b | 甲"), "survey", 2, "name"),
    (form_rows.BAD_NAME, QUESTION + "\nsettings | name\n | 1 a", "settings", 2, "name"),
    (form_rows.NAME_TWICE, survey("type | name | label", "text | q | 甲", "text | q | 乙"), "survey", 3, "name"),
    (
        form_rows.NAME_TWICE,
        survey("type | name | label", "begin_group | g | 组", "text | q | 甲", "text | q | 乙", "end_group"),
        "survey", 4, "name",
    ),
    (
        form_rows.NAME_TWICE,
        survey(
            "type | name | label", "begin_repeat | r | 一", "text | q | 甲", "end_repeat",
            "begin_group | g | 二", "begin_repeat | r | 三", "text | q | 乙", "end_repeat", "end_group",
        ),
        "survey", 6, "name",
    ),
    (
        form_rows.NAME_OF_FORM,
        survey("type | name | label", "begin_repeat | data | 一", "text | q | 甲", "end_repeat"), "survey", 2, "name",
    ),
    (form_rows.NAME_OF_FORM, survey("type | name | label", "text | meta | 甲"), "survey", 2, "name"),
    (form_rows.AUDIT_NAMED, survey("type | name | label", "text | q | 甲", "audit | trail |"), "survey", 3, "name"),
    (form_rows.NO_TEXT, survey("type | name | label", "text | q | 甲", "text | r |"), "survey", 3, "label"),
    (form_rows.NO_TEXT, survey("type|name|label|guidance_hint", "text|q|甲|", "text|r||乙"), "survey", 3, "label"),
    (form_rows.END_WITHOUT_BEGIN, survey("type | name | label", "text | q | 甲", "end_group"), "survey", 3, "type"),
    (
        form_rows.BEGIN_WITHOUT_END,
        survey("type | name | label", "begin_group | g | 组", "text | q | 甲"), "survey", 2, "type",
    ),
    (
        form_rows.TOO_DEEP,
        survey(
            "type | name | label", *(f"begin_group | g{n} | 组" for n in range(MAX_DEPTH + 1)), "text | q | 甲",
            *["end_group"] * (MAX_DEPTH + 1),
        ),
        "survey", MAX_DEPTH + 2, "type",
    ),
    (
        form_rows.RANGE_NOT_UNDERSTOOD,
        survey("type | name | label | bind::hecha:usual", "decimal | q | 甲 | 0–8") + SETTINGS,
        "survey", 2, "bind::hecha:usual",
    ),
    (
        form_rows.RANGE_OPEN,
        survey("type | name | label | bind::hecha:usual", "decimal | q | 甲 | . > 0") + SETTINGS,
        "survey", 2, "bind::hecha:usual",
    ),
    (
        form_rows.RANGE_EMPTY,
        survey("type | name | label | bind::hecha:usual", "decimal | q | 甲 | . >= 4 and . <= 3") + SETTINGS,
        "survey", 2, "bind::hecha:usual",
    ),
    (
        form_rows.RANGE_EMPTY,
        survey("type | name | label | constraint", "integer | q | 甲 | . > 4 and . < 5"), "survey", 2, "constraint",
    ),
    (form_rows.NO_LIST, survey("type | name | label", "select_one | q | 甲"), "survey", 2, "type"),
    (form_rows.NO_LIST, survey("type | name | label", "rank | q | 甲"), "survey", 2, "type"),
    (
        form_rows.NO_LIST,
        survey("type | name | label", "begin_loop | l | 甲", "text | q | 乙", "end_loop"), "survey", 2, "type",
    ),
    (
        form_rows.NOT_A_LIST_FILE,
        survey("type | name | label", "select_one_from_file towns | q | 甲"), "survey", 2, "type",
    ),
    (form_rows.UNKNOWN_LIST, survey("type | name | label", "select_one ny | q | 甲") + YES_NO, "survey", 2, "type"),
    (
        form_rows.UNKNOWN_LIST,
        survey("type | name | label", "begin loop over ny | l | 甲", "text | q | 乙", "end loop") + YES_NO,
        "survey", 2, "type",
    ),
    (
        form_rows.UNKNOWN_LIST,
        survey(
            "type | name | label | bind::hecha:complies | bind::hecha:problem | bind::hecha:phrases",
            "select_one yn | q | 甲 | yes | no | gone",
        ) + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:phrases",
    ),
    (
        form_rows.UNKNOWN_LIST,
        survey("type | name | label | choice_filter", "select_one_external ny | q | 甲 | a = 1")
        + "\nexternal_choices | list_name | name\n | yn | a",
        "survey", 2, "type",
    ),
    (
        form_rows.TOO_MANY_QUESTIONS,
        survey("type | name | label", *(f"text | q{number} | 题" for number in range(MAX_QUESTIONS + 1))),
        "survey", None, None,
    ),
    (form_rows.NO_QUESTIONS, survey("type | name | label"), "survey", None, None),
    (form_rows.CHOICE_WITHOUT_LIST, QUESTION + YES_NO + " | | x | 丙", "choices", 4, "list_name"),
    (form_rows.CHOICE_WITHOUT_NAME, QUESTION + YES_NO + " | yn | | 丙", "choices", 4, "name"),
    *(
        (
            form_rows.CHOICE_NAME_WITH_SPACE,
            survey("type | name | label", f"{kind} yn | q | 甲") + YES_NO + " | yn | a b | 丙", "choices", 4, "name",
        )
        for kind in ("select_multiple", "rank")
    ),
    (form_rows.CHOICE_TWICE, QUESTION + YES_NO + " | yn | no | 丙", "choices", 4, "name"),
    (form_rows.EMPTY_LIST, SELECT + YES_NO + " | l | | 丙", "choices", 4, "name"),
    (
        form_rows.TOO_MANY_CHOICES,
        QUESTION + YES_NO + "\n".join(f" | yn | c{n} | 丙" for n in range(MAX_CHOICES - 1)),
        "choices", None, None,
    ),
    (
        form_rows.BIG_IMAGE_ALONE,
        survey("type | name | label | big-image", "text | q | 甲 | a.png"), "survey", 2, "big-image",
    ),
    (
        form_rows.GRID_OF_LISTS,
        survey(
            "type | name | label | appearance", "begin_group | g | 组 | table-list", "select_one yn | a | 甲 |",
            "select_one yl | b | 乙 |", "end_group",
        ) + YES_NO + " | yl | x | 丙",
        "survey", 4, "type",
    ),
    (
        form_rows.NO_TRIGGER,
        survey("type | name | label", "text | q | 甲", "background-geopoint | p |"), "survey", 3, "trigger",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:complies", "text | q | 甲 | yes") + SETTINGS,
        "survey", 2, "bind::hecha:complies",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:usual", "text | q | 甲 | . >= 4") + SETTINGS,
        "survey", 2, "bind::hecha:usual",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:phrases", "select_one yn | q | 甲 | yn") + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:phrases",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:item", "begin_group | g | 组 | A-1", "text | q | 甲", "end_group")
        + SETTINGS,
        "survey", 2, "bind::hecha:item",
    ),
    (
        form_rows.MARK_UNKNOWN_CHOICE,
        survey(COMPLIANCE, "select_one yn|q|甲|是|no") + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:complies",
    ),
    (
        form_rows.MARK_WITHOUT_PARTNER,
        survey("type | name | label | bind::hecha:complies", "select_one yn | q | 甲 | yes") + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:complies",
    ),
    (
        form_rows.MARKS_ALIKE,
        survey(COMPLIANCE, "select_one yn|q|甲|no|no") + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:problem",
    ),
    (
        form_rows.MARK_NOT_A_COUNT,
        survey("type | name | label | bind::hecha:photos", "image | q | 甲 | 两张") + SETTINGS,
        "survey", 2, "bind::hecha:photos",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "table", "place"),
    [pytest.param(problem, table, place, id=problem.code) for problem, table, *place in CASES],
)
def test_a_fault_is_named_with_its_place(problem: Problem, table: str, place: list[object], book: BookMaker) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(table), "x")
    assert [(fault.code, fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        (problem.code, *place)
    ]
    for language in ("zh-CN", "en"):
        told = describe(caught.value.faults[0], language)
        assert not re.search(r"[{}]|None", told.replace("${p}", "").replace("${q}", ""))


def test_every_problem_of_rows_has_a_case() -> None:
    known = {each.code for each in vars(form_rows).values() if isinstance(each, Problem)}
    assert {case[0].code for case in CASES} == known


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets(book: BookMaker) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(
            book("""
                survey   | type           | name  | label | relevant | calculation
                         | text           |       | 甲    | ${p} = 1
                         | select_one yn  | q     |
                         | geopiont       | 1     | 丙
                         | calculate      | c     |       |          | ${q
                choices  | list_name      | name  | label
                         | yn             | a     | 甲
                         | yn             | a     | 乙
                settings | instance_name
                         | concat('a'
            """),
            "x",
        )
    assert [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        ("settings", 2, "instance_name"),
        ("survey", 2, "name"),
        ("survey", 2, "relevant"),
        ("survey", 3, "label"),
        ("survey", 4, "type"),
        ("survey", 5, "calculation"),
        ("choices", 3, "name"),
    ]


def test_a_fault_reads_as_a_sentence_with_place_and_remedy(book: BookMaker) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(survey("type | name | label", "integer | | 温度")), "x")
    fault = caught.value.faults[0]
    assert describe(fault, "zh-CN") == ("“survey”表第2行没有填 name（名称）。请填一个字母开头、不重复的名称，如 q2。")
    assert describe(fault, "en") == (
        "Row 2 of sheet “survey” has no name. Give it one that starts with a letter and is not used yet, such as q2."
    )


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("Select_One yn", "select_one yn"),
        ("SELECT_MULTIPLE yn or_other", "select_multiple yn or_other"),
        ("select multiple yn", "select_multiple yn"),
        ("selct one yn", "select_one yn"),
        ("tekst", "text"),
        ("Text", "text"),
        ("integr", "integer"),
        ("geo point", "geopoint"),
        ("Begin Group", "begin_group"),
        ("多选 yn", "select_multiple yn"),
        ("text area", None),
        ("bla", None),
    ],
)
def test_a_type_that_can_be_written_is_suggested(written: str, suggestion: str | None, book: BookMaker) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(survey("type | name | label", "text | p | 乙", f"{written} | q | 甲")), "x")
    (fault,) = (each for each in caught.value.faults if each.row == 3)
    assert fault.params.get("suggestion") == suggestion
    assert suggestion is None or read_type(suggestion).name
