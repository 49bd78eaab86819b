"""The public draws on a phone: read without a script, recomputed by the page that may run nothing but its own."""

import json
from pathlib import Path

from playwright.sync_api import Browser

from tests.forms.test_draw_page import choose
from tests.services.conftest import District
from tests.services.test_after_the_draw import falls_out, first_of, held
from tests.services.test_draws import planned
from tests.web.conftest import Office
from tests.web.test_pages_in_browser import CONTRASTS, LEAST_CONTRAST, NARROW, browser, phone, served
from tests.web.test_results_in_browser import judged

__all__ = ["browser"]


def test_a_citizen_reads_a_draw_and_recomputes_it_in_the_own_browser(
    office: Office, browser: Browser, tmp_path: Path
) -> None:
    district = District(office.database)
    draw_id = held(district, planned(district))
    falls_out(district, draw_id, first_of(district, draw_id).of)
    with served(office) as address:
        with phone(browser, NARROW) as page:
            for language in ("zh-CN", "en"):
                for path in ("draws", "draws/018-1"):
                    page.goto(f"{address}/hecha/{path}?lang={language}")
                    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
                    page.screenshot(path=tmp_path / f"{path.replace('/', '-')}-{language}.png", full_page=True)
            assert page.locator("script").count() == 0
        with phone(browser, scripts=True) as page:
            page.goto(f"{address}/hecha/draws/018-1")
            assert min(contrast for contrast, _ in page.evaluate(CONTRASTS)) >= LEAST_CONTRAST
            proof, addendum = (
                page.request.get(f"{address}/hecha/draws/018-1/{name}.json").body() for name in ("proof", "addendum")
            )
            page.get_by_role("link", name="核验网页").first.click()
            choose(page, proof)
            assert "018-1" in page.inner_text("#result")
            assert page.locator("#result .false").count() == 0
            file = {"name": "addendum-018-1.json", "mimeType": "application/json", "buffer": addendum}
            page.set_input_files("#addendum", file)  # type: ignore[arg-type]
            page.get_by_text(json.loads(addendum)[-1]["hash"]).wait_for()


def test_the_checking_page_keeps_the_language_and_leads_back_to_the_draw(office: Office, browser: Browser) -> None:
    district = District(office.database)
    held(district, planned(district))
    with served(office) as address, phone(browser, scripts=True) as page:
        page.goto(f"{address}/hecha/draws/018-1?lang=en")
        page.get_by_role("link", name="Checking page").first.click()
        assert page.inner_text("h1") == "Recompute a draw"
        assert judged(page) == []
        page.get_by_role("link", name="Draw 018-1").click()
        assert page.url == f"{address}/hecha/draws/018-1?lang=en"
        page.goto(f"{address}/hecha/draws?lang=zh-CN")
        page.get_by_role("link", name="核验网页").click()
        page.get_by_role("button", name="English").click()
        page.get_by_role("link", name="All draws").click()
        assert page.url == f"{address}/hecha/draws?lang=en"
