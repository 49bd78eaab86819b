"""The receiver: an update leaves Telegram only when it is stored; other bots and wrong tokens are told in words."""

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot import receiver
from bot.caller import PolledElsewhere, TokenRefused, WebhookElsewhere
from bot.intake import Intake
from bot.receiver import Receiver
from sandbox.acts import talking
from sandbox.server import Sandbox
from storage import inbox
from storage.database import Database
from storage.tables import InboxUpdate
from storage.unit_of_work import reading

CHEN = 7101
BOT = 7_000_000_001


class Listening:
    """A receiver at work, and what it has stored."""

    def __init__(
        self, sandbox: Sandbox, database: Database, token: str = "", disputed: Callable[[], None] = lambda: None
    ) -> None:
        self.sandbox, self.database = sandbox, database
        self.receiver = Receiver(
            api_url=sandbox.url,
            token=token or sandbox.token,
            intake=Intake(database=database, bot_id=BOT, clock=lambda: datetime.now(UTC), stored=lambda: None),
            disputed=disputed,
        )
        self.task = asyncio.create_task(self.receiver.run())

    def texts(self) -> list[str]:
        with reading(self.database) as session:
            payloads = session.scalars(select(InboxUpdate.payload).order_by(InboxUpdate.arrival))
            return [payload.split('"text":"')[1].split('"')[0] for payload in payloads]

    def unconfirmed(self) -> int:
        with self.sandbox.world.acting:
            return self.sandbox.world.updates.count()

    async def until(self, *texts: str) -> None:
        for _ in range(1000):
            if self.texts() == list(texts) and not self.unconfirmed():
                return
            await asyncio.sleep(0.01)
        raise AssertionError((self.texts(), self.unconfirmed()))

    async def end(self) -> None:
        self.receiver.stop()
        await self.task


@pytest.fixture
async def listening(sandbox: Sandbox, database: Database) -> AsyncIterator[Listening]:
    """A receiver that listens."""
    listening = Listening(sandbox, database)
    yield listening
    await listening.end()


def write(sandbox: Sandbox, *texts: str) -> None:
    for text in texts:
        talking.text(sandbox.world, CHEN, text)


def order(sandbox: Sandbox, kind: str, method: str = "getUpdates", **more: Any) -> None:
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": method, "kind": kind, **more})


async def test_updates_are_stored_and_then_leave_telegram(listening: Listening, sandbox: Sandbox) -> None:
    write(sandbox, "a", "b")
    await listening.until("a", "b")
    write(sandbox, "c")
    await listening.until("a", "b", "c")


async def test_what_was_not_stored_stays_at_telegram_and_comes_again(
    listening: Listening, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    store, faults = inbox.store, iter([OperationalError("INSERT", {}, OSError("disk full"))])

    def store_or_fail(*args: Any) -> int:
        if error := next(faults, None):
            raise error
        return store(*args)

    monkeypatch.setattr(inbox, "store", store_or_fail)
    write(sandbox, "a")
    await asyncio.sleep(0.3)
    assert listening.unconfirmed() == 1
    await listening.until("a")
    assert [report["event"] for report in reports] == ["database_away"]


async def test_a_receiver_that_dies_before_storing_leaves_all_to_the_next(
    sandbox: Sandbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: Any) -> int:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "store", die)
        first = Listening(sandbox, database)
        write(sandbox, "a", "b")
        await asyncio.wait([first.task])
        assert first.unconfirmed() == 2
    second = Listening(sandbox, database)
    await second.until("a", "b")
    await second.end()


async def test_updates_that_come_twice_are_stored_once(listening: Listening, sandbox: Sandbox) -> None:
    write(sandbox, "a", "b")
    await listening.until("a", "b")
    order(sandbox, "duplicate")
    write(sandbox, "c")
    await listening.until("a", "b", "c")


async def test_updates_that_come_in_disorder_are_stored_in_order(listening: Listening, sandbox: Sandbox) -> None:
    write(sandbox, "first")
    await listening.until("first")
    order(sandbox, "refuse")
    order(sandbox, "reorder")
    write(sandbox, "a", "b", "c")
    await listening.until("first", "a", "b", "c")


@pytest.mark.parametrize("kind", ["500", "502", "refuse", "drop", "429"])
async def test_telegram_away_for_a_while_loses_nothing(listening: Listening, sandbox: Sandbox, kind: str) -> None:
    order(sandbox, kind, retry_after=1)
    write(sandbox, "a")
    await listening.until("a")


async def test_telegram_away_for_long_is_reported_in_few_lines(
    listening: Listening, sandbox: Sandbox, reports: list[MutableMapping[str, Any]]
) -> None:
    order(sandbox, "refuse", times=4)
    write(sandbox, "a")
    await listening.until("a")
    assert [report["event"] for report in reports] == ["telegram_unreachable"]


async def test_of_two_that_poll_one_token_the_newcomer_gives_way_and_the_other_goes_on(
    sandbox: Sandbox, database: Database, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    monkeypatch.setattr(receiver, "PAUSES", (0.1,))
    monkeypatch.setattr(receiver, "YOUNG_SECONDS", 4.5)
    told: list[None] = []
    first = Listening(sandbox, database, disputed=lambda: told.append(None))
    await asyncio.sleep(4.6)
    # Where nothing else is shared but the token: the same database would have refused it before.
    for _ in range(2):
        newcomer = Listening(sandbox, database)
        with pytest.raises(PolledElsewhere):
            await asyncio.wait_for(newcomer.task, 10)
        # Telegram tells of one conflict in three seconds.
        await asyncio.sleep(3)
    assert len(told) == 1
    assert [report["event"] for report in reports] == ["polled_elsewhere"]
    write(sandbox, "a")
    await first.until("a")
    await first.end()


def hang_a_webhook(sandbox: Sandbox) -> None:
    url = "https://office.example/hecha"
    with sandbox.world.acting:
        sandbox.world.settings.set_webhook(
            {"url": url, "secret_token": "", "max_connections": 40, "has_custom_certificate": False}
        )


async def test_a_webhook_left_by_an_earlier_configuration_is_taken_away_and_loses_nothing(
    sandbox: Sandbox, database: Database
) -> None:
    write(sandbox, "a")
    hang_a_webhook(sandbox)
    order(sandbox, "500", "deleteWebhook")
    listening = Listening(sandbox, database)
    await listening.until("a")
    assert sandbox.world.settings.webhook is None
    await listening.end()


async def test_a_webhook_that_another_program_sets_meanwhile_is_told_as_such_and_left(
    sandbox: Sandbox, database: Database
) -> None:
    listening = Listening(sandbox, database)
    write(sandbox, "a")
    await listening.until("a")
    hang_a_webhook(sandbox)
    write(sandbox, "b")
    with pytest.raises(WebhookElsewhere, match="webhook is active"):
        await asyncio.wait_for(listening.task, 5)
    assert sandbox.world.settings.webhook is not None


async def test_a_wrong_token_is_told(sandbox: Sandbox, database: Database) -> None:
    with pytest.raises(TokenRefused):
        await Listening(sandbox, database, token="7000000001:wrong").task
