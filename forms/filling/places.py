"""Canonical places: points as `latitude longitude altitude accuracy`, lines and shapes as points joined by `;`."""

from typing import Final

from forms.filling.numerals import number

_SMALLEST_SHAPE: Final = 3


def point(text: str) -> str:
    """Gives a point with its digits as written; empty for what is none, lies off the globe, or is `0 0`."""
    numbers = [number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4:
        return ""
    known = [each for each in numbers if each is not None]
    if len(known) < len(numbers):
        return ""
    latitude, longitude = known[:2]
    if abs(latitude) > 90 or abs(longitude) > 180 or (latitude == 0 and longitude == 0):
        return ""
    return " ".join(text.split())


def line(text: str) -> str:
    """Gives a line of two points at least that does not end where it began; empty for anything else."""
    points = _points(text)
    return "" if len(points) < 2 or _is_closed(points) else ";".join(points)


def shape(text: str) -> str:
    """Gives a shape of three points at least whose last one is its first; empty for anything else."""
    points = _points(text)
    return ";".join(points) if len(points) >= _SMALLEST_SHAPE and _is_closed(points) else ""


def _points(text: str) -> list[str]:
    points = [point(each) for each in text.split(";")]
    return points if all(points) else []


def _is_closed(points: list[str]) -> bool:
    return points[0].split()[:2] == points[-1].split()[:2]
