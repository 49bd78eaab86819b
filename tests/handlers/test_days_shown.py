"""How days are written: short, and with their year where it is another than the reader's."""

from datetime import UTC, date, datetime

import pytest

from handlers.screens.format import day, moment, window
from handlers.words import words_at, words_of
from rules.errors import days as problems
from rules.errors import describe
from rules.refusals import Refused

# New Year at the office, not yet in the zone in which instants are kept.
NOW = datetime(2026, 12, 31, 17, tzinfo=UTC)
NEXT, LAST = date(2027, 1, 4), date(2026, 12, 30)


@pytest.mark.parametrize(
    ("language", "near", "far"), [("zh-CN", "1月4日", "2026年12月30日"), ("en", "4 Jan", "30 Dec 2026")]
)
def test_a_day_of_another_year_has_its_year(language: str, near: str, far: str) -> None:
    words = words_at(language, NOW)
    assert day(words, NEXT).replace("\u00a0", " ") == near
    assert day(words, LAST).replace("\u00a0", " ") == far
    assert moment(words, datetime(2026, 12, 30, 2, tzinfo=UTC)).replace("\u00a0", " ") == f"{far} 10:00"
    # Where nobody reads at a certain time, none has.
    assert "2026" not in day(words_of(language), LAST)


def test_a_window_of_another_year_or_of_two_has_them() -> None:
    words = words_at("zh-CN", NOW)
    assert window(words, NEXT, date(2027, 1, 9)) == "1月4日–9日"
    assert window(words, LAST, NEXT) == "2026年12月30日–1月4日"
    assert window(words, date(2026, 12, 1), LAST) == "2026年12月1日–2026年12月30日"
    assert window(words, date(2027, 1, 4), date(2028, 1, 9)) == "1月4日–2028年1月9日"


@pytest.mark.parametrize(("language", "told"), [("zh-CN", "2026年12月30日已过"), ("en", "30 Dec 2026 is over")])
def test_a_refusal_writes_days_alike(language: str, told: str) -> None:
    refused = Refused(problems.PASSED, passed=LAST, day="2027-12-30")
    assert told in describe(refused, language, words_at(language, NOW).year)
    assert "2026" not in describe(refused, language)
