"""Groups, repeats, loops, settings, media and files: what of a form stands in its checklist."""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.workbook import load_workbook

BookMaker = Callable[[str], bytes]

NESTED = """
survey | type         | name  | label | appearance | relevant    | repeat_count | required
       | text         | first | 甲    |            |             |              | yes
       | begin_group  | site  | 场所  | field-list | ${first}='a' |
       | integer      | rooms | 间数  |
       | begin_repeat | room  | 房间  |            |             | ${rooms}
       | text         | name  | 名称  |
       | begin_repeat | door  | 门    |
       | decimal      | width | 宽    |
       | end_repeat
       | end_repeat
       | end_group
       | begin_group  | other | 其他  |
       | text         | name  | 名称  |
       | end_group
"""


def test_groups_and_repeats_know_their_place(book: BookMaker) -> None:
    checklist = load_workbook(book(NESTED), "x")
    assert [(g.path, g.parent, g.is_repeat, g.is_on_one_page, g.count) for g in checklist.groups] == [
        ("/data/site", None, False, True, ""),
        ("/data/site/room", "/data/site", True, False, "/data/site/rooms"),
        ("/data/site/room/door", "/data/site/room", True, False, ""),
        ("/data/other", None, False, False, ""),
    ]
    assert checklist.group("site").relevant == "/data/first ='a'"


def test_questions_know_their_path_and_the_repeats_around_them(book: BookMaker) -> None:
    checklist = load_workbook(book(NESTED), "x")
    assert [(q.number, q.path, q.repeats) for q in checklist.questions] == [
        (1, "/data/first", ()),
        (2, "/data/site/rooms", ()),
        (3, "/data/site/room/name", ("/data/site/room",)),
        (4, "/data/site/room/door/width", ("/data/site/room", "/data/site/room/door")),
        (5, "/data/other/name", ()),
    ]
    assert checklist.at("/data/site/room[2]/door[1]/width").number == 4
    assert checklist.question("name").number == 3


def test_the_filling_engine_reads_what_the_checklist_holds(book: BookMaker) -> None:
    checklist = load_workbook(book(NESTED), "x")
    form = read_form(checklist.xform)
    assert {question.path for question in checklist.questions} <= form.definitions.keys()


LOGIC = [
    ("text | q | 甲", False),
    ("integer | q | 甲 | constraint=. >= 1 and . < 9", False),
    ("text | q | 甲 | required=yes", False),
    ("decimal | q | 甲 | constraint=. > 0", True),
    ("text | q | 甲 | constraint=regex(., '^a')", True),
    ("text | q | 甲 | required=${z} = 1", True),
    ("text | q | 甲 | relevant=${z} = 1", True),
    ("text | q | 甲 | read_only=yes", False),
    ("integer | q | 甲 | read_only=yes", True),
    ("integer | q | 甲 | read_only=${z} = 1", True),
    ("calculate | q | | calculation=1", True),
    ("text | q | 甲 | default=乙", True),
    ("date | q | 甲 | default=today()", True),
    ("text | q | 您好 ${z}", True),
    ("text | q | 甲 | trigger=${z}", True),
    ("today | q |", True),
    ("select_one l | q | 甲", False),
    ("select_one l | q | 甲 | choice_filter=region = ${z}", True),
    ("select_one l | q | 甲 | parameters=randomize=true", True),
    ("select_one l or_other | q | 甲", True),
    ("select_one ${z} | q | 甲", True),
]


@pytest.mark.parametrize(("row", "has_logic"), LOGIC)
def test_a_form_has_logic_when_anything_has_to_be_worked_out(row: str, has_logic: bool, book: BookMaker) -> None:
    cells = [part.strip() for part in row.split("|")]
    column, _, value = (cells.pop() if len(cells) > 3 else "hint=").partition("=")
    head = "begin_repeat | rep | 份" if "${z} |" in row else ""
    foot = "end_repeat" if head else ""
    table = "\n".join(
        [
            f"survey | type | name | label | {column}",
            f" | {head}",
            " | text | z | 末",
            f" | {foot}",
            f" | {' | '.join(cells)} | {value}",
            "choices | list_name | name | label | region\n | l | a | 甲 | n",
        ]
    )
    assert load_workbook(book(table), "x").has_logic is has_logic


