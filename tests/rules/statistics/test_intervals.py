"""Intervals against published examples; what holds of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.statistics.intervals import Rate, difference

# R. G. Newcombe, Stat. Med. 17 (1998) 857-872, table I, method 3 (Wilson without correction).
PUBLISHED = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# Stat. Med. 17 (1998) 873-890, table II, method 10.
DIFFERENCES = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
]


@pytest.mark.parametrize(("hits", "of", "low", "high"), PUBLISHED)
def test_a_rate_has_the_published_interval(hits: int, of: int, low: float, high: float) -> None:
    rate = Rate(hits, of)
    assert (round(rate.low, 4), round(rate.high, 4)) == (low, high)


@pytest.mark.parametrize(("hits", "of", "others", "among", "low", "high"), DIFFERENCES)
def test_a_difference_has_the_published_interval(
    hits: int, of: int, others: int, among: int, low: float, high: float
) -> None:
    found = difference(Rate(hits, of), Rate(others, among))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_rate_and_stays_on_the_scale(rate: tuple[int, int]) -> None:
    found = Rate(*rate)
    assert 0 <= found.low <= found.share <= found.high <= 1


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_difference_turns_round_with_its_rates(of: int, among: int, hits: int, others: int) -> None:
    one, other = Rate(min(hits, of), of), Rate(min(others, among), among)
    there, back = difference(one, other), difference(other, one)
    assert there is not None
    assert back is not None
    assert (there.share, there.low, there.high) == pytest.approx((-back.share, -back.high, -back.low))
    assert there.is_certain == back.is_certain


def test_of_nothing_there_is_no_difference() -> None:
    assert difference(Rate(0, 0), Rate(1, 2)) is None
    assert (Rate(0, 0).share, Rate(0, 0).low, Rate(0, 0).high) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize("rate", [(2, 1), (-1, 3)])
def test_more_than_all_is_no_rate(rate: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        Rate(*rate)
