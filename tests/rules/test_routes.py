"""The order of a day's places: a permutation, never longer than nearest neighbour alone."""

from hypothesis import given
from hypothesis import strategies as st

from rules.routes import Place, length, route

PLACES = st.tuples(
    st.integers(29_600_000, 29_800_000).map(lambda n: f"{n / 1e6:.6f}"),
    st.integers(106_500_000, 106_700_000).map(lambda n: f"{n / 1e6:.6f}"),
)


def nearest_neighbour(start: Place | None, places: list[Place]) -> list[Place]:
    left, found = list(places), []
    here = start or places[0]
    while left:
        here = min(left, key=lambda each: length(here, [each]))
        found.append(here)
        left.remove(here)
    return found


@given(st.lists(PLACES, max_size=12), st.none() | PLACES)
def test_every_place_is_visited_once(places: list[Place], start: Place | None) -> None:
    assert sorted(route(start, places)) == list(range(len(places)))


@given(st.lists(PLACES, min_size=1, max_size=9), PLACES)
def test_it_is_never_longer_than_always_going_to_the_nearest(places: list[Place], start: Place) -> None:
    ours = length(start, [places[n] for n in route(start, places)])
    assert ours <= length(start, nearest_neighbour(start, places)) + 1


def test_a_street_is_walked_from_one_end_to_the_other() -> None:
    street = [("29.700000", f"106.{600 + n}000") for n in (4, 1, 3, 0, 2)]
    start = ("29.700000", "106.599000")
    assert [street[n][1] for n in route(start, street)] == [f"106.{600 + n}000" for n in range(5)]


def test_without_a_start_it_begins_at_the_first() -> None:
    assert route(None, [("29.700000", "106.602000"), ("29.700000", "106.600000"), ("29.700000", "106.601000")])[0] == 0
    assert route(None, []) == []
