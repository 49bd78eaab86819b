"""What a cut says in the chat: at its fullest it fits, at its emptiest it says what else there is."""

import re
from datetime import date
from pathlib import Path

import pytest

from forms.charts import ROOM, Head
from forms.fonts import usual_folders
from forms.pictures.letters import chinese_font
from handlers.buttons_statistics import ObjectButton, StatisticsButton
from handlers.screens import statistics_charts
from handlers.screens.object_results import suggestions_said, unsettled_said
from handlers.screens.statistics import figures_said, scope_text
from handlers.words import words_of
from rules.events_statistics import SuggestionsListed
from rules.frequency import Span
from rules.messages import Card, Picture, Text
from rules.statistics.cuts import CUTS, PERIOD_NAMES, WAYS
from rules.statistics.intervals import Rate
from rules.statistics.tallies import Figures, Line, Point
from sandbox.lines import lines_of
from services.breaches import BreachView
from services.statistics_words import HEADINGS

CAPTION_MOST = 1024  # Bot API, sendPhoto
LINES_MOST = 12
LAST_YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
ROOT = Path(__file__).parents[2]
SPAN = Span(date(2026, 10, 1), date(2026, 11, 27))
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])


def figures(
    cut: str, lines: int, whole: Rate, points: tuple[Point, ...] = (), unplaced: int = 0, by_registry: int = 0
) -> Figures:
    names = {
        "zh": "食品生产经营单位（含小作坊、食品小经营店）" * 3,
        "en": "Food producers, including small workshops" * 3,
    }
    most = {"draw": len(WAYS), "risk": 4, "map": 0}.get(cut, lines)
    rows = tuple(Line(str(key), names, Rate(88, 1888), Rate(777, 1777), 99) for key in range(min(lines, most)))
    own = ({"zh": "市场监管", "en": "Market"},)
    known = by_registry if cut in ("draw", "risk") else 0
    return Figures(
        CUTS[cut], "quarter", SPAN, whole, Rate(777, 1777), rows, points, unplaced, own, Rate(44, 66), 321, known
    )


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@LANGUAGES
@pytest.mark.parametrize("cut", CUTS)
def test_the_fullest_cut_fits(cut: str, language: str) -> None:
    full = figures(cut, 30, Rate(888, 1888), (Point(29.6, 106.5, True),) * 3, 9, 555)
    [said] = figures_said(words_of(language), full, "0" * 64)
    assert isinstance(said, Picture)
    text = plain(said.caption)
    assert len(text) <= CAPTION_MOST
    assert len(text.splitlines()) <= LINES_MOST
    assert CUTS[cut].decision[language[:2]] in text
    # Whose it is, and what stands apart from it.
    assert {"zh-CN": "市场监管", "en": "Market"}[language] in text.splitlines()[0]
    assert {"zh-CN": "复查66次，已整改44次", "en": "66 follow-ups, 44 rectified"}[language] in text
    assert ("555" in text) is (cut in ("risk", "draw"))
    assert ("321" in text) is (cut in ("department", "matter"))


def heads_drawn(monkeypatch: pytest.MonkeyPatch) -> list[Head]:
    """What stands over and below the pictures from here on, instead of the pictures."""
    heads: list[Head] = []

    def draws(head: Head, *_: object) -> bytes:
        heads.append(head)
        return b""

    for name in ("bars_picture", "stacks_picture", "map_picture"):
        monkeypatch.setattr(statistics_charts, name, draws)
    return heads


