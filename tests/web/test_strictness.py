"""Limits for each address: who counts as one, how often it may ask, and how little is remembered."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.strictness import BURST, MOST_ADDRESSES, PER_SECOND, Allowance, asker_of


class Clock:
    """Seconds that stand still until they are moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 30), max_size=300))
def test_over_any_time_no_address_is_served_more_often_than_its_allowance(pauses: list[float]) -> None:
    clock = Clock()
    allowance, served = Allowance(clock), 0
    for pause in pauses:
        clock.now += pause
        served += allowance.takes("a")
        assert served <= BURST + clock.now * PER_SECOND + 1e-6


def test_a_quiet_address_has_its_whole_allowance_again() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    for _ in range(3):
        assert [allowance.takes("a") for _ in range(BURST + 1)] == [True] * BURST + [False]
        clock.now += BURST / PER_SECOND


def test_however_many_addresses_ask_no_more_are_remembered_than_allowed() -> None:
    allowance = Allowance(Clock())
    for number in range(3 * MOST_ADDRESSES):
        assert allowance.takes(f"2001:db8:{number:x}::/64")
    assert len(allowance) == MOST_ADDRESSES
    assert sum(map(sys.getsizeof, vars(allowance).values())) < 2 << 20


def test_the_address_that_asks_on_is_not_the_one_forgotten() -> None:
    allowance = Allowance(Clock(), most=3)
    served = 0
    for number in range(200):
        allowance.takes(f"other {number}")
        served += allowance.takes("busy")
    assert served == BURST


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("10.0.0.2", ["203.0.113.7"], "203.0.113.7"),
        ("::1", ["203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("127.0.0.1", ["::ffff:203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["nonsense"], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        # Who comes without our proxy may say what he likes.
        ("8.8.8.8", ["198.51.100.1"], "8.8.8.8"),
        (None, ["198.51.100.1"], "None"),
    ],
)
def test_an_asker_is_whom_the_nearest_proxy_saw(peer: str | None, forwarded: list[str], asker: str) -> None:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    assert asker_of({"type": "http", "headers": headers, "client": (peer, 1) if peer else None}) == asker
