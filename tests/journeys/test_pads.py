"""Signatures drawn on a screen, in a real browser: in the officer's chat and by a link on the party's own phone."""

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw
import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect
from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.launch import launch_url
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import InspectionObject, Pad, Signature, Visit
from tests.browser import browser_for_tests
from tests.journeys.after_the_checklist import NUMBER, acts_of, concluded, fits, goes_on, on_card, phones, says, taps
from tests.journeys.pad_drawn import LIMIT_MS, NAME, Hand
from tests.journeys.received_files import received
from tests.journeys.test_papers import asks
from tests.phones_page import opened

PDFIUM_IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser, language: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale=language
    )
    yield context
    context.close()


def link_in(phone: Phone) -> str:
    return str(re.findall(r"http://\S+/s/\S+", phone.sees("/s/").text)[-1])


def pictures_in(paper: bytes) -> list[int]:
    """How many pictures stand on each page: the two codes at the foot, and what was drawn."""
    with closing(pypdfium2.PdfDocument(paper)) as read:
        kinds = [[each.type for each in page.get_objects()] for page in read]
    return [found.count(PDFIUM_IMAGE) for found in kinds]


def signed(town: Town) -> list[tuple[str, str, str]]:
    with town.reading() as session:
        rows = session.scalars(select(Signature).order_by(Signature.signature_id))
        return [(row.role, row.way, row.state) for row in rows if row.state != "draft"]


def waits_to_be_signed(town: Town, *people: Phone) -> None:
    concluded(town)
    town.works_off_jobs()
    for phone in people:
        goes_on(phone)


def test_officers_sign_in_their_chats_and_nothing_drawn_is_lost(
    public_town: Town, context: BrowserContext, language: str
) -> None:
    town = public_town
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    waits_to_be_signed(town, chen, zhou)
    taps(chen, "button-me")
    button = chen.word("button-pad-mine")
    address = chen.opens(button)
    hand = Hand(context.new_page())
    hand.opens(address)
    hand.is_let_in()
    hand.sees(says(chen, "陈立 执法人员", "Chen Li officer"))
    # The network goes while a name is written, and an answer is lost on its way: each stroke is there once.
    hand.writes(NAME[:2])
    hand.has_saved()
    context.set_offline(True)
    hand.writes(NAME[2:5])
    hand.sees(says(chen, "网络断了", "No network"))
    context.set_offline(False)
    hand.has_saved()
    lost: list[int] = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    hand.page.route("**/marks?*", lose_the_answer, times=1)
    hand.writes(NAME[5:6])
    hand.has_saved()
    assert (lost, hand.strokes()) == ([200], 6)
    # A reload, another phone after the battery died, and the one before is told.
    hand.page.reload()
    hand.is_let_in()
    assert hand.strokes() == 6
    other = Hand(context.new_page())
    other.opens(chen.opens(button))
    other.is_let_in()
    assert other.strokes() == 6
    hand.writes(NAME[6:7])
    hand.is_refused("SIGNPAD_011")
    # The same opening opens nothing again, for nobody.
    hand.opens(address)
    hand.is_refused("SIGNPAD_007")
    other.taps("undo")
    other.taps("clear")
    other.taps("undo")
    other.page.set_viewport_size({"width": 844, "height": 390})
    other.writes_by_finger(context, NAME[6])
    other.writes_by_pen(context, NAME[7])
    other.has_saved()
    assert other.strokes() == 7
    # A colleague may not sign for somebody else, whatever button they copy.
    person = town.sandbox.world.people[zhou.number]
    bare = address.partition("#")[0]
    hand.opens(launch_url(bare, town.sandbox.token, person, town.sandbox.world.clock.date()))
    hand.is_refused("SIGNPAD_008")
    other.taps("done")
    other.has_signed()
    assert signed(town) == [("officer", "drawn", "standing")]
    on_card(chen, says(chen, "陈立 ✅手写", "Chen Li ✅ drawn"))
    on_card(zhou, says(chen, "陈立 ✅手写", "Chen Li ✅ drawn"))
    # Withdrawn it is void, and asked for again.
    taps(chen, "button-drawn")
    taps(chen, "button-withdraw-drawn", who=says(chen, "陈立", "Chen Li"))
    assert signed(town) == [("officer", "drawn", "void")]
    on_card(chen, says(chen, "陈立 ⏳", "Chen Li ⏳"))
    fits(chen, zhou)


