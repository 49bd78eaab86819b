"""Turns: what is asked from outside never takes the connections, threads and time that updates need."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from starlette.types import ASGIApp, Message, Receive, Scope, Send


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


def crowded(app: ASGIApp, most: int, refuse: Callable[[Scope], ASGIApp]) -> ASGIApp:
    """Return an application that makes at most so many answers at once; more askers would wait for longer than they
    read, and are answered with what `refuse` makes. Whoever reads slowly holds nobody up. For one event loop.
    """
    in_hand = 0

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal in_hand
        if in_hand >= most:
            await refuse(scope)(scope, receive, send)
            return
        in_hand += 1
        is_made = False

        def made() -> None:
            nonlocal in_hand, is_made
            in_hand -= not is_made
            is_made = True

        async def said(message: Message) -> None:
            made()
            await send(message)

        try:
            await app(scope, receive, said)
        finally:
            made()

    return answer
