"""What happened, in order, for the pages that watch: a bounded log with wake-up calls."""

from collections import deque
from collections.abc import Callable
from typing import Any

KEPT = 5_000


class Wakers:
    """Callbacks rung when something new is there; safe to ring from any thread."""

    def __init__(self) -> None:
        self._ring: set[Callable[[], None]] = set()

    def add(self, waker: Callable[[], None]) -> None:
        """Registers a callback, which must be quick and must not raise."""
        self._ring.add(waker)

    def discard(self, waker: Callable[[], None]) -> None:
        """Forgets a callback."""
        self._ring.discard(waker)

    def ring(self) -> None:
        """Calls them all."""
        if self._ring:
            for waker in tuple(self._ring):
                waker()


class EventLog:
    """Events numbered from 1; the newest few thousand are kept.

    Attributes:
        last: Number of the newest event.
        wakers: Rung after each event.
    """

    def __init__(self, last: int = 0) -> None:
        self.last = last
        self.wakers = Wakers()
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def emit(self, kind: str, chat_id: int, **fields: Any) -> None:
        """Appends an event of a chat."""
        self.last += 1
        self._kept.append({"n": self.last, "type": kind, "chat": chat_id, **fields})
        self.wakers.ring()

    def after(self, n: int) -> list[dict[str, Any]] | None:
        """Events with a number above `n`, oldest first.

        Returns:
            None when some of them are no longer kept: the reader must look at the chat afresh.
        """
        if n >= self.last:
            return []
        missing = self.last - n
        if missing > len(self._kept):
            return None
        return [self._kept[index] for index in range(len(self._kept) - missing, len(self._kept))]
