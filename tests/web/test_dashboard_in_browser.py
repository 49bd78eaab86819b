"""The page of statistics on a phone, without scripts, judged by axe-core (WCAG 2.2 AA)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import browser_for_tests
from tests.services.counted_visits import enter_visits
from tests.web.conftest import Office
from tests.web.dashboard_office import DashboardOffice
from tests.web.test_pages_in_browser import LEAST_TARGET, PHONE, phone, pictured, served
from tests.web.test_results_in_browser import judged

PAPER_WIDTH = 718  # A4 with margins of 10 mm, in CSS pixels


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


def test_a_supervisor_opens_it_and_reads_it(office: Office, browser: Browser) -> None:
    desk = DashboardOffice(office, is_secure=False)
    with desk.acting() as uow:
        enter_visits(uow)
    with served(desk) as address, phone(browser) as page:
        page.goto(f"{address}{desk.link()}")
        page.get_by_role("button", name="打开看板").click()
        page.get_by_role("link", name="去年").click()
        assert page.get_by_role("row", name="餐饮").first.is_visible()
        assert page.get_by_role("img", name="三角：发现问题").is_visible()
        pictured(page, "dashboard-zh")
        page.get_by_role("link", name="English").click()
        assert page.get_by_text("To decide: In which industry to head off a systemic risk").is_visible()
        # The period that was chosen stays.
        assert page.get_by_text("Last year", exact=True).get_attribute("aria-current") == "true"
        pictured(page, "dashboard-en")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_on_paper_no_column_is_cut(office: Office, browser: Browser, language: str) -> None:
    desk = DashboardOffice(office, is_secure=False)
    with desk.acting() as uow:
        enter_visits(uow)
    with served(desk) as address, phone(browser) as page:
        page.goto(f"{address}{desk.link()}?lang={language}&period=last_year")
        page.get_by_role("button").click()
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER_WIDTH
        ends = page.evaluate("[...document.querySelectorAll('table')].map(e => e.getBoundingClientRect().right)")
        assert len(ends) > 5
        assert max(ends) <= PAPER_WIDTH


def test_everybody_can_use_it(office: Office, browser: Browser) -> None:
    desk = DashboardOffice(office, is_secure=False)
    with desk.acting() as uow:
        enter_visits(uow)
    with served(desk) as address, phone(browser, scripts=True) as page:
        page.goto(f"{address}{desk.link()}")
        assert judged(page) == []
        page.get_by_role("button").click()
        for asked in ("lang=zh-CN&period=last_year", "lang=en&period=month"):
            page.goto(f"{page.url.partition('?')[0]}?{asked}")
            assert judged(page) == [], asked
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], asked
            for each in page.locator("a").all():
                box = each.bounding_box()
                assert box is not None
                assert min(box["width"], box["height"]) >= LEAST_TARGET, each.inner_text()
