"""A worker: its time limit ends a job that hangs, and never what comes after the job."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot import time_limit, workers
from bot.settings import Settings
from bot.time_limit import TimeLimit, TooLong
from bot.worker import Worker
from services.announcing import ANNOUNCE
from services.forwarding import FORWARD
from storage.database import Database
from storage.jobs import Claimed
from storage.ledger import links_of
from storage.tables import Job
from storage.unit_of_work import UnitOfWork, reading
from tests.rivals import let_rival_in


@pytest.fixture(autouse=True)
def own_signal() -> Iterator[None]:
    """Leave the test runner's alarm as it was."""
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_job_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS_PER_JOB", 1)
    with pytest.raises(TooLong), TimeLimit():
        time.sleep(30)


def test_an_alarm_that_comes_late_interrupts_nothing() -> None:
    limit = TimeLimit()
    with limit:
        pass
    os.kill(os.getpid(), signal.SIGALRM)
    time.sleep(0.01)


def test_each_job_has_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS_PER_JOB", 1)
    limit = TimeLimit()
    for _ in range(3):
        with limit:
            time.sleep(0.5)
    time.sleep(0.6)


def test_a_step_has_seconds_of_its_own_and_the_job_begins_anew_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS_PER_JOB", 1)
    limit = TimeLimit()
    with limit:
        for _ in range(3):
            with limit.step():
                time.sleep(0.5)
        with pytest.raises(TooLong), limit.step(0.05):
            time.sleep(30)
        with pytest.raises(TooLong):
            time.sleep(30)


def test_a_job_that_says_how_far_it_is_has_the_whole_time_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS_PER_JOB", 1)
    limit = TimeLimit()
    with pytest.raises(TooLong), limit:
        for _ in range(2):
            time.sleep(0.6)
            limit.renew()
        time.sleep(30)


@pytest.mark.parametrize("kind", [ANNOUNCE, FORWARD])
def test_what_goes_outside_is_not_given_up_in_silence(kind: str, tmp_path: Path) -> None:
    settings = Settings(token=SecretStr("1:a"), data_folder=tmp_path)
    assert kind in Worker(settings)._given_up


@pytest.mark.parametrize("where", ["in its end", "on its way"])
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_job_whose_link_another_took_does_not_lie_until_its_lease_ends(
    where: str, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = database.url.render_as_string(hide_password=False)
    settings = Settings(token=SecretStr("1:a"), data_folder=tmp_path, database_url=address)
    worker = Worker(settings)

    def write(uow: UnitOfWork) -> None:
        uow.record("registry", "done", "worker", {})

    def act(_job: Claimed) -> Callable[[UnitOfWork], None]:
        if where == "on its way":
            with worker._acting() as uow:
                write(uow)
            return lambda uow: None
        return write

    monkeypatch.setattr(worker, "_kinds", {"any": act})
    monkeypatch.setattr("bot.worker._tell_parent", lambda _errors: None)
    with worker._acting() as uow:
        uow.enqueue("any", "1", {})
    job = worker._claim()
    assert job is not None
    met = let_rival_in(monkeypatch, database)
    worker._do(job)
    with reading(database) as session:
        types = [link["type"] for link in links_of(session, "registry")]
        state = session.scalars(select(Job.state)).one()
    assert met == ["registry"]
    if where == "in its end":
        assert (types, state) == (["came_first", "done"], "done")
    else:
        # What it did before is not for the end of it to repeat: another attempt is.
        assert (types, state) == (["came_first"], "waiting")
    worker._database.close()


async def test_what_the_database_could_not_do_for_workers_is_counted_with_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = "import sys; print(2, flush=True); print(1, flush=True); sys.stdin.read()"
    monkeypatch.setattr(workers, "COMMAND", (sys.executable, "-c", told))
    heard, has_worked = asyncio.Semaphore(0), []

    def finished() -> None:
        has_worked.append(kept.worked_at is not None)
        heard.release()

    settings = Settings(token=SecretStr("7:token"), data_folder=tmp_path, workers=1)
    kept = workers.Workers(settings, finished=finished)
    running = asyncio.create_task(kept.run())
    for _ in range(2):
        await asyncio.wait_for(heard.acquire(), 20)
    kept.stop()
    await running
    assert kept.database_errors == 3
    # To be ready is no work yet.
    assert has_worked == [False, True]