@pytest.mark.parametrize("edge", ["group", "repeat"])
def test_what_happens_more_than_once_or_under_a_condition_is_logic(edge: str, book: BookMaker) -> None:
    plain = f"survey|type|name|label|relevant\n|begin_{edge}|g|组\n|text|q|甲\n|end_{edge}"
    assert load_workbook(book(plain), "x").has_logic is (edge == "repeat")
    assert load_workbook(book(plain.replace("组", "组|1 = 2")), "x").has_logic


def test_names_that_are_used_again_need_the_engine(book: BookMaker) -> None:
    table = "survey|type|name|label\n|text|q|甲\n|begin_group|g|组\n|text|q|乙\n|end_group"
    assert load_workbook(book(table), "x").has_logic


def test_media_and_files_are_listed(book: BookMaker) -> None:
    table = """
        survey   | type         | name | label::zh | label::en | image::zh | image::en | audio
                 | select_one l | q    | 甲        | A         | a.png     | b.png     | a.mp3
        choices  | list_name    | name | label::zh | label::en | media::image
                 | l            | x    | 一        | One       | x.png
        settings | default_language
                 | zh
    """
    given = {"a.png": b"1", "b.png": b"2", "a.mp3": b"3", "x.png": b"4", "unused.png": b"5"}
    checklist = load_workbook(book(table), "x", given)
    question = checklist.question("q")
    assert question.media == {
        "image": {"zh": "a.png", "en": "b.png"},
        "audio": {"zh": "a.mp3"},  # of every language, because no other has one
    }
    assert question.choices[0].media == {"image": {"zh": "x.png"}}
    assert {file.name: file.sha256 for file in checklist.files} == {
        name: hashlib.sha256(content).hexdigest() for name, content in given.items() if name != "unused.png"
    }


def test_a_loop_is_written_out_for_each_choice(book: BookMaker) -> None:
    table = """
        survey   | type              | name | label
                 | begin loop over l | by   | 各种
                 | integer           | n    | %(label)s 有几个
                 | end loop
        choices  | list_name | name | label
                 | l         | bus  | 客车
                 | l         | bike | 自行车
    """
    checklist = load_workbook(book(table), "x")
    assert [(q.path, q.label["und"]) for q in checklist.questions] == [
        ("/data/by/bus/n", "客车 有几个"),
        ("/data/by/bike/n", "自行车 有几个"),
    ]


def test_a_loop_over_choices_without_labels_uses_their_names(book: BookMaker) -> None:
    table = """
        survey   | type              | name | label
                 | begin loop over l | by   | 各种
                 | integer           | n    | %(label)s 有几个
                 | end loop
        choices  | list_name | name
                 | l         | bus
    """
    assert load_workbook(book(table), "x").question("n").label == {"und": "bus 有几个"}


def test_entities_are_taken_in_a_form_of_several_languages(book: BookMaker) -> None:
    table = """
        survey   | type | name | label::zh | label::en | save_to
                 | text | q    | 甲        | A         | species
        entities | list_name | label | create_if
                 | trees     | ${q}  | ${q} != ''
        settings | default_language
                 | zh
    """
    assert 'entities:saveto="species"' in load_workbook(book(table), "x").xform


def test_a_grid_of_choices_is_asked_row_by_row(book: BookMaker) -> None:
    table = """
        survey   | type         | name | label | appearance
                 | begin_group  | g    | 表    | table-list
                 | select_one l | a    | 甲    |
                 | select_one l | b    | 乙    |
                 | end_group
        choices  | list_name    | name | label
                 | l            | x    | 一
    """
    checklist = load_workbook(book(table), "x")
    assert [question.name for question in checklist.asked] == ["a", "b"]
    assert checklist.group("g").is_on_one_page


