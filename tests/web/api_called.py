"""The API over the demo district, as another program asks it, and tokens for it."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from handlers import notices
from rules.api_scopes import SCOPES
from sandbox.stock import BOT_ID
from services.api_tokens import create_token
from storage.database import Database
from storage.files import FileStore
from storage.unit_of_work import UnitOfWork, looking, unit_of_work
from web.api import api
from web.api_operations import Desk

ADDRESS = "https://office.example/hecha/api/v1"


@dataclass
class Api:
    """The API of an office. `seconds` go by as slowly as a test lets them, or, when it `is_forgiving`, with each
    request; `later` moves the office's clock.
    """

    database: Database
    folder: Path
    seconds: float = 0.0
    later: timedelta = timedelta()
    is_forgiving: bool = False
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def files(self) -> FileStore:
        return FileStore(f"file://{self.folder / 'files'}")

    def now(self) -> datetime:
        return datetime.now(UTC) + self.later

    def clock(self) -> float:
        self.seconds += 1 if self.is_forgiving else 0
        return self.seconds

    def looking(self) -> AbstractContextManager[UnitOfWork]:
        return looking(self.database, BOT_ID, self.now)

    @contextmanager
    def acting(self) -> Iterator[UnitOfWork]:
        with unit_of_work(self.database, BOT_ID, self.now, is_watched=False) as uow:
            yield uow
            notices.tell(uow)

    def app(self) -> Starlette:
        app = Starlette(routes=[api("/hecha", Desk(self.looking, self.acting, self.files.stream), self.clock)])
        app.router.redirect_slashes = False
        return app

    def token(self, *scopes: str, departments: tuple[str, ...] = ("SJ", "XF")) -> str:
        with self.acting() as uow:
            return create_token(uow, "市级平台", scopes or SCOPES, departments).token

    def line(self, token: str | None = None, language: str = "en") -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.app(), raise_app_exceptions=False, client=("127.0.0.1", 1))
        headers = {"accept-language": language} | ({"authorization": f"Bearer {token}"} if token else {})
        return httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers)

    async def posts(self, line: httpx.AsyncClient, path: str, body: Any, key: str | None = None) -> httpx.Response:
        headers = {"idempotency-key": key or f"key-{next(self.keys):08d}", "content-type": "application/json"}
        return await line.post(path, content=json.dumps(body), headers=headers)
