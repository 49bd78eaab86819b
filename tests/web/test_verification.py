"""The page behind a printed code: it tells the holder what is on the paper, and whoever guesses a code nothing."""

import re
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from services.erasure import erase_value
from storage.ledger import Personal
from storage.tables import InspectionObject, Item, Person, Section, Visit
from storage.unit_of_work import reading
from tests.web.conftest import PDF, Office
from tests.web.pages_read import MOST_BYTES, Tags, said
from web import verification

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


async def test_even_the_longest_lists_stay_below_the_limit(office: Office, line: httpx.AsyncClient) -> None:
    with office.acting() as uow:
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
    with office.acting() as uow:
        uow.session.execute(update(Visit).where(Visit.number == "017-01").values(is_trial=True))
    wrong = [*WRONG, notice[:-1], notice + "0", "r" + notice[1:], of_a_trial, notice.replace("n", "n1", 1)]
    answers = [await line.get(f"/hecha/v/{code}") for code in wrong]
    answers += [await line.get(address) for address in ("/hecha/v", "/hecha/v/", "/hecha/v/x/y")]
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


async def test_a_record_from_which_the_law_wanted_something_erased_is_said_to_have_been_final(
    office: Office, line: httpx.AsyncClient
) -> None:
    name = "渝北区见证人某某"
    code = office.code("record")
    with office.acting() as uow:
        visit = uow.session.get_one(Visit, office.visit())
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)).first()
        assert section is not None
        section.remarks, visit.state = name, "submitted"
        uow.record("visit:017-03", "remarks_set", "SJ-01", {"remarks": Personal(name)})
        uow.record("visit:017-03", "submitted", "SJ-01", {})
        seq = uow.ledger.head("visit:017-03")[0] - 1
    original = office.prints_record()
    assert (await line.get(f"/hecha/v/{code}/record.pdf")).content == PDF
    with office.acting() as uow:
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
