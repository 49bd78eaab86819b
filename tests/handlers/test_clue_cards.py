"""Who is told of clues opens what every button of them names."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from handlers.notices import tell
from handlers.onlookers import stand_in
from handlers.screens.clues import clue_screen, clues_screen
from rules.messages import Card
from sandbox.stock import Stock
from services import clue_clock, reviewing
from services.supervision import view_supervised
from storage.database import Database
from storage.tables import CardRow, Clue, Person, Role
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.submitted import does, refusal, submits

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