def test_an_agent_signs_by_a_link_and_the_record_shows_it(
    public_town: Town, context: BrowserContext, language: str
) -> None:
    town = public_town
    (chen,) = phones(town, language, "SJ-01")
    waits_to_be_signed(town, chen)
    taps(chen, "button-me")
    mine = Hand(context.new_page())
    mine.opens(chen.opens(chen.word("button-pad-mine")))
    mine.is_let_in()
    mine.writes()
    taps(chen, "button-back")
    taps(chen, "button-party")
    taps(chen, "button-agent")
    chen.types("王某")
    taps(chen, "button-no-authorisation")
    chen.types("店长，委托书明天补交")
    taps(chen, "button-agent-signs")
    taps(chen, "button-pad-link")
    first = link_in(chen)
    taps(chen, "button-pad-again")
    theirs = Hand(context.new_page())
    theirs.opens(first)
    theirs.sees(says(chen, "没有这个签字链接", "There is no such link"))
    theirs.opens(link_in(chen))
    theirs.is_let_in()
    theirs.sees(says(chen, "王某 被核查方 · 受委托人 · 代表 （演示）", "王某 inspected party · agent · for"))
    theirs.writes(NAME[2:7])
    stranger = Hand(context.new_page())
    stranger.opens(link_in(chen))
    stranger.is_refused("SIGNPAD_004")
    theirs.has_saved()
    # The record changes before the signature: what is signed is what was read.
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        uow.session.get_one(InspectionObject, visit.object_id).licence_number = "JY15001120000001"
    theirs.taps("done")
    theirs.is_refused("SIGNPAD_009")
    taps(chen, "button-back")
    asks(town, chen, "button-paper-record")
    theirs.taps("trouble-go")
    theirs.is_let_in()
    assert theirs.strokes() == 0
    theirs.writes(NAME[2:7])
    theirs.taps("done")
    theirs.has_signed()
    mine.taps("done")
    mine.is_refused("SIGNPAD_009")
    mine.taps("trouble-go")
    mine.is_let_in()
    mine.writes()
    mine.has_saved()
    # Done without network is done once it is back.
    context.set_offline(True)
    mine.taps("done")
    mine.sees(says(chen, "网络恢复后自动完成", "Finishes once the network is back"))
    context.set_offline(False)
    mine.has_signed()
    assert signed(town) == [("party", "drawn", "standing"), ("officer", "drawn", "standing")]
    on_card(chen, says(chen, "受委托人", "agent"))
    with town.reading() as session:
        [by_link, by_chat] = [link for link in links_of(session, f"visit:{NUMBER}") if link["type"] == "signed"]
        pads = session.scalars(select(Pad).where(Pad.state == "signed").order_by(Pad.signed_at)).all()
    files = FileStore(f"file://{town.folder / 'files'}")
    assert [(link["body"]["by"], link["body"]["party_by"]) for link in (by_link, by_chat)] == [
        ("link", "agent"),
        ("chat", ""),
    ]
    for link, pad in zip((by_link, by_chat), pads, strict=True):
        assert link["body"]["record"] == pad.record_sha256
        assert files.read(pad.record_sha256).startswith(b"%PDF")
        assert link["files"] == sorted(map(str, (pad.marks_sha256, pad.svg_sha256, pad.png_sha256)))
    assert "signed" in acts_of(town)
    asks(town, chen, "button-paper-record")
    paper = received(chen, f"{chen.word('paper-file', paper='record', number=NUMBER)}.pdf")
    assert pictures_in(paper) == [2, 4]
    theirs.opens(link_in(chen))
    theirs.is_refused("SIGNPAD_004")


@pytest.mark.parametrize("language", ["zh-CN"], indirect=True)
def test_on_the_page_of_phones_the_pad_lies_over_the_chat(public_town: Town, context: BrowserContext) -> None:
    town = public_town
    (chen,) = phones(town, "zh-CN", "SJ-01")
    waits_to_be_signed(town, chen)
    taps(chen, "button-me")
    with opened(context.new_page(), f"{town.sandbox.url}/?people={chen.number}&lang=zh") as page:
        page.phone(chen.number).locator("[data-key='手写签字']").click()
        frame = page.page.frame_locator("iframe[data-webapp]")
        expect(frame.locator("#opening")).to_be_hidden(timeout=LIMIT_MS)
        expect(page.phone(chen.number).locator("[data-sheet='webapp']")).to_have_attribute("data-swipe", "false")
        hand = Hand(page.page, page.page.frames[-1])
        hand.writes()
        hand.has_saved()
        hand.taps("done")
        hand.has_signed()
        hand.taps("close")
        expect(page.phone(chen.number).locator("[data-sheet='webapp']")).to_have_count(0)
        on_card(chen, "陈立 ✅手写")
        # The link in the chat opens on the phone of whoever is inspected.
        taps(chen, "button-party")
        taps(chen, "button-legal")
        taps(chen, "button-pad-link")
        page.phone(chen.number).get_by_text(link_in(chen)).click()
        party = page.page.locator("section[data-browser]").frame_locator("iframe")
        expect(party.locator("#name")).to_have_text("演示甲子", timeout=LIMIT_MS)
        theirs = Hand(page.page, page.page.frames[-1])
        theirs.writes(NAME[2:7])
        theirs.taps("done")
        theirs.has_signed()
    on_card(chen, "被核查方：✅ 负责人")


def test_without_a_public_address_paper_is_the_only_way(town: Town) -> None:
    (chen,) = phones(town, "zh-CN", "SJ-01")
    waits_to_be_signed(town, chen)
    taps(chen, "button-me")
    on_card(chen, "请把签好的页整页拍下发来")
    chen.does_not_see("手写")
