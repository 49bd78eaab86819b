"""The order in which places are visited: nearest neighbour, then 2-opt, both well known and good enough for a day.

Distances are great-circle metres; roads are left to the map on the phone.
"""

from collections.abc import Sequence
from itertools import pairwise

from rules.places import distance_metres

Place = tuple[str, str]  # latitude, longitude in degrees (WGS-84), as text
ROUNDS_MOST = 20


def route(start: Place | None, places: Sequence[Place]) -> list[int]:
    """Return the places' numbers in an order that makes the way short.

    It is open: it begins at `start` (none: at the first place) and ends wherever the last place is. Equal distances
    keep the order given.
    """
    if not places:
        return []
    between = [[_metres(one, other) for other in places] for one in places]
    from_start = [_metres(start, each) for each in places] if start is not None else [0.0] + [1.0] * (len(places) - 1)
    order = [min(range(len(places)), key=lambda n: from_start[n])]
    left = [n for n in range(len(places)) if n != order[0]]
    while left:
        order.append(min(left, key=lambda n: between[order[-1]][n]))
        left.remove(order[-1])
    return _untangled(order, between, from_start if start is not None else None)


def length(start: Place | None, places: Sequence[Place]) -> float:
    """Return how long the way is in metres, place after place."""
    stops = [start, *places] if start is not None else list(places)
    return sum(_metres(one, other) for one, other in pairwise(stops))


def _untangled(order: list[int], between: list[list[float]], from_start: list[float] | None) -> list[int]:
    """Turn parts of the way round as long as that makes it shorter (2-opt). Without a start the first place stays."""
    first = 0 if from_start is not None else 1

    def step(before: int, after: int) -> float:
        if before < 0:
            return from_start[order[after]] if from_start is not None else 0.0
        return between[order[before]][order[after]]

    for _ in range(ROUNDS_MOST):
        is_better = False
        for i in range(first, len(order) - 1):
            for j in range(i + 1, len(order)):
                now = step(i - 1, i) + (step(j, j + 1) if j + 1 < len(order) else 0.0)
                then = step(i - 1, j) + (step(i, j + 1) if j + 1 < len(order) else 0.0)
                if then < now - 1e-6:
                    order[i : j + 1] = order[i : j + 1][::-1]
                    is_better = True
        if not is_better:
            break
    return order


def _metres(one: Place, other: Place) -> float:
    return distance_metres(*one, *other)
