"""Draws with as much as they can hold still fit on a phone, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from handlers.screens.draws import draw_card
from handlers.words import LANGUAGES, words_of
from rules.messages import Card
from sandbox.entities.html import parse_html
from sandbox.labels import cut_labels
from sandbox.lines import lines_of
from services.draw_standing import LAPSED
from services.draw_view import DrawnTeam, DrawView, teams_a_page

NAME = {"zh": "欧阳演示", "en": "Ouyang Yanshi"}
LINES_MOST = 12
WAITING = DrawView(
    draw_id=999_999,
    number="2026-999",
    campaign_id=999_999,
    campaign="999",
    title={"zh": "国" * 40, "en": "W" * 40},
    state="committed",
    commit_hash="d" * 64,
    committed_at=datetime(2026, 12, 31, 15, 59, tzinfo=UTC),
    sizes={"objects": 100_000, "inspectors": 10_000, "exclusions": 10_000},
    is_supervisor=True,
    typed_by=(NAME,) * 9,
    mine="9" * 200,
    places=tuple(range(101, 151)),
    is_ready=False,
    dice=None,
    strata={},
    teams=(),
    page=1,
    pages=1,
    unfilled=0,
    has_changed=False,
    reason=None,
    is_dispatched=False,
    dispatch_at=datetime(2026, 12, 31, 15, 59, tzinfo=UTC),
    is_sealed=False,
    is_shown=True,
    opens_on=date(2026, 12, 31),
    changes=0,
    photos=0,
    in_the_way=9,
    is_set_aside=False,
)
STRATUM = {"pool": 10_000, "n": 1_000, "drawn": [], "reserve": []}
TEAM = DrawnTeam(99_998, "国" * 40, "A", (NAME,) * 8, ("国" * 20, "国" * 20))
HELD = replace(
    WAITING,
    state="drawn",
    dice="9" * 200,
    strata=dict.fromkeys("ABCD", STRATUM),
    teams=(TEAM, replace(TEAM, unfilled=())),
    page=49_999,
    pages=50_000,
    unfilled=50_000,
    has_changed=True,
    changes=99,
)
VIEWS = {
    "asked": replace(WAITING, mine=None, places=()),
    "sealed, and asked": replace(WAITING, mine=None, places=(), is_sealed=True),
    "differing": WAITING,
    "ready": replace(WAITING, places=(), is_ready=True),
    "held": HELD,
    "sealed": replace(HELD, is_sealed=True),
    "sealed, and another's": replace(HELD, is_sealed=True, is_shown=False, is_supervisor=False, strata={}, teams=()),
    "sent": replace(HELD, is_dispatched=True),
    "agreed": replace(WAITING, places=(), is_ready=True, dice="9" * 200, photos=9),
    "set aside": replace(WAITING, mine=None, places=(), is_set_aside=True),
    "abandoned": replace(WAITING, state="abandoned", reason="国" * 120),
    "abandoned after the dice": replace(WAITING, state="abandoned", reason="国" * 120, dice="9" * 200),
    "sealed and abandoned": replace(WAITING, state="abandoned", reason="国" * 120, dice="9" * 200, is_sealed=True),
    "given up by the clock": replace(WAITING, state="abandoned", reason=LAPSED, dice="9" * 200),
    "its supervisor is gone": replace(WAITING, mine=None, places=(), is_supervisor=False, stands_in=True),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(VIEWS))
def test_the_fullest_card_fits(state: str, language: str) -> None:
    card: Card = draw_card(words_of(language), VIEWS[state])
    text, _ = parse_html(card.text)
    assert lines_of({"text": text}) <= LINES_MOST, text
    assert cut_labels([[(button.text, False) for button in row] for row in card.buttons]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("more", list(product((False, True), repeat=4)))
def test_as_many_teams_stand_on_a_page_as_fit(more: tuple[bool, bool, bool, bool], language: str) -> None:
    sealed, changed, replaced, waiting = more
    teams = (TEAM,) * teams_a_page(*more)
    found = replace(
        HELD, teams=teams, is_sealed=sealed, has_changed=changed, dispatch_at=None, changes=replaced, unfilled=waiting
    )
    planned = replace(found, dispatch_at=WAITING.dispatch_at if changed else None)
    texts = [parse_html(draw_card(words_of(language), each).text)[0] for each in (found, planned)]
    assert max(lines_of({"text": text}) for text in texts) <= LINES_MOST, texts
    assert len(teams) == (2 if sum(more) > 2 else 3 if any(more) else 4)


def said(state: str, language: str) -> str:
    return draw_card(words_of(language), VIEWS[state]).text


def test_what_is_sealed_is_public_from_its_day_and_the_clocks_reason_is_said_in_each_language() -> None:
    assert "are public from" in said("sealed and abandoned", "en")
    assert "起公开" in said("sealed and abandoned", "zh-CN")
    assert "are public." in said("abandoned after the dice", "en")
    assert LAPSED in said("given up by the clock", "zh-CN")
    assert LAPSED not in said("given up by the clock", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_class_is_cut_off_and_what_is_sealed_is_marked_before_the_dice(language: str) -> None:
    assert "D 1000" in said("held", language)
    few = replace(HELD, strata=dict.fromkeys("ABCD", STRATUM | {"n": 7, "pool": 70}))
    assert "D 7/70" in draw_card(words_of(language), few).text
    assert "🔒" in said("sealed, and asked", language)
    assert "🔒" not in said("asked", language)


def test_who_stands_in_may_abandon_and_nothing_else() -> None:
    buttons = draw_card(words_of("en"), VIEWS["its supervisor is gone"]).buttons
    assert [button.text for row in buttons for button in row] == ["Abandon this draw"]
