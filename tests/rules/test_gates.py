"""What a start on site waits for."""

from dataclasses import replace

import pytest

from rules.gates import Gate, OnSite, open_gates

READY = OnSite(
    distance=60,
    far_away=500,
    minutes=5,
    holds_minutes=120,
    certified=2,
    uncertified=0,
    minimum=2,
    is_in_window=True,
    notice_state="served",
)


def test_nothing_is_missing_when_all_is_there() -> None:
    assert open_gates(READY) == ()


@pytest.mark.parametrize(("distance", "missing"), [(500, ()), (501, (Gate.FAR,)), (None, ())])
def test_far_is_beyond_the_districts_distance(distance: int | None, missing: tuple[Gate, ...]) -> None:
    assert open_gates(replace(READY, distance=distance)) == missing


@pytest.mark.parametrize(("minutes", "missing"), [(120, ()), (121, (Gate.LONG_AGO,)), (None, ())])
def test_a_place_holds_for_as_long_as_the_district_says(minutes: int | None, missing: tuple[Gate, ...]) -> None:
    assert open_gates(replace(READY, minutes=minutes)) == missing


@pytest.mark.parametrize(
    ("state", "missing"),
    [("served", ()), ("refused", ()), ("announced", (Gate.NOTICE,)), ("prepared", (Gate.NOTICE,))],
)
def test_a_notice_left_there_counts_as_served_and_one_announced_does_not(state: str, missing: tuple[Gate, ...]) -> None:
    assert open_gates(replace(READY, notice_state=state)) == missing


def test_an_officer_without_a_certificate_counts_for_nobody() -> None:
    assert open_gates(replace(READY, certified=1, uncertified=1)) == (Gate.CERTIFICATE, Gate.OFFICERS)


def test_one_more_than_the_minimum_makes_up_for_an_expired_certificate_but_names_it() -> None:
    assert open_gates(replace(READY, certified=2, uncertified=1)) == (Gate.CERTIFICATE,)


def test_the_minimum_is_the_districts() -> None:
    assert open_gates(replace(READY, minimum=3)) == (Gate.OFFICERS,)


def test_a_day_outside_the_window_is_missing_something() -> None:
    assert open_gates(replace(READY, is_in_window=False)) == (Gate.WINDOW,)
