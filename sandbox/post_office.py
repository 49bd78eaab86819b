"""A post office for tests: an outbox, the real courier that empties it, and the sandbox to which it delivers."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.courier import Courier
from bot.delivery import Delivery
from rules.messages import Message
from sandbox.messages import Stored
from sandbox.server import Sandbox
from storage.database import Database
from storage.files import FileStore
from storage.tables import OutboxMessage
from storage.unit_of_work import reading, unit_of_work

LIMIT_SECONDS = 10.0
FIRST = 7101


class PostOffice:
    """The outbox of a database, a courier that empties it, and the sandbox to which it delivers.

    Attributes:
        ahead: How far the bot's clock runs ahead of the machine's.
        unreachable: The chats of which the courier said that they refuse the bot.
    """

    def __init__(self, sandbox: Sandbox, database: Database, folder: Path) -> None:
        self.sandbox = sandbox
        self.world = sandbox.world
        self.database = database
        self.files = FileStore(f"file://{folder / 'files'}")
        self.bot_id = int(sandbox.token.partition(":")[0])
        self.ahead = timedelta()
        self.unreachable: list[int] = []
        self._courier: Courier | None = None
        self._running: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """The bot's clock."""
        return datetime.now(UTC) + self.ahead

    def advance(self, seconds: float) -> None:
        """Let time pass, for Telegram and for the bot."""
        self.ahead += timedelta(seconds=seconds)
        self.world.advance(seconds)

    def begin(self) -> None:
        """Begin a courier."""
        self._line = HTTPXRequest(connection_pool_size=8)
        bot: ExtBot[Any] = ExtBot(
            self.sandbox.token,
            base_url=f"{self.sandbox.url}/bot",
            base_file_url=f"{self.sandbox.url}/file/bot",
            request=self._line,
            get_updates_request=self._line,
        )
        self._courier = Courier(
            calls=Delivery(bot, self.files),
            database=self.database,
            files=self.files,
            bot_id=self.bot_id,
            clock=self.now,
            is_paced=False,
            unreachable=self.unreachable.append,
        )
        self._running = asyncio.create_task(self._courier.run())

    async def end(self) -> None:
        """Let the courier end what it has in hand."""
        if self._courier is not None and self._running is not None:
            self._courier.stop()
            await self._running
            await self._line.shutdown()
            self._courier = self._running = None

    def say(self, chat_id: int, *messages: Message, tap: str | None = None) -> None:
        """Queue messages in one unit of work."""
        with unit_of_work(self.database, self.bot_id, self.now) as uow:
            uow.mailbox.say(chat_id, messages, callback_query_id=tap)
        if self._courier is not None:
            self._courier.wake()

    def outbox(self) -> list[tuple[str, str]]:
        """Kind and state of everything in the outbox."""
        with reading(self.database) as session:
            rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.outbox_id))
            return [(row.kind, row.state) for row in rows]

    def chat(self, person: int = FIRST) -> list[str]:
        """The texts of the bot in a chat, oldest first."""
        return [_words(message) for message in self.messages(person) if message.by_bot]

    def messages(self, person: int = FIRST) -> list[Stored]:
        """Everything in a chat."""
        with self.world.acting:
            return self.world.messages(person)

    def calls(self, *methods: str) -> list[str]:
        """The methods that the courier called and that Telegram carried out, of these kinds or all."""
        with self.world.acting:
            found = [str(call["method"]) for call in self.world.calls.after(0) if call["ok"]]
        return [method for method in found if not methods or method in methods]

    def fault(self, method: str, kind: str, **more: Any) -> None:
        """Order a fault of Telegram."""
        with self.world.acting:
            self.world.faults.add({"method": method, "kind": kind, **more})

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, at most ten seconds."""
        deadline = asyncio.get_running_loop().time() + LIMIT_SECONDS
        while not condition():
            assert asyncio.get_running_loop().time() < deadline, (self.chat(), self.outbox(), self.calls())
            await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Wait until nothing waits in the outbox."""
        await self.until(lambda: all(state != "waiting" for _, state in self.outbox()))


def _words(message: Stored) -> str:
    return str(message.data.get("text") or message.data.get("caption") or next(iter(message.content()), ""))
