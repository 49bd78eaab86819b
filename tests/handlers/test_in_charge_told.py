"""Who hears of a campaign: its supervisor, those who stand in once there is none, and who may approve besides."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from handlers.notices import tell
from rules.events import NoticeRefused, RecusalAsked, VisitSubmitted, WindowMissed
from rules.events_access import SupervisorGone
from rules.events_deadlines import ExtensionAsked
from rules.events_review import ReturnOverdue, ReviewsDue
from sandbox.stock import Stock
from storage.database import Database
from storage.tables import CardRow, Extension, Person, Role, Task
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.submitted import submits

HE, OTHER, ELSEWHERE = "SJ-04", "RS-01", "NY-01"


@pytest.fixture
def district(stock: Stock, tmp_path: Path) -> Iterator[District]:
    """A submitted visit; two more supervisors, of the district and of another department; all can be written to."""
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    district = District(database)
    submits(district)
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
        other, elsewhere = district.actor(uow, OTHER), district.actor(uow, ELSEWHERE)
        uow.session.add(Role(person_id=other.person_id, role="supervisor"))
        uow.session.add(Role(person_id=elsewhere.person_id, role="supervisor", department_id=elsewhere.department_id))
    yield district
    database.close()


def told(uow: UnitOfWork, *events: Any) -> set[str]:
    """Which of the supervisors have a new card."""
    before = set(uow.session.execute(select(CardRow.chat_id, CardRow.key)).all())
    for event in events:
        uow.emit(event)
    tell(uow)
    uow.write_out()
    chosen = select(CardRow.chat_id, CardRow.key, Person.code).join(Person, Person.chat_id == CardRow.chat_id)
    new = {code for chat_id, key, code in uow.session.execute(chosen) if (chat_id, key) not in before}
    return new & {HE, OTHER, ELSEWHERE}


def loses(uow: UnitOfWork, loss: str, head: int) -> None:
    if loss == "revoked":
        uow.session.get_one(Person, head).revoked_at = uow.now
    elif loss == "role":
        uow.session.execute(delete(Role).where(Role.person_id == head, Role.role == "supervisor"))
    uow.session.flush()


@pytest.mark.parametrize(("loss", "hears"), [("none", HE), ("revoked", OTHER), ("role", OTHER)])
def test_once_a_supervisor_is_gone_those_who_stand_in_are_told(district: District, loss: str, hears: str) -> None:
    visit_id = district.visit()
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        loses(uow, loss, head)
        assert told(uow, SupervisorGone(head)) == ({hears} - {HE})
        task = uow.session.scalars(select(Task).where(Task.visit_id != visit_id)).first()
        assert task is not None
        task.state, task.reason = "recusal_asked", "与当事人是亲属"
        more = Extension(
            visit_id=task.visit_id,
            asked_by=task.person_id,
            asked_at=uow.now,
            until=uow.now.date(),
            reason="停业",
            state="open",
        )
        uow.session.add(more)
        uow.session.flush()
        for event in (
            VisitSubmitted(visit_id, task.person_id),
            RecusalAsked(task.task_id, is_handover=False),
            ExtensionAsked(more.extension_id),
            NoticeRefused(visit_id),
            WindowMissed(visit_id),
            ReturnOverdue(visit_id),
        ):
            assert told(uow, event) == {hears}, event


def test_of_a_visit_that_its_supervisor_inspected_those_hear_who_may_approve_it(district: District) -> None:
    visit_id = district.visit()
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        task = uow.session.scalars(select(Task).where(Task.visit_id == visit_id)).first()
        assert task is not None
        uow.session.add(Task(visit_id=visit_id, section_id=task.section_id, person_id=head, seat=9, state="accepted"))
        uow.session.flush()
        assert told(uow, VisitSubmitted(visit_id, task.person_id)) == {HE, OTHER}


def test_what_cannot_be_public_in_time_without_its_review_is_told_with_the_way_there(district: District) -> None:
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        assert told(uow, ReviewsDue(head, (district.visit(),))) == {HE}
        card = uow.session.scalars(select(CardRow.wanted).where(CardRow.key == "reviews-due")).one()
        assert "017-03" in card["text"]
        [[button]] = card["buttons"]
        assert button["data"].startswith("rev:queue")
