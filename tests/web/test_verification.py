"""The page behind a printed code: it tells the holder what is on the paper, and nobody else anything."""

import re
from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from structlog.testing import capture_logs

from sandbox.stock import BOT_ID
from services.erasure import erase_value
from storage.ledger import Personal
from storage.tables import InspectionObject, Item, Person, Section, Visit
from storage.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.web.conftest import PDF, Office
from web import pages, verification
from web.pages import headers
from web.public import public_pages
from web.strictness import BURST

MOST_BYTES = 100_000


def now() -> datetime:
    return datetime.now(UTC)


WRONG = [
    "n1-" + "0" * 26,
    "n3",
    "n3-",
    "x",
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f",
    "n1'%20OR%201=1--",
    "n1-%E6%A0%B8%E6%9F%A5",
    "n" + "9" * 400,
    "%3Cscript%3Ealert(1)%3C/script%3E",
]


@pytest.fixture(autouse=True)
def reports() -> Iterator[list[MutableMapping[str, Any]]]:
    with capture_logs() as reports:
        yield reports


@pytest.fixture
async def line(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    async with office.line() as line:
        yield line


def said(answer: httpx.Response) -> str:
    """The text of a page, without its marks."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split())


async def test_the_holder_of_a_notice_reads_whether_it_is_true_who_comes_and_what_for(
    office: Office, line: httpx.AsyncClient
) -> None:
    answer = await line.get(f"/hecha/v/{office.code()}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = said(answer)
    with reading(office.database) as session:
        officers = session.execute(
            select(Person.name, Person.certificate_number).where(Person.code.in_(["SJ-01", "SJ-02", "XF-01", "XF-02"]))
        ).all()
    for name, number in officers:
        assert f"{name['zh']} 执法证号 {number}" in page
    facts = ("检查 017-03 属实", "晨露餐饮", "餐饮服务食品安全监督检查", "（牵头）", "申请其回避", "12345", "尚未开始")
    for words in facts:
        assert words in page
    assert 'href="tel:12345"' in answer.text
    assert "下载" not in page


async def test_the_page_is_read_in_either_language(office: Office, line: httpx.AsyncClient) -> None:
    address = f"/hecha/v/{office.code()}"
    english = await line.get(address, params={"lang": "en"})
    assert '<html lang="en">' in english.text
    assert "Inspection 017-03 is genuine" in said(english)
    assert '<a href="?lang=zh-CN" lang="zh-CN" hreflang="zh-CN">中文</a>' in english.text
    assert '<html lang="en">' in (await line.get(address, headers={"accept-language": "en-GB,en;q=0.9"})).text
    for accepted in ("zh-CN,zh;q=0.9,en;q=0.8", "fr,zh-HK", "", "*", ";;,,q=1", "ru"):
        assert '<html lang="zh-CN">' in (await line.get(address, headers={"accept-language": accepted})).text
    unknown = await line.get(address, params={"lang": "<script>"})
    assert '<html lang="zh-CN">' in unknown.text


@pytest.mark.parametrize("paper", ["notice", "record"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_page_is_small_whole_and_without_script(
    office: Office, line: httpx.AsyncClient, paper: str, language: str
) -> None:
    office.prints_record()
    answer = await line.get(f"/hecha/v/{office.code(paper)}", params={"lang": language})
    assert len(answer.content) < MOST_BYTES
    assert "<script" not in answer.text
    assert [tag for tag in Tags(answer.text).found if tag in ("img", "link", "iframe", "form", "object")] == []


class Tags(HTMLParser):
    """The tags of a page; raises `AssertionError` when one is closed that is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_even_the_longest_lists_stay_below_the_limit(office: Office, line: httpx.AsyncClient) -> None:
    with unit_of_work(office.database, 1, now) as uow:
        uow.session.execute(update(Item).values(matter="查" * 200))
        uow.session.execute(update(InspectionObject).values(name="名" * 200))
    answer = await line.get(f"/hecha/v/{office.code()}")
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES


# What a code that is not ours gets


async def test_every_wrong_code_gets_the_same_page_which_says_what_to_do(
    office: Office, line: httpx.AsyncClient
) -> None:
    office.prints_record()
    notice = office.code()
    of_a_trial = office.code(number="017-01")
    with unit_of_work(office.database, 1, now) as uow:
        uow.session.execute(update(Visit).where(Visit.number == "017-01").values(is_trial=True))
    wrong = [*WRONG, notice[:-1], notice + "0", "r" + notice[1:], of_a_trial, notice.replace("n", "n1", 1)]
    answers = [await line.get(f"/hecha/v/{code}") for code in wrong]
    answers += [await line.get(address) for address in ("/hecha/v", "/hecha/v/", "/hecha/x/y")]
    answers += [await line.get(f"/hecha/v/{code}/record.pdf") for code in (*wrong, notice)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    page = said(answers[0])
    assert "查不到这份文书" in page
    assert "12345" in page
    assert "017" not in page


async def test_a_guess_never_comes_as_far_as_a_visit(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []
    monkeypatch.setattr(verification, "verified_visit", lambda *asked: read.append(asked))
    monkeypatch.setattr(verification, "copy_of_record", lambda *asked: read.append(asked))
    async with office.line() as line:
        for place in range(500):
            office.now += 2
            for address in (f"n{place % 8 + 1}-{place:026x}", f"r{place % 8 + 1}-{place:026x}/record.pdf"):
                assert (await line.get(f"/hecha/v/{address}")).status_code == 404
        assert read == []
        assert (await line.get(f"/hecha/v/{office.code()}")).status_code == 404
        assert len(read) == 1


async def test_only_reading_is_answered(office: Office, line: httpx.AsyncClient) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        answer = await line.request(method, f"/hecha/v/{office.code()}")
        assert answer.status_code == 404
    head = await line.head(f"/hecha/v/{office.code()}")
    assert (head.status_code, head.content) == (200, b"")


# The copy of the record


async def test_the_holder_of_the_record_gets_the_very_file_that_was_printed(
    office: Office, line: httpx.AsyncClient
) -> None:
    address = f"/hecha/v/{office.code('record')}"
    assert "还没有定稿" in said(await line.get(address))
    assert (await line.get(f"{address}/record.pdf")).status_code == 404
    sha256 = office.prints_record()
    page = await line.get(address)
    [link] = re.findall(r'class="button" href="([^"]+)"', page.text)
    assert sha256 in said(page)
    copy = await line.get(str(page.url.join(link)))
    assert (copy.status_code, copy.content) == (200, PDF)
    assert copy.headers["content-type"] == "application/pdf"
    assert copy.headers["content-disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E8%AE%B0%E5%BD%95%E8%A1%A8_017-03.pdf" in copy.headers["content-disposition"]


async def test_each_code_opens_its_own_paper_of_its_own_visit_only(office: Office, line: httpx.AsyncClient) -> None:
    numbers = [f"017-0{place}" for place in range(1, 9)]
    prints = {number: office.prints_record(number, f"%PDF {number}".encode()) for number in numbers}
    for number in numbers:
        for paper in ("notice", "record"):
            page = await line.get(f"/hecha/v/{office.code(paper, number)}")
            assert [each for each in numbers if each in page.text] == [number]
            assert [each for each in prints if prints[each] in page.text] == ([number] if paper == "record" else [])
            copy = await line.get(f"/hecha/v/{office.code(paper, number)}/record.pdf")
            assert copy.content == f"%PDF {number}".encode() if paper == "record" else copy.status_code == 404


async def test_a_file_that_is_away_is_no_false_paper(office: Office, line: httpx.AsyncClient) -> None:
    sha256 = office.prints_record()
    [kept] = (office.folder / "files").rglob(sha256)
    kept.unlink()
    answer = await line.get(f"/hecha/v/{office.code('record')}/record.pdf")
    assert answer.status_code == 503
    assert "不说明文书的真假" in said(answer)


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
    with unit_of_work(office.database, 1, now) as uow:
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

    app = Starlette(routes=[public_pages("", look, office.files.read, lambda: 0.0)])
    async with office.line(app, "203.0.113.7") as line:
        for _ in range(BURST + 100):
            await line.get("/v/wrong")
    assert reads == BURST


async def test_a_database_that_is_away_is_no_false_paper_and_nothing_of_it_is_told(office: Office) -> None:
    def look() -> AbstractContextManager[UnitOfWork]:
        raise OperationalError("SELECT secret", {}, OSError("at /var/lib/office"))

    app = Starlette(routes=[public_pages("", look, office.files.read, lambda: 0.0)])
    async with office.line(app) as line:
        answer = await line.get(f"/v/{office.code()}")
    assert answer.status_code == 503
    assert answer.headers["x-frame-options"] == "DENY"
    assert "不说明文书的真假" in said(answer)
    assert not re.search("SELECT|office/|Operational", answer.text)


async def test_who_finds_no_turn_is_asked_to_come_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 0)
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


async def test_a_record_from_which_the_law_wanted_something_erased_is_said_to_have_been_final(
    office: Office, line: httpx.AsyncClient
) -> None:
    name = "渝北区见证人某某"
    code = office.code("record")
    with acting(office) as uow:
        visit = uow.session.get_one(Visit, office.visit())
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)).first()
        assert section is not None
        section.remarks, visit.state = name, "submitted"
        uow.record("visit:017-03", "remarks_set", "SJ-01", {"remarks": Personal(name)})
        uow.record("visit:017-03", "submitted", "SJ-01", {})
        seq = uow.ledger.head("visit:017-03")[0] - 1
    original = office.prints_record()
    assert (await line.get(f"/hecha/v/{code}/record.pdf")).content == PDF
    with acting(office) as uow:
        erased = erase_value(uow, "console", "017-03", seq, "/remarks", office.files.read)
    assert [each.sha256 for each in erased.papers] == [original]
    assert original in erased.free
    for sha256 in erased.free:
        office.files.erase(sha256)
    page = await line.get(f"/hecha/v/{code}")
    assert "记录表已经定稿" in said(page)
    assert "依法删除" in said(page)
    assert original in page.text
    assert "还没有定稿" not in page.text
    answer = await line.get(f"/hecha/v/{code}/record.pdf", params={"lang": "en"})
    assert answer.status_code == 410
    assert "erased by law on" in said(answer)
    assert "may be false" not in answer.text
    redacted = office.prints_record(data=b"%PDF-1.7 without it")
    page = await line.get(f"/hecha/v/{code}")
    assert original in page.text
    assert redacted in page.text
    assert (await line.get(f"/hecha/v/{code}/record.pdf")).content == b"%PDF-1.7 without it"


def acting(office: Office) -> AbstractContextManager[UnitOfWork]:
    return unit_of_work(office.database, BOT_ID, now)
