"""Who is told of clues opens what every button of them names."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select, update

from handlers.act import Act
from handlers.notices import tell
from handlers.onlookers import stand_in
from handlers.screens.clues import clue_screen, clues_screen
from handlers.screens.dispatch import dispatch_screen
from handlers.screens.home import home_screen
from handlers.screens.paging import lines_of
from rules.messages import Card
from sandbox.stock import Stock
from services import clue_acts, clue_clock, reviewing
from services.supervision import view_supervised
from storage.database import Database
from storage.tables import CardRow, Clue, Person, Role, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.followed_up import sent_out
from tests.services.submitted import does, refusal, submits

MARKUP = re.compile(r"<[^>]+>")
HE, OTHER = "SJ-04", "RS-01"


@pytest.fixture
def district(stock: Stock, tmp_path: Path) -> Iterator[District]:
    """An approved visit with a problem that its supervisor answers for and leaves lying; one more supervisor."""
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    district = District(database)
    visit_id = submits(district, problems=(10,))
    does(district, reviewing.approve, visit_id, code=HE)
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
        uow.session.add(Role(person_id=district.actor(uow, OTHER).person_id, role="supervisor"))
        clue = uow.session.scalars(select(Clue)).one()
        clue.owner_id, clue.due_on = district.actor(uow, HE).person_id, date(2027, 9, 22)
    district.now = datetime(2027, 9, 23, 2, tzinfo=UTC)
    yield district
    database.close()


def card_of(district: District, uow: UnitOfWork, code: str) -> Card:
    """The clue as somebody opens it from their list."""
    act = stand_in(uow, district.actor(uow, code).person_id)
    assert act is not None
    clue_id = uow.session.scalars(select(Clue.clue_id)).one()
    [listed] = clues_screen(act)
    assert isinstance(listed, Card)
    assert f"clue:open:{clue_id}" in str(listed.buttons)
    act.pointer = {"clue": clue_id}
    [card] = clue_screen(act, 0)
    assert isinstance(card, Card)
    return card


def test_a_supervisor_who_hears_of_anothers_overdue_clue_is_shown_no_visit_that_is_not_theirs(
    district: District,
) -> None:
    visit_id = district.visit()
    with district.act() as uow:
        clue_clock.look_after(uow)
        tell(uow)
        uow.write_out()
        other = district.actor(uow, OTHER).person_id
        told = select(CardRow.wanted).where(CardRow.chat_id == other, CardRow.key == "clues-escalated")
        assert "clues:" in str(uow.session.scalars(told).one()["buttons"])
        theirs, others = card_of(district, uow, HE), card_of(district, uow, OTHER)
    assert f"look:look:{visit_id}" in str(theirs.buttons)
    assert f"look:look:{visit_id}" not in str(others.buttons)
    assert refusal(district, view_supervised, visit_id, code=OTHER) == "VISIT_004"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_longest_words_fit_the_card_and_stand_in_full_among_the_steps(district: District, language: str) -> None:
    unit = "登记注册科" * 80 + "王五"
    with district.act() as uow:
        uow.session.execute(update(Person).values(language=language))
        uow.session.execute(update(Clue).values(note="冰柜" * 300))
    with district.act() as uow:
        clue_id = uow.session.scalars(select(Clue.clue_id)).one()
    does(district, clue_acts.hand_to_unit, clue_id, unit, code=HE)
    for _ in range(3):
        does(district, clue_acts.order_rectified, clue_id, date(2027, 10, 8), code=HE)
    with district.act() as uow:
        card = card_of(district, uow, HE)
        assert "登记注册科登记注册科" in card.text
        assert height(card) <= 12
        pages = steps_pages(district, uow, clue_id)
    assert all(height(page) <= 12 for page in pages)
    told = "".join("".join(page.text.split("\n")[1:]) for page in pages)
    assert told.replace("…", "").count("登记注册科") == 80
    assert "王五" in told


def test_two_visits_of_one_object_are_told_apart_and_a_follow_up_says_of_which_clue(district: District) -> None:
    with district.act() as uow:
        clue_id = uow.session.scalars(select(Clue.clue_id)).one()
    does(district, clue_acts.order_rectified, clue_id, date(2027, 10, 8), code=HE)
    follow_up = sent_out(district, clue_id)
    with district.act() as uow:
        # The first visit is sent back while the second is on its way.
        uow.session.get_one(Visit, district.visit()).state = "returned"
    with district.act() as uow:
        act = stand_in(uow, district.actor(uow, "SJ-01").person_id)
        assert act is not None
        [listed] = home_screen(act, contains="晨露")
        labels = [button.text for row in cast("Card", listed).buttons for button in row]
        number = uow.session.get_one(Visit, follow_up).number
        assert [sum(f"晨露餐饮 {each}" in label for label in labels) for each in ("017-03", number)] == [1, 1]
        campaign_id = uow.session.get_one(Visit, follow_up).campaign_id
        [told] = dispatch_screen(act_of(district, uow), campaign_id)
        assert "复查线索 017-03-X1（不经抽取）" in cast("Card", told).text


def act_of(district: District, uow: UnitOfWork) -> Act:
    act = stand_in(uow, district.actor(uow, HE).person_id)
    assert act is not None
    return act


def height(card: Card) -> int:
    return sum(lines_of(MARKUP.sub("", line)) for line in card.text.split("\n"))


def steps_pages(district: District, uow: UnitOfWork, clue_id: int) -> list[Card]:
    """All pages of the steps, walked to the end by the button that turns them."""
    act = stand_in(uow, district.actor(uow, HE).person_id)
    assert act is not None
    pages: list[Card] = []
    while not pages or f"clue:steps:{clue_id}:{len(pages) + 1}" in str(pages[-1].buttons):
        act.pointer = {"clue": clue_id, "step": "steps", "page": len(pages) + 1}
        [page] = clue_screen(act, 0)
        assert isinstance(page, Card)
        pages.append(page)
    return pages
