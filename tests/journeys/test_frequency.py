"""Caps of frequency in the chat: read, set by the administrator, told on a campaign's card."""

import re

from sandbox.driver import Town
from tests.journeys.test_draws import described, office, plans, taps


def test_a_campaign_tells_which_objects_were_visited_often_enough(shared_town: Town, language: str) -> None:
    he, lin, _ = office(shared_town, language)
    lin.types("频次")
    lin.sees(lin.word("caps-hint-others"))
    plans(he, "频次抽查", with_fire=False)
    he.sees("⚠️")
    he.taps(next(each.label for each in he.buttons() if re.match(r"看 \d+ 户|See \d+", each.label)))
    # Of a class whose cap nobody changes here: the town is shared.
    he.sees("江畔火锅")
    taps(he, "button-caps")
    taps(he, "button-cap", risk="B")
    taps(he, "button-cap-set")
    he.types("2 一年 180")
    he.sees(described(he, "FREQ_002", typed="2 一年 180", day="")[:14])
    source = f"演示规定第5条 {language}"
    he.types(f"3 年 0 2026-01-01 {source}")
    he.sees(source)
    daily = he.word("kind-of-task", kind="daily")
    if not he.taps_if_there(f"☐ {daily}"):
        he.taps(f"☑ {daily}")
    lin.types("caps")
    lin.sees(lin.word("cap-phrase", window="year", most=3))
