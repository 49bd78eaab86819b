"""Addresses below ours where nothing stands: each has the page that helps whoever came there, and a line in the log."""

import httpx
import pytest
from starlette.applications import Starlette
from structlog.testing import capture_logs

from tests.web.conftest import Office
from tests.web.pages_read import said
from web import pages, public, results

MISSING = [
    "plan",
    "plan/2027",
    "plan/" + "9" * 5000,
    "plan/١٢٣٤",
    "draws/018-9",
    "draws/%00",
    "draws/018%00/proof.json",
]
MISSING += [
    "draws/018%00/proof.json",
    "results/a%2Fb",
    "a/b/c/d/e/f",
    "roots/2020-01",
    "sitemap.xml",
    "results/a/b/c",
    "items/ZZ",
    "api",
    "x" * 300,
]


@pytest.mark.parametrize("address", MISSING)
async def test_where_nothing_is_published_the_search_is_one_step_away(office: Office, address: str) -> None:
    async with office.line() as line:
        answer = await line.get(f"/hecha/{address}", headers={"accept-language": "en"})
        told = said(answer)
        assert answer.status_code == 404
        assert "Nothing is published here" in told
        assert "paper" not in told
        way = answer.text.split('class="next" href="')[1].split('"')[0]
        assert str(answer.url.join(way).path) == "/hecha/results"


@pytest.mark.parametrize("address", ["v/AAAA", "v/AAAA/record.pdf", "v/AAAA/what", "v/"])
async def test_below_the_papers_it_says_that_the_paper_may_be_false(office: Office, address: str) -> None:
    async with office.line() as line:
        answer = await line.get(f"/hecha/{address}")
    assert answer.status_code == 404
    assert "可能是假的" in said(answer)


@pytest.mark.parametrize("prefix", ["/hecha", "/gov/hecha"])
async def test_the_public_address_as_people_type_it_leads_to_the_start(office: Office, prefix: str) -> None:
    async with office.line(office.app(prefix)) as line:
        led = await line.get(prefix)
        assert led.status_code == 308
        assert led.headers["x-content-type-options"] == "nosniff"
        assert led.url.join(led.headers["location"]).path == f"{prefix}/"
        english = await line.get(f"{prefix}?lang=en&x=//elsewhere")
        assert str(english.url.join(english.headers["location"])) == f"https://office.example{prefix}/?lang=en"
        start = await line.get(f"{prefix}/")
        assert start.status_code == 200


@pytest.mark.parametrize(("what", "name"), [("draws/verify_draw.py", "verify_draw.py")])
async def test_a_file_is_saved_under_its_own_name_by_any_program(office: Office, what: str, name: str) -> None:
    async with office.line() as line:
        told = (await line.get(f"/hecha/{what}")).headers["content-disposition"]
    assert f'filename="{name}"' in told


async def test_a_fault_is_a_page_and_one_line_in_the_log(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("秘密")

    monkeypatch.setattr(results, "search", breaks)
    # Faults that leave the pages would be raised here: the server logs those once more, whole.
    transport = httpx.ASGITransport(Starlette(routes=office.app().routes), raise_app_exceptions=True)
    with capture_logs() as logged:
        async with httpx.AsyncClient(transport=transport, base_url="https://office.example") as line:
            answer = await line.get("/hecha/results?q=x")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    [line_of_log] = logged
    assert line_of_log["event"] == "verification_fails"
    assert line_of_log["error"] == "ValueError"
    assert line_of_log["place"].startswith("test_wrong_addresses.py:")
    assert "秘密" not in str(line_of_log)


async def test_an_address_of_many_strokes_is_answered_as_shortly_as_any(office: Office) -> None:
    async with office.line() as line:
        short, long = await line.get("/hecha/x"), await line.get("/hecha/" + "/".join("x" * 2000))
    assert long.status_code == 404
    assert len(long.content) < len(short.content) + 500


async def test_an_unknown_address_in_a_rush_waits_like_any_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TURN_SECONDS", 0)
    monkeypatch.setattr(public, "PAPERS_AT_ONCE", 0)
    with capture_logs() as logged:
        async with office.line() as line:
            answer = await line.get("/hecha/v/x/y")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert logged == []
