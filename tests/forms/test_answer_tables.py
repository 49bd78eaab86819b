"""Answers as tables: one row a submission, repeats linked by key, several versions in the same columns."""

from datetime import UTC, datetime

from forms.answer_tables import AnswerTables
from forms.checklist import Checklist
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.session import Filling
from forms.spreadsheets import Table
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
