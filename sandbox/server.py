"""Runs the sandbox: the application, and a server for it in a thread of its own."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope as StarletteScope

from sandbox.bot_api import BotApi
from sandbox.clock import ZONE
from sandbox.group_routes import GroupRoutes
from sandbox.journal import Journal
from sandbox.office import office_routes
from sandbox.simulation import Simulation
from sandbox.wire import Receive, Scope, Send, Wire
from sandbox.world import DEFAULT_TOKEN, World

PAGE = Path(__file__).parent / "page"
HOST = "127.0.0.1"
STOP_SECONDS = 10.0
# A busy machine may take its time.
START_SECONDS = 30.0


class Application:
    """The whole sandbox as one ASGI application; bot calls skip the router, they are many."""

    def __init__(self, world: World, zone: ZoneInfo, office: str) -> None:
        self._zone = zone
        self.bot_api = BotApi(world)
        self.simulation = Simulation(world)
        self.pages = Starlette(
            routes=[
                Route("/", self._index),
                Mount("/page", _Page(directory=PAGE, check_dir=False)),
                *self.simulation.routes(),
                *GroupRoutes(world).routes(),
                *office_routes(office),
            ],
            lifespan=self._lifespan,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request to the Bot API or to the pages."""
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await self.bot_api(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    def close_waiting(self) -> None:
        """Lets long polls and event streams come to an end, which would hold up the server."""
        self.bot_api.polling.close()
        self.simulation.watching.close()

    async def _index(self, _: Request) -> Response:
        # The browser's own zone is where the visitor sits; the phones belong to people of the district.
        page = (PAGE / "index.html").read_text(encoding="utf-8").replace("{time_zone}", self._zone.key)
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.bot_api.webhook.start()
        yield
        await self.bot_api.webhook.stop()


def create_app(world: World, zone: ZoneInfo = ZONE, office: str = "") -> Application:
    """The ASGI application over a world."""
    return Application(world, zone, office)


class Sandbox:
    """A sandbox that runs while the `with` block does.

    Args:
        port: Port on 127.0.0.1; 0 takes a free one.
        token: The bot's token.
        bot_name: Its first name.
        bot_username: Its @name.
        folder: Where the world is kept over restarts; without one it lives in memory only.
        local_web: Lets buttons and webhooks lead to http://127.0.0.1 and http://localhost, which Telegram refuses.
        flood: Whether flood limits are on.
        zone: In which the page of phones tells the time.
        office: Where the product serves its own pages; they then stand at `/office` as well.

    Attributes:
        world: Its world, which may be used from any thread.
        url: Its address, without a slash at the end.
        token: The bot's token.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        bot_name: str = "核查",
        bot_username: str = "hecha_bot",
        folder: Path | None = None,
        local_web: bool = False,
        flood: bool = True,
        zone: ZoneInfo = ZONE,
        office: str = "",
    ) -> None:
        self.world = World(
            token,
            journal=Journal(folder) if folder else None,
            bot_name=bot_name,
            bot_username=bot_username,
            local_web=local_web,
            flood=flood,
        )
        self.token = token
        self._application = create_app(self.world, zone, office)
        self._socket = _listen(port)
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._application,
            http=Wire,
            ws="none",
            access_log=False,
            log_level="warning",
            # Logging belongs to the program that runs the sandbox.
            log_config=None,
            lifespan="on",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
            server_header=False,
            date_header=False,
        )
        self._ready = threading.Event()
        self._server = _Server(config, self._ready)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    def start(self) -> Self:
        """Starts to serve; returns when calls are answered.

        Raises:
            RuntimeError: When the server did not start.
        """
        self._thread.start()
        self._ready.wait(START_SECONDS)
        if not self._server.started:
            raise RuntimeError("the sandbox did not start")
        return self

    def stop(self) -> None:
        """Stops to serve and writes the rest of the journal."""
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._application.close_waiting)
            self._loop.call_soon_threadsafe(self._server.stop)
            self._thread.join(STOP_SECONDS)
        self._socket.close()
        self.world.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            # Whoever waits for the start must not wait for a server that failed.
            self._ready.set()


def _listen(port: int) -> socket.socket:
    # asyncio turns off the delay of small packets only where the socket names its protocol; with it every answer,
    # sent as head and body, would wait 40 ms for the other side.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    return listening


class _Server(uvicorn.Server):
    """Uvicorn's server, which tells when it answers calls, and sleeps until it is stopped instead of ticking."""

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ends the server; call it on its own loop."""
        self._stopping.set()

    async def main_loop(self) -> None:
        """Waits for the end."""
        await self._stopping.wait()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts to listen, then tells."""
        await super().startup(sockets)
        self._ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends what is being served, then cuts whoever came in that moment or still holds on."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        # Let them hear of it while there is a loop.
        await asyncio.sleep(0)


class _Page(StaticFiles):
    """The files of the page, never kept by the browser: a developer changes them."""

    async def get_response(self, path: str, scope: StarletteScope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-store"
        return response
