"""The page of statistics: who gets in, for how long, what stands on it, and that nobody else learns anything."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import delete, select

from rules.statistics.cuts import CUTS
from rules.statistics.rounding import percent
from services.statistics_cuts import Statistics
from storage.ledger import links_of
from storage.tables import Person, Role
from storage.unit_of_work import UnitOfWork, reading
from tests.services.counted_visits import enter_visits
from tests.services.publications_made import person
from tests.web.conftest import Office
from tests.web.dashboard_office import DashboardOffice
from tests.web.pages_read import Tags
from web.dashboard import COOKIE, headers

MOST_BYTES = 100_000
NAMES = {"zh-CN": "抽查统计看板", "en": "Statistics of inspections"}


@pytest.fixture
def desk(office: Office) -> DashboardOffice:
    desk = DashboardOffice(office)
    with desk.acting() as uow:
        enter_visits(uow)
    return desk


@pytest.fixture
async def line(desk: DashboardOffice) -> AsyncIterator[httpx.AsyncClient]:
    async with desk.line() as line:
        yield line


async def entered(line: httpx.AsyncClient, link: str, **asked: str) -> httpx.Response:
    """Press the button behind a link, and go where it leads."""
    answer = await line.post(link)
    assert answer.status_code == 303
    return await line.get(link, params=asked)


async def test_a_look_uses_nothing_up_and_the_button_lets_one_browser_in(
    desk: DashboardOffice, line: httpx.AsyncClient
) -> None:
    link = desk.link()
    for _ in range(3):
        door = await line.get(link)
        assert (door.status_code, COOKIE in line.cookies) == (200, False)
        assert "<table" not in door.text
    answer = await line.post(link)
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=lax", f"Path={link}", "Max-Age=1800"))
    page = await line.get(answer.headers["location"])
    assert (page.status_code, NAMES["zh-CN"] in page.text) == (200, True)
    async with desk.line() as other:
        for answer in (await other.get(link), await other.post(link)):
            assert answer.status_code == 410
            assert "<table" not in answer.text
    with reading(desk.database) as session:
        types = [each["type"] for each in links_of(session, "registry") if each["type"].startswith("dashboard_")]
    assert types == ["dashboard_asked", "dashboard_entered"]


@pytest.mark.parametrize("language", NAMES)
async def test_the_page_says_what_was_counted(desk: DashboardOffice, line: httpx.AsyncClient, language: str) -> None:
    page = await entered(line, desk.link(), lang=language, period="last_year")
    assert len(page.content) <= MOST_BYTES
    assert f'<html lang="{language}">' in page.text
    short = language.partition("-")[0]
    with desk.reading() as uow:
        counted = Statistics(uow, None, "last_year")
        cuts = {key: counted.figures(key) for key in CUTS}
    # A name that has no English is said to be Chinese.
    text = re.sub(r'<span lang="zh-CN">(.*?)</span>', r"\1", re.sub(r"\s+", " ", page.text))
    for key, cut in CUTS.items():
        assert f">{cut.title[short]}</h2>" in text
        assert cut.decision[short] in text
        for row in cuts[key].lines[:12]:
            name = row.names.get(short) or row.names["zh"]
            if not cut.is_of_counts and row.rate.of:
                cells = (
                    rf"<tr><th scope=\"row\">{re.escape(name)}</th><td>{percent(row.rate.share, 1)}%</td>.*?</svg></td>"
                )
                ends = f"<td>{percent(row.rate.low, 1)}%–{percent(row.rate.high, 1)}%</td>"
                assert re.search(f"{cells}{ends}<td>{row.rate.hits}</td><td>{row.rate.of}</td>", text), (key, name)
    again = counted.follow_ups
    assert again.hits
    assert {"zh": f"复查{again.of}次，已整改{again.hits}次", "en": f"Follow-ups: {again.of}; rectified: {again.hits}."}[
        short
    ] in text
    # No draw of these campaigns was held here.
    counts = [cuts[cut].by_registry for cut in ("risk", "draw")]
    said = {"zh": "其中{}次没有抽取时的", "en": "For {} of"}[short]
    assert min(counts)
    assert all(said.format(count) in text for count in counts)
    assert {"zh": "2025年1月1日至", "en": "2025-01-01 to"}[short] in text
    found = cuts["map"].points
    assert text.count('class="flag"') == sum(point.has_problem for point in found)
    assert text.count('class="ring"') == sum(not point.has_problem for point in found)


async def test_an_answer_is_strict_and_needs_nothing_from_elsewhere(
    desk: DashboardOffice, line: httpx.AsyncClient
) -> None:
    link = desk.link()
    answers = [await line.get(link), await entered(line, link), await line.get("/hecha/b/nothing")]
    for answer in answers:
        for name, value in headers().items():
            assert answer.headers[name] == value
        assert {"script", "img", "link", "iframe", "object"}.isdisjoint(Tags(answer.text).found)
        assert "http" not in answer.text.replace("http-equiv", "")
        assert not re.search(r"\son\w+=|\sstyle=", answer.text)
    assert "noindex" in answers[1].headers["x-robots-tag"]
    assert answers[1].headers["cache-control"] == "no-store"


async def test_an_empty_office_says_so(office: Office) -> None:
    desk = DashboardOffice(office)
    async with desk.line() as line:
        page = await entered(line, desk.link(), lang="en")
    assert page.status_code == 200
    assert "inspections count once they are submitted" in page.text
    assert "no object that was inspected in these days has a place" in page.text


def revoke(uow: UnitOfWork, of: int) -> None:
    uow.session.get_one(Person, of).revoked_at = uow.now


def take_role(uow: UnitOfWork, of: int) -> None:
    uow.session.execute(delete(Role).where(Role.person_id == of, Role.role == "supervisor"))


def give_role(uow: UnitOfWork, of: int) -> None:
    uow.session.add(Role(person_id=of, role="clerk", department_id=None))


def unbind(uow: UnitOfWork, of: int) -> None:
    uow.session.get_one(Person, of).telegram_user_id = None


ENDINGS = {each.__name__: each for each in (revoke, take_role, give_role, unbind)}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("is_inside", [False, True], ids=["at the door", "inside"])
async def test_with_the_roles_the_page_ends_at_once(
    desk: DashboardOffice, line: httpx.AsyncClient, ending: str, *, is_inside: bool
) -> None:
    link = desk.link()
    if is_inside:
        assert (await entered(line, link)).status_code == 200
    with desk.acting() as uow:
        of = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-04")).one()
        ENDINGS[ending](uow, of)
    for answer in (await line.get(link), await line.post(link)):
        assert answer.status_code == 410
        assert "<table" not in answer.text


@pytest.mark.parametrize("is_inside", [False, True], ids=["at the door", "inside"])
async def test_after_half_an_hour_it_is_over(
    desk: DashboardOffice, line: httpx.AsyncClient, *, is_inside: bool
) -> None:
    link = desk.link()
    if is_inside:
        await entered(line, link)
    desk.at += timedelta(minutes=30)
    assert (await line.get(link)).status_code == 200
    desk.at += timedelta(seconds=1)
    assert (await line.get(link)).status_code == 410


async def test_a_newer_link_ends_the_one_before(desk: DashboardOffice, line: httpx.AsyncClient) -> None:
    old, new = desk.link(), desk.link()
    # It was one, and is over.
    assert (await line.get(old)).status_code == 410
    assert (await entered(line, new)).status_code == 200


@pytest.mark.parametrize("code", ["x", "A" * 22, "..%2f..", "%00", "' OR 1=1 --", "é" * 9])
async def test_a_foreign_link_is_none(desk: DashboardOffice, line: httpx.AsyncClient, code: str) -> None:
    desk.link()
    for answer in (await line.get(f"/hecha/b/{code}"), await line.post(f"/hecha/b/{code}")):
        assert answer.status_code == 404
        assert "<table" not in answer.text


async def test_a_made_up_ticket_opens_nothing(desk: DashboardOffice, line: httpx.AsyncClient) -> None:
    link = desk.link()
    line.cookies.set(COOKIE, "A" * 22, domain="office.example", path="/")
    answer = await line.get(link)
    assert answer.status_code == 410
    assert "<table" not in answer.text


async def test_a_department_sees_its_own_parts(desk: DashboardOffice, line: httpx.AsyncClient) -> None:
    with desk.acting() as uow:
        actor = person(uow, "SJ-06")
        uow.session.get_one(Person, actor.person_id).telegram_user_id = 77
        uow.session.add(Role(person_id=actor.person_id, role="supervisor", department_id=actor.department_id))
    page = await entered(line, desk.link("SJ-06"), lang="en", period="last_year")
    assert "Inspections of your own department (Market Supervision)." in page.text
    with desk.reading() as uow:
        own = Statistics(uow, {actor.department_id or 0}, "last_year").figures("department")
    assert f"Inspections: {own.whole.of}; with problems: {own.whole.hits}" in page.text
    assert page.text.count(">Fire") == 0
