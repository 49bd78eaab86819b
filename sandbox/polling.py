"""getUpdates: long polling as telegram-bot-api does it (`process_get_updates_query`, `do_get_updates`)."""

import asyncio
from dataclasses import dataclass

from sandbox.errors import ApiError, conflict
from sandbox.faults import POLL_METHOD
from sandbox.methods import Call
from sandbox.updates import Waiting
from sandbox.world import World

MAX_TIMEOUT = 50
BATCH_WINDOW = 0.002
IMPATIENT_SECONDS = 3.0
SPINNING_SECONDS = 0.5
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SET_WEBHOOK = "terminated by setWebhook request"


@dataclass(slots=True)
class _Poll:
    """A request that waits.

    Attributes:
        rung: Set when it should look again.
        ended: Why it must stop.
        displaced: A newer request took its place: it gets no more updates, only its refusal.
    """

    rung: asyncio.Event
    ended: ApiError | None = None
    displaced: bool = False


class Polling:
    """Answers getUpdates; at most one request waits at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._waiting: _Poll | None = None
        self._closed = False
        self._last_offset: int | None = None
        self._last_start = self._last_finish = float("-inf")
        self._last_conflict = float("-inf")

    async def get_updates(self, call: Call) -> bytes:
        """The updates as a JSON array.

        Raises:
            ApiError: 409 when a webhook is set, or when a newer request or a webhook takes over.
        """
        if self.world.settings.webhook is not None:
            raise conflict(WEBHOOK_IS_SET)
        loop = asyncio.get_running_loop()
        args = call.args
        offset = args.integer("offset")
        limit = args.integer("limit", 100, 1, 100)
        timeout = args.integer("timeout", 0, 0, MAX_TIMEOUT)
        if raw := args.text("allowed_updates"):
            with self.world.acting:
                self.world.updates.set_allowed(raw)
        now = loop.time()
        if offset == self._last_offset:
            # Slows down a bot that spins: it never confirms what it got.
            if timeout < IMPATIENT_SECONDS and now < self._last_start + IMPATIENT_SECONDS:
                timeout = int(IMPATIENT_SECONDS)
            if now < self._last_finish + SPINNING_SECONDS:
                limit = 1
        self._last_offset, self._last_start = offset, now
        try:
            return _array(await self._wait(offset, limit, now + timeout))
        finally:
            self._last_finish = loop.time()

    def interrupt(self, reason: ApiError) -> None:
        """Ends the waiting request."""
        if self._waiting is not None:
            self._waiting.ended = reason
            self._waiting.rung.set()

    def close(self) -> None:
        """Lets the waiting request come home empty; the server stops."""
        self._closed = True
        if self._waiting is not None:
            self._waiting.rung.set()

    async def _wait(self, offset: int, limit: int, until: float) -> list[Waiting]:
        found = self._take(offset, limit)
        loop = asyncio.get_running_loop()
        if found or until <= loop.time():
            return found
        await self._displace()
        poll = self._waiting = _Poll(asyncio.Event())

        def ring() -> None:
            loop.call_soon_threadsafe(poll.rung.set)

        self.world.updates.wakers.add(ring)
        try:
            while True:
                if poll.ended:
                    raise poll.ended
                found = [] if poll.displaced else self._take(offset, limit)
                left = until - loop.time()
                if found or left <= 0 or self._closed:
                    return found
                poll.rung.clear()
                try:
                    await asyncio.wait_for(poll.rung.wait(), left)
                    # A moment's patience lets an album come in one batch.
                    await asyncio.sleep(BATCH_WINDOW)
                except TimeoutError:
                    continue
        finally:
            self.world.updates.wakers.discard(ring)
            if self._waiting is poll:
                self._waiting = None

    async def _displace(self) -> None:
        """Ends an older request that waits; when that happens too often it is told later."""
        if self._waiting is None:
            return
        loop = asyncio.get_running_loop()
        older = self._waiting
        delay = max(0.0, self._last_conflict + IMPATIENT_SECONDS - loop.time())
        self._waiting = None
        self._last_conflict = loop.time() + delay
        older.displaced = True

        def end() -> None:
            older.ended = conflict(OTHER_POLL)
            older.rung.set()

        if delay:
            loop.call_later(delay, end)
        else:
            end()

    def _take(self, offset: int, limit: int) -> list[Waiting]:
        world = self.world
        with world.acting:
            before = world.updates.last_batch
            if before and world.faults.strike(POLL_METHOD, kinds=("duplicate",)):
                world.updates.take(offset, limit)
                world.updates.last_batch = before
                return before
            found = world.updates.take(offset, limit)
            if len(found) > 1 and world.faults.strike(POLL_METHOD, kinds=("reorder",)):
                return found[::-1]
            return found


def _array(found: list[Waiting]) -> bytes:
    return ("[" + ",".join(waiting.body for waiting in found) + "]").encode("utf-8", "replace")
