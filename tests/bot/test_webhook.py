"""The receiver by webhook: Telegram is told where to and hears 200 of what is stored; a stop leaves no half work."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot import webhook
from bot.caller import CallRefused, TokenRefused
from bot.intake import ALLOWED, Intake
from bot.site import CannotListen
from bot.webhook import WebhookReceiver, secret_of
from sandbox.acts import talking
from sandbox.server import Sandbox
from storage.database import Database
from storage.tables import InboxUpdate
from storage.unit_of_work import reading
from tests.servers import free_port
from web.webhook import MOST_BYTES, SECRET_HEADER

Reports = list[MutableMapping[str, Any]]

CHEN = 7101
BOT = 7_000_000_001
UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": CHEN}, "text": "a"}}


@pytest.fixture
def sandbox() -> Any:
    """A Telegram that also brings updates to this machine."""
    with Sandbox(flood=False, local_web=True) as sandbox:
        sandbox.world.add_person(CHEN, "陈立")
        with sandbox.world.acting:
            sandbox.world.chats[CHEN].started = True
        yield sandbox


def into(database: Database) -> dict[str, Any]:
    return {"database": database, "bot_id": BOT, "clock": lambda: datetime.now(UTC), "stored": lambda: None}


class SlowIntake(Intake):
    """An intake that stores only when it may."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.began, self.may_store = threading.Event(), threading.Event()

    def store(self, updates: Sequence[dict[str, Any]]) -> bool:
        self.began.set()
        assert self.may_store.wait(10)
        return super().store(updates)


class Served:
    """A receiver at work, and what it has stored."""

    def __init__(self, sandbox: Sandbox, database: Database, intake: Intake | None = None, **more: Any) -> None:
        self.sandbox, self.database = sandbox, database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/hecha"
        wanted = {"api_url": sandbox.url, "token": sandbox.token, "url": self.url, "place": ("127.0.0.1", self.port)}
        self.receiver = WebhookReceiver(**{**wanted, **more}, intake=intake or Intake(**into(database)))
        self.task = asyncio.create_task(self.receiver.run())

    def texts(self) -> list[str]:
        with reading(self.database) as session:
            payloads = session.scalars(select(InboxUpdate.payload).order_by(InboxUpdate.arrival))
            return [payload.split('"text":"')[1].split('"')[0] for payload in payloads]

    def kept(self) -> dict[str, Any]:
        """What Telegram keeps of the webhook."""
        with self.sandbox.world.acting:
            return dict(self.sandbox.world.settings.webhook or {})

    def unconfirmed(self) -> int:
        with self.sandbox.world.acting:
            return self.sandbox.world.updates.count()

    async def until_set(self) -> None:
        for _ in range(1000):
            if self.kept() or self.task.done():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("Telegram knows of no webhook")

    async def until(self, *texts: str) -> None:
        for _ in range(1000):
            if self.texts() == list(texts) and not self.unconfirmed():
                return
            await asyncio.sleep(0.01)
        raise AssertionError((self.texts(), self.unconfirmed()))

    async def post(self, **more: Any) -> httpx.Response:
        """Bring an update as Telegram would."""
        headers = {SECRET_HEADER: secret_of(self.sandbox.token)}
        async with httpx.AsyncClient(headers=headers) as line:
            return await line.post(self.url, **more)

    async def end(self) -> None:
        self.receiver.stop()
        await asyncio.wait_for(self.task, 15)


@pytest.fixture
async def served(sandbox: Sandbox, database: Database) -> AsyncIterator[Served]:
    """A receiver of which Telegram knows."""
    served = Served(sandbox, database)
    await served.until_set()
    yield served
    await served.end()


def write(sandbox: Sandbox, *texts: str) -> None:
    for text in texts:
        talking.text(sandbox.world, CHEN, text)


def order(sandbox: Sandbox, kind: str, **more: Any) -> None:
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "setWebhook", "kind": kind, **more})


def test_the_secret_is_one_that_telegram_takes_and_tells_nothing_of_the_token() -> None:
    token = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"
    assert secret_of(token) == secret_of(token) != secret_of(f"{token}1")
    assert len(secret_of(token)) == 64
    assert set(secret_of(token)) <= set("0123456789abcdef")
    assert token.partition(":")[2] not in secret_of(token)


async def test_telegram_is_told_where_to_and_what(served: Served, sandbox: Sandbox) -> None:
    kept = served.kept()
    assert (kept["url"], kept["secret_token"]) == (served.url, secret_of(sandbox.token))
    assert sandbox.world.updates.allowed == list(ALLOWED)


async def test_updates_are_stored_and_then_leave_telegram(served: Served, sandbox: Sandbox) -> None:
    write(sandbox, "a", "b")
    await served.until("a", "b")
    write(sandbox, "c")
    await served.until("a", "b", "c")


async def test_updates_that_waited_come_once_the_webhook_is_set(sandbox: Sandbox, database: Database) -> None:
    write(sandbox, "a", "b")
    served = Served(sandbox, database)
    await served.until("a", "b")
    await served.end()


