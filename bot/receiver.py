"""The receiver: takes updates from Telegram by long polling and acknowledges them only when they are stored.

aiogram's own polling acknowledges first and loses what a crash interrupts.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import structlog
from sqlalchemy.exc import DBAPIError

from bot.lock import AlreadyRunning
from storage import inbox
from storage.database import Database
from storage.unit_of_work import Clock, unit_of_work

log = structlog.get_logger()

LONG_POLL_SECONDS = 25
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 30)


class TokenRefused(Exception):
    """Telegram does not know the token."""


class Receiver:
    """Polls one token. `stored` is called after each batch that brought something new."""

    def __init__(
        self, *, api_url: str, token: str, bot_id: int, database: Database, clock: Clock, stored: Callable[[], None]
    ) -> None:
        self._url = f"{api_url}/bot{token}/getUpdates"
        self._bot_id = bot_id
        self._database = database
        self._clock = clock
        self._stored = stored
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Finish the batch in hand, then stop."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped.

        Raises `AlreadyRunning` when another process polls with the same token, and `TokenRefused`.
        """
        offset, misses = 0, 0
        async with httpx.AsyncClient(timeout=httpx.Timeout(10, read=LONG_POLL_SECONDS + 10)) as client:
            while not self._stopping.is_set():
                try:
                    updates = await self._unless_stopping(self._poll(client, offset))
                    misses = 0
                except (httpx.HTTPError, ValueError) as error:
                    misses += 1
                    if misses in (1, 10, 100):
                        log.warning("telegram_unreachable", error=type(error).__name__, misses=misses)
                    await self._pause(PAUSES[min(misses, len(PAUSES)) - 1])
                    continue
                try:
                    await asyncio.to_thread(self._store, updates)
                except DBAPIError as error:
                    # Not acknowledged, so Telegram brings them again.
                    log.warning("database_away", error=type(error.orig).__name__)
                    await self._pause(1)
                    continue
                # Not the highest ever seen: numbers begin anew after a quiet week.
                offset = max((int(update["update_id"]) + 1 for update in updates), default=offset)

    async def _poll(self, client: httpx.AsyncClient, offset: int) -> list[dict[str, Any]]:
        body = {"offset": offset, "timeout": LONG_POLL_SECONDS, "limit": 100, "allowed_updates": ALLOWED}
        answer = await client.post(self._url, json=body)
        result = answer.json()
        if not isinstance(result, dict):
            raise ValueError("no answer of Telegram")
        if answer.status_code == httpx.codes.CONFLICT:
            raise AlreadyRunning(result.get("description", ""))
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
            raise TokenRefused
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            await self._pause(result.get("parameters", {}).get("retry_after", 1))
            return []
        if not result.get("ok"):
            raise ValueError(result.get("description", ""))
        updates: list[dict[str, Any]] = result["result"]
        return updates

    def _store(self, updates: list[dict[str, Any]]) -> None:
        if not updates:
            return
        with unit_of_work(self._database, self._bot_id, self._clock) as uow:
            new = inbox.store(uow.connection, self._bot_id, updates, uow.now)
        if new:
            self._stored()

    async def _unless_stopping(self, poll: Any) -> list[dict[str, Any]]:
        """Await the poll, or give it up when we are asked to stop: what it brings is not yet acknowledged."""
        task = asyncio.ensure_future(poll)
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else []
        finally:
            stop.cancel()
            task.cancel()

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
