"""A checklist as data: looking things up, languages, keeping it with a visit."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.checklist import KINDS, Checklist, Choice, FormFile, Group, Phrase, Question, in_language
from forms.faults import Fault, Reason

CHECKLIST = Checklist(
    form_id="catering",
    version="2026.1",
    title={"zh": "餐饮", "en": "Catering"},
    department="市场监管",
    default_language="zh",
    languages=("zh", "en"),
    groups=(Group("premises", {"zh": "场所卫生"}),),
    questions=(
        Question("licence", "compliance", 1, {"zh": "执照"}, choices=(Choice("yes", {"zh": "符合"}),)),
        Question("hello", "note", None, {"zh": "请戴口罩"}, group="premises"),
        Question("cold", "decimal", 2, {"zh": "温度"}, group="premises", phrases=(Phrase("warm", {"zh": "温度超标"}),)),
    ),
    sha256="0" * 64,
)

texts = st.tuples(st.text(max_size=4), st.none() | st.text(max_size=4)).map(
    lambda pair: {"zh": pair[0]} if pair[1] is None else {"zh": pair[0], "aa": pair[1]}
)
names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
maybe_names = st.none() | names
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
media = st.dictionaries(st.sampled_from(["image", "audio"]), texts, max_size=1)
plain = st.dictionaries(names, names, max_size=2)
questions = st.builds(
    Question,
    name=names,
    kind=st.sampled_from(KINDS),
    number=st.none() | st.integers(1, 500),
    label=texts,
    hint=texts | st.just({}),
    guidance=texts | st.just({}),
    group=maybe_names,
    required=st.booleans(),
    required_message=texts | st.just({}),
    choices=st.lists(st.builds(Choice, names, texts, media), max_size=2).map(tuple),
    complies=maybe_names,
    problem=maybe_names,
    not_applicable=maybe_names,
    phrases=st.lists(st.builds(Phrase, names, texts), max_size=2).map(tuple),
    minimum=numbers,
    maximum=numbers,
    constraint_message=texts | st.just({}),
    soft_minimum=numbers,
    soft_maximum=numbers,
    photos_required=st.integers(0, 10),
    item=maybe_names,
    path=names,
    repeats=st.lists(names, max_size=2).map(tuple),
    appearance=names,
    parameters=plain,
    read_only=st.booleans(),
    media=media,
    logic=plain,
)
faults = st.builds(
    Fault,
    maybe_names,
    st.none() | st.integers(1, 9),
    maybe_names,
    names,
    plain,
    st.none() | st.builds(Reason, names, plain),
)
groups = st.builds(Group, names, texts, names, maybe_names, names, st.booleans(), names, names)
checklists = st.builds(
    Checklist,
    form_id=names,
    version=names,
    title=texts,
    department=maybe_names,
    default_language=st.just("zh"),
    languages=st.just(("zh", "en")),
    groups=st.lists(groups, max_size=2).map(tuple),
    questions=st.lists(questions, max_size=2).map(tuple),
    sha256=names,
    xform=names,
    files=st.dictionaries(names, names, max_size=2).map(
        lambda files: tuple(FormFile(name, files[name]) for name in sorted(files))
    ),
    warnings=st.lists(faults, max_size=1).map(tuple),
    has_logic=st.booleans(),
)


@settings(max_examples=50)
@given(checklists)
def test_a_checklist_survives_being_stored_as_json(checklist: Checklist) -> None:
    assert Checklist.from_dict(json.loads(json.dumps(checklist.to_dict()))) == checklist


@settings(max_examples=50)
@given(checklists)
def test_the_default_language_stays_first_when_the_store_sorts_its_keys(checklist: Checklist) -> None:
    stored = json.loads(json.dumps(checklist.to_dict(), sort_keys=True))
    read = Checklist.from_dict(stored)
    for before, after in zip(checklist.questions, read.questions, strict=True):
        assert in_language(after.label, "fr") == in_language(before.label, "fr")
    assert in_language(read.title, "fr") == in_language(checklist.title, "fr")


def test_exact_decimals_are_stored_and_not_nearly_equal_floats() -> None:
    question = Question("cold", "decimal", 1, {"zh": "温度"}, minimum=Decimal("-0.10"))
    kept = Checklist("f", "1", {"zh": "题"}, None, "zh", ("zh",), (), (question,), "").to_dict()
    assert kept["questions"][0]["minimum"] == "-0.10"


FORMAT_1 = {
    "format": 1,
    "form_id": "catering",
    "version": "1",
    "title": {"zh": "餐饮"},
    "department": None,
    "default_language": "zh",
    "languages": ["zh"],
    "groups": [{"name": "premises", "label": {"zh": "场所"}}],
    "questions": [
        {
            "name": name, "kind": "choice", "number": number, "group": group, "required": True, "complies": None,
            "problem": None, "not_applicable": None, "photos_required": 0, "item": None,
            "label": {"zh": "题"}, "hint": {},
            "guidance": {}, "required_message": {}, "constraint_message": {}, "minimum": None, "maximum": "7.5",
            "soft_minimum": None, "soft_maximum": None,
            "choices": [{"name": "a", "label": {"zh": "甲"}}], "phrases": [],
        }
        for number, name, group in ((1, "licence", None), (2, "floor", "premises"))
    ],
    "sha256": "00",
}  # fmt: skip


def test_a_checklist_stored_before_there_was_logic_is_still_read() -> None:
    checklist = Checklist.from_dict(FORMAT_1)
    assert [question.path for question in checklist.questions] == ["/data/licence", "/data/premises/floor"]
    assert checklist.groups == (Group("premises", {"zh": "场所"}, path="/data/premises"),)
    assert checklist.question("floor").choices == (Choice("a", {"zh": "甲"}),)
    assert checklist.question("floor").maximum == Decimal("7.5")
    assert (checklist.xform, checklist.files, checklist.warnings, checklist.has_logic) == ("", (), (), False)
    assert Checklist.from_dict(checklist.to_dict()) == checklist


def test_a_list_that_questions_share_is_stored_once() -> None:
    choices = (Choice("a", {"zh": "甲"}), Choice("b", {"zh": "乙"}))
    questions = tuple(Question(name, "choice", 1, {"zh": "题"}, choices=choices, path=name) for name in "pq")
    stored = Checklist("f", "1", {"zh": "题"}, None, "zh", ("zh",), (), questions, "").to_dict()
    assert [len(each) for each in stored["lists"]] == [2]
    assert [each["choices"] for each in stored["questions"]] == [0, 0]


def test_a_question_is_found_by_its_path_whatever_the_round() -> None:
    checklist = Checklist(
        "f", "1", {"zh": "题"}, None, "zh", ("zh",), (),
        (
            Question("q", "text", 1, {"zh": "甲"}, path="/data/q"),
            Question("q", "text", 2, {"zh": "乙"}, path="/data/r/q"),
        ),
        "",
    )  # fmt: skip
    assert checklist.at("/data/r[3]/q").number == 2
    assert checklist.question("q").number == 1
    with pytest.raises(KeyError):
        checklist.at("/data/gone")


def test_a_checklist_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 99"):
        Checklist.from_dict({**CHECKLIST.to_dict(), "format": 99})


def test_questions_are_found_by_name_number_and_group() -> None:
    assert CHECKLIST.question("cold").number == 2
    assert CHECKLIST.numbered(2).name == "cold"
    assert CHECKLIST.group("premises").label == {"zh": "场所卫生"}
    assert CHECKLIST.question("licence").choice("yes").label == {"zh": "符合"}
    assert CHECKLIST.question("cold").phrase("warm").label == {"zh": "温度超标"}


def test_a_note_is_shown_and_not_asked() -> None:
    assert [question.name for question in CHECKLIST.asked] == ["licence", "cold"]


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_number_that_no_question_has_is_not_found(number: int) -> None:
    with pytest.raises(KeyError):
        CHECKLIST.numbered(number)


def test_a_name_that_nothing_has_is_not_found() -> None:
    with pytest.raises(KeyError):
        CHECKLIST.question("nothing")
    with pytest.raises(KeyError):
        CHECKLIST.group("nothing")
    with pytest.raises(KeyError):
        CHECKLIST.question("licence").choice("nothing")


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"zh": "中", "en": "E"}, "zh-CN", "中"),
        ({"zh": "中", "en": "E"}, "en", "E"),
        ({"zh": "中", "en": "E"}, "EN-gb", "E"),
        ({"zh": "中", "en": "E"}, "fr", "中"),
        ({"en": "E", "zh": "中"}, "fr", "E"),
        ({"zh-HK": "港", "zh": "中"}, "zh", "中"),
        ({"en": "E", "zh-HK": "港"}, "zh-CN", "港"),
        ({"und": "?"}, "zh-CN", "?"),
        ({}, "zh-CN", ""),
    ],
)
def test_a_text_is_given_in_the_nearest_language(texts: dict[str, str], language: str, expected: str) -> None:
    assert in_language(texts, language) == expected
