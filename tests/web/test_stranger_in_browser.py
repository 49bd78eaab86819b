"""Somebody with nothing but the public site, on a phone: a firm, its result, why it was drawn, the draw."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page
from sqlalchemy import select

from forms.draw_kit import PAGE_NAME, SCRIPT_NAME
from services import draw_dispatch
from storage.tables import Campaign, InspectionObject, Visit
from tests.browser import browser_for_tests
from tests.services.conftest import District
from tests.services.publications_made import Publisher
from tests.services.test_after_the_draw import held
from tests.services.test_draws import planned
from tests.web.conftest import Office
from tests.web.test_pages_in_browser import phone, pictured, served
from tests.web.test_results_in_browser import judged

RESULT, DRAW = "018-01-1", "018-1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture
def drawn(office: Office) -> tuple[str, str]:
    """A drawn visit whose result is public; gives name and code of its object."""
    district = District(office.database)
    of = planned(district)
    held(district, of)
    with district.act() as uow:
        draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
    publisher = Publisher(office.database, office.files)
    publisher.submits("018-01", ["order"])
    publisher.publishes("018-01")
    with district.act() as uow:
        chosen = select(InspectionObject).join(Visit, Visit.object_id == InspectionObject.object_id)
        inspected = uow.session.scalars(chosen.where(Visit.number == "018-01")).one()
        assert uow.session.scalars(select(Campaign.draw_id).where(Campaign.campaign_id == of)).one() == DRAW
        return inspected.name, inspected.registration_code


def goes_to_the_draw(page: Page, address: str, name: str, code: str) -> None:
    """By the links and the form of the site alone."""
    page.goto(f"{address}/hecha/")
    page.get_by_label("单位名称或统一社会信用代码").fill(name.removeprefix("（演示）渝北"))
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name=name).click()
    pictured(page, "stranger-result")
    assert page.get_by_text("随机抽中").is_visible()
    page.get_by_role("link", name=f"看抽取 {DRAW}，自己核验").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"抽取 {DRAW}"
    assert code in page.locator(":target").inner_text()
    pictured(page, "stranger-draw")


def kept(download: Download, folder: Path) -> Path:
    place = folder / download.suggested_filename
    download.save_as(place)
    return place


def test_a_stranger_with_scripts_recomputes_the_draw_in_the_page(
    office: Office, browser: Browser, drawn: tuple[str, str], tmp_path: Path
) -> None:
    name, code = drawn
    with served(office) as address, phone(browser, scripts=True) as page:
        goes_to_the_draw(page, address, name, code)
        assert judged(page) == []
        commit_hash = page.locator("dd code").first.inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="下载证明文件").click()
        proof = kept(download.value, tmp_path)
        page.get_by_role("link", name="核验网页").click()
        page.set_input_files("#file", proof)
        page.wait_for_selector("#result > section")
        page.fill("#held", commit_hash)
        page.press("#held", "Tab")
        page.wait_for_selector("#result .true")
        assert code in page.inner_text("#result")
        pictured(page, "stranger-recomputed")
        # Back from the draw to what was found there, in the other language.
        page.go_back()
        page.get_by_role("link", name="English").click()
        page.get_by_role("link", name=code).click()
        page.get_by_role("link", name=f"Result {RESULT}").click()
        assert page.get_by_text("Drawn at random").is_visible()
        pictured(page, "stranger-result-en")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_stranger_without_scripts_gets_the_command_and_it_works(
    office: Office, browser: Browser, drawn: tuple[str, str], tmp_path: Path
) -> None:
    name, code = drawn
    with served(office) as address, phone(browser) as page:
        goes_to_the_draw(page, address, name, code)
        for link in ("下载证明文件", SCRIPT_NAME):
            with page.expect_download() as download:
                page.get_by_role("link", name=link).click()
            kept(download.value, tmp_path)
        # The command as it stands on the page, in the folder with both files.
        command = page.locator("code", has_text="python3").inner_text().split()
        assert command[0] == "python3"
        ran = subprocess.run(
            [sys.executable, "-I", *command[1:]], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        # The page that recomputes says what it lacks, and the way round it.
        page.goto(f"{address}/hecha/draws/{PAGE_NAME}")
        assert page.get_by_text("现在没有打开").is_visible()
        assert page.get_by_text(f"python3 {SCRIPT_NAME}").first.is_visible()
        pictured(page, "stranger-kit-without-scripts")
        # Printed, the draw keeps what proves it and loses what only a screen needs.
        page.goto(f"{address}/hecha/draws/{DRAW}")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation").is_visible()
        assert page.get_by_text(code).first.is_visible()
        assert page.pdf().startswith(b"%PDF")
