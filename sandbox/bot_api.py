"""`/bot<token>/<method>` and `/file/bot<token>/<path>`: the HTTP surface of the Bot API."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import unquote

from sandbox.errors import ApiError, too_many_requests
from sandbox.faults import ANYWHERE, DOWNLOAD_METHOD, DOWNLOADS, POLL_METHOD, Fault
from sandbox.methods import METHODS, Call
from sandbox.parameters import Parameters, read_parameters
from sandbox.polling import Polling
from sandbox.webhook import Webhook
from sandbox.wire import (
    BodyTooLargeError,
    Receive,
    Scope,
    Send,
    answer,
    answer_error,
    answer_html,
    answer_json,
    dated,
    dump,
    hang_up,
    header,
    read_body,
)
from sandbox.world import World

MAX_UPLOAD_BYTES = 50 << 20
# A multipart body is a little larger than the file in it.
MAX_BODY_BYTES = MAX_UPLOAD_BYTES + (2 << 20)
_TOKEN = re.compile(r"[1-9]\d{0,18}:[A-Za-z0-9_-]{1,64}\Z")


class BotApi:
    """An ASGI application for the two paths of the Bot API."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.polling = Polling(world)
        self.webhook = Webhook(world, self.polling)
        self._waiting: dict[str, Callable[[Call], Awaitable[Any]]] = {
            "getupdates": self.polling.get_updates,
            "setwebhook": self.webhook.set_webhook,
            "deletewebhook": self.webhook.delete_webhook,
            "getwebhookinfo": self.webhook.get_webhook_info,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        path: str = scope["path"]
        send = dated(send, self.world.clock.date())
        if path.startswith("/file/bot"):
            await self._download(scope, receive, send, path[len("/file/bot") :])
            return
        if scope["method"] not in ("GET", "POST"):
            await answer(send, 501, b"")
            return
        try:
            body = await read_body(scope, receive, MAX_BODY_BYTES)
            query = scope["query_string"].decode("latin-1")
            args = read_parameters(query, header(scope, b"content-type"), body)
            if any(len(upload.data) > MAX_UPLOAD_BYTES for upload in args.uploads):
                raise BodyTooLargeError
        except BodyTooLargeError:
            await answer_html(send, 413, "413 Request Entity Too Large")
            return
        except ApiError as error:
            await answer_error(send, error)
            return
        token, _, method = path[len("/bot") :].partition("/")
        method = method.removeprefix("test/") or args.text("method")
        await self._call(scope, receive, send, token, method, args)

    async def _call(
        self, scope: Scope, receive: Receive, send: Send, token: str, method: str, args: Parameters
    ) -> None:
        world, name = self.world, method.lower()
        at = world.clock.now()
        error: ApiError | None = None
        result = b"true"
        fault: Fault | None = None
        try:
            self._ensure_token(token)
            if name not in METHODS and name not in self._waiting:
                raise ApiError(404, "Not Found: method not found")
            fault = self._strike(name, args)
            if fault and fault.kind == "refuse":
                world.calls.add(at, method, args, 0, "connection refused")
                await hang_up(scope, receive)
                return
            if fault and fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            if fault and fault.kind in ("429", "500", "502"):
                raise _ordered(fault)
            result = await _unless_gone(receive, self._run(name, Call(world, args)), name)
        except ApiError as refused:
            error = refused
        except BotGoneError:
            return
        code, description = (error.code, error.description) if error else (0, "")
        world.calls.add(at, method, args, code, description)
        if fault and fault.kind == "drop":
            await hang_up(scope, receive)
        elif error is None:
            await answer_json(send, 200, b'{"ok":true,"result":' + result + b"}")
        elif error.code == 502:
            await answer_html(send, 502, error.description)
        else:
            await answer_error(send, error)

    async def _run(self, name: str, call: Call) -> bytes:
        """The result of a call as JSON, with the description that a few methods add."""
        if waiting := self._waiting.get(name):
            result = await waiting(call)
            return result if isinstance(result, bytes) else dump(result)
        if call.args.files:
            # Scaling a picture takes long enough to keep others waiting.
            return dump(await asyncio.to_thread(METHODS[name], call))
        return dump(METHODS[name](call))

    def _ensure_token(self, token: str) -> None:
        if not _TOKEN.match(token):
            raise ApiError(404, "Not Found")
        if token != self.world.token:
            raise ApiError(401, "Unauthorized")
        if self.world.clock.now() < self.world.logged_out_until:
            raise ApiError(400, "Logged out")

    def _strike(self, name: str, args: Parameters) -> Fault | None:
        if not self.world.faults.waiting:
            return None
        with self.world.acting:
            return self.world.faults.strike(name, args.chat_id())

    async def _download(self, scope: Scope, receive: Receive, send: Send, rest: str) -> None:
        token, _, path = rest.partition("/")
        world = self.world
        with world.acting:
            fault = world.faults.strike(DOWNLOAD_METHOD, kinds=ANYWHERE + DOWNLOADS)
        try:
            self._ensure_token(token)
            if fault:
                if fault.kind == "refuse":
                    await hang_up(scope, receive)
                    return
                if fault.kind == "delay":
                    await asyncio.sleep(fault.seconds)
                if fault.kind in ("429", "500", "502"):
                    raise _ordered(fault)
            with world.acting:
                data = None if fault and fault.kind == "404" else world.files.open_path(unquote(path))
            if data is None:
                raise ApiError(404, "Not Found")
        except ApiError as error:
            if error.code == 502:
                await answer_html(send, 502, error.description)
            else:
                await answer_error(send, error)
            return
        if fault and fault.kind == "drop":
            await hang_up(scope, receive)
            return
        kind = (b"content-type", b"application/octet-stream")
        if fault and fault.kind == "cut":
            await answer(send, 200, data[: int(len(data) * fault.percent / 100)], kind, length=len(data))
            await hang_up(scope, receive, at_once=False)
            return
        await answer(send, 200, data, kind)


class BotGoneError(Exception):
    """The bot hung up while its call waited."""


async def _unless_gone(receive: Receive, running: Coroutine[Any, Any, bytes], name: str) -> bytes:
    """The result of a call; a long poll ends with its connection, so that it takes no updates for a dead bot.

    Raises:
        BotGoneError: When the connection ended first.
    """
    if name != POLL_METHOD:
        return await running
    call = asyncio.ensure_future(running)
    gone = asyncio.ensure_future(receive())
    try:
        await asyncio.wait((call, gone), return_when=asyncio.FIRST_COMPLETED)
        if not call.done():
            raise BotGoneError
        return call.result()
    finally:
        call.cancel()
        gone.cancel()


def _ordered(fault: Fault) -> ApiError:
    """The refusal that a test asked for."""
    if fault.kind == "429":
        return too_many_requests(fault.retry_after)
    if fault.kind == "502":
        return ApiError(502, "502 Bad Gateway")
    return ApiError(500, "Internal Server Error")
