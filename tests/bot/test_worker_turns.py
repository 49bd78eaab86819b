"""Whose turn it is at a worker: what people wait for comes first, and what goes outside comes all the same."""

import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot import worker as work
from bot.settings import Settings
from bot.worker import Worker
from services.announcing import ANNOUNCE, add_subscriber
from services.evidence import EXAMINE, FETCH
from services.forwarding import FORWARD
from services.papers import PRINT
from storage.database import Database
from storage.jobs import Claimed
from storage.tables import Announcement
from storage.unit_of_work import UnitOfWork, unit_of_work
from tests.bot.doors_town import Listening, subscriber

__all__ = ["subscriber"]

WAITED_FOR = (FETCH, EXAMINE, PRINT)


class Shift:
    """One worker, the only one, and what it did, in its order."""

    def __init__(self, database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database, self.done = database, list[str]()
        address = database.url.render_as_string(hide_password=False)
        settings = Settings(token=SecretStr("1:a"), data_folder=folder, database_url=address, private_doors=True)
        self.worker = Worker(settings)
        does = dict.fromkeys((*WAITED_FOR, FORWARD), self._note) | {ANNOUNCE: self._post}
        monkeypatch.setattr(self.worker, "_kinds", does)
        monkeypatch.setattr("bot.worker._tell_parent", lambda _errors: None)

    def _note(self, job: Claimed) -> Callable[[UnitOfWork], None]:
        self.done.append(job.kind)
        return lambda uow: None

    def _post(self, job: Claimed) -> Callable[[UnitOfWork], None]:
        self._note(job)
        return self.worker._announcing.post(job)

    def wants(self, *kinds: str) -> None:
        with unit_of_work(self.database, 1, lambda: datetime.now(UTC)) as uow:
            for number, kind in enumerate(kinds):
                uow.enqueue(kind, f"{len(self.done)}:{number}", {})

    def tells(self, url: str, times: int) -> None:
        """Have something told to a subscriber so many times."""
        with unit_of_work(self.database, 1, lambda: datetime.now(UTC)) as uow:
            number, _ = add_subscriber(uow, url, [])
            for at in range(times):
                row = Announcement(subscriber_id=number, message_id=f"msg_{at}", kind="task.accepted", body="{}")
                row.made_at, row.state = uow.now, "waiting"
                uow.session.add(row)
                uow.session.flush()
                uow.enqueue(ANNOUNCE, f"{at}", {"announcement": row.announcement_id})

    def works(self) -> None:
        """Work until nothing is due."""
        while (job := self.worker._claim()) is not None:
            self.worker._do(job)


@pytest.fixture
def shift(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shift]:
    before = signal.getsignal(signal.SIGALRM)
    shift = Shift(database, tmp_path, monkeypatch)
    yield shift
    shift.worker._database.close()
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_what_came_while_a_subscriber_took_its_time_is_done_before_it_is_written_to_again(
    shift: Shift, subscriber: tuple[str, type[Listening]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, listening = subscriber
    answer = listening.do_POST

    def answer_late(self: Listening) -> None:
        if len(self.heard) == 1:
            # Before it has its answer a photograph has come, and somebody wants a paper.
            shift.wants(*WAITED_FOR)
        answer(self)

    monkeypatch.setattr(listening, "do_POST", answer_late)
    shift.tells(url, 4)
    shift.works()
    assert shift.done == [ANNOUNCE, ANNOUNCE, *WAITED_FOR, ANNOUNCE, ANNOUNCE]
    # Each once, in their order.
    assert [headers["webhook-id"] for headers, _ in listening.heard] == [f"msg_{at}" for at in range(4)]
    with unit_of_work(shift.database, 1, lambda: datetime.now(UTC)) as uow:
        assert uow.session.scalars(select(Announcement.state)).all() == ["sent"] * 4


def test_what_is_handed_on_waits_for_what_people_wait_for(shift: Shift) -> None:
    shift.wants(FORWARD, ANNOUNCE, *WAITED_FOR, FORWARD)
    shift.worker._kinds[ANNOUNCE] = shift._note
    shift.works()
    assert shift.done == [*WAITED_FOR, FORWARD, ANNOUNCE, FORWARD]


def test_a_long_day_of_photographs_keeps_nothing_from_going_out(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "OTHERS_IN_A_ROW", 2)
    shift.wants(FORWARD, FETCH, FETCH, FORWARD, FETCH, FETCH, FETCH)
    shift.works()
    assert shift.done == [FETCH, FETCH, FORWARD, FETCH, FETCH, FORWARD, FETCH]
