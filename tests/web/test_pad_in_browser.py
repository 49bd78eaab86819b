"""The page of a pad on a phone: it draws by the rules of the office, and everybody can read it."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select, update

from rules.ink import CLEAR, LEAST_LENGTH, STROKE, UNDO, Mark, Point, is_signature, standing, widths, written
from storage.tables import AddendumSignature, InspectionObject, Pad
from storage.unit_of_work import reading
from tests.browser import browser_for_tests
from tests.journeys.pad_drawn import NAME, Hand
from tests.web.conftest import Office
from tests.web.pad_desk import ADDENDUM_PDF, addendum_to_sign, desk_in
from tests.web.test_pages_in_browser import CONTRASTS, LEAST_CONTRAST, LEAST_TARGET, NARROW, PHONE, phone, served
from web.signing import FOLDER

WIDE: ViewportSize = {"width": 844, "height": 390}
LIMIT_MS = 15_000
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"

points = st.builds(Point, st.integers(-5000, 5000), st.integers(-5000, 5000), st.integers(0, 999), st.integers(0, 1000))
strokes = st.lists(points, min_size=1, max_size=6).map(tuple)
others = st.builds(Mark, st.sampled_from([UNDO, CLEAR]), st.just(1))
marks = st.lists(st.one_of(st.builds(Mark, st.just(STROKE), st.just(1), strokes), others), max_size=12)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture(scope="module")
def ink(browser: Browser) -> Iterator[Page]:
    """A page that knows nothing but how ink is drawn."""
    page = browser.new_page()
    page.add_script_tag(path=FOLDER / "pad-ink.js")
    yield page
    page.close()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks)
def test_the_page_draws_by_the_same_rules_as_the_office(ink: Page, made: list[Mark]) -> None:
    sent = json.dumps([{"kind": mark.kind, "points": written(mark.points)} for mark in made])
    shown, thick, is_name = ink.evaluate(
        "(sent) => { const left = standing(JSON.parse(sent)); "
        "return [left, left.map(widthsOf), lengthOf(left) >= LEAST_LENGTH]; }",
        sent,
    )
    left = standing(made)
    assert shown == [written(stroke) for stroke in left]
    assert thick == [pytest.approx(widths(stroke)) for stroke in left]
    assert is_name == is_signature(left)
    assert ink.evaluate("LEAST_LENGTH") == LEAST_LENGTH


@pytest.mark.parametrize("size", [PHONE, NARROW, WIDE], ids=str)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_everybody_can_read_and_reach_it(office: Office, browser: Browser, size: ViewportSize, language: str) -> None:
    desk = desk_in(office)
    token = desk.link(desk.pad("party"))
    with served(desk) as address, phone(browser, size, scripts=True) as page:
        page.goto(f"{address}/hecha/s/{token}?lang={language}")
        expect(page.locator("#opening")).to_be_hidden(timeout=LIMIT_MS)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.locator("html").get_attribute("lang") == language
        faint = [found for found in page.evaluate(CONTRASTS) if found[0] < LEAST_CONTRAST]
        assert faint == []
        for target in [*page.get_by_role("link").all(), *page.get_by_role("button").all()]:
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= LEAST_TARGET
        box = page.locator("#box").bounding_box()
        assert box is not None
        assert (box["width"] >= size["width"] / 2, box["height"] >= 140) == (True, True)
        assert box["y"] + box["height"] <= size["height"]


def test_no_script_of_anybody_runs(office: Office, browser: Browser) -> None:
    desk = desk_in(office)
    with desk.act() as uow:
        uow.session.execute(update(InspectionObject).values(short_name=HOSTILE, person_in_charge=HOSTILE))
    office.prints_record()
    token = desk.link(desk.pad("party"))
    with served(desk) as address, phone(browser, scripts=True) as page:
        page.goto(f"{address}/hecha/s/{token}")
        expect(page.locator("#name")).to_have_text(HOSTILE, timeout=LIMIT_MS)
        assert page.locator("main script, main img, main svg").count() == 0


def test_an_addendum_is_read_drawn_on_and_signed(office: Office, browser: Browser) -> None:
    desk = desk_in(office)
    token = desk.link(desk.addendum_pad(addendum_to_sign(desk)))
    with served(desk) as address, phone(browser, scripts=True) as page:
        hand = Hand(page)
        hand.opens(f"{address}/hecha/s/{token}")
        hand.is_let_in()
        expect(page.locator("#title")).to_have_text("实地核查记录表更正说明")
        expect(page.locator("#number")).to_have_text("017-03-A1")
        told = page.request.get(page.locator("#pdf").evaluate("link => link.href"))
        assert (told.status, told.body()) == (200, ADDENDUM_PDF)
        hand.writes()
        hand.has_saved()
        hand.taps("undo")
        hand.taps("done")
        hand.has_signed()
    assert desk.marks() == [*["stroke"] * len(NAME), "undo"]
    with reading(office.database) as session:
        signed = session.scalars(select(AddendumSignature)).one()
        pad = session.get_one(Pad, signed.pad_id)
        assert (signed.role, signed.way, signed.signer, pad.state) == ("party", "drawn", "legal", "signed")
        assert office.files.read(str(pad.png_sha256)).startswith(b"\x89PNG")
