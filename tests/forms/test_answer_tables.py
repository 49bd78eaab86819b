"""Answers as tables: one row a submission, repeats linked by key, several versions in the same columns."""

import io
from datetime import UTC, datetime, time

import openpyxl

from forms.answer_tables import AnswerTables
from forms.checklist import Checklist
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.session import Filling
from forms.filling.submission import submission_of
from forms.spreadsheets import workbook_of
from forms.tables import Table
from forms.workbook import load_workbook
from tests.forms.conftest import make_book

BOOK = """
survey | type | name | label::中文 (zh) | label::English (en) | relevant
 | select_multiple pet | pets  | 宠物 | Pets | |
 | begin_group | home | 家 | Home |
 | integer     | rooms | 几间 | Rooms |
 | text        | more | 其他 | Other | ${rooms} > 2
 | end_group   |       | | |
 | begin_repeat | child | 孩子 | Child | |
 | text | called | 姓名 | Name | |
 | begin_repeat | toy | 玩具 | Toy | |
 | text | what | 姓名 | Name | |
 | end_repeat | | | | |
 | end_repeat | | | | |
 | note | told | 谢谢 | Thanks | |
choices | list_name | name | label::中文 (zh) | label::English (en)
 | pet | cat | 猫 | Cat
 | pet | dog | 狗 | Dog
settings | form_id | version | default_language
 | census | 1 | 中文 (zh)
"""


def filled(checklist: Checklist) -> Filling:
    filling = begin(read_form(checklist.xform), now=datetime(2026, 3, 12, tzinfo=UTC), seed="a")
    filling.answer("/data/pets", "cat dog")
    filling.answer("/data/home/rooms", "2")
    filling.add_repeat("/data/child")
    filling.answer("/data/child[1]/called", "An")
    filling.answer("/data/child[2]/called", "=Bo")
    filling.add_repeat("/data/child[2]/toy")
    filling.answer("/data/child[2]/toy[1]/what", "ball")
    return filling


def tables(language: str) -> tuple[Table, ...]:
    checklist = load_workbook(make_book(BOOK), "census")
    gathered = AnswerTables("census", language)
    gathered.add(checklist, filled(checklist), "uuid:1", {"visit": "017-03"})
    return gathered.tables()


def test_a_submission_is_one_row_and_repeats_are_linked_by_key() -> None:
    whole, children, toys = tables("names")
    assert whole.headings == ("visit", "pets", "home-rooms", "home-more", "KEY")
    assert whole.rows == (("017-03", "cat dog", "2", "", "uuid:1"),)
    assert children.headings == ("called", "KEY", "PARENT_KEY")
    assert children.rows == (("An", "uuid:1/child[1]", "uuid:1"), ("=Bo", "uuid:1/child[2]", "uuid:1"))
    assert toys.rows[-1] == ("ball", "uuid:1/child[2]/toy[1]", "uuid:1/child[2]")


def test_headings_and_answers_are_worded_in_either_language() -> None:
    whole, children, _ = tables("en")
    assert whole.headings == ("visit", "Pets", "Rooms", "Other", "KEY")
    assert whole.rows[0][1] == "Cat; Dog"
    assert children.name == "Child"
    assert tables("zh")[0].rows[0][1] == "猫; 狗"


def test_columns_of_an_older_version_stand_behind_those_of_the_newest() -> None:
    new = load_workbook(make_book(BOOK), "census")
    old = load_workbook(make_book(BOOK.replace("| rooms |", "| halls |").replace("${rooms}", "${halls}")), "census")
    gathered = AnswerTables("census", "names")
    gathered.knows(new, read_form(new.xform).root)
    filling = begin(read_form(old.xform), now=datetime(2026, 3, 12, tzinfo=UTC), seed="a")
    filling.answer("/data/home/halls", "1")
    gathered.add(old, filling, "uuid:2", {})
    gathered.add(new, filled(new), "uuid:1", {})
    whole = gathered.tables()[0]
    assert whole.headings == ("pets", "home-rooms", "home-more", "home-halls", "KEY")
    assert whole.rows == (("", "", "", "1", "uuid:2"), ("cat dog", "2", "", "", "uuid:1"))


