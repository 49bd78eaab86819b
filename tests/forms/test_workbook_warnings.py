"""What an author is told about a workbook that can be used all the same: drawn as a table, with its place."""

from collections.abc import Callable

import pytest

from forms.checklist import in_language
from forms.workbook import load_workbook
from rules.errors import Problem, describe, form_warnings

BookMaker = Callable[[str], bytes]


def survey(headings: str, *rows: str) -> str:
    return "\n".join([f"survey | {headings}", *(f" | {row}" for row in rows)])


PLAIN = survey("type | name | label", "text | q | 甲")
CHOICES = "\nchoices | list_name | name | label | region\n | l | a | 甲 | n\n | l | b | 乙 | s"

# The remark, the workbook, and the sheet, row and column that it is about.
CASES: list[tuple[Problem, str, str | None, int | None, str | None]] = [
    (form_warnings.COLUMN_UNKNOWN, survey("type|name|label|备注", "text|q|甲|乙"), "survey", 1, "备注"),
    (form_warnings.COLUMN_UNKNOWN, PLAIN + "\nsettings | colour\n | red", "settings", 1, "colour"),
    (form_warnings.COLUMN_UNKNOWN, PLAIN + CHOICES.replace("region", "the region"), "choices", 1, "the region"),
    (form_warnings.COLUMN_MISSPELT, survey("type|name|label|constrant", "text|q|甲|1"), "survey", 1, "constrant"),
    (form_warnings.COLUMN_IGNORED, survey("type|name|label|sms_field", "text|q|甲|a"), "survey", 1, "sms_field"),
    (form_warnings.SETTING_IGNORED, PLAIN + "\nsettings | public_key\n | MIIB", "settings", 2, "public_key"),
    (
        form_warnings.CELL_WITHOUT_EFFECT,
        survey("type | name | label | required", "begin_group | g | 组 | yes", "text | q | 甲", "end_group"),
        "survey", 2, "required",
    ),
    (form_warnings.ROW_SKIPPED, survey("type | name | label | hint", "text|q|甲|", " | | | 记"), "survey", 3, None),
    (form_warnings.ROW_SKIPPED, PLAIN + CHOICES + "\n | | | 丙", "choices", 4, None),
    (
        form_warnings.EMPTY_GROUP,
        survey("type | name | label", "begin group | g | 组", "end group", "text | q | 甲"), "survey", 2, None,
    ),
    (form_warnings.ONLY_NOTES, survey("type | name | label", "note | n | 您好"), "survey", None, None),
    (form_warnings.DATE_VALUE, survey("type | name | label | default", "date|q|甲|<day>"), "survey", 2, "default"),
    (
        form_warnings.TEXT_NOT_TRANSLATED,
        survey("type|name|label::zh|label::en", "text|q|甲|A", "text|r|乙|"), "survey", 3, "label::en",
    ),
    (
        form_warnings.LANGUAGE_COLUMN_MISSING,
        survey("type|name|label::zh|label::en|hint::zh", "text|q|甲|A|看"), "survey", 1, "hint::en",
    ),
    (
        form_warnings.DEFAULT_LANGUAGE_UNKNOWN,
        survey("type|name|label::zh", "text|q|甲") + "\nsettings|default_language\n|法语", "settings", None,
        "default_language",
    ),
    (
        form_warnings.CHOICE_WITHOUT_LABEL,
        survey("type|name|label", "select_one l|q|甲") + "\nchoices|list_name|name|label\n|l|a|甲\n|l|b|",
        "choices", 3, None,
    ),
    *(
        (form_warnings.TYPE_IMPOSSIBLE, survey("type | name | label", "text | q | 甲", f"{row}"), "survey", 3, "type")
        for row in ("start-geopoint | p |", "background-audio | p |", "audit | |")
    ),
    (form_warnings.DEVICE_UNKNOWN, survey("type|name|label", "text|q|甲", "deviceid | d |"), "survey", 3, "type"),
    *(
        (problem, survey("type|name|label", "text|q|甲", f"{kind} | d |"), "survey", 3, "type")
        for problem, kind in (
            (form_warnings.STAYS_EMPTY, "email"),
            (form_warnings.STAYS_EMPTY, "simserial"),
            (form_warnings.OF_THE_OFFICER, "username"),
            (form_warnings.OF_THE_OFFICER, "phonenumber"),
        )
    ),
    (
        form_warnings.NO_LAST_SAVED,
        survey("type|name|label|default", "text|q|甲|${last-saved#q}"), "survey", 2, "default",
    ),
    (
        form_warnings.NO_ENTITIES,
        survey("type|name|label", "text|q|甲") + "\nentities|list_name|label\n|trees|concat(${q}, 'x')",
        "entities", 2, None,
    ),
    *(
        (
            form_warnings.DEFAULT_UNFIT,
            survey("type|name|label|default", f"{kind}|q|甲|{written}") + CHOICES, "survey", 2, "default",
        )
        for kind, written in (
            ("integer", "abc"), ("integer", "3.5"), ("decimal", "1,5"), ("date", "2026/3/1"),
            ("date", "2026-03-01 08:00:00"), ("time", "8:30"), ("dateTime", "2026-03-01 08:00"),
            ("select_one l", "maybe"), ("select_multiple l", "a c"),
        )
    ),
    *(
        (
            form_warnings.REFERENCE_TO_NOTHING,
            survey(f"type|name|label|{column}", f"text|q|甲|{written}"), "survey", 2, column,
        )
        for column, written in (
            ("relevant", "/data/nosuch = 'x'"), ("relevant", "../p = 1"), ("relevant", "/form/q = 1"),
            ("constraint", ". != ../../p"),
        )
    ),
    (
        form_warnings.PATTERN_NOT_BOUND,
        survey("type|name|label|constraint", "text|q|甲|regex(., '[0-9]{11}')"), "survey", 2, "constraint",
    ),
    (form_warnings.OSM_AS_FILE, survey("type | name | label", "osm | q | 甲"), "survey", 2, "type"),
    (form_warnings.PLACE_NOT_CERTAIN, survey("type | name | label", "geopoint | q | 甲"), "survey", 2, "type"),
    (form_warnings.NO_DRAWING, survey("type|name|label|appearance", "image|q|甲|annotate"), "survey", 2, "appearance"),
    (
        form_warnings.APPEARANCE_WITHOUT_EFFECT,
        survey("type|name|label|appearance", "text|q|甲|multiline ex:org.app"), "survey", 2, "appearance",
    ),
    (
        form_warnings.REFERENCE_INTO_REPEAT,
        survey("type|name|label", "begin_repeat|r|份", "text|q|甲", "end_repeat", "note|n|上面是 ${q}"),
        "survey", 5, "label",
    ),
    (
        form_warnings.REFERENCE_INTO_REPEAT,
        survey("type|name|label|relevant", "begin_repeat|r|份|", "text|q|甲|", "end_repeat||", "note|n|乙|${q} = 1"),
        "survey", 5, "relevant",
    ),
    (
        form_warnings.NAME_WITHOUT_REFERENCE,
        survey("type|name|label|relevant", "integer|age|甲|", "text|q|乙|age > 5"), "survey", 3, "relevant",
    ),
    (
        form_warnings.FILTER_COLUMN_UNKNOWN,
        survey("type|name|label|choice_filter", "select_one l|q|甲|town = 'n'") + CHOICES, "survey", 2, "choice_filter",
    ),
    (
        form_warnings.TEXT_LONGER_THAN_A_CARD,
        survey("type | name | label", "text | q | 甲", f"note | n | {'乙' * 2001}"), "survey", 3, "label",
    ),
    *(
        (form_warnings.MEDIUM_NOT_SHOWN, survey(f"type|name|label|media::{kind}", f"text|q|甲|{file}"), *place)
        for kind, file in (("image", "plan.svg"), ("image", "a.webp"), ("video", "a.mov"), ("audio", "a.wav"))
        for place in [("survey", 2, f"media::{kind}")]
    ),
    (form_warnings.ROWS_AFTER_GAP, PLAIN + "\n |" * 70 + "\n | text | z | 末", "survey", 73, None),
]  # fmt: skip


