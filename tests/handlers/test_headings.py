"""Headings of rounds where there is little room: whichever is cut, the rounds are still told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.screens.format import heading_shortened
from handlers.screens.paging import width

LONG = "食品冷藏冷冻贮存设施设备运行情况"
LONG_EN = "Cold storage and freezing equipment"


@pytest.mark.parametrize(
    ("heading", "most", "shown"),
    [
        ("冷柜 2", 12, "冷柜 2"),
        (f"{LONG} 2", 12, "食品冷藏冷冻贮存设施… 2"),
        (f"{LONG} 12", 12, "食品冷藏冷冻贮存设… 12"),
        (f"{LONG_EN} 3", 12, "Cold storage and fre… 3"),
        (f"{LONG} 2 › {LONG} 3", 14, "食品冷藏… 2 › 食品冷藏冷… 3"),
        ("一楼 1 › " + LONG + " 3", 14, "一楼 1 › 食品冷藏冷冻贮… 3"),
        (LONG, 12, "食品冷藏冷冻贮存设施设…"),
    ],
)
def test_the_number_stays(heading: str, most: float, shown: str) -> None:
    assert heading_shortened(heading, most) == shown


@given(st.text("甲a ", min_size=1, max_size=40), st.integers(1, 999), st.integers(1, 999))
def test_two_rounds_never_look_the_same(heading: str, one: int, other: int) -> None:
    first, second = (heading_shortened(f"{heading} {number}", 12) for number in (one, other))
    assert (first == second) == (one == other)
    assert width(first) <= 12
