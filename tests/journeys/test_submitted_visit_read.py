"""After the submission the visit stays open to its team: to be read, its record to be had; and where a gap was mended
one goes back to the check before it.
"""

import pytest

from sandbox.driver import Phone, Town
from tests.journeys.after_the_checklist import concluded, fits, goes_on, phones, says, submits, taps
from tests.journeys.received_files import received
from tests.journeys.test_papers import text_of


@pytest.fixture
def submitted(town: Town) -> Town:
    submits(town)
    return town


def gets_record(town: Town, phone: Phone) -> None:
    town.works_off_jobs()
    phone.settles()
    name = f"{phone.word('paper-file', paper='record', number='017-03')}.pdf"
    assert "显示14℃" in text_of(received(phone, name))


def test_the_team_reads_what_it_has_submitted_and_has_the_record(submitted: Town, language: str) -> None:
    town = submitted
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    # The card to which the visit shrank leads on; it was sent before the language was another.
    zhao.taps("看记录、答案和照片")
    taps(zhao, "button-paper-record")
    gets_record(town, zhao)
    chen.starts()
    taps(chen, "button-done-tasks")
    chen.taps("晨露餐饮")
    fits(chen)
    taps(chen, "button-answers", department=says(chen, "市场监管", "Market Supervision"))
    taps(chen, "button-page-on")
    assert "1号冰柜温度计显示14℃" in chen.card().text
    assert "⚠️ 10 " in chen.card().text
    taps(chen, "button-back")
    taps(chen, "button-files", count=1)
    chen.sees(chen.word("button-back"))
    taps(chen, "button-back")
    assert chen.word("button-addenda") in str(chen.card().labels)
    fits(chen)
    chen.types(says(chen, "记录表", "record"))
    chen.sees(chen.word("paper-asked", paper="record"))
    gets_record(town, chen)
    taps(chen, "button-home")


def test_the_record_is_typed_for_a_visit_in_hand_only(submitted: Town, language: str) -> None:
    (chen,) = phones(submitted, language, "SJ-01")
    chen.starts()
    chen.types(says(chen, "记录表", "record"))
    chen.sees(chen.word("record-of-which"))


def test_the_help_says_what_can_still_be_changed(submitted: Town, language: str) -> None:
    (chen,) = phones(submitted, language, "SJ-01")
    chen.types(says(chen, "帮助", "help"))
    chen.sees(says(chen, "写错的用更正说明更正", "an addendum corrects what is wrong"))
    submitted.phone("XF-01").sees("有退回会通知您")


def test_a_mended_gap_leads_back_to_the_check_before_the_submission(town: Town, language: str) -> None:
    concluded(town, problems=(10,))
    (chen,) = phones(town, language, "SJ-01")
    goes_on(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    before = chen.card().text.split("\n")[0]
    taps(chen, "button-all-gaps", count=8)
    taps(chen, "button-gap-item", kind="photo", number=10)
    chen.sends_photo()
    taps(chen, "button-finding-done")
    chen.settles()
    # The record may be printed and come below it meanwhile.
    card = next(each for each in reversed(chen.messages()) if each.text.split("\n")[0] == before)
    assert chen.word("button-all-gaps", count=7) in str(card.labels)
    # Later on, the way from an item is its page again.
    goes_on(chen)
    taps(chen, "button-all-gaps", count=7)
    taps(chen, "button-back")
    fits(chen)
