"""Dates and times: one zone for a session, texts that count as dates."""

import math
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.expressions.errors import ExpressionError
from tests.forms.expressions.evaluation import NOW, SHANGHAI, boolean_at, number_at, string_at

UTC_ZONE = ZoneInfo("UTC")
ZONES = [SHANGHAI, UTC_ZONE, ZoneInfo("America/Phoenix"), ZoneInfo("Asia/Kathmandu")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("today()", "2026-03-05"),
        ("now()", "2026-03-05T14:30:15.250+08:00"),
        ("date('2026-03-05')", "2026-03-05"),
        ("date('2026-3-5')", "2026-03-05"),
        ("date('2026-03-05T00:00:00Z')", "2026-03-05T08:00:00.000+08:00"),
        ("date('2026-03-05T10:00')", "2026-03-05T10:00:00.000+08:00"),
        ("date-time('2026-03-05T10:00:00.5+09:00')", "2026-03-05T09:00:00.500+08:00"),
        ("date-time('2026-03-05T10:00:00+09')", "2026-03-05T09:00:00.000+08:00"),
        ("date(0)", "1970-01-01T08:00:00.000+08:00"),
        ("date(today() + 30)", "2026-04-04"),
        ("date(/visit/on + 1)", "2026-03-02"),
        ("date(date('2026-03-05'))", "2026-03-05"),
        ("date('soon')", "Invalid Date"),
        ("date('2026-13-01')", "Invalid Date"),
        ("date(0 div 0)", "Invalid Date"),
        ("date(1 div 0)", "Invalid Date"),
        ("date(9999999999)", "Invalid Date"),
        ("date('')", ""),
        ("date(true())", ""),
        ("number('2026-03-05')", "20516"),
        ("format-date('2026-03-05', '%Y/%n/%e %a %b %y %m %d')", "2026/3/5 Thu Mar 26 03 05"),
        ("format-date-time('2026-03-05T09:07:02.003', '%H:%M:%S.%3 %h')", "09:07:02.003 9"),
        ("format-date(/visit/on, '%e.%n.')", "1.3."),
        ("format-date(today(), '%Y')", "2026"),
        ("format-date('2026-03-05', '%% %q')", "% %q"),
        ("format-date('soon', '%Y')", ""),
        ("format-date('', '%Y')", ""),
    ],
)
def test_a_date_is_written_in_the_zone_of_the_session(text: str, wanted: str) -> None:
    assert string_at(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("today() = '2026-03-05'", True),
        ("today() > '2026-03-04'", True),
        ("/visit/on < today()", True),
        ("/visit/on + 4 = today()", True),
        ("now() > today()", True),
        ("'2026-03-05' < '2026-03-05T00:00:01'", True),
        ("'2026-03-05' = '2026-03-05T00:00:00'", False),
        ("date('2026-03-05') = date('2026-03-04T16:00:00Z')", True),
        ("today() > 20000", True),
        ("boolean(date('soon'))", False),
        ("date('soon') = date('soon')", False),
    ],
)
def test_a_written_date_counts_as_a_date_beside_a_number(text: str, wanted: bool) -> None:
    assert boolean_at(text) is wanted


def test_days_are_counted_from_midnight_in_utc() -> None:
    assert number_at("number(date('1970-01-01'))", now=NOW.astimezone(UTC_ZONE)) == 0
    assert number_at("number(date('1970-01-01'))") == pytest.approx(-8 / 24)
    assert number_at("decimal-date-time('1970-01-02T12:00:00Z')") == 1.5
    assert number_at("'2026-03-05' - '2026-03-01'") == pytest.approx(4)
    assert math.isnan(number_at("decimal-date-time('soon')"))
    assert math.isnan(number_at("'2026-02-30' + 1"))


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        ("06:00", 0.25),
        ("18:00:00.000", 0.75),
        ("06:00:00.000+08:00", 0.25),
        ("22:00:00Z", 0.25),
        ("23:59:59", 86399 / 86400),
    ],
)
def test_a_time_is_a_part_of_the_day(time: str, wanted: float) -> None:
    assert number_at(f"decimal-time('{time}')") == pytest.approx(wanted)


@pytest.mark.parametrize("time", ["", "noon", "24:00", "12:60", "6:00", "12:00:00+25:00", "2026-03-05T12:00"])
def test_what_is_no_time_is_no_part_of_a_day(time: str) -> None:
    assert math.isnan(number_at(f"decimal-time('{time}')"))


@pytest.mark.parametrize(
    "text", ["date('2026-02-30')", "date-time('2025-02-29T10:00')", "format-date('2026-04-31', '%d')"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        string_at(text)
    assert refused.value.code == "EXPR_017"


@given(st.integers(-2_000_000_000, 4_000_000_000), st.sampled_from(ZONES))
def test_a_date_written_and_read_again_is_the_same_instant(seconds: int, zone: ZoneInfo) -> None:
    instant = datetime.fromtimestamp(seconds, UTC_ZONE)
    now = NOW.astimezone(zone)
    written = string_at(f"date('{instant.isoformat()}')", now=now)
    assert number_at(f"decimal-date-time('{written}')", now=now) == pytest.approx(seconds / 86400, abs=1e-9)
