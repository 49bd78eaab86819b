"""What a good workbook becomes."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from forms.workbook import LIBRARY, load_workbook
from forms.xform import XFormNotUnderstood, read_xform

BookMaker = Callable[[str], bytes]

MARKED = """
survey  | type            | name  | label::中文 (zh) | label::English (en) | hint::中文 (zh) | hint::English (en) | guidance_hint::中文 (zh) | guidance_hint::English (en) | required | bind::hecha:complies | bind::hecha:problem | bind::hecha:na | bind::hecha:phrases | bind::hecha:item
        | begin_group     | hall  | 大堂             | Hall
        | select_one yn   | floor | 地面清洁         | Floor clean         | 看地面          | Look down          | 依据：某条               | Basis: an article           | yes      | good                 | bad                 | none           | dirt                | A-07
        | end_group
        | note            | bye   | 谢谢             | Thank you
        | select_one yn   | plain | 直选             | Plain
choices | list_name       | name  | label::中文 (zh) | label::English (en)
        | yn              | good  | 符合             | Complies
        | yn              | bad   | 不符合           | Does not
        | yn              | none  | 不涉及           | Not applicable
        | dirt            | wet   | 有积水           | Water
        | dirt            | dust  | 有灰尘           | Dust
settings | form_title     | form_id | version | default_language | namespaces                | attribute::hecha:department | attribute::hecha:title-en
        | 大堂检查表      | hall-form | 7     | 中文 (zh)        | hecha="urn:hecha:form:1"  | 卫生健康                    | Hall checklist