@LANGUAGES
@pytest.mark.parametrize("cut", ["industry", "load"])
def test_caption_and_picture_say_one_number_of_lines(cut: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = heads_drawn(monkeypatch)
    full, words = figures(cut, 24, Rate(888, 1888)), words_of(language)
    [said] = figures_said(words, full, "0" * 64)
    statistics_charts.picture_of(words, full, ())
    assert isinstance(said, Picture)
    [line] = [each for each in plain(said.caption).splitlines() if "24" in each]
    [head] = heads
    assert line in head.notes
    assert scope_text(words, full) in head.subtitle
    assert [each for each in head.notes if "66" in each and "44" in each]


@LANGUAGES
@pytest.mark.parametrize("cut", CUTS)
def test_an_empty_cut_says_why_and_leads_on(cut: str, language: str) -> None:
    [said] = figures_said(words_of(language), figures(cut, 0, Rate(0, 0)), None)
    assert isinstance(said, Text)
    assert CUTS[cut].title[language[:2]] in plain(said.text)
    assert lines_of({"text": plain(said.text)}) <= LINES_MOST
    pressed = [StatisticsButton.unpack(button.data or "") for row in said.buttons for button in row]
    # The same cut of every other period, and no file of nothing.
    assert {(each.act, each.period) for each in pressed if each.what == cut} == {
        ("cut", period) for period in PERIOD_NAMES if period != "quarter"
    }
    assert "xlsx" not in {each.act for each in pressed}


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
@pytest.mark.parametrize("cut", CUTS)
def test_no_line_of_a_picture_is_cut(cut: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = heads_drawn(monkeypatch)
    full = figures(cut, 24, Rate(888, 18888), (Point(29.6, 106.5, True),), 9, 5555)
    statistics_charts.picture_of(words_of(language), full, ())
    [head] = heads
    small = chinese_font(tuple(usual_folders()), 24, 400)
    assert [line for line in (head.subtitle, *head.notes) if small.getlength(line) > ROOM] == []


WORDS_OF_NOW = re.compile(r"今年|去年同期|\bnow\b|last year")
"""What is wrong of a period that is not this one: of last year the comparison is with the year before it."""


@LANGUAGES
@pytest.mark.parametrize(
    ("hits", "said_of_it"),
    [(90, {"zh-CN": "该期确有上升", "en": "surely higher in this period"}),
     (2, {"zh-CN": "该期确有下降", "en": "surely lower in this period"})],
    ids=["higher", "lower"],
)  # fmt: skip
def test_last_year_is_compared_with_the_year_before_it(language: str, hits: int, said_of_it: dict[str, str]) -> None:
    line = Line("1", {"zh": "餐饮", "en": "Catering"}, Rate(hits, 100), Rate(50, 100))
    whole = Figures(CUTS["industry"], "last_year", LAST_YEAR, Rate(hits, 100), Rate(50, 100), (line,))
    [said] = figures_said(words_of(language), whole, "0" * 64)
    assert isinstance(said, Picture)
    [compared] = [each for each in plain(said.caption).splitlines() if "50/100" in each]
    assert "2024" in compared
    assert said_of_it[language] in compared
    assert not WORDS_OF_NOW.search(compared)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("file", ["handlers/locales/{}/statistics.ftl", "web/locales/{}/dashboard.ftl"])
def test_no_comparison_is_said_of_today(file: str, language: str) -> None:
    lines = (ROOT / file.format(language)).read_text(encoding="utf-8").splitlines()
    compared = [each for each in lines if re.search(r"同期|year before|surely|确有", each)]
    assert compared
    assert not [each for each in compared if WORDS_OF_NOW.search(each)]


def test_no_heading_of_a_file_is_said_of_today() -> None:
    headings = [each for words in HEADINGS.values() for row in words.values() for each in row]
    headings = [each for each in headings if re.search(r"上年同期|year before", each)]
    assert headings
    assert not [each for each in headings if WORDS_OF_NOW.search(each)]


@LANGUAGES
@pytest.mark.parametrize("because", ["returned", "reopened", "voided"])
def test_an_entry_in_doubt_leads_to_the_entry(because: str, language: str) -> None:
    entry = BreachView(7, "92500112YB00010193", "国" * 60, "国" * 40, {}, (), "第二条", date(2026, 11, 27))
    [said] = unsettled_said(words_of(language), entry, "017-03", because)
    assert isinstance(said, Text)
    assert "017-03" in said.text
    assert len(plain(said.text)) < 200
    [[button]] = said.buttons
    assert ObjectButton.unpack(button.data or "").act == "entry"


@LANGUAGES
@pytest.mark.parametrize("what", ["risk", "breaches"])
@pytest.mark.parametrize("total", [0, 1, 6, 40])
def test_what_results_suggest_fits_and_opens(what: str, total: int, language: str) -> None:
    line = (7, "国" * 40, "近36个月有行政处罚或行政强制，且有严重违法违规记录", "017-01、017-02、017-03")
    pages = max(1, -(-total // 6))
    event = SuggestionsListed(1, what, (line,) * min(total, 6), total, min(2, pages), pages)
    [said] = suggestions_said(words_of(language), event)
    assert isinstance(said, Card)
    assert len(plain(said.text).splitlines()) <= LINES_MOST
    assert len(said.buttons) == min(total, 6) + (2 if pages > 1 else 1)
    turned = [ObjectButton.unpack(each.data or "") for each in (said.buttons[-2] if pages > 1 else ())]
    assert [(each.act, each.page) for each in turned] == [
        ("risks" if what == "risk" else "proposals", page) for page in (1, 3) if pages > 1
    ]
    assert len(said.buttons) <= 8
