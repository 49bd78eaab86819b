"""The days' roots are published: read by anybody, taken as JSON, time-stamped; nothing of any visit is in them."""

import asyncio
import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.stamp_certificate import read_certificate
from bot.timestamping import Authority
from services.anchoring import keep_root
from storage.unit_of_work import unit_of_work
from tests import time_authority
from tests.web.conftest import Office
from tests.web.pages_read import MOST_BYTES, Tags, said
from web.pages import headers
from web.strictness import BURST

LAST = date(2026, 3, 12)
STAMP = b"\x30\x03\x02\x01\x00"


def root_of(day: date) -> str:
    return hashlib.sha256(day.isoformat().encode()).hexdigest()


def keeps_roots(office: Office, days: int) -> str:
    """Keep the roots of so many days up to the last, which alone is stamped; give the stamp's hash."""
    token = office.files.keep(STAMP)
    with unit_of_work(office.database, 1, lambda: datetime.now(UTC)) as uow:
        for back in reversed(range(days)):
            day = LAST - timedelta(days=back)
            keep_root(uow, day, root_of(day), 100 + back, None if back else token)
    return token


def other_months(page: httpx.Response) -> list[str]:
    """The addresses to which a page leads: of the month before, then of the one after, where there are any."""
    return [str(page.url.join(link)) for link in re.findall(r'href="([^"]*\d{4}-\d\d\?lang=[^"]+)"', page.text)]


@pytest.mark.parametrize(("language", "nothing"), [("zh-CN", "还没有一天结束"), ("en", "No day has ended yet")])
async def test_a_month_is_a_page_that_leads_to_the_others(office: Office, language: str, nothing: str) -> None:
    async with office.line() as line:
        assert nothing in said(await line.get("/hecha/roots", params={"lang": language}))
        keeps_roots(office, 45)
        pages = [await line.get("/hecha/roots", params={"lang": language})]
        for _ in range(2):
            pages.append(await line.get(other_months(pages[-1])[0]))
        for page in pages:
            assert (page.status_code, page.headers["content-language"]) == (200, language)
            assert len(page.content) < MOST_BYTES
            Tags(page.text)
            assert "<script" not in page.text
        shown = [re.findall(r"<code>([0-9a-f]{64})</code>", page.text) for page in pages]
        days = [LAST - timedelta(days=back) for back in range(45)]
        assert [root for month in shown for root in month] == [root_of(day) for day in days]
        assert [len(month) for month in shown] == [12, 28, 5]
        # From the oldest one comes back.
        assert (await line.get(other_months(pages[-1])[0])).text == pages[1].text


async def test_machines_take_all_roots_and_the_stamp_of_each(office: Office, line: httpx.AsyncClient) -> None:
    assert (await line.get("/hecha/roots.json")).json()["roots"] == []
    keeps_roots(office, 45)
    answer = await line.get("/hecha/roots.json")
    told = answer.json()["roots"]
    assert answer.headers["content-type"] == "application/json"
    assert len(told) == 45
    newest = {"day": "2026-03-12", "root": root_of(LAST), "chains": 100, "time_stamp": "roots/2026-03-12.tsr"}
    assert told[0] == newest
    assert told[1]["time_stamp"] is None
    stamp = await line.get(str(answer.url.join(told[0]["time_stamp"])))
    assert (stamp.content, stamp.headers["content-type"]) == (STAMP, "application/timestamp-reply")
    assert "2026-03-12.tsr" in stamp.headers["content-disposition"]
    page = await line.get("/hecha/roots")
    links = [str(page.url.join(link)) for link in re.findall(r'href="([^"?]+)"', page.text)]
    assert [link.rpartition("/")[2] for link in links] == ["roots.json", "2026-03-12.tsr"]
    for link in links:
        assert (await line.get(link)).status_code == 200


async def test_a_stamp_is_checked_with_the_certificate_that_stands_beside_it(office: Office, tmp_path: Path) -> None:
    time_authority.made(tmp_path)
    with time_authority.served(tmp_path) as url:
        token = office.files.keep(await asyncio.to_thread(Authority(url).stamp, root_of(LAST)))
    with unit_of_work(office.database, 1, lambda: datetime.now(UTC)) as uow:
        keep_root(uow, LAST, root_of(LAST), 3, token)
    async with office.line() as line:
        # Without one, nothing leads to it.
        assert (await line.get("/hecha/roots/tsa.pem")).status_code == 404
        assert (await line.get("/hecha/roots.json")).json()["certificate"] is None
    office.certificate = read_certificate(tmp_path / "ca.pem")
    async with office.line() as line:
        told = (await line.get("/hecha/roots.json")).json()
        page = await line.get("/hecha/roots", params={"lang": "en"})
        [link] = re.findall(r'href="([^"]*tsa\.pem)"', page.text)
        served = await line.get(str(page.url.join(link)))
        assert told["certificate"] == "roots/tsa.pem"
        assert "openssl ts -verify -digest ROOT -in DAY.tsr -CAfile tsa.pem" in said(page)
        stamp = await line.get(f"/hecha/{told['roots'][0]['time_stamp']}")
    (tmp_path / "fetched.pem").write_bytes(served.content)
    assert time_authority.holds(tmp_path, stamp.content, told["roots"][0]["root"], tmp_path / "fetched.pem")
    assert not time_authority.holds(tmp_path, stamp.content, root_of(date(2026, 1, 1)), tmp_path / "fetched.pem")


async def test_whoever_holds_a_paper_is_led_to_the_roots(office: Office, line: httpx.AsyncClient) -> None:
    keeps_roots(office, 1)
    for paper in ("notice", "record"):
        page = await line.get(f"/hecha/v/{office.code(paper)}", params={"lang": "en"})
        [link] = re.findall(r'href="([^"]*roots[^"]*)"', page.text)
        assert root_of(LAST) in (await line.get(str(page.url.join(link)))).text


async def test_what_was_never_published_is_an_address_like_any_wrong_one(
    office: Office, line: httpx.AsyncClient
) -> None:
    keeps_roots(office, 2)
    wrong = ("roots/2026-04", "roots/2026-03-11.tsr", "roots/2026-03-13.tsr", "roots/x.tsr", "roots/x", "roots/")
    answers = [await line.get(f"/hecha/{address}") for address in (*wrong, "roots/%2e%2e.tsr", "x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({said(answer) for answer in answers}) == 1


async def test_the_roots_are_as_strict_as_the_papers_pages_and_share_their_allowance(office: Office) -> None:
    keeps_roots(office, 1)
    app = office.app()
    async with office.line(app, "203.0.113.7") as line:
        for address in ("roots", "roots.json", "roots/2026-03", "roots/2026-03-12.tsr"):
            answer = await line.get(f"/hecha/{address}")
            assert answer.status_code == 200
            for name, value in headers().items():
                assert answer.headers[name] == value, (address, name)
        for _ in range(BURST - 4):
            await line.get(f"/hecha/v/{office.code()}")
        assert (await line.get("/hecha/roots")).status_code == 429
