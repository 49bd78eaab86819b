"""Lines of the annual plan: what is typed for them, and which of them could be one visit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.annual_plan import (
    ALL_MONTHS,
    Line,
    Proposal,
    permille_of,
    plan_year,
    proposals,
    typed_amount,
    typed_months,
    typed_part,
    window_of,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5%", "5%"), ("５％", "5%"), ("0.5 %", "0.5%"), ("20户", "20"), ("20", "20"), ("100%", "100%"),
        ("0%", None), ("101%", None), ("0.55%", None), ("0", None), ("很多", None), ("-3", None), ("NaN%", None),
    ],
)  # fmt: skip
def test_how_much_is_a_share_or_a_number(text: str, read: str | None) -> None:
    assert typed_amount(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3-5月", (3, 4, 5)), ("3月、4月", (3, 4)), ("3,4,11", (3, 4, 11)), ("全年", ALL_MONTHS),
        ("all year", ALL_MONTHS),
        ("第二季度", (4, 5, 6)), ("Q4", (10, 11, 12)), ("上半年", (1, 2, 3, 4, 5, 6)), ("1季度、7", (1, 2, 3, 7)),
        ("13", None), ("5-3", None), ("春天", None), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(text: str, read: tuple[int, ...] | None) -> None:
    assert typed_months(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [("牵头", "lead"), ("参与", "part"), ("", "lead"), ("Lead", "lead"), ("taking part", "part"), ("?", None)],
)
def test_a_department_leads_or_takes_part(text: str, read: str | None) -> None:
    assert typed_part(text) == read


def test_lines_are_collected_for_the_next_year_from_october_on() -> None:
    assert (plan_year(date(2026, 9, 30)), plan_year(date(2026, 10, 1)), plan_year(date(2027, 2, 1))) == (
        2026,
        2027,
        2027,
    )


def test_the_same_objects_in_the_same_month_are_one_door() -> None:
    lines = [
        Line(1, 10, "餐饮", (3, 4)),
        Line(2, 20, " 餐饮", (4, 5)),
        Line(3, 30, "餐饮", (4,)),
        Line(4, 20, "旅馆", (6,)),
        Line(5, 20, "旅馆", (6,)),
        Line(6, 10, "餐饮", (9,)),
    ]
    # Two lines of one department are no joint campaign.
    assert proposals(lines) == [Proposal("餐饮", 4, (1, 2, 3))]


LINES = st.lists(
    st.builds(
        lambda department, kind, months: (department, kind, tuple(sorted(months))),
        st.integers(1, 4),
        st.sampled_from(["餐饮", "旅馆"]),
        st.sets(st.sampled_from(ALL_MONTHS), min_size=1, max_size=4),
    ),
    max_size=12,
).map(lambda found: [Line(number, *each) for number, each in enumerate(found, 1)])


@given(LINES)
def test_no_line_is_proposed_twice_and_nobody_who_could_go_along_is_left_behind(lines: list[Line]) -> None:
    found = proposals(lines)
    by_number = {line.number: line for line in lines}
    taken = [number for each in found for number in each.lines]
    assert len(taken) == len(set(taken))
    for each in found:
        joined = [by_number[number] for number in each.lines]
        assert all(each.month in line.months and line.object_kind == each.object_kind for line in joined)
        assert len({line.department for line in joined}) > 1
    alone = [line for line in lines if line.number not in taken]
    going = {(line.object_kind, month, line.department) for line in alone for month in line.months}
    assert len({(kind, month) for kind, month, _ in going}) == len(going)


@pytest.mark.parametrize(
    ("amount", "pool", "permille"), [("5%", 7, 50), ("20", 400, 50), ("20", 3, 1000), ("1", 3000, 1), ("1", 0, 1000)]
)
def test_a_number_of_objects_becomes_a_share_of_them(amount: str, pool: int, permille: int) -> None:
    assert permille_of(amount, pool) == permille


@pytest.mark.parametrize(
    ("months", "today", "days"),
    [
        ((3, 4, 9), date(2027, 1, 5), (date(2027, 3, 1), date(2027, 4, 30))),
        ((3, 4, 9), date(2027, 4, 5), (date(2027, 4, 5), date(2027, 4, 30))),
        ((12,), date(2027, 1, 5), (date(2027, 12, 1), date(2027, 12, 31))),
        ((3,), date(2027, 8, 5), (date(2027, 8, 5), date(2027, 12, 31))),
    ],
)
def test_a_campaign_begins_in_the_months_of_its_line(
    months: tuple[int, ...], today: date, days: tuple[date, date]
) -> None:
    assert window_of(2027, months, today) == days
