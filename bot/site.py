"""One web server in the program's own loop, for whatever is served: the webhook, the public pages, or both."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Longer than proxies keep theirs, so that none sends into a connection that we are closing.
IDLE_SECONDS = 75
FINISH_SECONDS = 10
# What may be read of a request without anything of it being whole: its head, above all.
MOST_BYTES_UNREAD = 1 << 16


class CannotListen(Exception):
    """The place to listen at is taken, or is none of this machine's."""


class Site:
    """Serves routes at a place, host and port, where a proxy forwards what comes to our addresses, paths unchanged."""

    def __init__(self, place: tuple[str, int], routes: Sequence[BaseRoute]) -> None:
        self._place = place
        self._routes = routes
        self._stopping = asyncio.Event()
        self._listening: socket.socket | None = None

    def stop(self) -> None:
        """Take nothing more, finish what is in hand, then stop."""
        self._stopping.set()

    def listen(self) -> None:
        """Take the place; who comes from now on waits until we serve. Raises `CannotListen`."""
        self._listening = self._listening or _listening(self._place)

    async def run(self) -> None:
        """Serve until stopped. Raises `CannotListen`."""
        self.listen()
        assert self._listening is not None
        await _Server(self._config(), self._stopping).serve([self._listening])

    def _config(self) -> uvicorn.Config:
        app = Starlette(routes=self._routes)
        # It would lead to wherever a stranger says that we are.
        app.router.redirect_slashes = False
        return uvicorn.Config(
            app,
            http=_Requests,
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


class _Requests(HttpToolsProtocol):
    """Reads requests. One whose head never ends is refused; the parser would keep all of it in memory."""

    _unread = 0

    def data_received(self, data: bytes) -> None:
        """Read on, unless too much came in vain."""
        if self._unread > MOST_BYTES_UNREAD:
            self.send_400_response("Request head too large.")
            return
        self._unread += len(data)
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Note that the head is whole."""
        self._unread = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Note that something of the body came; how much it may be is the routes' affair."""
        self._unread = 0
        super().on_body(body)


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
