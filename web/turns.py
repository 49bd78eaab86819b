"""Turns at the database: what is asked from outside never takes the connections that updates need."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class Busy(Exception):
    """Too many ask at once."""


class Turns:
    """Lets some in at once; whoever finds no turn in time is sent away. For threads.

    Args:
        most: How many are let in at once.
        seconds: How long one waits for a turn.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._free, self._seconds = BoundedSemaphore(most), seconds

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a turn for the length of the block. Raises `Busy`."""
        if not self._free.acquire(timeout=self._seconds):
            raise Busy
        try:
            yield
        finally:
            self._free.release()
