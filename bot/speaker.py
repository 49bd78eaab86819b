"""The speaker: a process that does nothing but make the courier's calls, so that both use a processor of their own.

It writes `[0, null]` when it is ready. Then it reads one JSON line for each call, `[number, act, details…]`, and
writes one when the call has ended, in whatever order they end: `[number, message]`, or
`[number, null, why, words, seconds]` for one that Telegram did not take.
"""

import asyncio
import os
import signal
import sys
from typing import Any

import orjson
import uvloop
from telegram.ext import AIORateLimiter, ExtBot

from bot import logs
from bot.delivery import Delivery
from bot.gathered import Gathered
from bot.line import Line
from bot.settings import Settings
from bot.undelivered import Undelivered
from bot.voice import BREATHE
from storage.files import FileStore

MOST_BYTES_OF_A_CALL = 1 << 20


class Speaker:
    """Makes the calls that are ordered on standard input until it ends: then nobody waits for an answer any more."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers = Gathered(_write)

    async def run(self) -> None:
        """Make calls, each as soon as it is ordered."""
        orders = asyncio.StreamReader(limit=MOST_BYTES_OF_A_CALL)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(orders), os.fdopen(0, "rb", buffering=0, closefd=False)
        )
        self._answers.put(0, None)
        while line := await orders.readline():
            task = asyncio.create_task(self._make(*orjson.loads(line)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _make(self, number: int, act: str, *details: Any) -> None:
        try:
            self._answers.put(number, None if act == BREATHE else await self._delivery.make(act, *details))
        except Undelivered as error:
            self._answers.put(number, None, error.why, error.words, error.seconds)


def _write(answers: bytes) -> None:
    sys.stdout.buffer.write(answers)
    sys.stdout.buffer.flush()


def sender(settings: Settings, request: Line) -> ExtBot[Any]:
    """Return the bot that speaks, over one line. It never asks who it is: Telegram may be away when it begins."""
    limiter = AIORateLimiter(max_retries=0) if settings.pacing else None
    return ExtBot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limiter,
    )


async def speak(settings: Settings) -> None:
    """Make calls until standard input ends."""
    line = Line()
    try:
        await Speaker(Delivery(sender(settings, line), FileStore(settings.files))).run()
    finally:
        await line.shutdown()


def main() -> None:
    """Run as `python -m bot.speaker`; the parent hands the settings over by environment."""
    settings = Settings()  # type: ignore[call-arg]
    logs.configure(settings.log_level)
    # Ctrl-C reaches the whole terminal; it is the parent's to answer, who lets go of us when all is said.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    uvloop.run(speak(settings))


if __name__ == "__main__":
    main()
