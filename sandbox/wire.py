"""The line between bot and sandbox: plain ASGI answers, and ways to break them off."""

import asyncio
import json
import zlib
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import formatdate
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.errors import ApiError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

TRANSPORT = "sandbox.transport"
_JSON = (b"content-type", b"application/json")
_HTML = (b"content-type", b"text/html")


class Wire(H11Protocol):
    """Uvicorn's protocol, which also hands its connection to the application: faults must be able to cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Puts the transport into the scope of every request of this connection."""
        super().connection_made(transport)
        application = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:
            scope[TRANSPORT] = transport
            await application(scope, receive, send)

        self.app = with_transport


class BodyTooLargeError(Exception):
    """A body over the limit; the rest of it was not read."""


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The whole body, unpacked when it was sent as gzip or deflate.

    Raises:
        BodyTooLargeError: Over `limit` bytes, packed or unpacked.
    """
    parts = []
    size = 0
    more = True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise BodyTooLargeError
        parts.append(part)
        more = message.get("more_body", False)
    body = b"".join(parts)
    coding = header(scope, b"content-encoding")
    if body and coding in ("gzip", "deflate"):
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        try:
            body = unpacker.decompress(body, limit + 1)
        except zlib.error:
            return b""
        if len(body) > limit:
            raise BodyTooLargeError
    return body


def header(scope: Scope, name: bytes) -> str:
    """A request header; empty when it is missing."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return ""


async def answer(
    send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes], length: int | None = None
) -> None:
    """Sends a whole answer; `length` claims another size than the body has."""
    size = len(body) if length is None else length
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [*headers, (b"content-length", str(size).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": length is not None})


def dated(send: Send, seconds: int) -> Send:
    """A `send` whose answers carry the time of day as Telegram's own do, in seconds since 1970."""
    date = (b"date", formatdate(seconds, usegmt=True).encode())

    async def send_dated(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], date]}
        await send(message)

    return send_dated


async def answer_json(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    """Sends a JSON answer."""
    await answer(send, status, body, _JSON, *headers)


async def answer_html(send: Send, status: int, title: str) -> None:
    """Sends what the web server in front of Telegram sends when the servers behind it are silent."""
    body = f"<body>\r\n<center><h1>{title}</h1></center>\r\n</body>"
    page = f"<html>\r\n<head><title>{title}</title></head>\r\n{body}\r\n</html>\r\n"
    await answer(send, status, page.encode(), _HTML)


async def answer_error(send: Send, error: ApiError) -> None:
    """Sends a refusal; the wait of a 429 is also a header."""
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if parameters := error.parameters():
        body["parameters"] = parameters
    headers = []
    if error.retry_after is not None:
        headers.append((b"retry-after", str(error.retry_after).encode()))
    await answer_json(send, error.code, dump(body), *headers)


async def hang_up(scope: Scope, receive: Receive, *, at_once: bool = True) -> None:
    """Closes the connection: at once, or after what was written has gone out."""
    transport: asyncio.Transport = scope[TRANSPORT]
    if at_once:
        transport.abort()
    else:
        transport.close()
    # Only a request that the server knows to be gone may end without an answer.
    while (await receive())["type"] != "http.disconnect":
        continue


def dump(value: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
