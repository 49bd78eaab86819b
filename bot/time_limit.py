"""How long a job may take, and one step of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS_PER_JOB = 50


class TooLong(Exception):
    """A job, or a step of it, ran into its time limit."""


class TimeLimit:
    """Raises `TooLong` in the block once its seconds are over, and never after it. For the main thread alone."""

    def __init__(self) -> None:
        self._is_running = False
        signal.signal(signal.SIGALRM, self._ring)

    def __enter__(self) -> None:
        self._is_running = True
        signal.alarm(SECONDS_PER_JOB)

    def __exit__(self, *_error: object) -> None:
        # The signal may have come already and wait to be seen: what follows must not be interrupted by it.
        self._is_running = False
        signal.alarm(0)

    @contextmanager
    def step(self, seconds: float | None = None) -> Iterator[None]:
        """Give a block that waits for others seconds of its own, by default a job's; the job's begin anew after it."""
        was_running, self._is_running = self._is_running, True
        signal.setitimer(signal.ITIMER_REAL, seconds or SECONDS_PER_JOB)
        try:
            yield
        finally:
            self._is_running = was_running
            signal.alarm(SECONDS_PER_JOB if was_running else 0)

    def renew(self) -> None:
        """Give a job that goes on and says so the whole time anew."""
        if self._is_running:
            signal.alarm(SECONDS_PER_JOB)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        if self._is_running:
            raise TooLong
