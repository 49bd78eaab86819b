"""The patterns of `regex`: what authors write, and what would take for ever."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.expressions.errors import ExpressionError
from forms.expressions.pattern_syntax import PatternRefused
from forms.expressions.patterns import search
from rules.errors import describe
from tests.forms.expressions.evaluation import boolean_at, context_at, value_of


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        ("[0-9]{3}", ["123", "a1234"], ["12", ""]),
        (r"^\d{11}$", ["13800138000"], ["1380013800", "x13800138000"]),
        ("^[A-Z]{2,3}-?[0-9]+$", ["AB-1", "ABC12"], ["A1", "ABCD1", "AB-"]),
        (r"^\w+@\w+\.(com|cn)$", ["a_1@b.cn"], ["a@b.org", "a@bcom"]),
        ("^(a|b)*c?$", ["", "abab", "abc"], ["cc", "d"]),
        ("colou?r", ["color", "colour"], ["colouur"]),
        ("^.{2,}$", ["ab", "火灾"], ["a", "a\nb"]),
        (r"^[^\s,]+$", ["a-b"], ["a b", "a,b"]),
        (r"\bcat\b", ["a cat!"], ["cats", "bobcat"]),
        (r"\Bcat", ["bobcat"], ["cat"]),
        ("^(?=.*[0-9])(?=.*[a-z]).{4,}$", ["abc1", "1xyz"], ["abcd", "1234", "a1"]),
        ("^(?!0)[0-9]+$", ["10"], ["01"]),
        (r"^\p{Lu}\p{L}*$", ["Éa"], ["éa"]),
        (r"^\P{N}+$", ["ab"], ["a1"]),
        (r"^[一-龥]{2,4}$", ["张三"], ["张", "Zhang"]),
        (r"^\u5f20\x41$", ["张A"], ["张B"]),
        (r"^[\]\-\\a-c.]+$", ["]-\\b."], ["d"]),
        ("^[a-]$", ["-", "a"], ["b"]),
        ("^(?:ab){2}$", ["abab"], ["ab"]),
        ("^(?<year>[0-9]{4})$", ["2026"], ["26"]),
        ("a{,2}", ["a{,2}"], ["aa"]),
        ("^a+?b*?$", ["aab"], ["b"]),
        (r"^\$\.\t$", ["$.\t"], ["$x\t"]),
        ("", ["", "a"], []),
        ("^$", [""], ["a"]),
        ("a||b", ["", "c"], []),
        ("^(a*)*$", ["aaa", ""], ["b"]),
        ("^x{0}$", [""], ["x"]),
    ],
)
def test_a_pattern_is_found_as_in_other_engines(pattern: str, found: list[str], not_found: list[str]) -> None:
    assert [text for text in found if not search(pattern, text)] == []
    assert [text for text in not_found if search(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(", "EXPR_014"),
        (")", "EXPR_014"),
        ("[a", "EXPR_014"),
        ("*a", "EXPR_014"),
        ("a**", "EXPR_014"),
        ("[z-a]", "EXPR_014"),
        ("a{3,2}", "EXPR_014"),
        ("\\", "EXPR_014"),
        (r"\u12", "EXPR_014"),
        (r"\pL", "EXPR_014"),
        (r"(a)\1", "EXPR_019"),
        ("(?<=a)b", "EXPR_019"),
        ("(?i)a", "EXPR_019"),
        ("a++", "EXPR_019"),
        (r"\p{Greek}", "EXPR_019"),
        (r"\Z", "EXPR_019"),
        ("a{2000}", "EXPR_020"),
        ("(a{500}){500}", "EXPR_020"),
        ("(" * 60 + ")" * 60, "EXPR_020"),
        ("a" * 3000, "EXPR_020"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        value_of(f"1 = 1 and regex('a', '{pattern}')")
    assert (refused.value.code, refused.value.column) == (code, 11)
    assert pattern in describe(refused.value, "en")
    assert pattern in describe(refused.value, "zh-CN")


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){40}a{40}b"]
)
def test_a_pattern_that_takes_years_elsewhere_is_answered_at_once(pattern: str) -> None:
    began = time.process_time()
    assert not search(pattern, "a" * 60 + "!")
    assert time.process_time() - began < 2


def test_a_search_that_would_take_too_long_is_refused() -> None:
    began = time.process_time()
    with pytest.raises(PatternRefused):
        search("(a?){1000}b", "a" * 20_000)
    with pytest.raises(PatternRefused):
        search("(?=.*x)(?=.*y)z", "a" * 5_000)
    assert time.process_time() - began < 10


def test_the_text_and_the_pattern_may_come_from_nodes() -> None:
    xml = "<d><code>AB-12</code><shape>^[A-Z]+-</shape></d>"
    assert boolean_at("regex(/d/code, /d/shape)", xml=xml)
    assert context_at("/d/code[regex(., 'B-1')]", xml=xml).node.text() == "AB-12"


letters = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", r"\d", r"\w", "^", "$"])
patterns = st.recursive(
    letters,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda part: f"(?={part})"),
    ),
    max_leaves=6,
)


@given(patterns, st.text("abc1", max_size=6))
def test_python_finds_the_same(pattern: str, text: str) -> None:
    assert search(pattern, text) == (re.search(pattern, text, re.ASCII) is not None)
