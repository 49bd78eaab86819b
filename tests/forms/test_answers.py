"""What people type on a phone, and what is stored of it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Answer, AnswerRefused, read_answer
from forms.checklist import KINDS, Choice, Kind, Question
from rules.errors import describe

TODAY = date(2026, 11, 23)


def question(kind: Kind, **fields: object) -> Question:
    return Question("q", kind, 1, {"zh": "题"}, **fields)  # type: ignore[arg-type]


ITEM = question(
    "compliance",
    choices=(
        Choice("complies", {"zh": "符合", "en": "Complies"}),
        Choice("problem", {"zh": "不符合", "en": "Does not comply"}),
        Choice("na", {"zh": "不涉及", "en": "Not applicable"}),
    ),
    complies="complies",
    problem="problem",
    not_applicable="na",
)
PAPERS = (
    Choice("roster", {"zh": "职工名册", "en": "Staff roster"}),
    Choice("contracts", {"zh": "劳动合同", "en": "Contracts"}),
    Choice("pay", {"zh": "工资表", "en": "Pay sheets"}),
)
COLD = question("decimal", minimum=Decimal(-30), maximum=Decimal(60), soft_minimum=Decimal(0), soft_maximum=Decimal(8))


def read(asked: Question, typed: str, language: str = "zh-CN") -> Answer:
    return read_answer(asked, typed, language, today=TODAY)


def refusal(asked: Question, typed: str, language: str = "zh-CN") -> str:
    with pytest.raises(AnswerRefused) as caught:
        read(asked, typed, language)
    return describe(caught.value, language)


def asked_back(answer: Answer, language: str = "zh-CN") -> str:
    assert answer.doubt is not None
    return describe(answer.doubt, language)


@pytest.mark.parametrize(
    ("typed", "value", "note"),
    [
        ("符合", "complies", ""),
        (" 符合。", "complies", ""),
        ("是", "complies", ""),
        ("ＹＥＳ", "complies", ""),
        ("ok", "complies", ""),
        ("✓", "complies", ""),
        ("不符合", "problem", ""),
        ("否", "problem", ""),
        ("No", "problem", ""),
        ("Does not comply", "problem", ""),
        ("否 灭火器过期", "problem", "灭火器过期"),
        ("否　灭火器过期，２具", "problem", "灭火器过期，２具"),
        ("不符合，1号冰柜 14℃。", "problem", "1号冰柜 14℃。"),
        ("no hand basin", "problem", "hand basin"),
        ("不涉及", "na", ""),
        ("不适用：无网店", "na", "无网店"),
        ("N/A", "na", ""),
    ],
)
def test_a_verdict_may_be_typed_in_words(typed: str, value: str, note: str) -> None:
    assert read(ITEM, typed) == Answer(value, note)


@pytest.mark.parametrize(
    "typed", ["是否", "不知道", "否定", "yesterday", "符合不符合", "1", "符", "no problem", "No issues found"]
)
def test_words_that_only_begin_like_a_verdict_are_not_one(typed: str) -> None:
    assert refusal(ITEM, typed) == f"没看懂“{typed}”，请发：符合、不符合、不涉及。后面可以空一格写说明。"


def test_a_verdict_that_the_item_does_not_offer_is_not_taken() -> None:
    strict = question("compliance", choices=ITEM.choices[:2], complies="complies", problem="problem")
    expected = "“n/a” was not understood. Send one of: Complies, Does not comply. A note may follow after a space."
    assert refusal(strict, "n/a", "en") == expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("6.5", "6.5"),
        ("6,5", "6.5"),
        ("６．５", "6.5"),
        ("６，５０", "6.5"),
        ("6。5", "6.5"),
        (" 6.50 ", "6.5"),
        ("+5", "5"),
        ("-0", "0"),
        ("－18", "-18"),
        ("− 18", "-18"),
        ("零下18度", "-18"),
        ("6.5℃", "6.5"),
        (".5", "0.5"),
        ("007", "7"),
        ("1,234.5", "1234.5"),
        ("0.000000000000001", "0.000000000000001"),
    ],
)
def test_decimals_are_read_as_phones_write_them(typed: str, value: str) -> None:
    assert read(question("decimal"), typed).value == value


@pytest.mark.parametrize(
    ("typed", "value"), [("12", "12"), ("１２", "12"), ("12具", "12"), ("12 台", "12"), ("12.0", "12"), ("-3", "-3")]
)
def test_whole_numbers_are_read_as_phones_write_them(typed: str, value: str) -> None:
    assert read(question("integer"), typed) == Answer(value)


@pytest.mark.parametrize("typed", ["六度半", "1 3", "5²", "1/2", "1e3", "6.5.1", "nan", "-", ".", "约5", "1.234,5"])
def test_what_is_no_number_is_asked_for_again(typed: str) -> None:
    assert refusal(question("decimal"), typed) == f"没看懂“{typed}”，请发数字，如 6.5。"


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        (question("integer"), "6.5", "“6.5”不是整数，请发整数，如 6。"),
        (question("integer"), "1234567890", "“1234567890”太长，最多9位数字。请核对后重发。"),
        (question("decimal"), "1234567890.123456", "“1234567890.123456”太长，最多15位数字。请核对后重发。"),
        (COLD, "-31", "“-31”太小，最小可填-30。请核对后重发。"),
        (COLD, "６０.１", "“６０.１”太大，最大可填60。请核对后重发。"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_limit(asked: Question, typed: str, told: str) -> None:
    assert refusal(asked, typed) == told


def test_a_form_says_in_its_own_words_which_numbers_it_takes() -> None:
    asked = question("integer", maximum=Decimal(9), constraint_message={"zh": "请填0到9。", "en": "Give 0 to 9."})
    assert refusal(asked, "10") == "请填0到9。"
    assert refusal(asked, "10", "en") == "Give 0 to 9."


def test_the_limits_themselves_are_allowed() -> None:
    assert read(COLD, "60").value == "60"
    assert read(COLD, "-30").value == "-30"
    assert read(COLD, "8") == Answer("8")
    assert read(COLD, "0") == Answer("0")


def test_an_unusual_number_is_asked_back() -> None:
    assert asked_back(read(COLD, "14")) == "超过8。确是14吗？"
    assert asked_back(read(COLD, "-1"), "en") == "That is below 0. Is it really -1?"


@pytest.mark.parametrize(("kind", "value"), [("decimal", "1.234"), ("integer", "1234")])
def test_a_comma_that_may_divide_thousands_is_asked_back(kind: Kind, value: str) -> None:
    answer = read(question(kind), "1,234")
    assert answer.value == value
    assert asked_back(answer) == f"是{value}吗？"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026.9.30", "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        ("2026/9/30", "2026-09-30"),
        ("２０２６．９．３０", "2026-09-30"),
        ("2026年9月30日", "2026-09-30"),
        ("2026年 9月 30号", "2026-09-30"),
        ("20260930", "2026-09-30"),
        ("0930", "2026-09-30"),
        ("9月30日", "2026-09-30"),
        ("9月30", "2026-09-30"),
        ("9/30", "2026-09-30"),
        ("30/9", "2026-09-30"),
        ("9.30", "2026-09-30"),
        ("10.11", "2026-10-11"),
        ("11/11", "2026-11-11"),
        ("2024-2-29", "2024-02-29"),
        ("今天", "2026-11-23"),
        ("昨天", "2026-11-22"),
        ("Today", "2026-11-23"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, value: str) -> None:
    assert read(question("date"), typed) == Answer(value)


@pytest.mark.parametrize(
    ("typed", "language", "told"),
    [
        ("9/10", "zh-CN", "是2026年9月10日吗？"),
        ("9/10", "en", "Do you mean 2026-9-10 (year-month-day)?"),
        ("9.10", "en", "Do you mean 2026-9-10 (year-month-day)?"),
        ("0105", "zh-CN", "是2026年1月5日吗？"),
        ("26.9.30", "zh-CN", "是2026年9月30日吗？"),
    ],
)
def test_a_date_that_may_mean_another_day_is_asked_back(typed: str, language: str, told: str) -> None:
    assert asked_back(read(question("date"), typed, language), language) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2.30", "没有2月30日（2026年）。请核对后重发。"),
        ("2026-2-29", "没有2月29日（2026年）。请核对后重发。"),
        ("9月", "没看懂“9月”，请发日期，如 2026.9.30 或 0930。"),
        ("1330", "没看懂“1330”，请发日期，如 2026.9.30 或 0930。"),
        ("下周", "没看懂“下周”，请发日期，如 2026.9.30 或 0930。"),
        ("2026.9.30.1", "没看懂“2026.9.30.1”，请发日期，如 2026.9.30 或 0930。"),
    ],
)
def test_what_is_no_day_is_asked_for_again(typed: str, told: str) -> None:
    assert refusal(question("date"), typed) == told


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 3", "roster pay"),
        ("３、１", "roster pay"),
        ("1,1，1", "roster"),
        ("工资表", "pay"),
        ("pay sheets, STAFF ROSTER", "roster pay"),
        ("劳动合同 工资表", "contracts pay"),
        ("pay", "pay"),
        ("无", ""),
    ],
)
def test_several_choices_are_stored_in_the_order_of_the_list(typed: str, value: str) -> None:
    assert read(question("choices", choices=PAPERS), typed) == Answer(value)


def test_a_choice_is_typed_by_number_label_or_name() -> None:
    asked = question("choice", choices=PAPERS)
    assert [read(asked, typed).value for typed in ("2", "劳动合同", "contracts", "Contracts")] == ["contracts"] * 4


def test_a_label_counts_before_a_number() -> None:
    asked = question("choice", choices=(Choice("a", {"zh": "2"}), Choice("b", {"zh": "1"})))
    assert read(asked, "2").value == "a"


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        (question("choice", choices=PAPERS), "4", "没有“4”这一项，请按按钮，或发编号1–3。"),
        (question("choice", choices=PAPERS), "0", "没有“0”这一项，请按按钮，或发编号1–3。"),
        (question("choice", choices=PAPERS), "1 2", "这一题只能选一项，请只发一个编号。"),
        (question("choices", choices=PAPERS), "1 考勤", "没有“考勤”这一项，请按按钮，或发编号1–3。"),
        (question("choices", choices=PAPERS), "13", "没有“13”这一项，请按按钮，或发编号1–3。"),
        (question("choices", choices=PAPERS, required=True), "无", "这一题至少要选一项。"),
        (question("text"), " 　\n", "这条消息没有文字，请重发。"),
        (question("text"), "\x00", "这条消息没有文字，请重发。"),
        (question("photo"), "拍了", "这一题要照片，请直接拍照发来。"),
        (question("note"), "好", "这里只是提示，不用回答。"),
    ],
)
def test_what_is_no_answer_is_refused_politely(asked: Question, typed: str, told: str) -> None:
    assert refusal(asked, typed) == told


def test_text_is_kept_whole_but_for_what_xml_cannot_hold() -> None:
    assert read(question("text"), " 甲\r\n乙\x08 ５具 \U0001f525 ").value == "甲\n乙 ５具 \U0001f525"


CANONICAL = {
    "integer": re.compile(r"0|-?[1-9][0-9]{0,8}"),
    "decimal": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "choice": re.compile("roster|contracts|pay"),
    "choices": re.compile("((roster|contracts|pay)( |$))*"),
}
likely = st.text(alphabet="0123456789０９.,，。/-－ 年月日是否符不合无1３+零下度") | st.text()


@settings(max_examples=400)
@given(st.sampled_from(KINDS), likely, st.sampled_from(["zh-CN", "en"]))
def test_whatever_is_typed_is_stored_in_canonical_form_or_refused(kind: Kind, typed: str, language: str) -> None:
    asked = ITEM if kind == "compliance" else question(kind, choices=PAPERS)
    try:
        answer = read(asked, typed, language)
    except AnswerRefused as refused:
        told = describe(refused, language)
    else:
        told = describe(answer.doubt, language) if answer.doubt else "stored"
        assert re.fullmatch(CANONICAL.get(kind, re.compile(r"(?s).+")), answer.value)
    assert told


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6))
def test_a_canonical_number_typed_again_stays_the_same(number: Decimal) -> None:
    once = read(question("decimal"), f"{number:f}").value
    assert read(question("decimal"), once).value == once
    assert Decimal(once) == number


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("geopoint", "位置"), ("geoshape", "位置"), ("audio", "录音"), ("video", "视频"), ("file", "文件")],
)
def test_what_is_sent_is_not_typed(kind: Kind, wanted: str) -> None:
    assert wanted in refusal(question(kind), "好")


def test_a_word_of_agreement_acknowledges_and_any_other_does_not() -> None:
    assert read(question("acknowledge"), "好").value == "OK"
    assert refusal(question("acknowledge"), "再说")


def test_a_barcode_may_be_typed() -> None:
    assert read(question("barcode"), " 6901234567892 ").value == "6901234567892"
