"""Lines that go out together: what is written in one turn of the loop costs one call of the system."""

import asyncio
from collections.abc import Callable
from typing import Any

import orjson


class Gathered:
    """Writes values as lines of JSON; `write` gets those of one turn of the loop at its end."""

    def __init__(self, write: Callable[[bytes], Any]) -> None:
        self._write = write
        self._lines: list[bytes] = []

    def put(self, *values: Any) -> None:
        """Write a list of values as one line."""
        self._lines.append(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_soon(self.let_go)

    def let_go(self) -> None:
        """Write now what waits."""
        lines, self._lines = self._lines, []
        if lines:
            self._write(b"".join(lines))
