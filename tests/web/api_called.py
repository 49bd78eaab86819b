"""The API over the demo district, as another program asks it, and tokens for it."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from handlers import notices
from rules.api_scopes import SCOPES
from sandbox.stock import BOT_ID
from services.api_tokens import create_token
from services.settled_rows import LONGEST_WRITE
from storage.database import Database
from storage.files import FileStore
from storage.tables import (
    Evidence,
    InspectionObject,
    Person,
    Visit,
)
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


@pytest.fixture
def office(furnished_database: Database, tmp_path: Path) -> Api:
    # What was done just now is not in lists yet.
    return Api(furnished_database, tmp_path, later=2 * LONGEST_WRITE)


@pytest.fixture
async def line(office: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with office.line(office.token()) as line:
        yield line


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    return answer.status_code, told["code"]


def wanted_campaign(office: Api, **more: Any) -> dict[str, Any]:
    day = office.now().date()
    first, last = (day + timedelta(days=each) for each in (2, 15))
    usual = {
        "title": "平台抽取任务",
        "task_kind": "daily",
        "lead": "SJ",
        "items": ["SJ.007"],
        "starts_on": first.isoformat(),
        "ends_on": last.isoformat(),
        "draw": "CQ-2026-0088",
        "outside_number": "CQ-T-0088",
    }
    return {**usual, **more}


def an_object(office: Api, place: int = 0) -> str:
    with office.looking() as uow:
        codes = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        return uow.session.scalars(codes.order_by(InspectionObject.object_id)).all()[place]


def wanted_task(office: Api, campaign: str, place: int = 0, **more: Any) -> dict[str, Any]:
    usual = {
        "campaign": campaign,
        "outside_number": f"CQ-V-{place:03d}",
        "object": an_object(office, place),
        "teams": [{"department": "SJ", "officers": ["SJ-01", "SJ-02"]}],
    }
    return {**usual, **more}


def a_file(uow: UnitOfWork, number: str, sha256: str | None, place: int, **more: Any) -> Evidence:
    visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
    person = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
    usual = {
        "purpose": "scene",
        "kind": "photo",
        "person_id": person,
        "chat_id": 1,
        "telegram_message_id": place,
        "batch": "m1",
        "file_id": "f",
        "file_unique_id": f"{number}:{place}",
        "recompressed": False,
        "sent_at": uow.now,
        "received_at": uow.now,
        "state": "secured" if sha256 else "received",
        "sha256": sha256,
    }
    return Evidence(visit_id=visit.visit_id, **{**usual, **more})
