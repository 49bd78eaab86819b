"""Worker processes: each claims jobs by itself; one that dies is started anew, and its job comes back by its lease."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Callable

import structlog

from bot.lives import Lives
from bot.settings import Settings

log = structlog.get_logger()

COMMAND: tuple[str, ...] = (sys.executable, "-m", "bot.worker")


class Workers:
    """Keeps `settings.workers` processes alive. `finished` is called when one has something to tell."""

    def __init__(self, settings: Settings, *, finished: Callable[[], None]) -> None:
        self._settings = settings
        self._finished = finished
        self._stopping = asyncio.Event()
        # What the database could not do for any of them.
        self.database_errors = 0
        # When the last of their jobs ended, in seconds of `time.monotonic`; none before the first.
        self.worked_at: float | None = None

    def stop(self) -> None:
        """Let each finish its job, then end it."""
        self._stopping.set()

    async def run(self) -> None:
        """Keep the workers alive until stopped. Raises `NeverBegins` when one ends again and again at its start."""
        await asyncio.gather(*(self._keep_one(number) for number in range(self._settings.workers)))

    async def _keep_one(self, number: int) -> None:
        lives = Lives("bot.worker")
        while not self._stopping.is_set():
            lives.start()
            # The pipe to its standard input is the worker's lifeline: it ends when we do, however we end.
            worker = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=os.environ | self._settings.environment,
            )
            assert worker.stdout is not None
            assert worker.stdin is not None
            listening = asyncio.create_task(self._listen(worker.stdout, lives))
            stopping = asyncio.create_task(self._stopping.wait())
            ended = asyncio.create_task(worker.wait())
            await asyncio.wait({stopping, ended}, return_when=asyncio.FIRST_COMPLETED)
            worker.stdin.close()
            code = await ended
            stopping.cancel()
            await listening
            if not self._stopping.is_set():
                log.warning("worker_died", number=number, code=code)
                pause = lives.end()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)

    async def _listen(self, said: asyncio.StreamReader, lives: Lives) -> None:
        # The first line says that it is ready, each further one that a job has ended; how often the database failed.
        is_ready = False
        while line := await said.readline():
            if is_ready:
                self.worked_at = time.monotonic()
            is_ready = True
            self.database_errors += int(line.strip() or 0)
            lives.get_ready()
            self._finished()
