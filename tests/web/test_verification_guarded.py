"""What the pages behind printed codes keep to themselves, and how they bear floods, faults and any path."""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from structlog.testing import capture_logs

from storage.tables import InspectionObject, Item, Person
from storage.unit_of_work import UnitOfWork, reading
from tests.web.conftest import Office
from tests.web.pages_read import said
from web import pages, public
from web.pages import headers
from web.public import public_pages
from web.strictness import BURST


@pytest.fixture(autouse=True)
def reports() -> Iterator[list[MutableMapping[str, Any]]]:
    with capture_logs() as reports:
        yield reports


# What nobody is told


async def test_no_telephone_and_no_identity_of_anybody_stands_on_a_page(
    office: Office, line: httpx.AsyncClient
) -> None:
    office.prints_record()
    with reading(office.database) as session:
        canaries = [phone for phone in session.scalars(select(Person.phone)) if phone]
        for row in session.scalars(select(InspectionObject)):
            canaries += [row.registration_code, row.person_in_charge, row.phone or "", row.address]
    for paper in ("notice", "record"):
        for language in ("zh-CN", "en"):
            page = (await line.get(f"/hecha/v/{office.code(paper)}", params={"lang": language})).text
            assert [canary for canary in canaries if canary and canary in page] == []
            assert not re.search(r"(?<![0-9a-f])1[3-9]\d{9}(?![0-9a-f])", page)


async def test_the_log_holds_neither_codes_nor_addresses_nor_names(
    office: Office, reports: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    office.prints_record()
    code = office.code("record")
    async with office.line(peer="203.0.113.7") as line:
        for address in (code, f"{code}/record.pdf", "wrong"):
            await line.get(f"/hecha/v/{address}", headers={"user-agent": "canary-of-a-browser"})
    logged = str(reports) + caplog.text
    canaries = (code, "203.0.113.7", "晨露餐饮", "陈立", "canary-of-a-browser", "wrong")
    assert [each for each in canaries if each in logged] == []


async def test_markup_in_names_stays_text(office: Office, line: httpx.AsyncClient) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"
    with office.acting() as uow:
        uow.session.execute(update(InspectionObject).values(name=hostile))
        uow.session.execute(update(Item).values(matter=hostile))
        uow.session.execute(update(Person).values(certificate_number=hostile[:32]))
    answer = await line.get(f"/hecha/v/{office.code()}")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "{{ 7*7 }}" in answer.text


# Headers, limits, faults


async def test_every_answer_forbids_what_it_does_not_need(office: Office, line: httpx.AsyncClient) -> None:
    office.prints_record()
    code = office.code("record")
    for address in (code, f"{code}/record.pdf", "wrong", "wrong/record.pdf"):
        answer = await line.get(f"/hecha/v/{address}")
        for name, value in headers().items():
            assert answer.headers[name] == value, (address, name)
        assert "set-cookie" not in answer.headers
    assert headers()["content-security-policy"].startswith("default-src 'none';")


async def test_who_asks_too_often_is_asked_to_wait_and_others_are_served(office: Office) -> None:
    app, code = office.app(), office.code()
    async with office.line(app, "203.0.113.7") as line, office.line(app, "203.0.113.8") as other:
        for _ in range(BURST):
            assert (await line.get(f"/hecha/v/{code}")).status_code == 200
        refused = await line.get(f"/hecha/v/{code}")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
        assert refused.headers["x-frame-options"] == "DENY"
        assert "访问太频繁" in said(refused)
        assert (await other.get(f"/hecha/v/{code}")).status_code == 200
        office.now += 1
        assert (await line.get(f"/hecha/v/{code}")).status_code == 200
        assert (await line.get(f"/hecha/v/{code}")).status_code == 429


async def test_a_flood_is_refused_without_reading_anything(office: Office) -> None:
    reads = 0

    def look() -> AbstractContextManager[UnitOfWork]:
        nonlocal reads
        reads += 1
        raise OperationalError("SELECT", {}, OSError("gone"))

    app = Starlette(routes=public_pages("", look, office.files.read, lambda: 0.0))
    async with office.line(app, "203.0.113.7") as line:
        for _ in range(BURST + 100):
            await line.get("/v/wrong")
    assert reads == BURST


async def test_a_database_that_is_away_is_no_false_paper_and_nothing_of_it_is_told(office: Office) -> None:
    def look() -> AbstractContextManager[UnitOfWork]:
        raise OperationalError("SELECT secret", {}, OSError("at /var/lib/office"))

    app = Starlette(routes=public_pages("", look, office.files.read, lambda: 0.0))
    async with office.line(app) as line:
        answer = await line.get(f"/v/{office.code()}")
    assert answer.status_code == 503
    assert answer.headers["x-frame-options"] == "DENY"
    assert "不说明文书的真假" in said(answer)
    assert not re.search("SELECT|office/|Operational", answer.text)


async def test_who_finds_no_turn_is_asked_to_come_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "PAPERS_AT_ONCE", 0)
    monkeypatch.setattr(pages, "TURN_SECONDS", 0)
    async with office.line() as line:
        answer = await line.get(f"/hecha/v/{office.code()}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


async def test_nothing_is_written_by_whoever_asks(office: Office, line: httpx.AsyncClient) -> None:
    def version() -> int:
        with office.database.reading() as connection:
            return int(connection.execute(text("PRAGMA data_version")).scalar_one())

    code, before = office.code("record"), version()
    for address in (code, "wrong", f"{code}/record.pdf"):
        await line.get(f"/hecha/v/{address}")
    assert version() == before


@pytest.mark.parametrize("prefix", ["", "/hecha", "/gov/hecha"])
async def test_the_pages_stand_below_any_path(office: Office, prefix: str) -> None:
    office.prints_record()
    code = office.code("record")
    app = office.app(prefix)
    async with office.line(app) as line:
        page = await line.get(f"{prefix}/v/{code}")
        assert page.status_code == 200
        links = [str(page.url.join(link)) for link in re.findall(r'href="([^"]+)"', page.text) if "tel:" not in link]
        assert len(links) == 3
        for link in links:
            assert (await line.get(link)).status_code == 200
