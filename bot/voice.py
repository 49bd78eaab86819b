"""The courier's voice: a speaker process that makes its calls; one that dies or hangs is started anew."""

import asyncio
import contextlib
import itertools
import os
import sys
from asyncio.subprocess import Process
from typing import Any

import orjson
import structlog

from bot.gathered import Gathered
from bot.lives import Lives
from bot.settings import Settings
from bot.undelivered import Undelivered

log = structlog.get_logger()

COMMAND: tuple[str, ...] = (sys.executable, "-m", "bot.speaker")
BREATHE = "breathe"
# Imports take a second, and many on a machine that is starting everything at once.
BEGIN_SECONDS = 60.0
BREATH_SECONDS = 15.0
# Longer than the line allows any call, and the limiter's minute for groups.
CALL_SECONDS = 400.0
FAREWELL_SECONDS = 10.0
MOST_BYTES_HEARD = 1 << 16


class Voice:
    """Keeps one speaker alive and hands calls to it; one that does not answer is killed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._stopping = asyncio.Event()
        self._speaks = asyncio.Event()
        self._speaker: Process | None = None
        self._orders: Gathered | None = None
        self._lives = Lives("bot.speaker")

    def stop(self) -> None:
        """End the speaker; call it when nothing more is to be said."""
        self._stopping.set()

    async def ready(self) -> None:
        """Wait until there is a speaker."""
        await self._speaks.wait()

    async def make(self, act: str, *details: Any) -> Any:
        """Let the speaker make a call of `Delivery` and return what it returns.

        Raises `Undelivered`; also when the speaker dies meanwhile, and then the call may have been made.
        """
        await self._speaks.wait()
        return await self._order(CALL_SECONDS, act, *details)

    async def run(self) -> None:
        """Keep a speaker alive until stopped. Raises `NeverBegins` when it ends again and again at its start."""
        while not self._stopping.is_set():
            self._lives.start()
            code = await self._keep_one()
            if not self._stopping.is_set():
                log.warning("speaker_died", code=code)
                pause = self._lives.end()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)

    async def _order(self, seconds: float, act: str, *details: Any) -> Any:
        speaker, orders = self._speaker, self._orders
        assert speaker is not None
        assert orders is not None
        number, loop = next(self._numbers), asyncio.get_running_loop()
        ended = self._waiting[number] = loop.create_future()
        # A bare timer: a timeout that cancels the task costs as much as the order itself.
        overdue = loop.call_later(seconds, _give_up, ended, speaker, act)
        try:
            orders.put(number, act, *details)
            return await ended
        finally:
            overdue.cancel()
            del self._waiting[number]

    async def _keep_one(self) -> int:
        # The pipe to its standard input is its lifeline: it ends when we do, however we end.
        speaker = self._speaker = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | self._settings.environment,
        )
        assert speaker.stdin is not None
        assert speaker.stdout is not None
        self._orders = Gathered(speaker.stdin.write)
        listening = asyncio.create_task(self._listen(speaker.stdout))
        watching = asyncio.create_task(self._watch(speaker))
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({stopping, listening}, return_when=asyncio.FIRST_COMPLETED)
        self._speaks.clear()
        stopping.cancel()
        watching.cancel()
        speaker.stdin.close()
        if not (await asyncio.wait({listening}, timeout=FAREWELL_SECONDS))[0]:
            _kill(speaker, "farewell")
        await listening
        for ended in self._waiting.values():
            if not ended.done():
                ended.set_exception(Undelivered("away", "the speaker died"))
        return await speaker.wait()

    async def _watch(self, speaker: Process) -> None:
        """Let it breathe from time to time: one that is stopped or stuck would leave the bot mute without a word."""
        try:
            await asyncio.wait_for(self._speaks.wait(), BEGIN_SECONDS)
        except TimeoutError:
            _kill(speaker, "begin")
            return
        with contextlib.suppress(Undelivered):
            while True:
                await asyncio.sleep(BREATH_SECONDS)
                await self._order(BREATH_SECONDS, BREATHE)

    async def _listen(self, answers: asyncio.StreamReader) -> None:
        begun = b""
        while heard := await answers.read(MOST_BYTES_HEARD):
            *lines, begun = (begun + heard).split(b"\n")
            for line in lines:
                self._hear(*orjson.loads(line))

    def _hear(self, number: int, made: Any, *trouble: Any) -> None:
        if number == 0:
            self._lives.get_ready()
            self._speaks.set()
            return
        # Who waited may have been cancelled meanwhile.
        if (ended := self._waiting.get(number)) is None or ended.done():
            return
        if trouble:
            ended.set_exception(Undelivered(*trouble))
        else:
            ended.set_result(made)


def _give_up(ended: asyncio.Future[Any], speaker: Process, act: str) -> None:
    if not ended.done():
        _kill(speaker, act)
        ended.set_exception(Undelivered("away", "the speaker hangs"))


def _kill(speaker: Process, act: str) -> None:
    log.error("speaker_hangs", act=act)
    with contextlib.suppress(ProcessLookupError):
        speaker.kill()
