"""The line to Telegram: as many calls at a time as it has connections, the others wait in front of it."""

import asyncio
import sys
from importlib.util import find_spec
from typing import Any

from telegram.request import HTTPXRequest

if find_spec("sniffio") is None:
    # httpcore tries to import it several times for each call, and each time Python searches every folder anew.
    sys.modules["sniffio"] = None  # type: ignore[assignment]

# Telegram takes some thirty messages a second and answers within a tenth: more connections would only stand idle.
CONNECTIONS = 8


class Line(HTTPXRequest):
    """python-telegram-bot's requests over httpx, a few at a time.

    The pool below searches all its connections and all that waits for one at every turn, so a long queue is costly
    there and free here.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=CONNECTIONS, read_timeout=20, connect_timeout=10)
        self._free = asyncio.Semaphore(CONNECTIONS)

    async def do_request(self, *arguments: Any, **named: Any) -> tuple[int, bytes]:
        """Make one call once a connection is free; everything else is the parent's."""
        async with self._free:
            return await super().do_request(*arguments, **named)
