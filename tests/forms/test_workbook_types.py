"""Every question type of XLSForm, with its other spellings, and what it becomes."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from forms.workbook import load_workbook

BookMaker = Callable[[str], bytes]

LISTS = """
choices | list_name | name | label
        | yn        | yes  | 是
        | yn        | no   | 否
"""
GIVEN = {
    "towns.csv": b"name,label\nlinyi,Linyi\n",
    "towns.xml": b"<root><item><name>a</name><label>A</label></item></root>",
    "towns.geojson": b'{"type":"FeatureCollection","features":[]}',
}

KINDS = [
    ("text", "text"), ("string", "text"), ("q string", "text"), ("add text prompt", "text"),
    ("integer", "integer"), ("int", "integer"), ("percentage", "integer"), ("number of days in last month", "integer"),
    ("decimal", "decimal"), ("add decimal prompt", "decimal"),
    ("date", "date"), ("time", "time"), ("dateTime", "datetime"), ("datetime", "datetime"), ("date time", "datetime"),
    ("geopoint", "geopoint"), ("gps", "geopoint"), ("location", "geopoint"),
    ("geotrace", "geotrace"), ("geoshape", "geoshape"),
    ("image", "photo"), ("photo", "photo"), ("add image prompt", "photo"), ("q picture", "photo"),
    ("audio", "audio"), ("video", "video"), ("file", "file"), ("osm", "file"),
    ("barcode", "barcode"), ("acknowledge", "acknowledge"), ("trigger", "acknowledge"), ("range", "range"),
    ("note", "note"), ("add note prompt", "note"),
    ("select_one yn", "choice"), ("select1 yn", "choice"), ("select one yn", "choice"),
    ("select one from yn", "choice"),
    ("add select one prompt using yn", "choice"), ("select_multiple yn", "choices"),
    ("select all that apply yn", "choices"), ("select all that apply from yn", "choices"), ("rank yn", "rank"),
    ("select_one_from_file towns.csv", "choice"), ("select_one_from_file towns.xml", "choice"),
    ("select_multiple_from_file towns.csv", "choices"), ("select one from file towns.csv", "choice"),
    ("select_one_from_file towns.geojson", "choice"), ("select_one yn or_other", "choice"),
    ("select_multiple yn or specify other", "choices"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kind"), KINDS)
def test_a_type_is_read_in_every_spelling(written: str, kind: str, book: BookMaker) -> None:
    table = f"survey | type | name | label\n | {written} | q | 甲\n | text | z | 末" + LISTS
    question = load_workbook(book(table), "x", GIVEN).question("q")
    assert (question.kind, question.number) == (kind, None if kind == "note" else 1)


@pytest.mark.parametrize(
    "written",
    [
        "calculate", "hidden", "start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial",
        "subscriberid", "imei", "uri:deviceid", "get today", "start-geopoint", "background-audio", "csv-external",
        "xml-external",
    ],
)  # fmt: skip
def test_what_is_never_asked_is_no_question(written: str, book: BookMaker) -> None:
    table = f"survey | type | name | label | calculation\n | text | q | 甲\n | {written} | towns | | 1"
    checklist = load_workbook(book(table), "x", GIVEN)
    assert [question.name for question in checklist.questions] == ["q"]


@pytest.mark.parametrize(
    ("appearance", "kind"),
    [("w2 Signature", "signature"), ("draw", "photo"), ("w2 Annotate", "photo"), ("new", "photo"), ("", "photo")],
)
def test_only_a_picture_to_be_signed_is_a_signature(appearance: str, kind: str, book: BookMaker) -> None:
    table = f"survey | type | name | label | appearance\n | image | q | 甲 | {appearance}"
    assert load_workbook(book(table), "x").question("q").kind == kind


def test_a_range_has_its_bounds_and_steps(book: BookMaker) -> None:
    table = """
        survey | type  | name | label | parameters           | appearance
               | range | a    | 甲    | start=5 end=1 step=2 | rating
               | range | b    | 乙    |
    """
    checklist = load_workbook(book(table), "x")
    first, second = checklist.questions
    assert (first.minimum, first.maximum, first.appearance) == (Decimal(1), Decimal(5), "rating")
    assert first.parameters == {"start": "5", "end": "1", "step": "2"}
    assert (second.minimum, second.maximum) == (Decimal(1), Decimal(10))


def test_parameters_are_found_whether_they_stand_on_the_control_or_the_bind(book: BookMaker) -> None:
    table = """
        survey | type     | name | label | parameters
               | image    | a    | 甲    | max-pixels=1024
               | text     | b    | 乙    | rows=4
               | geopoint | c    | 丙    | capture-accuracy=5
    """
    a, b, c = load_workbook(book(table), "x").questions
    assert a.parameters == {"mediatype": "image/*", "max-pixels": "1024"}
    assert b.parameters == {"rows": "4"}
    assert c.parameters == {"accuracyThreshold": "5"}


def test_or_other_adds_a_choice_and_a_text_in_the_languages_of_the_form(book: BookMaker) -> None:
    table = """
        survey   | type                    | name | label::中文 (zh) | label::English (en)
                 | select_one l or_other   | q    | 甲               | A
        choices  | list_name               | name | label::中文 (zh) | label::English (en)
                 | l                       | a    | 一               | One
    """
    checklist = load_workbook(book(table), "x")
    assert checklist.question("q").choice("other").label == {"zh": "其他", "en": "Other"}
    assert checklist.question("q_other").label == {"zh": "请说明。", "en": "Specify other."}
    assert checklist.question("q_other").logic == {"relevant": "selected(../q, 'other')"}


def test_external_choices_are_choices_like_others(book: BookMaker) -> None:
    table = """
        survey   | type                     | name  | label | choice_filter
                 | select_one town          | first | 甲    |
                 | select_one_external town | q     | 乙    | region = ${first}
        choices  | list_name | name  | label
                 | town      | north | 北
        external_choices | list_name | name  | label | region
                 | town      | linyi | 临邑 | north
                 | town      | linyi | 临夷 | south
    """
    checklist = load_workbook(book(table), "x")
    question = checklist.question("q")
    assert (question.kind, question.choices) == ("choice", ())
    assert question.logic["choices"].startswith("instance('town-external')/root/item[region =")
    assert [choice.name for choice in checklist.question("first").choices] == ["north"]


def test_a_search_is_a_select_from_a_file(book: BookMaker) -> None:
    table = """
        survey   | type           | name  | label | appearance
                 | text           | start | 甲    |
                 | select_one fit | q     | 乙    | minimal search('towns', 'startswith', 'name', ${start})
        choices  | list_name | name | label
                 | fit       | name | label
    """
    checklist = load_workbook(book(table), "x", GIVEN)
    question = checklist.question("q")
    assert question.appearance == "minimal"
    assert question.logic["choices"] == "instance('towns')/root/item[starts-with(name,  /data/start )]"
    assert [file.name for file in checklist.files] == ["towns.csv"]
