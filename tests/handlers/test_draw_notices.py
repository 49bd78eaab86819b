"""Who hears of a draw that comes to nothing, or is held up, is told in words and nobody is told by an alarm."""

from typing import Any

import pytest
from sqlalchemy import select, update

from handlers.notices import tell
from rules.errors import campaigns as problems
from rules.events_access import LeadJoined, SupervisorGone
from rules.events_deadlines import CampaignNotSent
from rules.events_draws import (
    DrawAbandoned,
    DrawnReplaced,
    DrawRefusedLate,
    DrawUnsent,
    ReaderSetAside,
    ReadingWithdrawn,
    VisitVoided,
)
from services import access_desk, draw_abandoning, draw_readers
from services.follow_up_ending import GONE
from storage.database import Database
from storage.tables import Campaign, CardRow, Draw, OutboxMessage, Person, Role, Visit
from tests.services.conftest import District
from tests.services.test_draws import DICE, committed, planned, types

LEFT = "输了一组就离开了现场"


@pytest.fixture
def district(furnished_database: Database) -> District:
    """A draw of which one reading was set aside and which was given up; everybody can be written to."""
    district = District(furnished_database)
    draw_id = committed(district, planned(district))
    types(district, draw_id, "SJ-03", DICE[:5])
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
        he, lead = district.actor(uow, "SJ-04"), district.actor(uow, "SJ-03")
        draw_readers.set_reader_aside(uow, he, draw_id, lead.person_id, LEFT)
        draw_abandoning.abandon(uow, he, draw_id, "骰子掷得不规范，重来")
        # Another who supervises the district, and hears of what this one leaves behind.
        other = uow.session.scalars(select(Person).where(Person.code == "RS-01")).one()
        uow.session.add(Role(person_id=other.person_id, role="supervisor", department_id=None))
    return district


def told(district: District, event: Any) -> dict[str, list[str]]:
    """Return who hears what of an event, by their codes."""
    with district.act() as uow:
        before = uow.session.scalars(select(OutboxMessage.outbox_id).order_by(OutboxMessage.outbox_id.desc())).first()
        uow.take_events()
        uow.emit(event)
        tell(uow)
        uow.write_out()
        chosen = select(Person.code, OutboxMessage.body).join(Person, Person.chat_id == OutboxMessage.chat_id)
        found: dict[str, list[str]] = {}
        for code, body in uow.session.execute(chosen.where(OutboxMessage.outbox_id > (before or 0))):
            found.setdefault(code, []).append(str((body or {}).get("text")))
    return found


@pytest.mark.parametrize(
    ("event", "hearing", "word"),
    [
        (DrawUnsent(1, is_over=False), {"SJ-04"}, "还没派发"),
        (DrawUnsent(1, is_over=True), {"SJ-04", "SJ-03", "XF-03", "RS-01"}, "没有派发"),
        (DrawnReplaced(1, 3), {"SJ-04"}, "3"),
        (ReaderSetAside(1, 4), None, ""),
        (ReadingWithdrawn(1, 4), None, ""),
        (DrawAbandoned(1, is_lapsed=True), {"SJ-04", "SJ-03", "XF-03"}, ""),
    ],
    ids=["waiting", "never sent", "replaced", "set aside", "withdrawn", "lapsed"],
)
def test_those_concerned_hear_of_it(district: District, event: Any, hearing: set[str] | None, word: str) -> None:
    found = told(district, event)
    assert not [text for texts in found.values() for text in texts if "E-" in text]
    if hearing is not None:
        assert set(found) == hearing
    for texts in found.values():
        assert any(word in text for text in texts)


def test_what_somebody_who_supervises_no_more_has_started_is_told_to_the_others(district: District) -> None:
    waiting = committed(district, planned(district))
    with district.act() as uow:
        he = uow.session.scalars(select(Person).where(Person.code == "SJ-04")).one()
        he.revoked_at = uow.now
        number = uow.session.get_one(Campaign, uow.session.get_one(Draw, waiting).campaign_id).number
    values = {"number": "018", "name": "何慧"}
    late = DrawRefusedLate(he.person_id, 2, problems.STARTER_GONE.code, values)
    for event in (late, CampaignNotSent(2, problems.STARTER_GONE.code)):
        found = told(district, event)
        assert {"SJ-03", "XF-03", "RS-01"} <= set(found)
        assert "SJ-04" not in found
        assert all("018" in text for texts in found.values() for text in texts)
    # Nobody else may send what was held.
    [[text]] = told(district, DrawUnsent(1, is_over=False)).values()
    assert "他人不能派发" in text
    told(district, SupervisorGone(he.person_id, (None,)))
    with district.act() as uow:
        card = uow.session.scalars(select(CardRow.wanted).where(CardRow.key == f"gone:{he.person_id}")).one()
        assert number in card["text"]


def test_who_is_made_a_lead_after_the_commitment_is_shown_what_waits_for_the_dice(district: District) -> None:
    committed(district, planned(district))
    with district.act() as uow:
        wu = district.actor(uow, "XF-02")
        access_desk.toggle_role(uow, district.actor(uow, "SJ-04"), wu.person_id, "lead")
        assert uow.take_events() == [LeadJoined(wu.person_id)]
    assert set(told(district, LeadJoined(wu.person_id))) == {"XF-02"}


def test_why_a_follow_up_is_called_off_is_read_in_ones_own_language(district: District) -> None:
    with district.act() as uow:
        uow.session.get_one(Visit, district.visit()).kind = "follow_up"
        people = tuple(district.actor(uow, code).person_id for code in ("SJ-01", "SJ-02"))
    found = told(district, VisitVoided(district.visit(), people, GONE))
    assert found["SJ-01"][0].endswith("复查已撤销。理由：线索已不成立")
    assert found["SJ-02"][0].endswith("called off. Reason: the clue does not stand any more")
