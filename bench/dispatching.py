"""Receiving and handling without sending: our path beside aiogram feeding an empty handler. Prints one JSON line each.

`python -m bench.dispatching <database address>` reads loads of updates as JSON lines, and for each line tells the CPU
and wall seconds of both: `{"ours": [cpu, wall], "empty": [cpu, wall]}`.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.types import CallbackQuery

from bench.running import TOKEN
from bot import logs
from bot.dispatcher import UpdateDispatcher
from bot.hearing import hearing
from bot.intake import Intake
from bot.warming import settle_memory, warm_up
from handlers.routes import build_dispatcher
from sandbox.stock import BOT_ID
from storage.database import Database

BATCH = 100


def now() -> datetime:
    return datetime.now(UTC)


class Ours:
    """The intake's storing and the dispatcher's handling, one after the other."""

    def __init__(self, address: str) -> None:
        self.database = Database(address)
        nothing: Callable[[], None] = lambda: None
        self.intake = Intake(database=self.database, bot_id=BOT_ID, clock=now, stored=nothing)
        self.dispatcher = UpdateDispatcher(
            database=self.database,
            bot_id=BOT_ID,
            dispatcher=build_dispatcher(),
            bot=hearing(TOKEN),
            clock=now,
            dwell=timedelta(),
            said=nothing,
        )

    async def handle(self, updates: list[dict[str, Any]]) -> None:
        for first in range(0, len(updates), BATCH):
            self.intake.store(updates[first : first + BATCH])
            while await self.dispatcher.handle_waiting():
                pass


class Empty:
    """aiogram with one handler that does nothing."""

    def __init__(self) -> None:
        router = Router()
        router.callback_query.register(self.nothing)
        self.bot = Bot(TOKEN)
        self.dispatcher = Dispatcher()
        self.dispatcher.include_router(router)

    async def nothing(self, query: CallbackQuery) -> None:
        pass

    async def handle(self, updates: list[dict[str, Any]]) -> None:
        for update in updates:
            await self.dispatcher.feed_raw_update(self.bot, update)


async def timed(work: Awaitable[None]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    await work
    return time.process_time() - cpu, time.perf_counter() - wall


async def main(address: str) -> None:
    logs.configure("WARNING")
    warm_up()
    ours, empty = Ours(address), Empty()
    settle_memory()
    for line in sys.stdin:
        updates = json.loads(line)
        yardstick = await timed(empty.handle(json.loads(line)))
        print(json.dumps({"ours": await timed(ours.handle(updates)), "empty": yardstick}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
