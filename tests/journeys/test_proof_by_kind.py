"""What counts as proof: a signed page is a picture or a scan, a receipt is a picture; any other file is only kept."""

import re

from sqlalchemy import select

from sandbox.camera import scan, screenshot
from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, on_the_page, wipe_pointers
from storage.tables import Evidence, Notice, Signature, Visit
from tests.journeys.after_the_checklist import concluded, fits, goes_on, phones, says, signs_all, taps
from tests.journeys.before_the_checklist import accepts, opens

NO_PAGE = ("不算签名页", "is no signed page")


def sends_others(phone: Phone) -> None:
    """Send what is no picture and no scan."""
    phone.sends_file(b"no page", "notes.txt", content_type="text/plain")
    phone.sends("voice")


def signatures(town: Town) -> int:
    with town.reading() as session:
        return len(session.scalars(select(Signature).where(Signature.state == "standing")).all())


def test_a_file_that_shows_no_page_is_kept_and_signs_nothing(town: Town, language: str) -> None:
    concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    # The record is printed meanwhile; it must not arrive between what is looked at below.
    town.works_off_jobs()
    taps(chen, "button-one-sheet")
    sends_others(chen)
    chen.sees(says(chen, *NO_PAGE))
    chen.sees("📎")
    # The card that asks for the page stands below, and there is nothing to take down yet.
    assert says(chen, "请把签好的页整页拍下发来", "Photograph the whole signed page") in chen.card().text, chen.screen()
    chen.does_not_see(chen.word("button-sheet-done"))
    with town.reading() as session:
        kept = session.execute(select(Evidence.purpose, Evidence.kind).order_by(Evidence.evidence_id)).all()
    assert [tuple(row) for row in kept] == [("signature", "document"), ("signature", "voice")]
    chen.sends_file(scan(), "scan.pdf", content_type="application/pdf")
    taps(chen, "button-sheet-done")
    assert signatures(town) == 5
    fits(chen)


def test_an_authorisation_is_a_picture_or_a_scan(town: Town, language: str) -> None:
    concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-agent")
    chen.types("王某")
    chen.sends_file(b"no page", "notes.txt", content_type="text/plain")
    chen.settles()
    chen.does_not_see(chen.word("button-agent-signs"))
    chen.sends_file(screenshot(), "scan.png", content_type="image/png")
    chen.sees(chen.word("button-agent-signs"))


def state_of_notice(town: Town) -> str:
    with town.reading() as session:
        return session.scalars(select(Notice.state).join(Visit).where(Visit.number == "017-03")).one()


def test_a_notice_is_served_by_a_photograph_and_by_no_other_file(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    taps(chen, "button-serve")
    taps(chen, "button-notice-paper")
    taps(chen, "button-receiver-staff")
    sends_others(chen)
    chen.sees(says(chen, "这个文件不是照片", "This file is no photo"))
    assert state_of_notice(town) == "prepared"
    chen.sees(chen.word("button-notice-no-photo"))
    chen.sends_photo()
    chen.settles()
    assert state_of_notice(town) == "served"
    opens(chen)
    taps(chen, "button-notice")
    # The two other files stand apart.
    chen.sees("📎 2")
    fits(chen)


def test_a_problem_is_proven_by_a_photograph_and_not_by_a_voice(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types(says(chen, "5 不符合 后厨地址不符", "5 no the address differs"))
    chen.settles()
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}
    taps(chen, "button-how-site")
    sends_others(chen)
    chen.sees(says(chen, "不算拍照取证", "proves no problem"))
    chen.sees(chen.word("button-no-photo"))
    chen.sends_photo()
    taps(chen, "button-finding-done")
    chen.types(says(chen, "总览", "overview"))
    assert re.search(r"📷[01]/1\b", chen.sees("▱").text)


def serves(town: Town, chen: Phone) -> None:
    accepts(chen)
    taps(chen, "button-serve")
    taps(chen, "button-notice-paper")
    taps(chen, "button-receiver-staff")
    chen.sends_photo()
    chen.settles()
    assert state_of_notice(town) == "served"


def test_a_receipt_that_is_withdrawn_is_asked_for_again_and_the_service_stands(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    serves(town, chen)
    gone = says(chen, "签收页照片已不在", "The photo of the receipt is gone")
    taps(chen, "button-pictures-withdraw")
    chen.sees(gone)
    assert state_of_notice(town) == "served"
    taps(chen, "button-back")
    chen.sees(gone)
    # The summary before submission lists it as missing and leads there.
    concluded(town)
    wipe_pointers(town)
    goes_on(chen)
    signs_all(chen)
    taps(chen, "button-to-summary", left=1)
    taps(chen, "button-gap-receipt")
    chen.sees(gone)
    fits(chen)
    chen.sends_photo()
    chen.does_not_see(gone)
    wipe_pointers(town)
    goes_on(chen)
    taps(chen, "button-to-summary", left=0)
    chen.sees(chen.word("button-submit"))


def test_a_receipt_that_is_gone_may_be_excused(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    serves(town, chen)
    taps(chen, "button-pictures-withdraw")
    taps(chen, "button-notice-no-photo")
    taps(chen, "notice-photo-broken")
    chen.sees(says(chen, "没有签收页照片：手机拍不了", "No photo of the receipt: Camera fails"))
    assert state_of_notice(town) == "served"
    fits(chen)
