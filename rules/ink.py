"""Ink 笔迹 on a pad 手写签字: marks in the order in which they were made, and the strokes that stand after them.

Lengths are tenths of a pixel of the screen that was drawn on, pressures thousandths, so that all numbers are whole.
The page draws by the same rules (`web/templates/pad-ink.js`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any

from rules.errors import signpads as problems
from rules.refusals import Refused

STROKE, UNDO, CLEAR = "stroke", "undo", "clear"
KINDS = (STROKE, UNDO, CLEAR)
MARKS_MOST = 500
POINTS_MOST = 3000
POINTS_IN_ALL = 30_000
FARTHEST = 100_000
LONGEST_MS = 3_600_000
FULL_PRESSURE = 1000
# A dot and a slip of the finger are no signature.
LEAST_LENGTH = 300
# Widths of the line: of a pen by its pressure, of a finger by how fast it goes.
THINNEST, THICKEST = 16.0, 42.0
# A stroke whose pressures differ by less was drawn by what does not feel any.
FELT_PRESSURE = 20
# How much of the width comes from the point before.
STEADINESS = 0.7
SLOWING = 14.0


@dataclass(frozen=True, slots=True)
class Point:
    """Where the pen was, `t` milliseconds after the stroke began."""

    x: int
    y: int
    t: int
    pressure: int


Stroke = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing done on the pad; only a stroke has points. `at` is the phone's own time, milliseconds since 1970."""

    kind: str
    at: int
    points: Stroke = ()


def read_marks(sent: object) -> tuple[Mark, ...]:
    """Return the marks of a request. Raises `Refused` for anything else."""
    if not isinstance(sent, list) or len(sent) > MARKS_MOST:
        raise Refused(problems.UNREADABLE)
    return tuple(_mark(each) for each in sent)


def _mark(sent: object) -> Mark:
    if not isinstance(sent, dict) or sent.get("kind") not in KINDS:
        raise Refused(problems.UNREADABLE)
    points = sent.get("points", [])
    is_stroke = sent["kind"] == STROKE
    if not isinstance(points, list) or bool(points) != is_stroke or len(points) > POINTS_MOST:
        raise Refused(problems.UNREADABLE)
    return Mark(sent["kind"], _whole(sent.get("at"), 0, 1 << 53), tuple(point_of(each) for each in points))


def point_of(sent: Any) -> Point:
    """Return a point that is written as `[x, y, t, pressure]`. Raises `Refused` for anything else."""
    if not isinstance(sent, list) or len(sent) != 4:
        raise Refused(problems.UNREADABLE)
    x, y, t, pressure = sent
    return Point(
        _whole(x, -FARTHEST, FARTHEST),
        _whole(y, -FARTHEST, FARTHEST),
        _whole(t, 0, LONGEST_MS),
        _whole(pressure, 0, FULL_PRESSURE),
    )


def _whole(value: object, least: int, most: int) -> int:
    # JSON's true would pass for the number 1.
    if type(value) is not int or not least <= value <= most:
        raise Refused(problems.UNREADABLE)
    return value


def written(stroke: Stroke) -> list[list[int]]:
    """Return the points of a stroke as they are sent and kept."""
    return [[point.x, point.y, point.t, point.pressure] for point in stroke]


def standing(marks: Iterable[Mark]) -> tuple[Stroke, ...]:
    """Return the strokes that stand: an undo takes back the last stroke, or the last clearing."""
    history: list[Stroke | None] = []
    for mark in marks:
        if mark.kind == UNDO:
            if history:
                history.pop()
        else:
            history.append(mark.points if mark.kind == STROKE else None)
    shown: list[Stroke] = []
    for each in history:
        if each is None:
            shown.clear()
        else:
            shown.append(each)
    return tuple(shown)


def length_of(strokes: Iterable[Stroke]) -> float:
    """Return how long all strokes are together."""
    return sum(hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Return whether the ink can be somebody's name."""
    return length_of(strokes) >= LEAST_LENGTH


def widths(stroke: Stroke) -> tuple[float, ...]:
    """Return the width of the line at each point."""
    pressures = [point.pressure for point in stroke]
    if max(pressures) - min(pressures) > FELT_PRESSURE:
        return tuple(THINNEST + (THICKEST - THINNEST) * each / FULL_PRESSURE for each in pressures)
    found = [THICKEST - (THICKEST - THINNEST) / 4]
    for a, b in pairwise(stroke):
        speed = hypot(b.x - a.x, b.y - a.y) / max(b.t - a.t, 1)
        wanted = max(THINNEST, THICKEST - SLOWING * speed / 10)
        found.append(STEADINESS * found[-1] + (1 - STEADINESS) * wanted)
    return tuple(found)