GIVEN = dict.fromkeys(("plan.svg", "a.webp", "a.mov", "a.wav"), b"x")


@pytest.mark.parametrize(
    ("problem", "table", "place"),
    [pytest.param(problem, table, place, id=problem.code) for problem, table, *place in CASES],
)
def test_a_remark_is_made_with_its_place_and_the_workbook_is_used(
    problem: Problem, table: str, place: list[object], book: BookMaker
) -> None:
    checklist = load_workbook(book(table), "x", GIVEN)
    assert [(each.code, each.sheet, each.row, each.column) for each in checklist.warnings] == [(problem.code, *place)]
    for language in ("zh-CN", "en"):
        assert "None" not in describe(checklist.warnings[0], language)


def test_every_remark_has_a_case() -> None:
    known = {each.code for each in vars(form_warnings).values() if isinstance(each, Problem)}
    assert {case[0].code for case in CASES} | {form_warnings.DEFAULT_LANGUAGE_MISSING.code} == known


def test_columns_without_a_language_beside_others_are_a_language_of_their_own(book: BookMaker) -> None:
    checklist = load_workbook(book(survey("type | name | label | label::en", "text | q | 甲 | A")), "x")
    assert checklist.question("q").label == {"und": "甲", "en": "A"}
    assert [each.code for each in checklist.warnings] == [form_warnings.DEFAULT_LANGUAGE_MISSING.code]


@pytest.mark.parametrize("order", ["label | label::zh | label::en", "label::zh | label::en | label"])
def test_a_column_that_is_left_empty_is_no_second_text(order: str, book: BookMaker) -> None:
    texts = {"label": "", "label::zh": "甲", "label::en": "A"}
    cells = " | ".join(texts[each] for each in order.split(" | "))
    table = survey(f"type | name | {order}", f"text | q | {cells}") + "\nsettings | default_language\n | zh"
    checklist = load_workbook(book(table), "x")
    assert checklist.question("q").label == {"zh": "甲", "en": "A"}
    assert checklist.warnings == ()


def test_defaults_that_fit_and_references_that_are_there_need_no_remark(book: BookMaker) -> None:
    rows = (
        "integer|a|甲|5.0|", "date|b|乙|2026-03-01|", "date|c|丙|today()|", "select_multiple l|d|丁|a b|",
        "text|g|庚||regex(${f}, '^x+$') or regex(${f}, '.*x.*')",
        "select_one l or_other|e|戊|other|", "text|f|己|x|/data/a = 1 and ../b = '' and current()/../c = ''",
    )  # fmt: skip
    assert load_workbook(book(survey("type|name|label|default|relevant", *rows) + CHOICES), "x").warnings == ()


def test_a_clean_workbook_has_no_remarks(book: BookMaker) -> None:
    table = survey("type | name | label | _note", "select_one l | q | 甲 | 乙") + CHOICES
    assert load_workbook(book(table), "x").warnings == ()


def test_a_text_that_lacks_a_language_is_shown_in_another(book: BookMaker) -> None:
    table = survey("type|name|label::zh|label::en", "text|q|甲|A", "text|r||B") + "\nsettings|default_language\n|zh"
    checklist = load_workbook(book(table), "x")
    assert {in_language(checklist.question("r").label, each) for each in ("zh-CN", "en")} == {"B"}
