"""Hands that press and type without sense, on every kind of question: nothing breaks, nothing is cut."""

import random

import pytest

from sandbox.driver import Phone, Town
from tests.journeys.drawn_forms import walks
from tests.journeys.test_kinds import VALUES
from tests.journeys.test_kinds_chosen import CHOSEN, TOWNS, TRADES
from tests.journeys.test_kinds_sent import SENT
from tests.journeys.test_rounds import ROUNDS

STEPS = 50
TYPED = (
    "1", "2", "0", "12", "abc", "是", "否", "5 否 坏了", "9:30", "2026-11-26 9:30", "总览", "撤销", "继续", "没有",
    "1 2", "4.5", "７", "<b>x</b>",
)  # fmt: skip
SENDINGS = ("voice", "video", "venue", "sticker", "audio")
FORMS = {
    "values": VALUES,
    "rounds": ROUNDS,
    "sent": SENT,
    "chosen": CHOSEN.format(trades=TRADES),
}


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_pressed_and_typed(shared_town: Town, language: str, form: str) -> None:
    chance = random.Random(f"{form}:{language}")
    chen, _ = walks(shared_town, language, form, FORMS[form], {"town.csv": TOWNS.encode()} if form == "chosen" else {})
    zhou = shared_town.phone("SJ-02")
    zhou.types("继续")
    for _ in range(STEPS):
        acts(chen if chance.random() < 0.8 else zhou, chance)
    # A handler that fails is logged as a fault, and the town would not be calm at its end.
    assert "update_failed" not in {line["event"] for line in shared_town.log()}


def acts(phone: Phone, chance: random.Random) -> None:
    left_alone = {phone.word(key) for key in ("button-confirm-result", "button-tasks", "button-visit-card")}
    places = [place for place in phone.buttons() if place.label not in left_alone]
    kind = chance.random()
    if kind < 0.7 and places:
        newest = [place for place in places if place.message_id == places[-1].message_id]
        place = chance.choice(newest if chance.random() < 0.9 else places)
        phone.presses(place.message_id, place.row, place.column)
    elif kind < 0.9:
        phone.types(chance.choice(TYPED))
    elif kind < 0.95:
        phone.shares_location(29.6 + chance.random() / 10, 106.6)
    else:
        phone.sends(chance.choice(SENDINGS))
