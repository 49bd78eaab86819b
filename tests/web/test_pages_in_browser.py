"""The page behind a printed code as a phone shows it: without scripts, within its width, readable by everybody."""

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from sqlalchemy import update

from bot.site import Site
from storage.tables import InspectionObject, Item, Person
from storage.unit_of_work import unit_of_work
from tests.browser import browser_for_tests
from tests.servers import free_port
from tests.web.conftest import Office
from tests.web.pad_desk import Desk
from tests.web.test_roots import keeps_roots

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_TARGET = 24  # WCAG 2.2, 2.5.8
# Contrast of each text with what is painted behind it; elements that are not drawn have none.
CONTRASTS = """() => {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).map((v) => linear(Number(v) / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(c)) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), e.textContent.trim().slice(0, 20)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@contextmanager
def served(office: Office | Desk) -> Iterator[str]:
    """Serve an office's pages from a thread of their own; give the address before the path."""
    place = ("127.0.0.1", free_port())
    site = Site(place, office.app().routes)
    site.listen()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(site.run()))
    thread.start()
    try:
        yield f"http://{place[0]}:{place[1]}"
    finally:
        loop.call_soon_threadsafe(site.stop)
        thread.join(20)
        loop.close()


@contextmanager
def phone(browser: Browser, size: ViewportSize = PHONE, *, scripts: bool = False) -> Iterator[Page]:
    """A phone's browser; it notes what a page wanted from elsewhere, and every complaint, as faults."""
    context: BrowserContext = browser.new_context(viewport=size, java_script_enabled=scripts, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    # The browser tells every 404, also that of the page itself.
    page.on("console", lambda said: faults.append(said.text) if "404 (Not Found)" not in said.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert faults == []
    assert len({address.split("/hecha/")[0] for address in asked}) == 1


def pictured(page: Page, name: str) -> None:
    """Keep a picture for people to look at, where they ask for it."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_phone_without_scripts_shows_everything(office: Office, browser: Browser) -> None:
    office.prints_record()
    with served(office) as address, phone(browser) as page:
        page.goto(f"{address}/hecha/v/{office.code('record')}")
        assert page.title().startswith("检查 017-03 属实")
        assert page.get_by_role("heading", level=1).inner_text() == "检查 017-03 属实"
        assert page.get_by_text("（演示）渝北晨露餐饮").is_visible()
        pictured(page, "record-zh")
        with page.expect_download() as download:
            page.get_by_role("link", name="下载记录表（PDF）").click()
        assert download.value.suggested_filename == "记录表_017-03.pdf"
        page.get_by_role("link", name="English").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Inspection 017-03 is genuine"
        pictured(page, "record-en")
        page.get_by_role("link", name="中文").click()
        assert page.get_by_role("heading", level=1).inner_text() == "检查 017-03 属实"


@pytest.mark.parametrize("size", [PHONE, NARROW])
@pytest.mark.parametrize("kind", ["notice", "record", "wrong", "roots"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_everybody_can_read_it(office: Office, browser: Browser, size: ViewportSize, kind: str, language: str) -> None:
    office.prints_record()
    keeps_roots(office, 45)
    path = {"wrong": "v/wrong", "roots": "roots"}.get(kind) or f"v/{office.code(kind)}"
    with served(office) as address, phone(browser, size, scripts=True) as page:
        page.goto(f"{address}/hecha/{path}?lang={language}")
        pictured(page, f"{kind}-{language}-{size['width']}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.locator("html").get_attribute("lang") == language
        faint = [found for found in page.evaluate(CONTRASTS) if found[0] < LEAST_CONTRAST]
        assert faint == []
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((e) => Number(e.tagName[1]))")
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for link in page.get_by_role("link").all():
            box = link.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= LEAST_TARGET
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_no_script_of_anybody_runs(office: Office, browser: Browser) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    with unit_of_work(office.database, 1, lambda: datetime.now(UTC)) as uow:
        uow.session.execute(update(InspectionObject).values(name=hostile))
        uow.session.execute(update(Item).values(matter=hostile))
        uow.session.execute(update(Person).values(certificate_number="<svg onload=alert(3)>"))
    with served(office) as address, phone(browser, scripts=True) as page:
        page.goto(f"{address}/hecha/v/{office.code()}")
        assert page.locator("main script, main img, main svg").count() == 0
        assert page.get_by_text(hostile).first.is_visible()


def test_it_prints_without_what_only_a_screen_needs(office: Office, browser: Browser) -> None:
    office.prints_record()
    with served(office) as address, phone(browser) as page:
        page.goto(f"{address}/hecha/v/{office.code('record')}")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation").is_visible()
        assert not page.get_by_role("link", name="下载记录表（PDF）").is_visible()
        assert page.get_by_text("017-03").first.is_visible()
        assert page.pdf().startswith(b"%PDF")
