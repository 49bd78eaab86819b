"""Places on earth: area, distance, geofence, intersects; a point is "latitude longitude altitude accuracy"."""

import itertools
import math
from typing import Final, NamedTuple

from forms.expressions.context import Value
from forms.expressions.errors import ExpressionError
from forms.expressions.functions.registry import Place, function
from forms.expressions.values import plain_number, strings_of, words_of
from rules.errors import expressions as problems

_RADIUS: Final = 6_378_100.0
"""Of the earth at the equator, in metres, as every engine for forms has it."""
_POINTS: Final = 1000
"""Of a line that is compared with itself: every piece with every other."""


class Point(NamedTuple):
    """A point, in degrees."""

    latitude: float
    longitude: float


def points_of(value: Value) -> list[Point] | None:
    """Reads points from texts, parted by semicolons, or from nodes; None when one is no point."""
    points = []
    for text in strings_of(value):
        for part in text.strip().rstrip(";").split(";"):
            point = _point(part)
            if point is None:
                return None
            points.append(point)
    return points


def _point(text: str) -> Point | None:
    words = words_of(text)
    if not 2 <= len(words) <= 4:
        return None
    latitude, longitude = plain_number(words[0]), plain_number(words[1])
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return Point(latitude, longitude)
    return None


def _centimetres(metres: float) -> float:
    return math.floor(abs(metres) * 100 + 0.5) / 100


@function("area", "v", "number")
def area(value: Value) -> float:
    """Gives the area inside a line that is closed by itself, in square metres; 0 for what is none."""
    points = points_of(value)
    if points is None or len(points) < 3:
        return 0.0
    total = sum(
        math.radians(after.longitude - before.longitude)
        * (2 + math.sin(math.radians(after.latitude)) + math.sin(math.radians(before.latitude)))
        for before, after in zip(points, points[1:] + points[:1], strict=True)
    )
    return _centimetres(total * _RADIUS * _RADIUS / 2)


@function("distance", "@v*", "number")
def distance(place: Place, *values: Value) -> float:
    """Gives the length of a line along its points, in metres."""
    points: list[Point] = []
    for value in values:
        found = points_of(value)
        if found is None:
            written = "; ".join(strings_of(value))
            raise ExpressionError(problems.NO_POINT, place.call.column, name=place.call.name, value=written)
        points += found
    return _centimetres(sum(_metres(before, after) for before, after in itertools.pairwise(points)))


def _metres(one: Point, other: Point) -> float:
    latitudes = math.radians(one.latitude), math.radians(other.latitude)
    angle = math.sin(latitudes[0]) * math.sin(latitudes[1]) + math.cos(latitudes[0]) * math.cos(
        latitudes[1]
    ) * math.cos(math.radians(one.longitude - other.longitude))
    return math.acos(max(-1.0, min(1.0, angle))) * _RADIUS


@function("geofence", "vv", "boolean")
def geofence(place: Value, shape: Value) -> bool:
    """Says whether a point lies inside a closed shape; false where either is none."""
    point, corners = points_of(place), points_of(shape)
    if not point or not corners or len(corners) < 4 or corners[0] != corners[-1]:
        return False
    latitude, longitude = point[0]
    crossings = 0
    for one, other in itertools.pairwise(corners):
        if (one.latitude > latitude) != (other.latitude > latitude):
            part = (latitude - one.latitude) / (other.latitude - one.latitude)
            crossings += longitude < one.longitude + part * (other.longitude - one.longitude)
    return crossings % 2 == 1


@function("intersects", "@v", "boolean")
def intersects(place: Place, value: Value) -> bool:
    """Says whether a line, or the edge of a shape, crosses or touches itself."""
    points = points_of(value)
    if points is None:
        return False
    if len(points) > _POINTS:
        wanted = f"≤ {_POINTS}"
        raise ExpressionError(
            problems.BAD_ARGUMENT, place.call.column, name=place.call.name, value=str(len(points)), wanted=wanted
        )
    segments = [pair for pair in itertools.pairwise(points) if pair[0] != pair[1]]
    is_closed = len(segments) > 2 and segments[0][0] == segments[-1][1]
    for (first, one), (second, other) in itertools.combinations(enumerate(segments), 2):
        if second == first + 1:
            meets = _doubles_back(one, other)
        elif is_closed and first == 0 and second == len(segments) - 1:
            meets = _doubles_back(other, one)
        else:
            meets = _meet(one, other)
        if meets:
            return True
    return False


def _side(one: Point, other: Point, third: Point) -> float:
    return (other.longitude - one.longitude) * (third.latitude - one.latitude) - (other.latitude - one.latitude) * (
        third.longitude - one.longitude
    )


def _holds(segment: tuple[Point, Point], point: Point) -> bool:
    one, other = segment
    return (
        _side(one, other, point) == 0
        and min(one.latitude, other.latitude) <= point.latitude <= max(one.latitude, other.latitude)
        and min(one.longitude, other.longitude) <= point.longitude <= max(one.longitude, other.longitude)
    )


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    if _side(*one, other[0]) * _side(*one, other[1]) < 0 and _side(*other, one[0]) * _side(*other, one[1]) < 0:
        return True
    return any(_holds(one, point) for point in other) or any(_holds(other, point) for point in one)


def _doubles_back(one: tuple[Point, Point], following: tuple[Point, Point]) -> bool:
    return _holds(one, following[1]) or _holds(following, one[0])
