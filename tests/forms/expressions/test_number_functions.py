"""Functions of numbers, of places on earth, and of chance."""

import math
import random
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.expressions.errors import ExpressionError
from tests.forms.expressions.evaluation import boolean_at, nodes_at, number_at, string_at


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("number('12.50')", 12.5),
        ("number(' -3 ')", -3),
        ("number('.5')", 0.5),
        ("number('5.')", 5),
        ("number(true())", 1),
        ("int(-7.9)", -7),
        ("int('7.9')", 7),
        ("floor(-7.1)", -8),
        ("ceiling(-7.9)", -7),
        ("ceiling(7.1)", 8),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(12.345, 2)", 12.35),
        ("round(12.5, -1)", 10),
        ("round('17', '-1')", 20),
        ("abs(-2)", 2),
        ("pow(2, 10)", 1024),
        ("sqrt(2)", math.sqrt(2)),
        ("exp(1)", math.e),
        ("exp10(3)", 1000),
        ("log(10)", math.log(10)),
        ("log10(1000)", 3),
        ("sin(pi() div 2)", 1),
        ("cos(0)", 1),
        ("tan(0)", 0),
        ("asin(1)", math.pi / 2),
        ("acos(1)", 0),
        ("atan(1)", math.pi / 4),
        ("atan2(1, -1)", 3 * math.pi / 4),
        ("min(3, 1, 2)", 1),
        ("max(/visit/site/pumps, /visit/tank[1]/litres)", 100),
        ("sum(/visit/tank[position() < 3]/litres)", 350.5),
        ("count(//tank)", 3),
        ("count(/visit/gone)", 0),
        ("count-non-empty(/visit/tank/litres)", 2),
        ("position(/visit/tank[2])", 2),
        ("position(/visit/site)", 1),
        ("count(id('v1'))", 1),
        ("count(id('v1 v2'))", 1),
    ],
)
def test_a_number_function_gives_its_number(text: str, wanted: float) -> None:
    assert number_at(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "number('')",
        "number('1e6')",
        "number('Infinity')",
        "number('1,5')",
        "number('+1')",
        "number('1_0')",
        "number('١')",
        "int('six')",
        "round('six')",
        "round(1, 'x')",
        "sqrt(-1)",
        "log(-1)",
        "asin(2)",
        "pow(-8, 0.5)",
        "min()",
        "max('')",
        "max(/visit/tank/litres)",
        "sum(/visit/tank/litres)",
        "position(/visit/gone)",
    ],
)
def test_what_has_no_number_is_no_number(text: str) -> None:
    assert math.isnan(number_at(text))


@pytest.mark.parametrize("text", ["pow(10, 400)", "exp(1000)", "exp10(400)", "pow(0, -1)", "-log(0)", "int(1 div 0)"])
def test_what_grows_too_large_is_infinite(text: str) -> None:
    assert number_at(text) == math.inf


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_place_at_most(number: float, places: int) -> None:
    rounded = number_at(f"round({number:f}, {places})")
    assert abs(rounded - float(f"{number:f}")) <= 0.5 / 10**places * 1.000001


# Places

SQUARE = "30 120 0 0;30 120.01 0 0;30.01 120.01 0 0;30.01 120 0 0;30 120 0 0"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("distance('0 0;0 1')", 111318.85),
        ("distance('0 0', '0 1')", 111318.85),
        ("distance('0 0;0 1;0 0')", 222637.7),
        ("distance('10 10')", 0),
        ("distance('10 10;')", 0),
        ("area('')", 0),
        ("area('30 120;30 121')", 0),
    ],
)
def test_lengths_and_areas_are_metres(text: str, wanted: float) -> None:
    assert number_at(text) == pytest.approx(wanted, abs=0.02)


def test_an_area_is_about_that_of_the_plane_and_closes_by_itself() -> None:
    wanted = 1113.19 * 1113.19 * math.cos(math.radians(30))
    assert number_at(f"area('{SQUARE}')") == pytest.approx(wanted, rel=0.001)
    assert number_at(f"area('{SQUARE.rpartition(';')[0]}')") == number_at(f"area('{SQUARE}')")


