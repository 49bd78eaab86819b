"""A map without a map: points on a plane, true to scale, for pictures and pages that fetch nothing from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, log10, radians
from typing import Final

from rules.statistics.tallies import Point

_METRES_A_DEGREE: Final = 111_320
_LEAST_SPAN: Final = 0.002  # degrees: one street, where all points are one
_GRIDS: Final = (200, 100, 50, 25, 15)


@dataclass(frozen=True, slots=True)
class Plane:
    """Points laid flat: each with x and y from 0 to 1, y downwards; `metres` is how far 1 is."""

    points: tuple[tuple[float, float, bool], ...]
    metres: float


def laid_flat(points: Sequence[Point]) -> Plane:
    """Return points on a plane, north up, true to scale at their middle latitude; a district is small enough."""
    lats, lons = [each.latitude for each in points], [each.longitude for each in points]
    middle, centre = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    narrow = cos(radians(middle))
    span = max(max(lats) - min(lats), (max(lons) - min(lons)) * narrow, _LEAST_SPAN) * 1.06
    flat = (
        (
            0.5 + (each.longitude - centre) * narrow / span,
            0.5 - (each.latitude - middle) / span,
            each.has_problem,
        )
        for each in points
    )
    return Plane(tuple(flat), span * _METRES_A_DEGREE)


def round_metres(metres: float) -> int:
    """Return the longest 1, 2 or 5 times a power of ten that is no longer than some metres."""
    power = 10 ** int(log10(max(metres, 1)))
    return int(max(each * power for each in (1, 2, 5) if each * power <= max(metres, 1)))


def thinned(plane: Plane, most: int) -> Plane:
    """Return a plane with about as many points at most: those of one cell are one, a problem among them shown."""
    points = plane.points
    for cells in _GRIDS:
        if len(points) <= most:
            break
        found: dict[tuple[int, int], tuple[float, float, bool]] = {}
        for point in plane.points:
            cell = int(point[0] * cells), int(point[1] * cells)
            if cell not in found or point[2]:
                found[cell] = point
        points = tuple(found.values())
    return Plane(points, plane.metres)
