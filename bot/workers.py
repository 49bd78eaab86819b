"""Worker processes: each claims jobs by itself; one that dies is started anew, and its job comes back by its lease."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable

import structlog

from bot.settings import Settings

log = structlog.get_logger()

PAUSES = (0.2, 1, 5, 15, 30)
COMMAND: tuple[str, ...] = (sys.executable, "-m", "bot.worker")


class Workers:
    """Keeps `settings.workers` processes alive. `finished` is called when one has something to tell."""

    def __init__(self, settings: Settings, *, finished: Callable[[], None]) -> None:
        self._settings = settings
        self._finished = finished
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Let each finish its job, then end it."""
        self._stopping.set()

    async def run(self) -> None:
        """Keep the workers alive until stopped."""
        await asyncio.gather(*(self._keep_one(number) for number in range(self._settings.workers)))

    async def _keep_one(self, number: int) -> None:
        deaths = 0
        while not self._stopping.is_set():
            # The pipe to its standard input is the worker's lifeline: it ends when we do, however we end.
            worker = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=os.environ | self._settings.environment,
            )
            assert worker.stdout is not None
            assert worker.stdin is not None
            listening = asyncio.create_task(self._listen(worker.stdout))
            stopping = asyncio.create_task(self._stopping.wait())
            ended = asyncio.create_task(worker.wait())
            await asyncio.wait({stopping, ended}, return_when=asyncio.FIRST_COMPLETED)
            worker.stdin.close()
            code = await ended
            stopping.cancel()
            await listening
            if not self._stopping.is_set():
                log.warning("worker_died", number=number, code=code)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), PAUSES[min(deaths, len(PAUSES) - 1)])
                deaths += 1

    async def _listen(self, said: asyncio.StreamReader) -> None:
        while await said.readline():
            self._finished()
