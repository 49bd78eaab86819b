"""What a cut says in the chat: at its fullest it fits, at its emptiest it says what else there is."""

import re
from datetime import date

import pytest

from handlers.screens.object_results import suggestions_said
from handlers.screens.statistics import figures_said
from handlers.words import words_of
from rules.events_statistics import SuggestionsListed
from rules.frequency import Span
from rules.messages import Card, Picture, Text
from rules.statistics.cuts import CUTS
from rules.statistics.intervals import Rate
from rules.statistics.tallies import Figures, Line, Point
from sandbox.lines import lines_of

CAPTION_MOST = 1024  # Bot API, sendPhoto
LINES_MOST = 12
SPAN = Span(date(2026, 10, 1), date(2026, 11, 27))
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])


def figures(cut: str, lines: int, whole: Rate, points: tuple[Point, ...] = (), unplaced: int = 0) -> Figures:
    names = {
        "zh": "食品生产经营单位（含小作坊、食品小经营店）" * 3,
        "en": "Food producers, including small workshops" * 3,
    }
    rows = tuple(Line(str(key), names, Rate(88, 1888), Rate(777, 1777), 99) for key in range(lines))
    return Figures(CUTS[cut], "quarter", SPAN, whole, Rate(777, 1777), rows, points, unplaced)


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@LANGUAGES
@pytest.mark.parametrize("cut", CUTS)
def test_the_fullest_cut_fits(cut: str, language: str) -> None:
    full = figures(cut, 30, Rate(888, 1888), (Point(29.6, 106.5, True),) * 3, 9)
    [said] = figures_said(words_of(language), full, "0" * 64)
    assert isinstance(said, Picture)
    text = plain(said.caption)
    assert len(text) <= CAPTION_MOST
    assert len(text.splitlines()) <= LINES_MOST
    assert CUTS[cut].decision[language[:2]] in text


@LANGUAGES
@pytest.mark.parametrize("cut", CUTS)
def test_an_empty_cut_says_why_and_leads_on(cut: str, language: str) -> None:
    [said] = figures_said(words_of(language), figures(cut, 0, Rate(0, 0)), None)
    assert isinstance(said, Text)
    assert CUTS[cut].title[language[:2]] in plain(said.text)
    assert lines_of({"text": plain(said.text)}) <= LINES_MOST
    assert said.buttons


@LANGUAGES
def test_visits_without_a_place_are_numbers_all_the_same(language: str) -> None:
    [said] = figures_said(words_of(language), figures("map", 0, Rate(1, 4), (), 4), None)
    assert isinstance(said, Text)
    assert "25%" in said.text
    assert words_of(language)("stat-map", found=0, clean=0, unplaced=4) in said.text


@LANGUAGES
def test_what_was_inspected_a_year_ago_only_is_no_line_of_now(language: str) -> None:
    now, gone = (Line(name, {"zh": name}, rate, Rate(1, 2)) for name, rate in (("甲", Rate(1, 3)), ("乙", Rate(0, 0))))
    both = Figures(CUTS["industry"], "year", SPAN, Rate(1, 3), Rate(2, 4), (now, gone))
    [said] = figures_said(words_of(language), both, "0" * 64)
    assert isinstance(said, Picture)
    assert ("甲" in said.caption, "乙" in said.caption) == (True, False)


@LANGUAGES
@pytest.mark.parametrize("what", ["risk", "breaches"])
@pytest.mark.parametrize("total", [0, 1, 6, 40])
def test_what_results_suggest_fits_and_opens(what: str, total: int, language: str) -> None:
    line = (7, "国" * 40, "近36个月有行政处罚或行政强制，且有严重违法违规记录", "017-01、017-02、017-03")
    event = SuggestionsListed(1, what, (line,) * min(total, 6), total)
    [said] = suggestions_said(words_of(language), event)
    assert isinstance(said, Card)
    assert len(plain(said.text).splitlines()) <= LINES_MOST
    assert len(said.buttons) == min(total, 6) + 1
    assert len(said.buttons) <= 8