@pytest.mark.parametrize("text", ["distance('')", "distance('here')", "distance('91 0;0 0')", "distance('1 2 3 4 5')"])
def test_a_distance_of_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        number_at(text)
    assert refused.value.code == "EXPR_018"


@pytest.mark.parametrize(
    ("point", "shape", "wanted"),
    [
        ("30.005 120.005", SQUARE, True),
        ("30.005 120.02", SQUARE, False),
        ("30.02 120.005", SQUARE, False),
        ("30 119", SQUARE, False),
        ("30.005 120.005", SQUARE.rpartition(";")[0], False),
        ("30.005 120.005", "", False),
        ("", SQUARE, False),
    ],
)
def test_a_fence_holds_what_is_inside_a_closed_shape(point: str, shape: str, wanted: bool) -> None:
    assert boolean_at(f"geofence('{point}', '{shape}')") is wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (SQUARE, False),
        ("0 0;0 2;2 2", False),
        ("0 0;2 2;0 2;2 0", True),
        ("0 0;2 2;0 2;2 0;0 0", True),
        ("0 0;0 2;0 1", True),
        ("0 0;0 2;2 2;0 1", True),
        ("0 0;0 0;0 1", False),
        ("", False),
    ],
)
def test_a_line_that_meets_itself_intersects(line: str, wanted: bool) -> None:
    assert boolean_at(f"intersects('{line}')") is wanted


def test_a_line_too_long_to_compare_with_itself_is_refused() -> None:
    with pytest.raises(ExpressionError) as refused:
        boolean_at(f"intersects('{';'.join(f'0 {n / 100}' for n in range(1500))}')")
    assert refused.value.code == "EXPR_015"


# Chance


def test_chance_comes_from_the_session() -> None:
    assert number_at("random()", chance=random.Random(3)) == random.Random(3).random()
    assert uuid.UUID(string_at("uuid()")).version == 4
    assert string_at("uuid()", chance=random.Random(3)) == string_at("uuid()", chance=random.Random(3))


@pytest.mark.parametrize("length", [0, 1, 36, 100])
def test_a_code_is_as_long_as_asked(length: int) -> None:
    assert re.fullmatch(f"[0-9a-f-]{{{length}}}", string_at(f"uuid({length})"))


@pytest.mark.parametrize("text", ["uuid(-1)", "uuid('x')", "uuid(1000000)"])
def test_a_code_of_no_length_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        string_at(text)
    assert refused.value.code == "EXPR_015"


ROW = f"<row>{''.join(f'<n>{n}</n>' for n in range(1, 8))}</row>"


def mixed(seed: str) -> str:
    return "".join(node.text() for node in nodes_at(f"randomize(/row/n{seed})", xml=ROW))


def park_miller(seed: int) -> str:
    """The order worked out by hand from the rule: next = 16807 × last mod 2³¹ − 1, Fisher–Yates inside out."""
    row: list[int] = []
    for index in range(7):
        seed = seed * 16807 % (2**31 - 1)
        other = math.floor((seed - 1) / (2**31 - 2) * (index + 1))
        row.append(index + 1)
        row[index], row[other] = row[other], index + 1
    return "".join(map(str, row))


def test_a_seed_gives_the_order_of_its_numbers() -> None:
    assert mixed(", 42") == park_miller(42)
    assert mixed(", '42'") == park_miller(42)
    assert mixed(", 42.9") == park_miller(42)
    assert mixed(", 0") == mixed(", ''") == mixed(", /row/gone") == park_miller(2**31 - 2)
    assert mixed(", -5") == park_miller(2**31 - 2 - 5)


def test_a_seed_that_is_no_number_gives_an_order_of_its_own() -> None:
    assert sorted(mixed(", 'uuid:1'")) == sorted("1234567")
    assert mixed(", 'uuid:1'") == mixed(", 'uuid:1'")
    assert len({mixed(f", 'uuid:{n}'") for n in range(20)}) > 10


def test_without_a_seed_the_session_mixes() -> None:
    assert sorted(mixed("")) == sorted("1234567")
