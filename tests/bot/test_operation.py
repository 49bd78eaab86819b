"""What the operator's machines ask: alive, ready and why not, and figures that name nobody."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text, update

from bot.counted import Counted
from bot.gauges import Gauges
from bot.operation_site import operation_routes
from bot.readiness import PROBES, ProgramParts, probe_store
from bot.site import Site
from rules.messages import Text
from storage import inbox, jobs
from storage.database import Database
from storage.figures import read_figures
from storage.tables import OutboxMessage, Subscriber
from storage.unit_of_work import unit_of_work
from tests.servers import free_port

BOT = 7_000_000_001
PARTS = ("database", "migrations", "store", "receiver", "clock", "workers", "courier")
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@dataclass
class Running:
    """A program whose parts are told how they are."""

    database: Database
    folder: Path
    heard_at: float | None = field(default_factory=time.monotonic)
    ticked_at: datetime | None = NOW
    worked_at: float | None = None
    now: datetime = NOW

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Callable[[str], "asyncio.Future[httpx.Response]"]]:
        place = ("127.0.0.1", free_port())
        readiness = ProgramParts(
            database=self.database,
            bot_id=BOT,
            files_url=f"file://{self.folder}",
            heard_at=lambda: self.heard_at,
            ticked_at=lambda: self.ticked_at,
            worked_at=lambda: self.worked_at,
            now=lambda: self.now,
        )
        gauges = Gauges(
            database=self.database,
            bot_id=BOT,
            folder=self.folder,
            readiness=readiness,
            counted=lambda: Counted(5, 4, 1, self.database.errors, self.ticked_at),
            now=lambda: self.now,
        )
        site = Site(place, operation_routes(readiness.parts, gauges.text))
        site.listen()
        serving = asyncio.create_task(site.run())
        async with httpx.AsyncClient(base_url=f"http://{place[0]}:{place[1]}") as line:
            yield lambda path: asyncio.ensure_future(line.get(path))
        site.stop()
        await asyncio.wait_for(serving, 15)


@pytest.fixture
def running(database: Database, tmp_path: Path) -> Running:
    return Running(database, tmp_path)


async def test_a_program_whose_parts_all_work_is_ready_and_leaves_nothing_in_its_store(running: Running) -> None:
    async with running.served() as get:
        assert (await get("/healthz")).text == "alive\n"
        ready = await get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {
        "ready": True,
        "parts": dict.fromkeys(PARTS, "ready"),
    }
    assert not (running.folder / PROBES).exists()


def stands_behind(running: Running) -> None:
    with unit_of_work(running.database, BOT, lambda: NOW) as uow:
        uow.connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def is_silent(running: Running) -> None:
    running.heard_at = time.monotonic() - 1000


def begins(running: Running) -> None:
    running.heard_at = running.ticked_at = None


def stopped_ticking(running: Running) -> None:
    running.now = NOW + timedelta(minutes=5)


def lost_its_store(running: Running) -> None:
    blocked = running.folder / "blocked"
    blocked.write_text("a file where a folder should be")
    running.folder = blocked / "store"


def nobody_works(running: Running) -> None:
    with unit_of_work(running.database, BOT, lambda: NOW - timedelta(seconds=121)) as uow:
        jobs.enqueue(uow.connection, "secure", "17", {}, uow.now)
        jobs.enqueue(uow.connection, "secure", "18", {}, uow.now)


def somebody_works(running: Running) -> None:
    nobody_works(running)
    with unit_of_work(running.database, BOT, lambda: NOW) as uow:
        assert jobs.claim(uow.connection, "worker", uow.now)


def everybody_is_between_two_jobs(running: Running) -> None:
    nobody_works(running)
    running.worked_at = time.monotonic() - 100


def nobody_has_worked_for_long(running: Running) -> None:
    nobody_works(running)
    running.worked_at = time.monotonic() - 121


def a_worker_died(running: Running) -> None:
    nobody_works(running)
    with unit_of_work(running.database, BOT, lambda: NOW - timedelta(seconds=100)) as uow:
        assert jobs.claim(uow.connection, "worker", uow.now)


def nobody_speaks(running: Running) -> None:
    with unit_of_work(running.database, BOT, lambda: NOW - timedelta(seconds=181)) as uow:
        uow.mailbox.say(7101, [Text("due")])


def a_chat_waits(running: Running) -> None:
    nobody_speaks(running)
    with unit_of_work(running.database, BOT, lambda: NOW - timedelta(seconds=181)) as uow:
        uow.mailbox.say(7101, [Text("behind it")])
    with unit_of_work(running.database, BOT, lambda: NOW) as uow:
        again = {"attempts": 1, "not_before": NOW + timedelta(seconds=60)}
        uow.session.execute(update(OutboxMessage).where(OutboxMessage.outbox_id == 1).values(again))


@pytest.mark.parametrize(
    ("happened", "wrong"),
    [
        (stands_behind, {"migrations": "at_0001"}),
        (is_silent, {"receiver": "telegram_silent"}),
        (begins, {"receiver": "not_yet", "clock": "not_yet"}),
        (stopped_ticking, {"clock": "stands"}),
        (lost_its_store, {"store": "NotADirectoryError"}),
        (nobody_works, {"workers": "behind"}),
        (somebody_works, {}),
        (everybody_is_between_two_jobs, {}),
        (nobody_has_worked_for_long, {"workers": "behind"}),
        (a_worker_died, {"workers": "behind"}),
        (nobody_speaks, {"courier": "behind"}),
        (a_chat_waits, {}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
async def test_what_is_not_ready_is_named(
    running: Running, happened: Callable[[Running], None], wrong: dict[str, str]
) -> None:
    happened(running)
    async with running.served() as get:
        answer = await get("/readyz")
        assert (await get("/healthz")).status_code == 200
    assert answer.status_code == (503 if wrong else 200)
    assert {name: because for name, because in answer.json()["parts"].items() if because != "ready"} == wrong


def test_a_database_that_is_away_is_named_and_the_figures_come_without_it(tmp_path: Path) -> None:
    away = Database(f"postgresql+psycopg://hecha:very-secret@127.0.0.1:{free_port()}/hecha")
    readiness = ProgramParts(
        database=away,
        bot_id=BOT,
        files_url=f"file://{tmp_path}",
        heard_at=time.monotonic,
        ticked_at=lambda: NOW,
        worked_at=lambda: None,
        now=lambda: NOW,
    )
    parts = {part.name: part.because for part in readiness.parts()}
    assert (parts["database"], parts["migrations"]) == ("OperationalError", "unknown")
    told = Gauges(
        database=away,
        bot_id=BOT,
        folder=tmp_path,
        readiness=readiness,
        counted=lambda: Counted(0, 0, 0, away.errors, NOW),
        now=lambda: NOW,
    ).text()
    assert b'hecha_ready{part="database"} 0.0' in told
    assert b"hecha_inbox_waiting" not in told
    assert b"very-secret" not in told
    assert away.errors > 0
    away.close()


async def test_the_figures_are_read_when_they_are_asked_for_and_name_nobody(running: Running) -> None:
    secret = "陈立 13800000000"
    update = {"update_id": 1, "message": {"chat": {"id": 7101}, "text": secret}}
    with unit_of_work(running.database, BOT, lambda: NOW - timedelta(seconds=40)) as uow:
        inbox.store(uow.connection, BOT, [update], uow.now)
        jobs.enqueue(uow.connection, "secure", "17", {"file_id": secret}, uow.now)
        dropped = Subscriber(url="https://secret.example/", secret=secret, kinds=[], state="dropped", made_at=uow.now)
        uow.session.add(dropped)
    async with running.served() as get:
        answer = await get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert secret not in answer.text
    assert "7101" not in answer.text
    samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
    seen = {(sample.name, *sorted(sample.labels.items())): sample.value for sample in samples}
    assert seen["hecha_updates_received_total",] == 5
    assert seen["hecha_updates_handled_total",] == 4
    assert seen["hecha_courier_floods_total",] == 1
    assert seen["hecha_inbox_waiting",] == 1
    assert seen["hecha_inbox_oldest_seconds",] == 40
    assert seen["hecha_outbox_waiting",] == 0
    assert (seen["hecha_subscribers_dropped",], seen["hecha_forwardings_given_up",]) == (1, 0)
    assert seen["hecha_jobs", ("kind", "secure"), ("state", "waiting")] == 1
    assert seen["hecha_clock_last_tick_timestamp_seconds",] == NOW.timestamp()
    assert seen["hecha_disk_free_bytes",] > 0
    assert seen["hecha_database_bytes",] > 0
    assert {label for sample in samples for label in sample.labels} == {"part", "kind", "state"}


def test_what_waits_for_its_time_is_not_late(database: Database) -> None:
    with unit_of_work(database, BOT, lambda: NOW) as uow:
        uow.mailbox.say(7101, [Text("later")], not_before=NOW + timedelta(hours=8))
        uow.mailbox.say(7102, [Text("now")])
    seen = read_figures(database, BOT, NOW + timedelta(seconds=3))
    assert (seen.outbox_waiting, seen.outbox_oldest, seen.outbox_later) == (1, 3.0, 1)
    assert read_figures(database, BOT + 1, NOW).outbox_waiting == 0


def test_a_store_that_cannot_be_written_is_found_out() -> None:
    assert probe_store("file:///proc/nowhere") == "FileNotFoundError"
