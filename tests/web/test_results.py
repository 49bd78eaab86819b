"""The public site: what is published is found, shown under its object with its history, and nothing else is."""

import hashlib
import json
import re

import httpx
import pytest
from sqlalchemy import select, update

from forms.draw_kit import PAGE_NAME
from rules.public_facts import BESIDE
from storage.tables import InspectionObject, Item, PublicResult, PublicVersion
from tests.services.publications_made import Publisher
from tests.web.conftest import Office
from tests.web.crawled import crawled, links
from tests.web.pages_read import MOST_BYTES, Tags, said, unmarked_chinese
from web.pages import KEPT, headers
from web.strictness import BURST

FIRM = "（演示）渝北晨露餐饮"
CODE = "92500112YB00010193"


FOUND: list[tuple[str, list[str]]] = [
    ("", ["017-02-1", "017-03-2", "017-03-1"]),
    ("q=晨露", ["017-03-1", "017-03-2"]),
    ("q=餐", ["017-03-1", "017-03-2"]),
    ("q=（演示）渝北晨露餐饮", ["017-03-1", "017-03-2"]),
    ("q=(演示) 渝北", ["017-03-1", "017-03-2", "017-02-1"]),
    ("q=92500112yb0001019", ["017-03-1", "017-03-2"]),
    ("q=YB00010193", []),
    ("q=晨露&result=order", []),
    ("q=江畔&result=order", ["017-02-1"]),
    ("result=penalty", ["017-02-1"]),
    ("result=none", ["017-03-2", "017-03-1"]),
    ("campaign=017", ["017-02-1", "017-03-2", "017-03-1"]),
    ("campaign=018", []),
    ("q=渝味小面", []),
    ("q=%", []),
    ("q=_", []),
    ("q='; DROP TABLE public_results; --", []),
    ("q=%00%01", ["017-02-1", "017-03-2", "017-03-1"]),
    ("q=%F0%9F%8D%9C", []),
    ("q=%FF%FE", []),
    ("after=nonsense", ["017-02-1", "017-03-2", "017-03-1"]),
    ("q=餐&after=9~%00'", ["017-03-1", "017-03-2"]),
    ("campaign=../x", []),
    ("result=<b>", []),
]


@pytest.fixture
def publisher(office: Office) -> Publisher:
    """Three visits are over; of the first both departments' results are public, of the second one's."""
    publisher = Publisher(office.database, office.files)
    for number, results in (("017-03", ["none"]), ("017-02", ["order", "penalty"]), ("017-01", ["none"])):
        publisher.submits(number, results)
    publisher.publishes("017-03")
    publisher.publishes("017-03", "XF")
    publisher.publishes("017-02")
    return publisher


def numbers(page: httpx.Response) -> list[str]:
    """The results that a page lists, in their order."""
    return [link.split("/")[-1].split("?")[0] for link in links(page) if re.search(r"/results/[^/]+\?", link)]


async def test_what_is_public_is_found_by_name_code_campaign_and_result(
    publisher: Publisher, line: httpx.AsyncClient
) -> None:
    for asked, found in FOUND:
        page = await line.get(f"/hecha/results?{asked}")
        assert (page.status_code, sorted(numbers(page))) == (200, sorted(found)), asked
        Tags(page.text)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_from_the_start_one_comes_to_every_page_in_ones_language(
    publisher: Publisher, line: httpx.AsyncClient, language: str
) -> None:
    publisher.corrects("017-03", "复核后更正", ["order"])
    publisher.withdraws("017-02", "决定已撤销")
    seen = await crawled(line, language)
    for address, page in seen.items():
        assert page.status_code == 200, address
        if "attachment" in page.headers.get("content-disposition", ""):
            continue
        assert len(page.content) < MOST_BYTES
        if page.headers["content-type"].startswith("text/html") and PAGE_NAME not in address:
            assert page.headers["content-language"] == language
            assert "<script" not in page.text
            assert language == "zh-CN" or unmarked_chinese(page) == [], address
            Tags(page.text)
    kinds = {re.sub(r"\d[\w-]*|[A-Z]{2}\b", "N", str(each).split("/hecha/")[1].split("?")[0]) for each in seen}
    assert kinds >= {
        "",
        "results",
        "results/N",
        "results/N/N.html",
        "objects/N",
        "items",
        "items/N",
        "open-data",
        "roots",
    }


