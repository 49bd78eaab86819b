"""The receiver by webhook: Telegram brings updates to a server of ours, and keeps what we did not say 200 to."""

import asyncio
import hmac
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette

from bot.caller import Caller, CallRefused, calling
from bot.intake import ALLOWED, Intake
from web.webhook import webhook_route

log = structlog.get_logger()

SECRET_PURPOSE = b"hecha webhook"
# Each holds a connection of the database while it stores; Telegram keeps the rest in order meanwhile.
MOST_AT_ONCE = 8
# Longer than proxies keep theirs, so that none sends into a connection that we are closing.
IDLE_SECONDS = 75
FINISH_SECONDS = 10
# Another program with our token may set its own webhook; Telegram then tells us nothing, not even that.
WATCH_SECONDS = 20.0


class CannotListen(Exception):
    """The place to listen at is taken, or is none of this machine's."""


class WebhookReceiver:
    """Takes the updates of one token at an address.

    Args:
        api_url: Telegram's address.
        token: The bot's token.
        url: The address that Telegram is told.
        place: Host and port to listen at, where a proxy forwards what comes to `url`, its path unchanged.
        intake: Stores the updates.
        taken: Called, on any thread, when another program has taken the webhook and we set ours again.
    """

    def __init__(
        self,
        *,
        api_url: str,
        token: str,
        url: str,
        place: tuple[str, int],
        intake: Intake,
        taken: Callable[[], None] = lambda: None,
    ) -> None:
        self._api_url = api_url
        self._token = token
        self._url = url
        self._place = place
        self._intake = intake
        self._taken = taken
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Take nothing more, finish what is in hand, then stop. The webhook stays: updates wait at Telegram."""
        self._stopping.set()

    async def run(self) -> None:
        """Serve until stopped.

        Raises `CannotListen`, `CallRefused` when Telegram does not take the address, `TokenRefused` and
        `WebhookElsewhere`.
        """
        listening = _listening(self._place)
        # Before Telegram is told, for it looks whether somebody is there.
        serving = asyncio.create_task(_Server(self._config(), self._stopping).serve([listening]))
        try:
            async with calling(self._api_url, self._token, self._stopping) as telegram:
                await self._tell(telegram)
                await self._watch(telegram)
            await serving
        finally:
            self.stop()
            await serving

    async def _tell(self, telegram: Caller) -> None:
        is_set = await telegram.call(
            "setWebhook",
            url=self._url,
            secret_token=secret_of(self._token),
            allowed_updates=ALLOWED,
            max_connections=MOST_AT_ONCE,
        )
        if is_set:
            log.info("webhook_set")

    async def _watch(self, telegram: Caller) -> None:
        """Look from time to time whether the webhook is still ours, until stopped; each loss is told once."""
        was_ours = True
        while not self._stopping.is_set():
            await telegram.pause(WATCH_SECONDS)
            info = await telegram.call("getWebhookInfo")
            is_ours = info is None or info.get("url") == self._url
            if not is_ours:
                if was_ours:
                    log.warning("webhook_taken", because="another program with this token has set or deleted it")
                    await asyncio.to_thread(self._taken)
                await self._set_again(telegram)
            was_ours = is_ours

    async def _set_again(self, telegram: Caller) -> None:
        try:
            await self._tell(telegram)
        except CallRefused as refusal:
            # It was taken at the start, so this may pass, such as a name that is not found for a moment.
            log.warning("webhook_refused", because=str(refusal))

    def _config(self) -> uvicorn.Config:
        path = unquote(urlsplit(self._url).path) or "/"
        return uvicorn.Config(
            Starlette(routes=[webhook_route(path, secret_of(self._token), self._intake.store)]),
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            # Whatever strangers send to an open port is a warning to uvicorn.
            log_level="error",
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=FINISH_SECONDS,
        )


def secret_of(token: str) -> str:
    """Return what Telegram shows with each update: 64 hexadecimal signs, others for each token."""
    return hmac.digest(token.encode(), SECRET_PURPOSE, "sha256").hex()


def _listening(place: tuple[str, int]) -> socket.socket:
    host, port = place
    try:
        # Naming the protocol lets asyncio turn off the delay of small packets.
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise CannotListen(f"{host}:{port}: {error.strerror}") from error
    return listening


class _Server(uvicorn.Server):
    """Uvicorn's server, which serves until it is stopped by us: signals are the program's."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def main_loop(self) -> None:
        """Wait for the end, without ticking."""
        await self._stopping.wait()
