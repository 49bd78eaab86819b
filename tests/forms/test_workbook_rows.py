"""Every fault that rows and choices of a workbook can have: drawn as a table, with where it is found."""

import re
from collections.abc import Callable

import pytest

from forms.survey_rows import MAX_QUESTIONS
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
    (form_rows.TYPE_NOT_SUPPORTED, survey("type | name | label", "geopoint | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_NOT_SUPPORTED, survey("type | name | label", "calculate | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_NOT_SUPPORTED, survey("type | name | label", "rank yn | q | 甲"), "survey", 2, "type"),
    (form_rows.TYPE_NOT_SUPPORTED, survey("type | name | label", "select_one ${p} | q | 甲"), "survey", 2, "type"),
    (form_rows.REPEAT_NOT_SUPPORTED, survey("type | name | label", "begin_repeat | q | 甲"), "survey", 2, "type"),
    (form_rows.NO_NAME, survey("type | name | label", "text | | 甲"), "survey", 2, "name"),
    (form_rows.BAD_NAME, survey("type | name | label", "text | 1 q | 甲"), "survey", 2, "name"),
    (form_rows.NAME_TWICE, survey("type | name | label", "text | q | 甲", "text | q | 乙"), "survey", 3, "name"),
    (
        form_rows.NAME_TWICE,
        survey("type | name | label", "text | q | 甲", "begin_group | g | 组", "text | q | 乙", "end_group"),
        "survey", 4, "name",
    ),
    (form_rows.NO_TEXT, survey("type | name | label", "text | q | 甲", "text | r |"), "survey", 3, "label"),
    (form_rows.NO_TEXT, survey("type | name | label::zh | label::en", "text | q | 甲 |"), "survey", 2, "label::en"),
    (
        form_rows.NO_TEXT,
        survey("type | name | label::zh | label::en | hint::zh | hint::en", "text | q | 甲 | A | 看 |"),
        "survey", 2, "hint::en",
    ),
    (
        form_rows.NO_TEXT,
        SELECT + "\nchoices | list_name | name | label\n | l | a |",
        "choices", 2, "label",
    ),
    (form_rows.END_WITHOUT_BEGIN, survey("type | name | label", "text | q | 甲", "end_group"), "survey", 3, "type"),
    (
        form_rows.BEGIN_WITHOUT_END,
        survey("type | name | label", "begin_group | g | 组", "text | q | 甲"), "survey", 2, "type",
    ),
    (
        form_rows.GROUP_IN_GROUP,
        survey("type | name | label", "begin_group|g|组", "begin_group|h|组", "text|q|甲", "end_group", "end_group"),
        "survey", 3, "type",
    ),
    (
        form_rows.EMPTY_GROUP,
        survey("type | name | label", "begin group | g | 组", "end group", "text | q | 甲"), "survey", 2, "type",
    ),
    *(
        (form_rows.COLUMN_NOT_SUPPORTED, survey(f"type|name|label|{column}", "text|q|甲|1"), "survey", 2, column)
        for column in (
            "relevant", "relevance", "calculation", "choice_filter", "trigger", "default", "repeat_count",
            "read_only", "media::image::zh", "image", "body::accept", "bind::jr:preload", "disabled",
        )
    ),
    (
        form_rows.COLUMN_NOT_SUPPORTED,
        SELECT + "\nchoices | list_name | name | label | image\n | l | a | 甲 | a.png",
        "choices", 2, "image",
    ),
    (
        form_rows.APPEARANCE_NOT_SUPPORTED,
        survey("type | name | label | appearance", "text | q | 甲 | multiline", "image | r | 乙 | w2 signature"),
        "survey", 3, "appearance",
    ),
    (
        form_rows.PARAMETER_NOT_SUPPORTED,
        survey("type | name | label | parameters", "select_one yn | q | 甲 | randomize=true") + YES_NO,
        "survey", 2, "parameters",
    ),
    (form_rows.REFERENCE_NOT_SUPPORTED, survey("type | name | label", "text | q | ${p} 好"), "survey", 2, "label"),
    (
        form_rows.REFERENCE_NOT_SUPPORTED,
        survey("type | name | label | constraint", "integer | q | 甲 | . < ${p}"), "survey", 2, "constraint",
    ),
    (
        form_rows.REFERENCE_NOT_SUPPORTED,
        SELECT + "\nchoices | list_name | name | label\n | l | a | ${q}",
        "choices", 2, "label",
    ),
    (
        form_rows.REQUIRED_NOT_UNDERSTOOD,
        survey("type | name | label | required", "text | q | 甲 | 是"), "survey", 2, "required",
    ),
    *(
        (form_rows.RANGE_NOT_UNDERSTOOD, survey("type|name|label|constraint", f"{row}"), "survey", 2, "constraint")
        for row in (
            "integer | q | 甲 | . >= 0 or . <= 9",
            "integer | q | 甲 | . = 5",
            "text | q | 甲 | regex(., '^a')",
            "date | q | 甲 | . <= today()",
            "decimal | q | 甲 | ((. >= 0)",
        )
    ),
    (
        form_rows.RANGE_NOT_UNDERSTOOD,
        survey("type | name | label | bind::hecha:usual", "decimal | q | 甲 | 0–8") + SETTINGS,
        "survey", 2, "bind::hecha:usual",
    ),
    (
        form_rows.RANGE_OPEN,
        survey("type | name | label | constraint", "decimal | q | 甲 | . > 0"), "survey", 2, "constraint",
    ),
    (
        form_rows.RANGE_EMPTY,
        survey("type | name | label | constraint", "integer | q | 甲 | . > 4 and . < 5"), "survey", 2, "constraint",
    ),
    (
        form_rows.RANGE_MISPLACED,
        survey("type | name | label | constraint", "text | q | 甲 | . >= 4"), "survey", 2, "constraint",
    ),
    (form_rows.NO_LIST, survey("type | name | label", "select_one | q | 甲"), "survey", 2, "type"),
    (form_rows.UNKNOWN_LIST, survey("type | name | label", "select_one ny | q | 甲") + YES_NO, "survey", 2, "type"),
    (
        form_rows.UNKNOWN_LIST,
        survey(
            "type | name | label | bind::hecha:complies | bind::hecha:problem | bind::hecha:phrases",
            "select_one yn | q | 甲 | yes | no | gone",
        ) + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:phrases",
    ),
    (
        form_rows.OTHER_NOT_SUPPORTED,
        survey("type | name | label", "select_one yn or_other | q | 甲") + YES_NO, "survey", 2, "type",
    ),
    (
        form_rows.TOO_MANY_QUESTIONS,
        survey("type | name | label", *(f"text | q{number} | 题" for number in range(MAX_QUESTIONS + 1))),
        "survey", None, None,
    ),
    (form_rows.NO_QUESTIONS, survey("type | name | label", "note | n | 您好"), "survey", None, None),
    (form_rows.NO_QUESTIONS, survey("type | name | label"), "survey", None, None),
    (form_rows.CHOICE_WITHOUT_LIST, QUESTION + YES_NO + " | | x | 丙", "choices", 4, "list_name"),
    (form_rows.CHOICE_WITHOUT_NAME, QUESTION + YES_NO + " | yn | | 丙", "choices", 4, "name"),
    (
        form_rows.CHOICE_NAME_WITH_SPACE,
        QUESTION + YES_NO + " | yn | a b | 丙", "choices", 4, "name",
    ),
    (form_rows.CHOICE_TWICE, QUESTION + YES_NO + " | yn | no | 丙", "choices", 4, "name"),
    (form_rows.EMPTY_LIST, SELECT + YES_NO + " | l", "choices", 4, "name"),
    (
        form_rows.TOO_MANY_CHOICES,
        QUESTION + YES_NO + "\n".join(f" | yn | c{n} | 丙" for n in range(299)),
        "choices", None, None,
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:complies", "text | q | 甲 | yes") + SETTINGS,
        "survey", 2, "bind::hecha:complies",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | bind::hecha:phrases", "select_one yn | q | 甲 | yn") + YES_NO + SETTINGS,
        "survey", 2, "bind::hecha:phrases",
    ),
    (
        form_rows.MARK_MISPLACED,
        survey("type | name | label | required", "begin_group | g | 组 | yes", "text | q | 甲", "end_group"),
        "survey", 2, "required",
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
                survey   | type           | name  | label | relevant
                         | text           |       | 甲    | ${p} = 1
                         | select_one yn  | q     |
                         | geopoint       | 1     | 丙
                choices  | list_name      | name  | label
                         | yn             | a     | 甲
                         | yn             | a     | 乙
                settings | instance_name
                         | concat('a')
            """),
            "x",
        )
    assert [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        ("settings", 2, "instance_name"),
        ("survey", 2, "name"),
        ("survey", 2, "relevant"),
        ("survey", 3, "label"),
        ("survey", 4, "type"),
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
