"""Operators: ranks, types, and what cannot be worked out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.expressions.evaluation import boolean_at, number_at, string_at, value_of

numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("7 div 2", 3.5),
        ("7 mod 3", 1),
        ("-7 mod 3", -1),
        ("- - 4", 4),
        ("---4", -4),
        ("6mod4", 2),
        ("6div4", 1.5),
        ("5-2", 3),
        ("'8' * '2'", 16),
        ("true() + true()", 2),
        ("/visit/site/pumps + 1", 7),
        ("/visit/tank/litres * 2", 200),
    ],
)
def test_arithmetic_follows_ranks_from_left_to_right(text: str, wanted: float) -> None:
    assert number_at(text) == wanted


@pytest.mark.parametrize(
    "text", ["0 div 0", "1 mod 0", "'six' + 1", "/visit/gone + 1", "'' * 2", "/visit/site/closed + 1"]
)
def test_what_cannot_be_worked_out_is_no_number(text: str) -> None:
    assert math.isnan(number_at(text))


def test_no_number_is_written_as_an_empty_text() -> None:
    assert string_at("/visit/site/closed * 2") == ""
    assert string_at("concat('a', 0 div 0, 'b')") == "ab"


def test_division_by_zero_is_infinite() -> None:
    assert number_at("1 div 0") == math.inf
    assert number_at("-1 div 0") == -math.inf
    assert string_at("-1 div 0") == "-Infinity"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("0.3 != 0.1 + 0.2", False),
        ("1 = 1.000001", False),
        ("'1' = 1", True),
        ("'1.0' = '1'", False),
        ("true() = 'no'", True),
        ("'' = false()", True),
        ("2 > true()", True),
        ("'10' > '9'", True),
        ("'b' > 'a'", False),
        ("1 < 2 = true()", True),
        ("/visit/tank/leaks = 'yes'", True),
        ("/visit/tank/leaks != 'yes'", True),
        ("'yes' = /visit/tank/leaks", True),
        ("/visit/gone = ''", False),
        ("/visit/gone != ''", False),
        ("/visit/site/closed = ''", True),
        ("/visit/tank/litres > 250", True),
        ("250 < /visit/tank/litres", True),
        ("/visit/tank/litres < 100", False),
        ("/visit/tank/litres = 100", True),
        ("/visit/tank/leaks = /visit/tank/leaks", True),
        ("/visit/site/pumps = /visit/tank/litres", False),
        ("/visit/site/pumps != /visit/site/pumps", False),
        ("/visit/site/pumps < /visit/tank/litres", True),
        ("/visit/gone = false()", True),
        ("/visit/site = true()", True),
        ("/visit/site/pumps > true()", True),
    ],
)
def test_comparisons_of_nodes_ask_whether_any_node_fits(text: str, wanted: bool) -> None:
    assert value_of(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("true() or false() and false()", True),
        ("(true() or false()) and false()", False),
        ("1 and 'a' and /visit", True),
        ("0 or '' or /visit/gone", False),
        ("false() and unknown()", False),
        ("true() or substring()", True),
        ("1or0", True),
        ("'a'and'b'", True),
    ],
)
def test_logic_stops_where_the_answer_is_known(text: str, wanted: bool) -> None:
    assert boolean_at(text) is wanted


def test_operator_names_may_be_names_of_elements() -> None:
    xml = "<div><and>4</and><mod>3</mod></div>"
    assert number_at("/div/and div /div/mod", xml=xml) == 4 / 3
    assert boolean_at("/div/and and /div/mod", xml=xml)
    assert number_at("count(/div/*) * 2", xml=xml) == 4


def test_a_long_row_of_alternatives_is_not_deep() -> None:
    assert boolean_at(" or ".join(["/visit/site/pumps = 1"] * 500 + ["true()"]))
    assert number_at("+".join(["1"] * 2000)) == 2000


@given(numbers, numbers)
def test_sums_and_orders_are_those_of_the_numbers(one: float, other: float) -> None:
    left, right = f"{one:f}", f"{other:f}"
    assert number_at(f"{left} + {right}") == float(left) + float(right)
    assert boolean_at(f"{left} < {right}") == (float(left) < float(right))


@given(numbers)
def test_a_number_written_and_read_again_is_the_same(number: float) -> None:
    written = string_at(f"{number:f} * 1")
    assert "e" not in written
    assert number_at(f"number('{written}')") == float(f"{number:f}")
