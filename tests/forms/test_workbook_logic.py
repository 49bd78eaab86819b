"""Every fault of expressions, references, parameters and attached files: drawn as a table, with where it is found."""

import re
from collections.abc import Callable

import pytest

from forms.attached_files import MAX_FILE_BYTES
from forms.shown_files import MOST_BYTES_OF_A_PHOTO
from forms.workbook import WorkbookRefused, load_workbook
from rules.errors import Problem, describe, form_logic

BookMaker = Callable[[str], bytes]

YES_NO = """
choices | list_name | name | label
        | yn        | yes  | 是
        | yn        | no   | 否
"""
TOWNS = b"name,label,region\nlinyi,Linyi,north\n"


def survey(headings: str, *rows: str) -> str:
    return "\n".join([f"survey | {headings}", *(f" | {row}" for row in rows)])


def asked(column: str, *rows: str) -> str:
    """A survey with one more column."""
    return survey(f"type | name | label | {column}", *rows)


# The problem, the workbook, and the sheet, row and column where it is found.
CASES: list[tuple[Problem, str, str | None, int | None, str | None]] = [
    *(
        (
            form_logic.EXPRESSION_WRONG,
            asked("relevant", "text|p|甲|", f"text|q|乙|{expression}"), "survey", 3, "relevant",
        )
        for expression in (
            "${p} = 'a",
            "${p} = ",
            "${p} == 1",
            "selectd(${p}, 'a')",
            "selected(${p})",
            "if(${p} = 1, 2)",
            "$p = 1",
            "esri:near(${p})",
        )
    ),
    *(
        (form_logic.EXPRESSION_WRONG, asked(column, f"{kind} | q | 甲 | {written}"), "survey", 2, column)
        for column, kind, written in (
            ("constraint", "integer", ". > "),
            ("constraint", "text", "regex(., '[')"),
            ("relevant", "text", "regex(${q}, '^a(b$')"),
            ("constraint", "text", r"regex(., '^(a)\1$')"),
            ("calculation", "calculate", "1 +"),
            ("required", "text", "1 = ("),
            ("read_only", "text", "yes or"),
            ("default", "text", "concat('a'"),
            ("bind::relevant", "text", "1 2"),
            ("repeat_count", "text", "count("),
        )
    ),
    (
        form_logic.EXPRESSION_WRONG,
        asked("choice_filter", "select_one yn | q | 甲 | name = 'a") + YES_NO, "survey", 2, "choice_filter",
    ),
    (
        form_logic.EXPRESSION_WRONG,
        asked("hint", "text | q | 甲 | 乙") + "\nsettings | instance_name\n | concat(${q}",
        "settings", 2, "instance_name",
    ),
    (
        form_logic.EXPRESSION_WRONG,
        asked("hint", "text | q | 甲 | 乙") + "\nentities | list_name | label | create_if\n | trees | ${q} | ${q} =",
        "entities", 2, "create_if",
    ),
    *(
        (form_logic.REFERENCE_NOT_UNDERSTOOD, asked("hint", f"text | q | 甲 | {text}"), "survey", 2, "hint")
        for text in ("${ q }", "${q", "${}", "${a b}")
    ),
    (form_logic.UNKNOWN_REFERENCE, asked("hint", "text | quest | 甲 | ${qeust}"), "survey", 2, "hint"),
    (form_logic.UNKNOWN_REFERENCE, asked("relevant", "text | q | 甲 | ${gone} = 1"), "survey", 2, "relevant"),
    (form_logic.UNKNOWN_REFERENCE, asked("trigger", "text | q | 甲 | ${gone}"), "survey", 2, "trigger"),
    (
        form_logic.UNKNOWN_REFERENCE,
        asked("hint", "select_one l | q | 甲 |") + "\nchoices | list_name | name | label\n | l | a | ${gone}",
        "choices", 2, "label",
    ),
    (
        form_logic.AMBIGUOUS_REFERENCE,
        asked(
            "relevant", "begin_group|g|组|", "text|q|甲|", "end_group", "begin_group|h|组|", "text|q|甲|", "end_group",
            "text | r | 乙 | ${q} = 1",
        ),
        "survey", 8, "relevant",
    ),
    (
        form_logic.REFERENCES_TOUCH,
        asked("calculation", "text | p | 甲 |", "calculate | c | | ${p} ${p}"), "survey", 3, "calculation",
    ),
    (form_logic.YES_OR_NO_NOT_UNDERSTOOD, asked("required", "text | q | 甲 | 是"), "survey", 2, "required"),
    (form_logic.YES_OR_NO_NOT_UNDERSTOOD, asked("readonly", "text | q | 甲 | readonly"), "survey", 2, "readonly"),
    (
        form_logic.UNKNOWN_INSTANCE,
        asked("calculation", "text|q|甲|", "calculate | c | | instance('towns')/root/item[name = ${q}]/label"),
        "survey", 3, "calculation",
    ),
    (form_logic.TRIGGER_NOT_UNDERSTOOD, asked("trigger", "text|p|甲|", "text|q|乙|p"), "survey", 3, "trigger"),
    (
        form_logic.TRIGGER_IS_GROUP,
        asked("trigger", "begin_group|g|组|", "text|p|甲|", "end_group", "text|q|乙|${g}"), "survey", 5, "trigger",
    ),
    (
        form_logic.TRIGGER_IS_HIDDEN,
        asked("trigger | calculation", "calculate|p|||1", "text|q|乙|${p}|2"), "survey", 3, "trigger",
    ),
    (form_logic.CIRCLE, asked("relevant", "text | q | 甲 | ${q} = 1"), "survey", 2, "relevant"),
    (
        form_logic.CIRCLE,
        asked("calculation", "text|x|甲|", "calculate|a||${c} + 1", "calculate|b||${a}", "calculate|c||${b} + ${x}"),
        "survey", 3, "calculation",
    ),
    (
        form_logic.CIRCLE,
        asked("relevant | calculation", "integer|q|甲|${sum} > 1|", "calculate|sum|||${q} + 1"),
        "survey", 2, "relevant",
    ),
    (
        form_logic.CIRCLE,
        asked("relevant", "begin_group|g|组|${q} = 1", "integer|q|甲|", "end_group"), "survey", 2, "relevant",
    ),
    (form_logic.NO_CALCULATION, asked("calculation", "text|p|甲|", "calculate | c | |"), "survey", 3, "calculation"),
    *(
        (
            form_logic.PARAMETERS_NOT_UNDERSTOOD,
            asked("parameters", f"range | q | 甲 | {text}"), "survey", 2, "parameters",
        )
        for text in ("1 to 5", "start=1 end", "start = = 5")
    ),
    (form_logic.PARAMETER_UNKNOWN, asked("parameters", "range | q | 甲 | begin=1"), "survey", 2, "parameters"),
    *(
        (
            form_logic.PARAMETER_WRONG,
            asked("parameters", f"{kind} | q | 甲 | {text}") + YES_NO, "survey", 2, "parameters",
        )
        for kind, text in (
            ("range", "start=one"),
            ("image", "max-pixels=large"),
            ("text", "rows=1.5"),
            ("select_one yn", "randomize=yes"),
            ("select_one yn", "seed=4"),
            ("select_one yn", "randomize=true seed=four"),
            ("audio", "quality=best"),
            ("geotrace", "incremental=false"),
            ("geopoint", "capture-accuracy=near"),
            ("range", "tick_labelset=gone"),
        )
    ),
    (
        form_logic.PARAMETER_MISSING,
        asked("parameters", "text|q|甲|", "audit|||location-priority=balanced"), "survey", 3, "parameters",
    ),
    *(
        (form_logic.RANGE_IMPOSSIBLE, asked("parameters", f"range | q | 甲 | {text}"), "survey", 2, "parameters")
        for text in ("step=0", "start=1 end=5 step=9", "start=3 end=3")
    ),
    *(
        (form_logic.FILE_MISSING, asked(column, row) + YES_NO, "survey", 2, place)
        for column, row, place in (
            ("hint", "select_one_from_file shops.csv | q | 甲 |", "type"),
            ("hint", "select_multiple_from_file shops.xml | q | 甲 |", "type"),
            ("hint", "select_one_from_file shops.geojson | q | 甲 |", "type"),
            ("calculation", "text | q | 甲 | pulldata('shops', 'name', 'key', 'a')", "calculation"),
            ("image", "text | q | 甲 | shop.png", "image"),
            ("media::audio", "text | q | 甲 | shop.mp3", "media::audio"),
            ("appearance", "select_one yn | q | 甲 | search('shops')", "type"),
        )
    ),
    (
        form_logic.FILE_MISSING,
        asked("hint", "text | q | 甲 |", "csv-external | shops | |"), "survey", 3, "type",
    ),
    (
        form_logic.FILE_MISSING,
        asked("hint", "text|q|甲|") + "\nchoices | list_name | name | label | image\n | l | a | 甲 | a.png",
        "choices", 2, "image",
    ),
    (
        form_logic.FILE_COLUMN_MISSING,
        asked("parameters", "select_one_from_file towns.csv | q | 甲 | value=code"), "survey", 2, "type",
    ),
    (
        form_logic.FILE_COLUMN_MISSING,
        asked("calculation", "text | q | 甲 | pulldata('towns', 'mayor', 'name', 'linyi')"), "survey", 2, "calculation",
    ),
    (form_logic.FILE_NOT_UNDERSTOOD, asked("hint", "select_one_from_file bad.geojson|q|甲|"), "survey", 2, "type"),
    (form_logic.FILE_NOT_UNDERSTOOD, asked("hint", "select_one_from_file bad.xml | q | 甲 |"), "survey", 2, "type"),
    (form_logic.FILE_TOO_LARGE, asked("hint", "select_one_from_file large.csv | q | 甲 |"), "survey", 2, "type"),
    (form_logic.FILE_TOO_LARGE, asked("media::image", "text | q | 甲 | large.jpg"), "survey", 2, "media::image"),
    (
        form_logic.FORM_NOT_RUNNABLE,
        asked("calculation", "text | q | 甲 |", "calculate | c | | /data/c + ${q}"), "survey", 3, "calculation",
    ),
    *(
        (form_logic.FORM_NOT_RUNNABLE, asked(column, "text|p|丙|", f"{row} | {written}", *more), "survey", 3, column)
        for column, row, written, *more in (
            ("calculation", "calculate | c | ", "date('2026-02-31')"),
            ("default", "date | q | 甲", "date('2026-02-31')"),
            ("relevant", "text | q | 甲", "date('2026-02-31') > today()"),
            ("required", "text | q | 甲", "date('2026-02-31') > today()"),
            ("repeat_count", "begin_repeat | r | 份", "1000000", "text | q | 甲 |", "end_repeat | | |"),
        )
    ),
    (
        form_logic.FORM_NOT_RUNNABLE,
        asked(
            "repeat_count", "begin_repeat | r | 份 | 200", "begin_repeat | s | 页 | 200", "text | q | 甲 |",
            "end_repeat | | |", "end_repeat | | |",
        ),
        "survey", 3, "repeat_count",
    ),
    *(
        (form_logic.SEARCH_NOT_UNDERSTOOD, asked("appearance", row) + YES_NO, "survey", 2, "appearance")
        for row in (
            "select_one yn | q | 甲 | search(towns)",
            "select_one yn | q | 甲 | search('towns', 'like', 'region', 'a')",
            "text | q | 甲 | search('towns')",
        )
    ),
    (
        form_logic.FILTER_WITH_OTHER,
        asked("choice_filter", "select_one yn or_other | q | 甲 | name != 'a'") + YES_NO, "survey", 2, "choice_filter",
    ),
]  # fmt: skip
GIVEN = {
    "towns.csv": TOWNS,
    "bad.geojson": b"{}",
    "bad.xml": b"<root><item>",
    "large.csv": b"name,label\n" + bytes(MAX_FILE_BYTES),
    "large.jpg": bytes(MOST_BYTES_OF_A_PHOTO + 1),
}