async def test_a_stranger_is_sent_away_with_the_body_unread_and_the_connection_closed(served: Served) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    # Neither the invitation to go on nor a wait for a body that never comes.
    writer.write(b"POST /hecha HTTP/1.1\r\nhost: x\r\ncontent-length: 900000000\r\nexpect: 100-continue\r\n\r\n")
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"100" not in answer.partition(b"\r\n")[0]


async def test_too_much_is_refused_by_the_running_server(served: Served) -> None:
    answer = await served.post(content=b" " * (MOST_BYTES + 1))
    assert answer.status_code == 413
    assert served.texts() == []


async def test_a_stop_finishes_what_is_in_hand_and_leaves_the_webhook(
    sandbox: Sandbox, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    intake = SlowIntake(**into(database))
    served = Served(sandbox, database, intake)
    await served.until_set()
    posting = asyncio.create_task(served.post(json=UPDATE))
    await asyncio.to_thread(intake.began.wait, 5)
    served.receiver.stop()
    await asyncio.sleep(0.3)
    with pytest.raises(httpx.ConnectError):
        await served.post(json=UPDATE)
    assert not served.task.done()
    intake.may_store.set()
    assert (await posting).status_code == 200
    await served.end()
    assert served.texts() == ["a"]
    assert served.kept()["url"] == served.url
    # Uvicorn would complain here of what it had to break off.
    assert [record.message for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_what_comes_after_the_stop_waits_at_telegram(sandbox: Sandbox, database: Database) -> None:
    first = Served(sandbox, database)
    await first.until_set()
    await first.end()
    write(sandbox, "a")
    await asyncio.sleep(0.1)
    assert (first.texts(), first.unconfirmed()) == ([], 1)
    second = Served(sandbox, database)
    await second.until("a")
    await second.end()


@pytest.mark.parametrize("way", ["setWebhook", "deleteWebhook"])
async def test_a_webhook_that_another_program_takes_is_set_again_and_told_once(
    sandbox: Sandbox, database: Database, monkeypatch: pytest.MonkeyPatch, reports: Reports, way: str
) -> None:
    monkeypatch.setattr(webhook, "WATCH_SECONDS", 0.05)
    taken: list[None] = []
    served = Served(sandbox, database, taken=lambda: taken.append(None))
    await served.until_set()
    # Telegram takes one a second.
    sandbox.world.advance(2)
    elsewhere = {"url": f"{sandbox.url}/elsewhere"} if way == "setWebhook" else {}
    async with httpx.AsyncClient(base_url=f"{sandbox.url}/bot{sandbox.token}") as line:
        said = (await line.post(f"/{way}", json=elsewhere)).json()
        assert said["ok"], said
    write(sandbox, "a")
    await served.until("a")
    assert served.kept()["url"] == served.url
    await asyncio.sleep(0.2)
    await served.end()
    assert len(taken) == 1
    assert [line["event"] for line in reports].count("webhook_taken") == 1


async def test_signals_stay_with_the_program(sandbox: Sandbox, database: Database) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, told.set)
    try:
        before = signal.getsignal(signal.SIGTERM)
        served = Served(sandbox, database)
        await served.until_set()
        assert signal.getsignal(signal.SIGTERM) is before
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(told.wait(), 5)
        assert not served.task.done()
        await served.end()
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


@pytest.mark.parametrize("kind", ["500", "502", "refuse", "drop", "429"])
async def test_telegram_away_at_the_start_is_waited_for(sandbox: Sandbox, database: Database, kind: str) -> None:
    order(sandbox, kind, retry_after=1)
    write(sandbox, "a")
    served = Served(sandbox, database)
    await served.until("a")
    await served.end()


async def test_who_is_stopped_while_telegram_is_away_stops(sandbox: Sandbox, database: Database) -> None:
    order(sandbox, "429", retry_after=60)
    served = Served(sandbox, database)
    await asyncio.sleep(0.3)
    await served.end()
    assert served.kept() == {}


async def test_an_address_that_telegram_refuses_is_told_in_its_words(sandbox: Sandbox, database: Database) -> None:
    served = Served(sandbox, database, url="https://10.0.0.1/hecha")
    with pytest.raises(CallRefused, match=r"setWebhook: Bad Request: bad webhook: IP address 10\.0\.0\.1 is reserved"):
        await asyncio.wait_for(served.task, 5)


async def test_a_wrong_token_is_told(sandbox: Sandbox, database: Database) -> None:
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(Served(sandbox, database, token="7000000001:wrong").task, 5)


async def test_a_place_that_is_taken_is_told_before_telegram_is(sandbox: Sandbox, database: Database) -> None:
    place = sandbox.url.removeprefix("http://").split(":")
    served = Served(sandbox, database, place=(place[0], int(place[1])))
    with pytest.raises(CannotListen, match=rf"127\.0\.0\.1:{place[1]}: Address already in use"):
        await asyncio.wait_for(served.task, 5)
    assert served.kept() == {}
