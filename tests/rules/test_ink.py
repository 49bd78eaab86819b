"""Ink: which strokes stand after undoing and clearing, how thick a line is, and what is no ink at all."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ink import (
    CLEAR,
    FARTHEST,
    MARKS_MOST,
    POINTS_MOST,
    STROKE,
    THICKEST,
    THINNEST,
    UNDO,
    Mark,
    Point,
    Stroke,
    is_signature,
    length_of,
    read_marks,
    standing,
    widths,
    written,
)
from rules.refusals import Refused

A, B, C = ((Point(x, 0, 0, 0), Point(x + 200, 0, 20, 0)) for x in (0, 1000, 2000))
MARKS = {
    "a": Mark(STROKE, 1, A),
    "b": Mark(STROKE, 2, B),
    "c": Mark(STROKE, 3, C),
    "u": Mark(UNDO, 4),
    "x": Mark(CLEAR, 5),
}

points = st.builds(
    Point,
    st.integers(-FARTHEST, FARTHEST),
    st.integers(-FARTHEST, FARTHEST),
    st.integers(0, 3_600_000),
    st.integers(0, 1000),
)
strokes = st.lists(points, min_size=1, max_size=20).map(tuple)
marks = st.lists(
    st.one_of(st.builds(Mark, st.just(STROKE), st.just(1), strokes), st.sampled_from([MARKS["u"], MARKS["x"]]))
)


@pytest.mark.parametrize(
    ("done", "left"),
    [
        ("", ()),
        ("ab", (A, B)),
        ("abu", (A,)),
        ("abuu", ()),
        ("uuab", (A, B)),
        ("abx", ()),
        ("abxu", (A, B)),
        ("abxc", (C,)),
        ("abxcu", ()),
        ("abxcuu", (A, B)),
        ("axbxu", (B,)),
        ("axbxuu", ()),
        ("axbxuuu", (A,)),
    ],
)
def test_an_undo_takes_back_the_last_stroke_or_the_last_clearing(done: str, left: tuple[Stroke, ...]) -> None:
    assert standing(MARKS[each] for each in done) == left


@given(marks, strokes)
def test_a_stroke_and_its_undo_leave_what_was_there(before: list[Mark], stroke: Stroke) -> None:
    assert standing([*before, Mark(STROKE, 1, stroke), MARKS["u"]]) == standing(before)
    assert standing([*before, MARKS["x"], MARKS["u"]]) == standing(before)


@given(marks)
def test_marks_are_read_as_they_were_sent(made: list[Mark]) -> None:
    sent = [{"kind": mark.kind, "at": mark.at, "points": written(mark.points)} for mark in made]
    assert list(read_marks(sent)) == made


POINT = [1, 2, 3, 4]


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        "stroke",
        [None],
        [{}],
        [{"kind": "stroke", "at": 1}],
        [{"kind": "stroke", "at": 1, "points": []}],
        [{"kind": "undo", "at": 1, "points": [POINT]}],
        [{"kind": "erase", "at": 1}],
        [{"kind": ["stroke"], "at": 1}],
        [{"kind": "stroke", "at": "1", "points": [POINT]}],
        [{"kind": "stroke", "at": True, "points": [POINT]}],
        [{"kind": "stroke", "at": -1, "points": [POINT]}],
        [{"kind": "stroke", "at": 1, "points": "points"}],
        [{"kind": "stroke", "at": 1, "points": [[1, 2, 3]]}],
        [{"kind": "stroke", "at": 1, "points": [[1, 2, 3, 4, 5]]}],
        [{"kind": "stroke", "at": 1, "points": [[1.5, 2, 3, 4]]}],
        [{"kind": "stroke", "at": 1, "points": [[True, 2, 3, 4]]}],
        [{"kind": "stroke", "at": 1, "points": [[FARTHEST + 1, 2, 3, 4]]}],
        [{"kind": "stroke", "at": 1, "points": [[1, 2, -1, 4]]}],
        [{"kind": "stroke", "at": 1, "points": [[1, 2, 3, 1001]]}],
        [{"kind": "stroke", "at": 1, "points": [POINT] * (POINTS_MOST + 1)}],
        [{"kind": "undo", "at": 1}] * (MARKS_MOST + 1),
    ],
)
def test_what_is_no_ink_is_not_taken(sent: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_marks(sent)
    assert refused.value.code == "SIGNPAD_014"


def test_a_dot_is_no_signature() -> None:
    assert not is_signature(())
    assert not is_signature(((Point(5, 5, 0, 0),),))
    assert not is_signature((A,))
    assert is_signature((A, B))
    assert length_of((A, B)) == 400


@given(strokes)
def test_lines_are_never_thinner_or_thicker_than_a_pen(stroke: Stroke) -> None:
    found = widths(stroke)
    assert len(found) == len(stroke)
    assert all(THINNEST - 0.01 <= each <= THICKEST + 0.01 for each in found)


def test_a_pen_that_is_pressed_draws_thicker_and_a_fast_finger_thinner() -> None:
    pressed = widths(tuple(Point(at * 10, 0, at * 10, at * 100) for at in range(11)))
    assert all(a < b for a, b in pairwise(pressed))
    slow = widths(tuple(Point(at * 10, 0, at * 10, 0) for at in range(11)))
    fast = widths(tuple(Point(at * 200, 0, at * 10, 0) for at in range(11)))
    assert fast[-1] < slow[-1]
