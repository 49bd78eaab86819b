"""The public site on a phone, with scripts and without: searched, read, printed, judged by axe-core (WCAG 2.2 AA)."""

import importlib.util
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import browser_for_tests
from tests.services.publications_made import Publisher
from tests.web.conftest import Office
from tests.web.test_pages_in_browser import LEAST_TARGET, NARROW, PHONE, phone, pictured, served

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "",
    "results?q=演示",
    "results?q=没有",
    "results/017-03-1",
    "results/017-02-1",
    "objects/92500112YB00010193",
    "items",
    "items/SJ",
    "open-data",
    "results/017-99-1",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture
def public(office: Office) -> Office:
    """Results that are public, corrected, and withdrawn."""
    publisher = Publisher(office.database, office.files)
    for number, results in (("017-03", ["none"]), ("017-02", ["order", "penalty"]), ("017-04", ["guidance"])):
        publisher.submits(number, results)
        publisher.publishes(number)
    publisher.publishes("017-03", "XF")
    publisher.corrects("017-03", "复核后发现冷藏温度不符合要求，结果更正。", ["order"])
    publisher.withdraws("017-02", "处罚决定已被撤销，依法撤回公示。")
    return office


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_stranger_finds_a_result_and_reads_it(public: Office, browser: Browser, *, scripts: bool) -> None:
    with served(public) as address, phone(browser, scripts=scripts) as page:
        page.goto(f"{address}/hecha/")
        pictured(page, "site-start")
        page.get_by_label("单位名称或统一社会信用代码").fill("晨露")
        page.get_by_label("检查结果").select_option(label="责令改正")
        page.get_by_role("button", name="查询").click()
        pictured(page, "site-found")
        page.get_by_role("link", name="（演示）渝北晨露餐饮").click()
        assert page.get_by_role("heading", level=1).inner_text() == "（演示）渝北晨露餐饮"
        assert page.get_by_text("复核后发现冷藏温度不符合要求，结果更正。").first.is_visible()
        pictured(page, "site-result")
        page.get_by_role("link", name="English").click()
        assert page.get_by_text("This result was corrected on").is_visible()
        pictured(page, "site-result-en")
        with page.expect_download() as download:
            page.get_by_role("link", name="The page as it was").last.click()
        assert download.value.suggested_filename == "017-03-1-1.html"
        page.get_by_role("link", name="all its results").click()
        page.get_by_role("link", name="Result 017-03-2").click()
        assert page.get_by_text("No problem found").first.is_visible()
        # The search keeps what was asked for in the other language.
        page.goto(f"{address}/hecha/results?q=江畔&lang=en")
        page.get_by_role("link", name="中文").click()
        assert page.get_by_label("单位名称或统一社会信用代码").input_value() == "江畔"
        page.get_by_role("link", name="江畔火锅").click()
        assert page.get_by_text("处罚决定已被撤销，依法撤回公示。").first.is_visible()
        pictured(page, "site-withdrawn")


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "narrow"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_everybody_can_use_it(public: Office, browser: Browser, size: ViewportSize, language: str) -> None:
    with served(public) as address, phone(browser, size, scripts=True) as page:
        for path in PAGES:
            page.goto(f"{address}/hecha/{path}{'&' if '?' in path else '?'}lang={language}")
            assert judged(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((e) => Number(e.tagName[1]))")
            assert (levels.count(1), levels[0]) == (1, 1), path
            assert all(after - before <= 1 for before, after in pairwise(levels)), path
            for each in page.locator("a, button, input:not([type=hidden]), select").all():
                box = each.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= LEAST_TARGET, (path, each.inner_text())
                page.keyboard.press("Tab")
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", path


def judged(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds wrong with a page; its script is put in from outside, past the page's own policy."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page.evaluate(Path(spec.origin).with_name("axe.min.js").read_text("utf-8"))
    found = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    assert len(found["passes"]) > 10
    return [{"rule": each["id"], "at": [node["html"] for node in each["nodes"]]} for each in found["violations"]]


def test_axe_finds_what_is_wrong(public: Office, browser: Browser) -> None:
    with served(public) as address, phone(browser, scripts=True) as page:
        page.goto(f"{address}/hecha/")
        page.evaluate("document.querySelector('label').remove()")
        assert "label" in [each["rule"] for each in judged(page)]


def test_a_result_prints_without_what_only_a_screen_needs(public: Office, browser: Browser) -> None:
    with served(public) as address, phone(browser) as page:
        page.goto(f"{address}/hecha/results/017-03-1")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation").is_visible()
        assert page.get_by_text("017-03-1").first.is_visible()
        assert page.pdf().startswith(b"%PDF")
