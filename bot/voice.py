"""The courier's voice: a speaker process that makes its calls; one that dies is started anew."""

import asyncio
import contextlib
import itertools
import json
import os
import sys
from typing import Any

import structlog

from bot.settings import Settings
from bot.undelivered import Undelivered

log = structlog.get_logger()

PAUSES = (0.2, 1, 5, 15, 30)
COMMAND: tuple[str, ...] = (sys.executable, "-m", "bot.speaker")


class Voice:
    """Keeps one speaker alive and hands calls to it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[int | None]] = {}
        self._stopping = asyncio.Event()
        self._speaks = asyncio.Event()
        self._orders: asyncio.StreamWriter | None = None

    def stop(self) -> None:
        """End the speaker; call it when nothing more is to be said."""
        self._stopping.set()

    async def make(self, act: str, *details: Any) -> int | None:
        """Let the speaker make a call of `Delivery` and return the message's number.

        Raises `Undelivered`; also when the speaker dies meanwhile, and then the call may have been made.
        """
        await self._speaks.wait()
        assert self._orders is not None
        number = next(self._numbers)
        ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting[number] = ended
        try:
            self._orders.write(json.dumps([number, act, *details]).encode() + b"\n")
            return await ended
        finally:
            del self._waiting[number]

    async def run(self) -> None:
        """Keep a speaker alive until stopped."""
        deaths = 0
        while not self._stopping.is_set():
            code = await self._keep_one()
            if not self._stopping.is_set():
                log.warning("speaker_died", code=code)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), PAUSES[min(deaths, len(PAUSES) - 1)])
                deaths += 1

    async def _keep_one(self) -> int:
        # The pipe to its standard input is its lifeline: it ends when we do, however we end.
        speaker = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | self._settings.environment,
        )
        assert speaker.stdin is not None
        assert speaker.stdout is not None
        self._orders = speaker.stdin
        self._speaks.set()
        listening = asyncio.create_task(self._listen(speaker.stdout))
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({stopping, listening}, return_when=asyncio.FIRST_COMPLETED)
        self._speaks.clear()
        stopping.cancel()
        speaker.stdin.close()
        await listening
        for ended in self._waiting.values():
            if not ended.done():
                ended.set_exception(Undelivered("away", "the speaker died"))
        return await speaker.wait()

    async def _listen(self, answers: asyncio.StreamReader) -> None:
        while line := await answers.readline():
            number, made, *trouble = json.loads(line)
            # Who waited may have been cancelled meanwhile.
            if (ended := self._waiting.get(number)) is None or ended.done():
                continue
            if trouble:
                ended.set_exception(Undelivered(*trouble))
            else:
                ended.set_result(made)
