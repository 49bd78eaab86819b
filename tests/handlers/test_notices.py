"""Notices: what happened stands, also when somebody cannot be told of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from handlers import notices_before, notices_operation
from handlers.notices import tell
from rules.events import NoticeFailed, TaskAccepted
from rules.events_publication import PublicationOutdated
from services.publishers import agreeing_people, preparing_people
from storage.database import Database
from storage.tables import CardRow, OutboxMessage, Person, Publishing, Section, Task, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District


@pytest.fixture
def uow(furnished_database: Database) -> Iterator[UnitOfWork]:
    """A unit of work in the demo district."""
    with District(furnished_database).act() as uow:
        yield uow


def broken_by(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_uow: UnitOfWork, _event: Any) -> None:
        raise error

    monkeypatch.setitem(notices_before.TELLERS, TaskAccepted, breaks)


def happens(uow: UnitOfWork) -> None:
    task_id = uow.session.scalars(select(Task.task_id).limit(1)).one()
    uow.record("visit:1", "accepted", "SJ-01", {})
    uow.emit(TaskAccepted(task_id))


def said(uow: UnitOfWork) -> list[str]:
    uow.write_out()
    return [str(row.body.get("text")) for row in uow.session.scalars(select(OutboxMessage))]


def test_a_notice_that_breaks_leaves_the_act_and_the_administrators_hear(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_by(ValueError("a screen of tomorrow"), monkeypatch)
    happens(uow)
    tell(uow)
    assert uow.ledger.head("visit:1")[0] == 1
    [alarm] = [text for text in said(uow) if "TaskAccepted" in text]
    assert "E-" in alarm


def test_an_alarm_that_breaks_as_well_ends_there(uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_by(ValueError("a screen of tomorrow"), monkeypatch)

    def breaks(_uow: UnitOfWork, _event: Any) -> None:
        raise ValueError("and of the day after")

    monkeypatch.setitem(notices_operation.TELLERS, NoticeFailed, breaks)
    happens(uow)
    tell(uow)
    assert said(uow) == []


def test_a_database_that_refuses_is_not_a_matter_of_notices(uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_by(OperationalError("", {}, Exception("locked")), monkeypatch)
    happens(uow)
    with pytest.raises(OperationalError):
        tell(uow)


OUTDATED = {
    "addendum": ("有了新的更正说明", "before an addendum"),
    "reopened": ("重新打开复核", "looked at again"),
    "approved": ("结果与公示的不同", "approved again"),
}


@pytest.mark.parametrize("because", OUTDATED)
def test_those_who_publish_hear_that_a_public_result_is_to_be_corrected(uow: UnitOfWork, because: str) -> None:
    section = uow.session.scalars(select(Section).order_by(Section.section_id).limit(1)).one()
    row = Publishing(
        section_id=section.section_id,
        visit_id=section.visit_id,
        campaign_id=uow.session.get_one(Visit, section.visit_id).campaign_id,
        department_id=section.department_id,
        number="017-01-1",
        state="published",
    )
    uow.session.add(row)
    # Clerk, lead and supervisor of the department.
    people = {*preparing_people(uow, row.department_id), *agreeing_people(uow, row.department_id)}
    for person_id in people:
        person = uow.session.get_one(Person, person_id)
        person.reach, person.chat_id = "open", person_id
        person.language = "en" if person_id == max(people) else "zh-CN"
    uow.session.flush()
    uow.record("publication", "outdated", "SJ-01", {})
    uow.emit(PublicationOutdated(row.publishing_id, because))
    tell(uow)
    uow.write_out()
    heard = [str(row.wanted) for row in uow.session.scalars(select(CardRow)) if "017-01-1" in str(row.wanted)]
    zh, en = OUTDATED[because]
    assert sorted(zh in text for text in heard) == [False] + [True] * (len(people) - 1)
    assert sum(en in text for text in heard) == 1
