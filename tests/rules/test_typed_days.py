"""Days as people type them."""

import re
from datetime import date

import pytest

from rules.refusals import Refused
from rules.typed_days import typed_day

TODAY = date(2026, 11, 24)


CHINESE = ("12.3", "12-3", "12/3", "１２．３", "1203", "20261203", "2026-12-03", "2026年12月3日", "12月3日", "12月3号")
ENGLISH = ("3 Dec", "3 december 2026", "Dec 3", "dec. 3, 2026", " 12.3 ")


@pytest.mark.parametrize("text", [*CHINESE, *ENGLISH])
def test_one_day_is_understood_in_every_usual_way(text: str) -> None:
    assert typed_day(text, TODAY) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [("今天", 24), ("today", 24), ("明天", 25), ("Tomorrow", 25), ("后天", 26)],
)
def test_near_days_have_words(text: str, day: int) -> None:
    assert typed_day(text, TODAY) == date(2026, 11, day)


def test_a_day_that_is_past_this_year_is_the_next_such_day() -> None:
    assert typed_day("1.5", TODAY) == date(2027, 1, 5)


@pytest.mark.parametrize("text", ["11.1", "23 Nov", "1101"])
def test_a_day_that_has_just_passed_is_asked_for_with_its_year(text: str) -> None:
    with pytest.raises(Refused) as asked:
        typed_day(text, TODAY)
    assert asked.value.code == "DAY_001"
    assert re.search(r"Next year\?.*2027-11-", asked.value.text("en"))
    assert typed_day("2027-11-01", TODAY) == date(2027, 11, 1)


def test_the_last_day_of_a_span_is_the_next_such_day_from_its_first() -> None:
    assert typed_day("3.1", TODAY, date(2027, 1, 10)) == date(2027, 3, 1)
    assert typed_day("11.1", TODAY, date(2027, 3, 1)) == date(2027, 11, 1)
    assert typed_day("后天", TODAY, TODAY) == date(2026, 11, 26)


def test_a_day_with_its_year_is_taken_as_it_stands() -> None:
    assert typed_day("2026.1.5", TODAY) == date(2026, 1, 5)


def test_the_next_leap_day_may_be_years_away() -> None:
    assert typed_day("2.29", TODAY) == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["", "2.30", "13.1", "明年", "5", "2026.2.29", "3 Foo", "12.3 12.4", "1.2.3.4"])
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    assert typed_day(text, TODAY) is None
