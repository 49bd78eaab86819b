"""The whole visit by clicking: everybody acts on the page of phones, in a real browser on a screen of phone size."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from sandbox.camera import picture
from sandbox.driver import Town
from sandbox.visit_script import (
    accept,
    answer_the_fire_sheet,
    arrive,
    cast,
    comply_with_rest,
    conclude,
    count_what_fails,
    end_the_finding,
    end_the_sheet,
    find_a_problem,
    serve,
    sign_one_sheet,
    submit,
)
from tests.browser import browser_for_tests
from tests.journeys.page_phone import LIMIT_MS, PagePhone
from tests.journeys.submitted_visit import NOTE, NUMBER, ensure_submitted
from tests.phones_page import Phones, opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture
def phones(browser: Browser, town: Town, language: str) -> Iterator[Phones]:
    """The page with everybody's phone on it, of which a screen of this size shows one at a time."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, reduced_motion="reduce"
    )
    context.set_default_timeout(LIMIT_MS)
    numbers = ",".join(str(phone.number) for phone in cast(town, language).all)
    address = f"{town.sandbox.url}/?people={numbers}&lang={language[:2]}"
    with opened(context.new_page(), address) as phones:
        yield phones
    context.close()


def test_a_visit_is_clicked_from_the_task_to_the_receipt(phones: Phones, town: Town, language: str) -> None:
    people = cast(town, language)
    officers = [PagePhone(phones, phone) for phone in people.officers]
    chen, zhao = officers[0], officers[2]
    supervisor = PagePhone(phones, people.supervisor)
    for officer in officers:
        officer.starts()
        accept(officer)
    serve(chen, picture())
    arrive(chen)
    arrive(zhao)
    comply_with_rest(chen)
    conclude(chen)
    # What the others have done meanwhile stands below zhao's checklist.
    zhao.types("继续")
    comply_with_rest(zhao)
    find_a_problem(zhao, 5, NOTE)
    end_the_finding(zhao)
    count_what_fails(zhao)
    answer_the_fire_sheet(zhao, picture(), is_counted=True)
    conclude(zhao, "②")
    # The record is printed to be read before it is signed.
    town.works_off_jobs()
    chen.taps(chen.word("button-to-signatures"))
    sign_one_sheet(chen, picture())
    end_the_sheet(chen)
    submit(chen)
    town.works_off_jobs()

    [code] = re.findall(r"R-\d{4}-\w{4}", chen.sees("R-").text)
    for officer in officers:
        assert code in officer.newest().text
    supervisor.has_unread(1)
    assert NUMBER in supervisor.newest().text
    supervisor.taps(supervisor.word("button-look"))
    supervisor.sees(NOTE)
    supervisor.taps(supervisor.word("button-files", count=4))
    expect(phones.phone(supervisor.number).locator("img")).to_have_count(4, timeout=LIMIT_MS)
    ensure_submitted(town, code)