@pytest.mark.parametrize(
    ("problem", "table", "place"),
    [pytest.param(problem, table, place, id=problem.code) for problem, table, *place in CASES],
)
def test_a_fault_is_named_with_its_place(problem: Problem, table: str, place: list[object], book: BookMaker) -> None:
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(table), "x", GIVEN)
    assert [(fault.code, fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [
        (problem.code, *place)
    ]
    for language in ("zh-CN", "en"):
        assert "None" not in describe(caught.value.faults[0], language)


def test_every_problem_of_logic_has_a_case() -> None:
    known = {each.code for each in vars(form_logic).values() if isinstance(each, Problem)}
    assert {case[0].code for case in CASES} | {form_logic.FORM_NOT_RUNNABLE_AT_ALL.code} == known


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("${longer_name} = 1 and (", 25),
        ("${longer_name} ++ 1", 0),
        ("selected(${longer_name}, 'a') or nonsense()", 34),
        ("‘a’ = ${longer_name} and today(1)", 26),
    ],
)
def test_an_expression_is_faulted_at_its_character_in_the_cell(written: str, position: int, book: BookMaker) -> None:
    table = asked("relevant", "text | longer_name | 甲 |", f"text | q | 乙 | {written}")
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(table), "x")
    (fault,) = caught.value.faults
    assert fault.because is not None
    if position:
        assert fault.because.params["column"] == str(position)
        assert re.search(rf"第{position}个字符", describe(fault, "zh-CN"))
        assert f"character {position}" in describe(fault, "en")


def test_a_circle_names_who_takes_part(book: BookMaker) -> None:
    table = asked("calculation", "text|x|甲|", "calculate|a||${b} + 1", "calculate|b||${a}")
    with pytest.raises(WorkbookRefused) as caught:
        load_workbook(book(table), "x")
    assert caught.value.faults[0].params["names"] == "a → b → a"


def test_a_running_total_over_the_rounds_of_a_repeat_is_no_circle(book: BookMaker) -> None:
    table = asked(
        "calculation",
        "begin_repeat | r | 份 |",
        "integer | n | 数 |",
        "calculate | total | | ${n} + coalesce(indexed-repeat(${total}, ${r}, position(..) - 1), 0)",
        "end_repeat",
    )
    assert load_workbook(book(table), "x").has_logic
