"""The catalogue of problems: unique codes, and both languages saying the same."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest

from rules.errors import CODE_PATTERN, Problem, all_problems, describe, places, problem


@dataclass(frozen=True)
class Told:
    code: str
    placeholders: dict[str, object] = field(default_factory=dict)


def test_codes_are_unique_and_well_formed() -> None:
    codes = Counter(each.code for each in all_problems())
    assert codes
    assert [code for code, times in codes.items() if times > 1] == []
    assert all(CODE_PATTERN.fullmatch(code) for code in codes)


@pytest.mark.parametrize("each", all_problems(), ids=lambda each: each.code)
def test_both_languages_fill_the_same_places(each: Problem) -> None:
    assert places(each.zh) == places(each.en)


@pytest.mark.parametrize("each", all_problems(), ids=lambda each: each.code)
def test_each_text_is_in_its_language(each: Problem) -> None:
    worded = re.sub(r"\{\w+\}", "", each.zh)
    assert not worded or re.search("[一-鿿]", worded)
    assert not re.search("[一-鿿]", each.en)
    assert "错误" not in each.zh


def test_a_problem_is_found_by_its_code() -> None:
    first = all_problems()[0]
    assert problem(first.code) is first


def test_an_unknown_code_is_not_made_up() -> None:
    with pytest.raises(KeyError):
        describe(Told("NOWHERE_999"), "zh-CN")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "这条消息没有文字，请重发。"),
        ("zh", "这条消息没有文字，请重发。"),
        ("fr", "这条消息没有文字，请重发。"),
    ]
    + [(tag, "This message holds no text. Send it again.") for tag in ("en", "en-GB", "EN")],
)
def test_a_problem_is_told_in_the_persons_language(language: str, text: str) -> None:
    assert describe(Told("ANSWER_013"), language) == text


def test_braces_in_what_was_typed_stay_as_they_are() -> None:
    told = Told("ANSWER_001", {"typed": "{typed.__class__}", "example": "6.5"})
    assert describe(told, "en") == "“{typed.__class__}” was not understood. Send a number, such as 6.5."


def test_a_reason_behind_a_problem_is_told_in_the_same_language() -> None:
    reason = Told("EXPR_001")
    told = Told("FORM_121", {"reason": reason})
    assert describe(told, "zh-CN").endswith(describe(reason, "zh-CN"))
    assert describe(told, "en").endswith(describe(reason, "en"))
