"""Caps of frequency: what is counted in a period, what lies too near, and how a cap is typed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.frequency import AT_CAP, MONTHS, TOO_SOON, USUAL, Cap, Span, reach_of, reason_against, typed_cap

TWICE = Cap("B", 2, "year", 180, ("clue",), "演示", date(2026, 1, 1))
QUARTERLY = replace(TWICE, most=1, period="quarter", gap_days=0)


def on(month: int, day: int, *, year: int = 2026, days: int = 1) -> Span:
    first = date(year, month, day)
    return Span(first, first + timedelta(days=days - 1))


@pytest.mark.parametrize(
    ("cap", "spans", "planned", "reason"),
    [
        (TWICE, [], on(3, 12, days=14), None),
        (TWICE, [on(1, 5), on(2, 1)], on(11, 1), AT_CAP),
        (TWICE, [on(1, 5)], on(7, 4), None),
        (TWICE, [on(1, 5)], on(7, 3), TOO_SOON),
        # What is planned for later counts as what has happened does.
        (TWICE, [on(9, 1)], on(6, 1, days=14), TOO_SOON),
        (TWICE, [on(12, 1, year=2025)], on(3, 1), TOO_SOON),
        (QUARTERLY, [on(3, 31)], on(4, 1), None),
        (QUARTERLY, [on(3, 31)], on(1, 1), AT_CAP),
        # Days of two quarters: full in one of them.
        (QUARTERLY, [on(4, 2)], on(3, 25, days=14), AT_CAP),
        (QUARTERLY, [on(3, 28, days=10)], on(4, 20), AT_CAP),
    ],
)
def test_an_object_is_left_out_when_it_was_or_will_be_visited_often_enough(
    cap: Cap, spans: list[Span], planned: Span, reason: str | None
) -> None:
    assert reason_against(cap, spans, planned) == reason


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
SPANS = st.builds(lambda first, days: Span(first, first + timedelta(days=days)), DAYS, st.integers(0, 60))
CAPS = st.builds(
    lambda most, period, gap: replace(TWICE, most=most, period=period, gap_days=gap),
    st.integers(1, 4),
    st.sampled_from(sorted(MONTHS)),
    st.integers(0, 400),
)


@given(CAPS, st.lists(SPANS, max_size=6), SPANS, SPANS)
def test_one_visit_more_never_lets_an_object_in_and_none_of_far_days_matters(
    cap: Cap, spans: list[Span], more: Span, planned: Span
) -> None:
    reason = reason_against(cap, spans, planned)
    assert reason_against(cap, [], planned) is None
    if reason is not None:
        assert reason_against(cap, [*spans, more], planned) is not None
    reach = reach_of([cap], planned)
    near = [each for each in spans if each.last >= reach.first and each.first <= reach.last]
    assert reason_against(cap, near, planned) == reason


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2 年 180 2027-01-01 渝检〔2026〕3号", (2, "year", 180, date(2027, 1, 1), "渝检〔2026〕3号")),
        ("１ 每季 0 6月1日 演示 办法 ", (1, "quarter", 0, date(2026, 6, 1), "演示 办法")),
        ("3 half 30 1 Jan Notice", None),
        ("3 half 30 2027-01-01 Notice", (3, "half", 30, date(2027, 1, 1), "Notice")),
        ("0 年 0 2027-01-01 依据", None),
        ("2 月 0 2027-01-01 依据", None),
        ("2 年 9999 2027-01-01 依据", None),
        ("2 年 0 某日 依据", None),
        ("2 年 0 2027-01-01", None),
        ("2 年 0 2027-01-01 " + "依" * 121, None),
    ],
)
def test_a_cap_is_typed_with_its_source_and_first_day(text: str, read: tuple[int, str, int, date, str] | None) -> None:
    found = typed_cap(TWICE, text, date(2026, 3, 12))
    told = found and (found.most, found.period, found.gap_days, found.valid_from, found.source)
    assert told == read
    assert found is None or (found.risk, found.exempt_kinds) == ("B", ("clue",))


def test_the_usual_caps_leave_clues_and_immediate_checks_out() -> None:
    assert set(USUAL) == set("ABCD")
    assert {each.exempt_kinds for each in USUAL.values()} == {("clue", "immediate")}
