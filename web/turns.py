"""Turns: what is asked from outside never takes the connections, threads and time that updates need."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Made = TypeVar("Made")


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


class OwnThreads:
    """Threads for what shall not wait behind everything else that is asked. For one event loop.

    Args:
        name: What they are called.
        most: How many there are.
        waiting: How many may wait for one of them.
    """

    def __init__(self, name: str, most: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(most, thread_name_prefix=name)
        self._most, self._in_hand = most + waiting, 0

    async def run(self, work: Callable[[], Made]) -> Made:
        """Return what some work gives that is done on one of the threads. Raises `Busy` when too many wait."""
        if self._in_hand >= self._most:
            raise Busy
        self._in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._in_hand -= 1


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
