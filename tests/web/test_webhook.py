"""The webhook: nobody without the secret is listened to, and 200 is said only of what is stored."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator, MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.intake import Intake
from storage import inbox
from storage.database import Database
from storage.tables import InboxUpdate
from storage.unit_of_work import reading
from web.webhook import MOST_BYTES, SECRET_HEADER, Update, webhook_route

SECRET = "a-secret_of-64-signs"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": 7101}, "text": "陈立"}}


class Store:
    """Keeps what it is given; is away when told so, and stores nothing before it may."""

    def __init__(self) -> None:
        self.kept: list[Update] = []
        self.is_away = False
        self.may_store = threading.Event()
        self.may_store.set()

    def __call__(self, updates: Sequence[Update]) -> bool:
        assert self.may_store.wait(10)
        if not self.is_away:
            self.kept += updates
        return not self.is_away


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture(autouse=True)
def reports() -> Iterator[list[MutableMapping[str, Any]]]:
    with capture_logs() as reports:
        yield reports


@pytest.fixture
async def line(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    async with line_to(store) as line:
        yield line


def line_to(store: Any) -> httpx.AsyncClient:
    app = Starlette(routes=[webhook_route("/hecha", SECRET, store)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot", headers={SECRET_HEADER: SECRET})


async def test_an_update_is_stored_as_it_came(line: httpx.AsyncClient, store: Store) -> None:
    answer = await line.post("/hecha", json=UPDATE)
    assert (answer.status_code, answer.content) == (200, b"")
    assert store.kept == [UPDATE]


async def test_200_is_said_only_once_the_update_is_stored(line: httpx.AsyncClient, store: Store) -> None:
    store.may_store.clear()
    posting = asyncio.create_task(line.post("/hecha", json=UPDATE))
    done, _ = await asyncio.wait({posting}, timeout=0.2)
    assert not done
    store.may_store.set()
    assert (await posting).status_code == 200
    assert store.kept == [UPDATE]


async def test_what_cannot_be_stored_now_is_asked_for_again(line: httpx.AsyncClient, store: Store) -> None:
    store.is_away = True
    answer = await line.post("/hecha", json=UPDATE)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    store.is_away = False
    assert (await line.post("/hecha", json=UPDATE)).status_code == 200
    assert store.kept == [UPDATE]


@pytest.mark.parametrize("shown", [b"", b"wrong", SECRET[:-1].encode(), f"{SECRET} ".encode(), "密".encode(), b"\xff"])
async def test_who_does_not_show_the_secret_is_not_even_listened_to(
    line: httpx.AsyncClient, store: Store, shown: bytes
) -> None:
    read = []

    async def body() -> AsyncIterator[bytes]:
        read.append(True)
        yield json.dumps(UPDATE).encode()

    answer = await line.post("/hecha", content=body(), headers=[(SECRET_HEADER.encode(), shown)])
    assert (answer.status_code, answer.content, answer.headers["connection"]) == (401, b"", "close")
    assert (read, store.kept) == ([], [])


async def test_a_request_without_the_header_is_refused(line: httpx.AsyncClient, store: Store) -> None:
    del line.headers[SECRET_HEADER]
    assert (await line.post("/hecha", json=UPDATE)).status_code == 401
    assert store.kept == []


async def test_a_body_of_the_largest_size_is_taken_and_one_byte_more_is_not(
    line: httpx.AsyncClient, store: Store
) -> None:
    largest = json.dumps(UPDATE).encode().ljust(MOST_BYTES)
    assert (await line.post("/hecha", content=largest)).status_code == 200
    assert (await line.post("/hecha", content=largest + b" ")).status_code == 413
    assert store.kept == [UPDATE]


async def test_a_body_without_end_is_read_no_further_than_the_limit(line: httpx.AsyncClient, store: Store) -> None:
    parts = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal parts
        while True:
            parts += 1
            yield b" " * 65_536

    assert (await line.post("/hecha", content=body())).status_code == 413
    assert parts == MOST_BYTES // 65_536 + 1
    assert store.kept == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"7",
        b'[{"update_id": 7}]',
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 7.0}',
        b'{"update_id": true}',
        b'{"update_id": null}',
        b'{"update_id": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 7, "a": "\\ud800"}',
        b'{"update_id": 7, "b": ' + b"[" * 400 + b"]" * 400 + b"}",
    ],
    ids=lambda body: body[:24].decode(errors="replace"),
)
async def test_what_is_no_update_is_refused(line: httpx.AsyncClient, store: Store, body: bytes) -> None:
    assert (await line.post("/hecha", content=body)).status_code == 400
    assert store.kept == []


async def test_half_an_update_is_not_stored(store: Store) -> None:
    arriving = iter([{"type": "http.request", "body": b'{"update_id": 7', "more_body": True}])
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return next(arriving, {"type": "http.disconnect"})

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    headers = [(SECRET_HEADER.encode(), SECRET.encode())]
    scope = {"type": "http", "method": "POST", "path": "/hecha", "headers": headers, "query_string": b""}
    await Starlette(routes=[webhook_route("/hecha", SECRET, store)])(scope, receive, send)
    assert said[0]["status"] == 400
    assert store.kept == []


async def test_only_posts_to_this_address_are_answered(line: httpx.AsyncClient, store: Store) -> None:
    assert (await line.get("/hecha")).status_code == 405
    assert (await line.post("/other", json=UPDATE)).status_code == 404
    assert store.kept == []


async def test_the_log_tells_what_was_refused_and_nothing_of_its_content(
    line: httpx.AsyncClient, reports: list[MutableMapping[str, Any]]
) -> None:
    await line.post("/hecha", json=UPDATE)
    await line.post("/hecha", json={"text": "陈立"})
    await line.post("/hecha", json=UPDATE, headers={SECRET_HEADER: "wrong"})
    assert [(report["event"], report["status"]) for report in reports] == [
        ("webhook_refuses", 400),
        ("webhook_refuses", 401),
    ]
    # Whoever has found the address does not fill the log.
    for _ in range(120):
        await line.post("/hecha", json=UPDATE, headers={SECRET_HEADER: "wrong"})
    assert [report["count"] for report in reports if report["status"] == 401] == [1, 10, 100]
    assert not any(part in str(reports) for part in ("陈立", SECRET, "wrong"))


# With the real inbox behind it


def intake_into(database: Database) -> Intake:
    return Intake(database=database, bot_id=1, clock=lambda: datetime.now(UTC), stored=lambda: None)


def stored_in(database: Database) -> int:
    with reading(database) as session:
        return session.scalars(select(func.count()).select_from(InboxUpdate)).one()


async def test_one_update_that_comes_fifty_times_at_once_is_stored_once(database: Database) -> None:
    async with line_to(intake_into(database).store) as line:
        answers = await asyncio.gather(*(line.post("/hecha", json=UPDATE) for _ in range(50)))
    assert [answer.status_code for answer in answers] == [200] * 50
    assert stored_in(database) == 1


async def test_a_commit_that_fails_is_not_acknowledged(database: Database) -> None:
    def fail(connection: Any) -> None:
        # As both databases do it.
        connection.connection.rollback()
        raise OperationalError("COMMIT", {}, OSError("disk full"))

    async with line_to(intake_into(database).store) as line:
        event.listen(database.engine, "commit", fail)
        assert (await line.post("/hecha", json=UPDATE)).status_code == 503
        event.remove(database.engine, "commit", fail)
        assert stored_in(database) == 0
        assert (await line.post("/hecha", json=UPDATE)).status_code == 200
        assert stored_in(database) == 1


async def test_a_database_that_is_away_is_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    def fail(*_: Any) -> int:
        raise OperationalError("INSERT", {}, OSError("gone"))

    async with line_to(intake_into(database).store) as line:
        with monkeypatch.context() as patch:
            patch.setattr(inbox, "store", fail)
            assert (await line.post("/hecha", json=UPDATE)).status_code == 503
        assert (await line.post("/hecha", json=UPDATE)).status_code == 200
    assert stored_in(database) == 1
    assert [report["event"] for report in reports] == ["database_away"]
