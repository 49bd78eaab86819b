"""Coordinates as text, and distances against figures known from elsewhere."""

from math import acos, atan2, cos, hypot, isclose, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import describe
from rules.places import EARTH_RADIUS_METRES, CoordinateInvalid, distance_metres, latitude_text, longitude_text

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
places = st.tuples(latitudes, longitudes)
Place = tuple[float, float]


def vincenty_on_a_sphere(here: Place, there: Place) -> float:
    """The same distance by another formula, exact near antipodes too."""
    (south, west), (north, east) = [(radians(lat), radians(lon)) for lat, lon in (here, there)]
    turn = east - west
    across = hypot(cos(north) * sin(turn), cos(south) * sin(north) - sin(south) * cos(north) * cos(turn))
    along = sin(south) * sin(north) + cos(south) * cos(north) * cos(turn)
    return EARTH_RADIUS_METRES * atan2(across, along)


@pytest.mark.parametrize(
    ("here", "there", "metres"),
    [
        (("0", "0"), ("1", "0"), 111_195.08),
        (("0", "0"), ("0", "1"), 111_195.08),
        (("60", "0"), ("60", "1"), 55_597.01),
        (("90", "0"), ("-90", "0"), pi * EARTH_RADIUS_METRES),
        (("0", "-90"), ("0", "90"), pi * EARTH_RADIUS_METRES),
        (("0", "179.5"), ("0", "-179.5"), 111_195.08),
        (("29.684312", "106.611053"), ("29.684312", "106.611053"), 0.0),
        (("29.684312", "106.611053"), ("29.684313", "106.611053"), 0.11),
    ],
)
def test_a_distance_is_the_one_known(here: tuple[str, str], there: tuple[str, str], metres: float) -> None:
    assert distance_metres(*here, *there) == pytest.approx(metres, abs=0.01)


def test_two_airports_are_as_far_apart_as_the_cosine_rule_says() -> None:
    north, east, other_north, other_east = map(radians, (29.719, 106.642, 40.080, 116.585))
    cosine = sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(other_east - east)
    expected = acos(cosine) * EARTH_RADIUS_METRES
    assert 1_400_000 < expected < 1_500_000
    assert distance_metres(29.719, 106.642, "40.080", "116.585") == pytest.approx(expected, rel=1e-9)


@given(places, places)
def test_a_distance_agrees_with_a_second_formula(here: Place, there: Place) -> None:
    # Towards the antipode the haversine loses half of its digits: centimetres in 20,000 km.
    assert isclose(distance_metres(*here, *there), vincenty_on_a_sphere(here, there), rel_tol=1e-7, abs_tol=1e-6)


@given(places, places)
def test_a_distance_is_the_same_there_and_back_and_at_most_half_round_the_earth(here: Place, there: Place) -> None:
    metres = distance_metres(*here, *there)
    assert metres == pytest.approx(distance_metres(*there, *here), abs=1e-6)
    assert 0 <= metres <= pi * EARTH_RADIUS_METRES


@given(places, places, places)
def test_a_detour_is_never_shorter(here: Place, between: Place, there: Place) -> None:
    detour = distance_metres(*here, *between) + distance_metres(*between, *there)
    assert distance_metres(*here, *there) <= detour + 1.0


@given(places)
def test_writing_a_place_down_moves_it_by_centimetres_at_most(here: Place) -> None:
    written = latitude_text(here[0]), longitude_text(here[1])
    assert distance_metres(*here, *written) < 0.08


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("29.684312", "29.684312"),
        ("29.68431249", "29.684312"),
        (" 29.7 ", "29.700000"),
        ("２９．７", "29.700000"),
        ("+29.7", "29.700000"),
        ("29.", "29.000000"),
        ("-0.0000001", "0.000000"),
        ("−12.5", "-12.500000"),
        ("90", "90.000000"),
        (29.1, "29.100000"),
        (29, "29.000000"),
        (1e-7, "0.000000"),
        (-90.0, "-90.000000"),
    ],
)
def test_degrees_are_written_with_six_decimals(typed: str | float, written: str) -> None:
    assert latitude_text(typed) == written


@pytest.mark.parametrize(
    "typed", ["", "北纬29", "29,7", "29°41'", "1e1", "nan", "1_0", "2 9", "٢٩", float("nan"), 1e300]
)
def test_what_is_no_number_of_degrees_is_refused(typed: str | float) -> None:
    with pytest.raises(CoordinateInvalid) as refused:
        latitude_text(typed)
    assert refused.value.code == "REG_007"


@pytest.mark.parametrize("typed", ["90.000001", "-90.1", "106.6", 180.0])
def test_a_latitude_beyond_the_poles_is_refused_with_a_hint(typed: str | float) -> None:
    with pytest.raises(CoordinateInvalid) as refused:
        latitude_text(typed)
    assert refused.value.code == "REG_008"
    assert "−90 到 90" in describe(refused.value, "zh-CN")
    assert "between −90 and 90" in describe(refused.value, "en")


def test_a_longitude_may_be_as_great_as_half_a_turn_and_no_greater() -> None:
    assert longitude_text("-180") == "-180.000000"
    assert longitude_text("106.6") == "106.600000"
    with pytest.raises(CoordinateInvalid):
        longitude_text("180.000001")


def test_a_place_with_a_wrong_coordinate_has_no_distance() -> None:
    with pytest.raises(CoordinateInvalid):
        distance_metres("29.7", "106.6", "106.6", "29.7")


def told(typed: str | float) -> str:
    try:
        return longitude_text(typed)
    except CoordinateInvalid as refused:
        return describe(refused, "zh-CN") + describe(refused, "en")


@given(st.text(max_size=20) | st.floats())
def test_whatever_is_typed_gives_degrees_that_stay_as_they_are_or_a_sentence(typed: str | float) -> None:
    answer = told(typed)
    assert told(answer) == answer or len(answer) > 40
