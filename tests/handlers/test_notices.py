"""Notices: what happened stands, also when somebody cannot be told of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from handlers import notices_before, notices_operation
from handlers.notices import tell
from rules.events import NoticeFailed, TaskAccepted
from sandbox.stock import Stock
from storage.database import Database
from storage.tables import OutboxMessage, Task
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District


@pytest.fixture
def uow(stock: Stock, tmp_path: Path) -> Iterator[UnitOfWork]:
    """A unit of work in the demo district."""
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    with District(database).act() as uow:
        yield uow
    database.close()


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
