"""Spans of hours as people type them: a table."""

from datetime import time

import pytest

from rules.typed_hours import typed_hours


@pytest.mark.parametrize(
    "typed",
    [
        "22:00-07:00",
        "２２：００－０７：００",
        "22:00——07:00",
        "22:00–07:00",
        "22.00~7.00",
        "22：00 ～ 7：00",
        "22点到7点",
        "22点至次日7点",
        "22时-7时",
        "22点钟到第二天7点",
        "从22:00到次日07:00",
        "22:00 到 次日07:00",
        "22 to 7",
        "from 22:00 until the next day 7:00",
    ],
)
def test_a_night_is_understood_as_people_type_it(typed: str) -> None:
    assert typed_hours(typed) == (time(22), time(7), 9 * 60)


@pytest.mark.parametrize(
    ("typed", "begins", "ends", "hours"),
    [
        ("22点半到7点15", time(22, 30), time(7, 15), 8.75),
        ("22点30分至7点半", time(22, 30), time(7, 30), 9),
        ("22:00-24:00", time(22), time(0), 2),
        ("24:00-7:00", time(0), time(7), 7),
        ("13-14", time(13), time(14), 1),
        ("7-6:59", time(7), time(6, 59), 23 + 59 / 60),
        ("0:00-24:00", time(0), time(0), 24),
        # The next day means what it says.
        ("8:00到次日10:00", time(8), time(10), 26),
    ],
)
def test_hours_are_counted(typed: str, begins: time, ends: time, hours: float) -> None:
    assert typed_hours(typed) == (begins, ends, round(hours * 60))


@pytest.mark.parametrize(
    "typed",
    ["", "晚上", "22:00", "25:00-7:00", "24:30-7:00", "22:60-7:00", "8:00-8:00", "24:00-0:00", "22----7", "9" * 500],
)
def test_what_names_no_span_is_none(typed: str) -> None:
    assert typed_hours(typed) is None
