"""Calls of Telegram by those who receive: made again until there is an answer, and each refusal told by its kind."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import httpx
import structlog

log = structlog.get_logger()

LONG_POLL_SECONDS = 25
TIMEOUT = httpx.Timeout(10, read=LONG_POLL_SECONDS + 10)
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 30)


class TokenRefused(Exception):
    """Telegram does not know the token."""


class CallRefused(Exception):
    """Telegram refuses a call, in its own words, and would do so again."""


class WebhookElsewhere(Exception):
    """Telegram brings the updates of this token to a webhook that another program has set."""


class PolledElsewhere(Exception):
    """Another program asks Telegram for the updates of this token."""


class TooMany(Exception):
    """Telegram asks to wait for some seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class Caller:
    """Calls with one token until `stopping` is set."""

    def __init__(self, client: httpx.AsyncClient, address: str, stopping: asyncio.Event) -> None:
        self._client = client
        self._address = address
        self._stopping = stopping

    async def call(self, method: str, **body: Any) -> Any:
        """Return the result of a call, None when we are asked to stop before there is one.

        Raises `TokenRefused`, `PolledElsewhere`, `WebhookElsewhere` or `CallRefused`.
        """
        misses = 0
        while not self._stopping.is_set():
            try:
                answer = await self._unless_stopping(self._client.post(f"{self._address}/{method}", json=body))
                return None if answer is None else result_of(method, answer)
            except TooMany as asked:
                await self.pause(asked.seconds)
            except (httpx.HTTPError, ValueError) as error:
                misses += 1
                if misses in (1, 10, 100):
                    log.warning("telegram_unreachable", error=type(error).__name__, misses=misses)
                await self.pause(PAUSES[min(misses, len(PAUSES)) - 1])
        return None

    async def pause(self, seconds: float) -> None:
        """Wait, but not longer than until we are asked to stop."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _unless_stopping(self, call: Coroutine[Any, Any, httpx.Response]) -> httpx.Response | None:
        """Await the call, or give it up when we are asked to stop: what it brings is not yet acknowledged."""
        task = asyncio.ensure_future(call)
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            stop.cancel()
            task.cancel()


@asynccontextmanager
async def calling(api_url: str, token: str, stopping: asyncio.Event) -> AsyncIterator[Caller]:
    """Give a caller, and close its connections at the end of the block."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:
        yield Caller(client, f"{api_url}/bot{token}", stopping)


def result_of(method: str, answer: httpx.Response) -> Any:
    """Return what an answer brings. Raises `ValueError` for one that is worth another try, `TooMany` for one later on,
    and the refusals above.
    """
    said = answer.json()
    if not isinstance(said, dict):
        raise ValueError("no answer of Telegram")
    if said.get("ok"):
        return said["result"]
    description = str(said.get("description", ""))
    match answer.status_code:
        case httpx.codes.UNAUTHORIZED | httpx.codes.NOT_FOUND:
            raise TokenRefused
        case httpx.codes.CONFLICT if "webhook" in description.lower():
            raise WebhookElsewhere(description)
        case httpx.codes.CONFLICT:
            raise PolledElsewhere(description)
        case httpx.codes.TOO_MANY_REQUESTS:
            raise TooMany(said.get("parameters", {}).get("retry_after", 1))
        case code if httpx.codes.is_client_error(code):
            raise CallRefused(f"{method}: {description}")
    raise ValueError(description)
