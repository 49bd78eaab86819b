"""The webhook: Telegram brings updates here one by one, and each hears 200 only when it is stored."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

log = structlog.get_logger()

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
# Telegram's own updates have at most half of it.
MOST_BYTES = 1 << 20
# Each holds a connection of the database while it stores; Telegram keeps the rest in order meanwhile.
MOST_AT_ONCE = 8
AGAIN_SECONDS = 1
LARGEST = 1 << 63

Update = dict[str, Any]


def webhook_route(path: str, secret: str, store: Callable[[Sequence[Update]], bool]) -> Route:
    """Return the route at which Telegram posts its updates.

    It answers 200 once an update is stored; 401, with the body unread, to whoever does not show the secret; 413 to more
    than `MOST_BYTES`; 400 to what is no update; 503 when it cannot be stored now, so that Telegram brings it again.

    Args:
        path: The path of the address that Telegram was told, not percent-encoded.
        secret: What Telegram shows with each update.
        store: Stores a batch in one commit and returns whether it could; called on threads, by `MOST_AT_ONCE` at once.
    """
    refusals = Counter[int]()

    def refuse(status: int) -> Response:
        refusals[status] += 1
        count = refusals[status]
        # Strangers shall not fill the log: told are the first, the tenth, the hundredth and so on.
        if count == 10 ** (len(str(count)) - 1):
            log.warning("webhook_refuses", status=status, count=count)
        # What was not read must not be taken for the next request.
        return Response(status_code=status, headers={"connection": "close"})

    # Not among the threads on which strangers' requests wait for their turn.
    threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="webhook")

    async def take(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(shown.encode(), secret.encode()):
            return refuse(401)
        body = await _read(request)
        if body is None:
            return refuse(413)
        update = _update_in(body)
        if update is None:
            return refuse(400)
        if not await asyncio.get_running_loop().run_in_executor(threads, store, [update]):
            return Response(status_code=503, headers={"retry-after": str(AGAIN_SECONDS)})
        return Response()

    return Route(path, take, methods=["POST"])


async def _read(request: Request) -> bytes | None:
    """Return the body, None when it is too large; the rest is then not read."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        # Half of an update is none, and nobody hears the answer.
        return b""
    return bytes(body)


def _update_in(body: bytes) -> Update | None:
    try:
        found = orjson.loads(body)
        # As it is kept: what nests too deep to be written is no update either.
        orjson.dumps(found)
    except (ValueError, TypeError):
        return None
    # JSON's true would pass for the number 1.
    return found if isinstance(found, dict) and _is_number(found.get("update_id")) else None


def _is_number(value: object) -> bool:
    return type(value) is int and abs(value) < LARGEST