TYPED = """
survey | type | name | label | calculation
 | integer  | boxes | Boxes |
 | decimal  | warm  | Degrees |
 | date     | day   | Day |
 | time     | hour  | Hour |
 | dateTime | at    | Seen at |
 | text     | code  | Code |
 | calculate | twice |  | ${boxes} * 2
 | select_one_from_file towns.csv | town | Town |
 | begin_repeat | shelf | Shelf |
 | calculate | pos | | position(..)
 | text | what | On **shelf** ${pos}? |
 | image | shot | Picture |
 | end_repeat | | |
"""
TOWNS = b"name,label\nlh,Longhu\nyb,Yubei\n"


def typed_tables(language: str) -> tuple[Table, ...]:
    files = {"towns.csv": TOWNS}
    checklist = load_workbook(make_book(TYPED), "typed", files)
    filling = begin(read_form(checklist.xform, files), now=datetime(2026, 3, 12, tzinfo=UTC), seed="a")
    answers = {
        "boxes": "12", "warm": "-4.5", "day": "2026-03-12", "hour": "09:30:00.000+08:00",
        "at": "2026-03-12T09:30:00.000+08:00", "code": "0012", "town": "lh",
        "shelf[1]/what": "rice", "shelf[1]/shot": "a.jpg",
    }  # fmt: skip
    for reference, value in answers.items():
        filling.answer(f"/data/{reference}", value)
    gathered = AnswerTables("typed", language)
    gathered.add(checklist, filling, "uuid:1", {"visit": "017-03"}, {"/data/shelf[1]/shot": ["a.jpg", "a-2.jpg"]})
    return gathered.tables()


def test_a_spreadsheet_holds_numbers_days_and_times_and_not_their_texts() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(typed_tables("en")))).worksheets[0]
    cells = {heading.value: cell.value for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells == {
        "visit": "017-03",
        "Boxes": 12,
        "Degrees": -4.5,
        "Day": datetime(2026, 3, 12),  # noqa: DTZ001 — a spreadsheet knows no zones
        "Hour": time(9, 30),
        "Seen at": datetime(2026, 3, 12, 9, 30),  # noqa: DTZ001
        "Code": "0012",
        "twice": 24,
        "Town": "Longhu",
        "KEY": "uuid:1",
    }


def test_a_choice_from_a_file_is_worded_and_by_name_it_is_not() -> None:
    whole, _ = typed_tables("zh")
    assert dict(zip(whole.headings, whole.rows[0], strict=True))["Town"] == "Longhu"
    whole, _ = typed_tables("names")
    assert dict(zip(whole.headings, whole.rows[0], strict=True))["town"] == "lh"


def test_a_heading_holds_no_reference_and_no_marks_and_a_cell_all_files() -> None:
    _, shelves = typed_tables("en")
    assert shelves.headings == ("pos", "On shelf …?", "Picture", "KEY", "PARENT_KEY")
    assert shelves.rows[0][:3] == ("1", "rice", "a.jpg; a-2.jpg")


def test_the_end_stands_in_the_table_as_in_the_xml() -> None:
    checklist = load_workbook(make_book("survey | type | name | label\n | text | q | Q\n | end | end | "), "ends")
    filling = begin(read_form(checklist.xform), now=datetime(2026, 3, 12, tzinfo=UTC), seed="a")
    sent = submission_of(filling, datetime(2026, 3, 12, 9, 30, tzinfo=UTC))
    assert "<end>2026-03-12T09:30:00.000+00:00</end>" in sent.xml
    gathered = AnswerTables("ends", "names")
    gathered.add(checklist, filling, "uuid:1", {}, None, sent.ends)
    [table] = gathered.tables()
    assert dict(zip(table.headings, table.rows[0], strict=True))["end"] == "2026-03-12T09:30:00.000+00:00"
