"""A Bot API that answers at once and keeps nothing: as little work as possible, so that the bots are what is measured.

Runs as a process of its own: `python -m bench.stub` prints its port. `/load` takes updates to be served, `/state` tells
what was called since. It understands just enough of HTTP/1.1 for aiohttp and httpx.
"""

import asyncio
import json
import re
import time
from typing import Any

OFFSET = re.compile(rb'\boffset"?\s*[=:]\s*"?(-?\d+)')
CHAT = re.compile(rb'\bchat_id"?\s*[=:]\s*"?(-?\d+)')
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BATCH = 100
ME = {"id": 7_000_000_001, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
SENDING = frozenset({b"sendMessage", b"editMessageText"})


class Line:
    """What every connection shares: the waiting updates and the count of calls."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.due: list[float] = []
        self.pressed_at: dict[int, float] = {}
        self.calls: dict[str, int] = {}
        self.first = self.last = 0.0
        self.message_id = 1_000
        self.delays: dict[int, float] = {}
        self.loaded = asyncio.Event()

    def load(self, body: dict[str, Any]) -> None:
        self.updates = body["updates"]
        now = time.monotonic()
        pause = 1 / body["per_second"] if body.get("per_second") else 0.0
        self.due = [now + pause * place for place in range(len(self.updates))]
        self.pressed_at = dict(zip(body.get("chats", ()), self.due, strict=False))
        self.calls, self.delays = {}, {}
        self.first, self.last = now, now
        self.loaded.set()

    def state(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "seconds": self.last - self.first,
            "cpu": time.process_time(),
            "delays": list(self.delays.values()),
        }

    def next_due(self, offset: int) -> tuple[list[dict[str, Any]], float]:
        """Return what is due from an update number on, and how long nothing more will be."""
        now = time.monotonic()
        first = max(0, offset - self.updates[0]["update_id"]) if self.updates else 0
        found = [u for u, at in zip(self.updates[first : first + BATCH], self.due[first:], strict=False) if at <= now]
        later = self.due[first] - now if first < len(self.due) else 5.0
        return found, later


class Connection(asyncio.Protocol):
    """One connection; requests come one after the other."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.buffer = b""
        self.transport: asyncio.Transport | None = None
        self.polling: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while True:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.buffer[:end]
            found = LENGTH.search(head)
            size = end + 4 + (int(found[1]) if found else 0)
            if len(self.buffer) < size:
                return
            body, self.buffer = self.buffer[end + 4 : size], self.buffer[size:]
            self.answer(head[: head.find(b" HTTP")].rpartition(b"/")[2], body)

    def answer(self, method: bytes, body: bytes) -> None:
        line = self.line
        if method in SENDING:
            line.message_id += 1
            self.count(method)
            if line.pressed_at and method == b"editMessageText" and (chat := CHAT.search(body)):
                self.note_delay(int(chat[1]))
            self.write(
                b'{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":1,"type":"private"},"text":"-"}}'
                % line.message_id
            )
        elif method == b"getUpdates":
            offset = OFFSET.search(body)
            task = asyncio.ensure_future(self.poll(int(offset[1]) if offset else 0))
            self.polling.add(task)
            task.add_done_callback(self.polling.discard)
        elif method == b"load":
            line.load(json.loads(body))
            self.write(b"{}")
        elif method == b"state":
            self.write(json.dumps(line.state()).encode())
        elif method == b"getMe":
            self.write(json.dumps({"ok": True, "result": ME}).encode())
        else:
            self.count(method)
            self.write(b'{"ok":true,"result":true}')

    def count(self, method: bytes) -> None:
        name = method.decode()
        self.line.calls[name] = self.line.calls.get(name, 0) + 1
        self.line.last = time.monotonic()

    def note_delay(self, chat_id: int) -> None:
        """Keep how long after its press a chat was redrawn; a chat presses once in a load."""
        if pressed_at := self.line.pressed_at.pop(chat_id, None):
            self.line.delays[chat_id] = time.monotonic() - pressed_at

    async def poll(self, offset: int) -> None:
        deadline = time.monotonic() + 20
        found, later = self.line.next_due(offset)
        while not found and time.monotonic() < deadline:
            self.line.loaded.clear()
            try:
                await asyncio.wait_for(self.line.loaded.wait(), max(0.0005, later))
            except TimeoutError:
                pass
            found, later = self.line.next_due(offset)
        self.write(json.dumps({"ok": True, "result": found}).encode())

    def write(self, body: bytes) -> None:
        assert self.transport is not None
        self.transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)
        )


async def serve() -> None:
    line = Line()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(line), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
