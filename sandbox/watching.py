"""`/sim/events`: what happens, as server-sent events."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.world import World

HEARTBEAT_SECONDS = 15.0
_NUMBER = re.compile(r"[0-9]{1,19}\Z")


class Watching:
    """Streams of events to any number of pages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._streams: set[asyncio.Event] = set()
        self._closed = False

    async def stream(self, request: Request) -> Response:
        """GET /sim/events: `after` or the header Last-Event-ID says what was seen already."""
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "")
        person = request.query_params.get("person", "")
        after = int(seen) if _NUMBER.match(seen) else self.world.events.last
        return StreamingResponse(
            self._lines(after, int(person) if _NUMBER.match(person) else 0),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    def close(self) -> None:
        """Ends all streams; the server stops."""
        self._closed = True
        for rung in self._streams:
            rung.set()

    async def _lines(self, after: int, person: int) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()
        rung = asyncio.Event()

        def ring() -> None:
            loop.call_soon_threadsafe(rung.set)

        self._streams.add(rung)
        self.world.events.wakers.add(ring)
        try:
            # Something at once, so that the browser knows the stream is open.
            yield ": open\n\n"
            while not self._closed:
                rung.clear()
                with self.world.acting:
                    events, last = self.world.events.after(after), self.world.events.last
                if events is None:
                    yield _line({"n": last, "type": "reset", "chat": person})
                for event in events or ():
                    if not person or event["chat"] == person:
                        yield _line(event)
                after = last
                try:
                    await asyncio.wait_for(rung.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._streams.discard(rung)
            self.world.events.wakers.discard(ring)


def _line(event: dict[str, Any]) -> str:
    return f"id: {event['n']}\ndata: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}\n\n"