"""  # noqa: E501 - a table is read as a table


def test_a_marked_select_one_is_a_compliance_item(book: BookMaker) -> None:
    item = load_workbook(book(MARKED), "x").question("floor")
    assert (item.kind, item.number, item.group, item.required) == ("compliance", 1, "hall", True)
    assert (item.complies, item.problem, item.not_applicable) == ("good", "bad", "none")
    assert [choice.name for choice in item.choices] == ["good", "bad", "none"]
    assert item.choice("bad").label == {"zh": "不符合", "en": "Does not"}
    assert [phrase.label["zh"] for phrase in item.phrases] == ["有积水", "有灰尘"]
    assert item.label == {"zh": "地面清洁", "en": "Floor clean"}
    assert item.hint == {"zh": "看地面", "en": "Look down"}
    assert item.guidance == {"zh": "依据：某条", "en": "Basis: an article"}
    assert item.item == "A-07"


def test_a_select_one_without_marks_is_a_plain_choice(book: BookMaker) -> None:
    question = load_workbook(book(MARKED), "x").question("plain")
    assert (question.kind, question.number, question.group) == ("choice", 2, None)
    assert (question.complies, question.phrases, question.required) == (None, (), False)


def test_a_note_has_no_number(book: BookMaker) -> None:
    note = load_workbook(book(MARKED), "x").question("bye")
    assert (note.kind, note.number) == ("note", None)


def test_the_settings_name_the_form(book: BookMaker) -> None:
    content = book(MARKED)
    checklist = load_workbook(content, "x")
    assert (checklist.form_id, checklist.version, checklist.department) == ("hall-form", "7", "卫生健康")
    assert checklist.title == {"zh": "大堂检查表", "en": "Hall checklist"}
    assert (checklist.default_language, checklist.languages) == ("zh", ("zh", "en"))
    assert checklist.sha256 == hashlib.sha256(content).hexdigest()


def test_a_workbook_of_anyone_else_is_read_too(book: BookMaker) -> None:
    checklist = load_workbook(
        book("""
            survey  | type               | name  | label   | my remarks
                    | int                | age   | Age     | think about it
                    | decimal            | size  | Size
                    | date               | day   | Day
                    | photo              | face  | Face
                    | string             | words | Words
                    | select all that apply from yn | many | Many
                    | select one from yn | one   | One
            choices | list_name          | name  | label
                    | yn                 | 1     | Yes
                    | yn                 | 2     | No
        """),
        "census",
    )
    assert [question.kind for question in checklist.questions] == [
        "integer", "decimal", "date", "photo", "text", "choices", "choice",
    ]  # fmt: skip
    assert checklist.form_id == "census"
    assert checklist.title == {"und": "census"}
    assert checklist.version == checklist.sha256[:8]
    assert checklist.question("one").choice("2").label == {"und": "No"}


def test_old_forms_with_a_single_colon_are_read(book: BookMaker) -> None:
    checklist = load_workbook(
        book("""
            survey | type | name | label:中文 | label:English | bind:required | bind:jr:requiredMsg:中文 | bind:jr:requiredMsg:English
                   | text | q    | 甲         | A             | yes           | 请填                     | Fill in
        """),  # noqa: E501
        "x",
    )
    question = checklist.question("q")
    assert question.label == {"zh": "甲", "en": "A"}
    assert (question.required, question.required_message) == (True, {"zh": "请填", "en": "Fill in"})


def test_ranges_become_bounds(book: BookMaker) -> None:
    question = load_workbook(
        book("""
            survey   | type    | name | label | constraint          | constraint_message | bind::hecha:usual
                     | decimal | cold | 温度  | . >= -30 and . <= 60 | 请填-30到60        | (. >= 0) and (8 >= .)
            settings | namespaces
                     | hecha="urn:hecha:form:1"
        """),
        "x",
    ).question("cold")
    assert (question.minimum, question.maximum) == (Decimal(-30), Decimal(60))
    assert (question.soft_minimum, question.soft_maximum) == (Decimal(0), Decimal(8))
    assert question.constraint_message == {"und": "请填-30到60"}


def test_a_whole_number_above_zero_is_at_least_one(book: BookMaker) -> None:
    checklist = load_workbook(
        book("""
            survey | type    | name | label | constraint
                   | integer | a    | 甲    | . > 0 and . < 10
                   | integer | b    | 乙    | . >= 0.5
        """),
        "x",
    )
    assert (checklist.question("a").minimum, checklist.question("a").maximum) == (Decimal(1), Decimal(9))
    assert (checklist.question("b").minimum, checklist.question("b").maximum) == (Decimal(1), None)


def test_a_required_photo_means_one_and_a_mark_may_ask_for_more(book: BookMaker) -> None:
    checklist = load_workbook(
        book("""
            survey   | type  | name | label | required | bind::hecha:photos | parameters
                     | image | a    | 甲    |          |                    | max-pixels=1280
                     | image | b    | 乙    | yes
                     | image | c    | 丙    | yes      | 3
            settings | namespaces
                     | hecha="urn:hecha:form:1"
        """),
        "x",
    )
    assert [question.photos_required for question in checklist.questions] == [0, 1, 3]


def test_chinese_quotes_stay_as_they_were_written(book: BookMaker) -> None:
    checklist = load_workbook(
        book("""
            survey   | type         | name | label      | hint
                     | select_one l | q    | “甲”与‘乙’ | 见“说明”
            choices  | list_name    | name | label
                     | l            | a    | 选“是”
            settings | form_title
                     | “双随机”检查
        """),
        "x",
    )
    question = checklist.question("q")
    assert question.label == {"und": "“甲”与‘乙’"}
    assert question.hint == {"und": "见“说明”"}
    assert question.choices[0].label == {"und": "选“是”"}
    assert checklist.title == {"und": "“双随机”检查"}


def test_markup_in_a_label_is_text(book: BookMaker) -> None:
    made = book("survey | type | name | label\n | text | q | <b>甲</b> & 乙 ]]>")
    assert load_workbook(made, "x").question("q").label == {"und": "<b>甲</b> & 乙 ]]>"}


def test_empty_rows_and_typed_cells_are_read_as_excel_shows_them(book: BookMaker) -> None:
    made = book("""
        survey   | type | name | label | required
                 |
                 | text | q    | 甲    | <true>
                 |
                 | note |      | 提示
        settings | version
                 | <number>
    """)
    checklist = load_workbook(made, "x")
    assert checklist.question("q").required is True
    assert [question.kind for question in checklist.questions] == ["text", "note"]
    assert checklist.version == "2026"


def test_a_date_as_version_is_written_as_a_date(book: BookMaker) -> None:
    made = book("survey | type | name | label\n | text | q | 甲\nsettings | version\n | <day>")
    assert load_workbook(made, "x").version == "2026-01-02"


def test_a_path_is_read_like_its_bytes() -> None:
    path = LIBRARY / "registration.xlsx"
    assert load_workbook(path, "x") == load_workbook(path.read_bytes(), "x")


def test_starting_the_program_does_not_load_the_converter() -> None:
    script = "import forms.workbook, sys; print({'pyxform', 'openpyxl'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>t</h:title><model><instance><data id="f"/></instance></model></h:head><h:body>{body}</h:body></h:html>"""


@pytest.mark.parametrize(
    "xform",
    [
        XFORM.format(body='<telepathy ref="/data/r"/>'),
        XFORM.format(body='<group ref="/data/g"><telepathy ref="/data/g/r"/></group>'),
        XFORM.replace("<model>", '<model><bind nodeset="/data/q" type="smell"/>').format(body='<input ref="/data/q"/>'),
        XFORM.replace('<data id="f"/>', "").format(body=""),
        XFORM.replace("h:body", "h:foot"),
        "<no xml",
    ],
)
def test_an_xform_that_says_more_than_a_checklist_can_is_not_read_in_part(xform: str) -> None:
    with pytest.raises(XFormNotUnderstood):
        read_xform(xform, sha256="")