def goes_on(page: httpx.Response) -> str:
    """The address of the page behind this one, empty after the last."""
    found = re.search(r'class="next" href="([^"]+)"', page.text)
    return str(page.url.join(found[1].replace("&amp;", "&"))) if found else ""


async def test_a_result_says_what_was_checked_found_when_by_whom_and_how_it_came_about(
    publisher: Publisher, line: httpx.AsyncClient
) -> None:
    publisher.corrects("017-03", "复核后更正", ["order"])
    page = said(await line.get("/hecha/results/017-03-1"))
    for words in (
        FIRM,
        CODE,
        "区市场监管局（牵头）、区消防救援支队",
        "017 餐饮安全联合抽查",
        "日常检查",
        "SJ.007",
        "12345",
    ):
        assert words in page
    assert re.search(r"☑\s*发现问题作出责令改正等行政命令", page)
    assert re.search(r"□\s*未发现问题终止检查并向监管对象告知检查结果", page)
    assert page.index("第 2 版") < page.index("复核后更正", page.index("第 2 版")) < page.index("第 1 版")
    page = said(await line.get(f"/hecha/objects/{CODE}"))
    assert "017-03-1" in page
    assert "017-03-2" in page


async def test_what_is_not_public_has_no_page_and_looks_like_what_never_was(
    publisher: Publisher, line: httpx.AsyncClient
) -> None:
    wrong = ["017-02-2", "017-01-1", "017-99-1", "1", "x", "017-03", "%2e%2e", "017-03-1%00", "017-03-1'", "١٢٣-1"]
    answers = [await line.get(f"/hecha/results/{number}") for number in wrong]
    answers += [await line.get(f"/hecha/objects/{code}") for code in ("92500112YB0001027X", "x", "%00", "9" * 300)]
    answers += [await line.get(f"/hecha/items/{code}") for code in ("ZZ", "' OR 1=1", "SJ%00")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    for version in ("2", "0", "-1", "x", "9" * 40, "%00"):
        assert (await line.get(f"/hecha/results/017-03-1/{version}.html")).status_code == 404


async def test_a_page_that_the_law_wanted_erased_is_gone_and_the_result_stays(
    office: Office, publisher: Publisher, line: httpx.AsyncClient
) -> None:
    with publisher.acting() as uow:
        of = select(PublicVersion.page_sha256).join(PublicResult).where(PublicResult.number == "017-03-1")
        office.files.erase(uow.session.scalars(of).one())
    assert (await line.get("/hecha/results/017-03-1/1.html")).status_code == 404
    assert (await line.get("/hecha/results/017-03-1")).status_code == 200


async def test_what_is_withheld_after_all_leaves_the_site_but_for_its_number(
    publisher: Publisher, line: httpx.AsyncClient
) -> None:
    publisher.corrects("017-03", "复核后更正", ["order"])
    publisher.withholds("017-03")
    page = await line.get("/hecha/results/017-03-1")
    told = said(page)
    assert page.status_code == 200
    assert "依法不予公示" in told
    # Not even the hash of its earlier pages: there are so few of them to be thought of that it would tell which.
    for words in (FIRM, CODE, "责令改正", "复核后更正", "第一条", "017-03-2", "SHA-256"):
        assert words not in told
    assert (await line.get("/hecha/results/017-03-1/1.html")).status_code == 404
    for asked in ("", "q=晨露", f"q={CODE}", "result=order", "campaign=017"):
        assert "017-03-1" not in numbers(await line.get(f"/hecha/results?{asked}"))
    for address in ("", f"objects/{CODE}", "results/017-03-2"):
        found = await line.get(f"/hecha/{address}")
        assert (found.status_code, "017-03-1" in found.text) == (200, False)
    rows = (await line.get("/hecha/open-data/results.jsonl")).text.splitlines()
    [row] = [json.loads(each) for each in rows if "017-03-1" in each]
    assert row.keys() == {*BESIDE, "number"}
    assert (row["state"], row["version"]) == ("withheld", 3)
    publisher.publishes("017-03")
    again = said(await line.get("/hecha/results/017-03-1"))
    assert FIRM in again
    assert numbers(await line.get("/hecha/results?q=晨露&result=order")) == ["017-03-1"]
    # Its earlier pages stay withheld, and so does what would tell them.
    assert (await line.get("/hecha/results/017-03-1/1.html")).status_code == 404
    newest = await line.get("/hecha/results/017-03-1/4.html")
    shown = re.findall("SHA-256 ([0-9a-f]{64})", again)
    assert shown == [hashlib.sha256(newest.content).hexdigest()]
    assert "SHA-256" not in newest.text


@pytest.mark.parametrize("length", [101, 2000, 7000])
async def test_a_very_long_question_is_refused_in_words(
    publisher: Publisher, line: httpx.AsyncClient, length: int
) -> None:
    page = await line.get("/hecha/results", params={"q": "餐" * length, "lang": "en"})
    assert page.status_code == 400
    assert "100 signs at most" in page.text
    assert len(page.content) < MOST_BYTES


async def test_pages_are_strict_kept_for_a_minute_and_share_the_allowance(office: Office, publisher: Publisher) -> None:
    async with office.line(office.app(), "203.0.113.7") as line:
        addresses = ("", "results", "results/017-03-1", f"objects/{CODE}", "items/SJ", "open-data")
        for address in addresses:
            answer = await line.get(f"/hecha/{address}")
            strict = headers() | {"cache-control": KEPT}
            assert {name: answer.headers[name] for name in strict} == strict
            again = await line.get(f"/hecha/{address}", headers={"if-none-match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
        publisher.withdraws("017-03", "决定已撤销")
        tag = {"if-none-match": answer.headers["etag"]}
        assert (await line.get("/hecha/results/017-03-1", headers=tag)).status_code == 200
        for _ in range(BURST - 2 * len(addresses) - 1):
            await line.get("/hecha/results")
        assert (await line.get("/hecha/results")).status_code == 429


async def test_a_hostile_name_stays_text_on_every_page(office: Office, line: httpx.AsyncClient) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    publisher = Publisher(office.database, office.files)
    with publisher.acting() as uow:
        uow.session.execute(update(InspectionObject).values(name=hostile))
        uow.session.execute(update(Item).values(matter=hostile, legal_basis=hostile, category=hostile))
    publisher.submits("017-03")
    publisher.publishes("017-03")
    for address in ("", "results", f"results?q={hostile}", "results/017-03-1", f"objects/{CODE}", "items/SJ"):
        page = await line.get(f"/hecha/{address}")
        assert page.status_code == 200
        assert not re.search(r"<(script|img)", page.text)
        assert "alert(1)" in page.text
    kept = await line.get("/hecha/results/017-03-1/1.html")
    assert not re.search(r"<(script|img)", kept.text)
    assert kept.headers["content-disposition"].startswith("attachment")


async def test_long_lists_go_on_behind_the_last_one_seen(office: Office, line: httpx.AsyncClient) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.many(45)
    for asked in ("", "q=饭", "campaign=017", "q=饭&campaign=017", "result=none"):
        address, found = f"/hecha/results?{asked}", list[str]()
        for _ in range(3):
            page = await line.get(address)
            assert len(page.content) < MOST_BYTES
            found += numbers(page)
            address = goes_on(page)
        assert address == ""
        assert len(found) == len(set(found)) == 45
