"""Shares in per cent: halves go up, wherever they stand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.statistics.intervals import Rate
from rules.statistics.rounding import percent


@pytest.mark.parametrize(
    ("hits", "of", "whole", "tenth"),
    [
        (3, 8, "38", "37.5"),
        (5, 8, "63", "62.5"),
        (1, 8, "13", "12.5"),
        (29, 200, "15", "14.5"),
        (49, 400, "12", "12.3"),
    ],
)
def test_a_half_goes_up(hits: int, of: int, whole: str, tenth: str) -> None:
    assert (percent(Rate(hits, of).share), percent(Rate(hits, of).share, 1)) == (whole, tenth)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(0, 1))
def test_every_share_is_rounded_as_on_paper(rate: tuple[int, int], places: int) -> None:
    hits, of = rate
    tenths = Fraction(hits * 100 * 10**places, of)
    on_paper = (2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)
    assert percent(hits / of, places) == f"{on_paper / 10**places:.{places}f}"


@pytest.mark.parametrize(("share", "said"), [(0.125, "+13"), (-0.125, "-13"), (-0.004, "0"), (0.0, "0")])
def test_a_difference_has_its_sign_and_nought_has_none(share: float, said: str) -> None:
    assert percent(share, is_signed=True) == said