def test_every_setting_is_taken(book: BookMaker) -> None:
    table = """
        survey   | type | name | label | bind::esri:fieldLength | instance::kind | body::accept
                 | text | q    | 甲    | 7                      | b              | pdf
        settings | form_title | form_id | version | name   | style      | instance_name   | namespaces
                 | 标题       | f       | 3       | census | theme-grid | concat('a', ${q}) | esri="http://esri.com/xforms"
    """
    checklist = load_workbook(book(table), "x")
    assert (checklist.title, checklist.form_id, checklist.version) == ({"und": "标题"}, "f", "3")
    assert checklist.question("q").path == "/census/q"
    for written in ('esri:fieldLength="7"', 'kind="b"', 'accept="pdf"', "theme-grid", "instanceName"):
        assert written in checklist.xform


def test_disabled_rows_and_the_author_s_own_rows_are_left_out(book: BookMaker) -> None:
    table = """
        survey | type | name | label | disabled
               | text | q    | 甲    |
               | text | r    | 乙    | yes
    """
    assert [question.name for question in load_workbook(book(table), "x").questions] == ["q"]


def test_shown_values_are_neither_asked_nor_numbered(book: BookMaker) -> None:
    table = """
        survey | type    | name | label | calculation | readonly
               | integer | a    | 甲    |
               | integer | sum  | 合计  | ${a} * 2    |
               | integer | b    | 乙    |             | yes
               | integer | c    | 丙    |
    """
    checklist = load_workbook(book(table), "x")
    assert [(q.name, q.number, q.read_only) for q in checklist.questions] == [
        ("a", 1, False),
        ("sum", None, True),
        ("b", None, True),
        ("c", 2, False),
    ]


def large_book(rows: list[list[str]], choices: list[list[str]]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    listed = workbook.create_sheet("choices")
    for row in [["list_name", "name", "label"], *choices]:
        listed.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_large_form_full_of_conditions_loads_in_time() -> None:
    rows = [["type", "name", "label", "relevant"], ["text", "q0", "问 0", ""]]
    rows += [[("integer", "select_one yn")[n % 2], f"q{n}", f"问 {n}", f"${{q{n - 1}}} = 'yes'"] for n in range(1, 485)]
    content = large_book(rows, [["yn", "yes", "是"], ["yn", "no", "否"]])
    started = time.process_time()
    assert len(load_workbook(content, "x").asked) == 485
    assert time.process_time() - started < 6  # about 2 on a quiet machine


def test_a_list_of_ten_thousand_choices_is_fine() -> None:
    rows = [["type", "name", "label"], ["select_one big", "q", "问"], ["select_multiple big", "r", "问"]]
    content = large_book(rows, [["big", f"c{n}", f"选项 {n}"] for n in range(10_000)])
    checklist = load_workbook(content, "x")
    assert len(checklist.question("q").choices) == 10_000
    assert len(checklist.to_dict()["lists"]) == 1


@pytest.mark.parametrize("choices", ["", "\nchoices | list_name | name | label\n | l | a | 甲"])
def test_several_of_earlier_answers_are_chosen(choices: str, book: BookMaker) -> None:
    table = (
        "survey | type | name | label | hint\n | begin_repeat | p | 人\n | text | nm | 姓名\n | end_repeat\n"
        " | select_one ${nm} | head | 户主\n | select_multiple ${nm} | kids | 孩子 | 可多选"
    )
    checklist = load_workbook(book(table + choices), "x")
    assert [(question.name, question.kind) for question in checklist.questions] == [
        ("nm", "text"),
        ("head", "choice"),
        ("kids", "choices"),
    ]
    filling = begin(read_form(checklist.xform), now=datetime(2026, 3, 12, tzinfo=UTC), seed="x")
    filling.add_repeat("/data/p")
    filling.add_repeat("/data/p")
    filling.answer("/data/p[1]/nm", "甲")
    filling.answer("/data/p[2]/nm", "乙")
    assert [choice.value for choice in filling.question("/data/kids").choices] == ["甲", "乙"]
    filling.answer("/data/kids", "乙 甲")
    assert filling.question("/data/kids").value == "甲 乙"
