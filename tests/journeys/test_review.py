"""A supervisor reviews what was submitted: approves it, or sends one thing back, which alone its team may change."""

import pytest
from sqlalchemy import select

from sandbox.driver import Phone, Town
from services import concluding_again, conclusions, findings
from services.checklists import open_sheet
from services.review_rounds import begin_round
from storage.tables import DistrictProfile, Person, Role, Visit
from tests.journeys.after_the_checklist import actor, acts_of, fits, goes_on, phones, says, state_of, submits, taps

WHY = "照片看不清读数，请补拍温度计近照。"


@pytest.fixture
def submitted(town: Town) -> Town:
    submits(town)
    return town


def sends_back_ten(he: Phone) -> None:
    he.sees("017-03")
    he.taps("查看")
    taps(he, "button-return")
    he.types("10")
    he.sees(says(he, "为什么退回", "Why? Send"))
    he.types(WHY)
    taps(he, "button-return-send", count=1)
    he.sees(says(he, "未处理", "(open)"))


def test_one_question_is_sent_back_and_answered_with_a_photograph(submitted: Town, language: str) -> None:
    town = submitted
    chen, zhao, he = phones(town, language, "SJ-01", "XF-01", "SJ-04")
    sends_back_ten(he)
    chen.sees(WHY)
    zhao.sees(WHY)
    # Whoever is of the other department reads it and is asked for nothing.
    assert zhao.word("button-ask-back") not in str(zhao.card().labels)
    taps(chen, "button-ask-back")
    chen.types("原图放大能看清，还要补拍吗？")
    he.sees("原图放大能看清")
    chen.sees(says(chen, "还没有答复", "not answered yet"))
    taps(he, "button-answer-line")
    he.types("还是补拍一张吧")
    chen.sees("还是补拍一张吧")
    chen.taps(chen.word("button-open-task"))
    chen.does_not_see(says(chen, "还没有答复", "not answered yet"))
    taps(chen, "button-open-returned", kind="item", number=10, department="")
    chen.sends_photo()
    taps(chen, "button-finding-done")
    taps(chen, "button-submit-again", count=1)
    town.works_off_jobs()
    he.sees(says(he, "已重新提交（1项）", "submitted again (1)"))
    assert state_of(town) == "submitted"
    taps(he, "button-look")
    taps(he, "button-approve")
    he.sees(says(he, "已复核通过", "Approved"))
    chen.sees(says(chen, "已复核通过", "Reviewed and approved"))
    taps(he, "button-review-history")
    he.sees(says(he, "📷+1", "📷+1"))
    acts = acts_of(town)
    assert acts.index("returned") < acts.index("return_questioned") < acts.index("approved")
    # The record says the same, so nobody was asked to sign again.
    assert "signatures_voided" not in acts
    fits(chen, zhao, he)


def test_a_changed_answer_asks_for_the_result_and_the_signatures_again(submitted: Town, language: str) -> None:
    town = submitted
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    sends_back_ten(he)
    chen.sees(WHY)
    taps(chen, "button-open-returned", kind="item", number=10, department="")
    chen.taps(says(chen, "改为符合", "To: Complies"))
    taps(chen, "button-gap-own-result")
    taps(chen, "button-confirm-result")
    chen.sees(says(chen, "要重新签字：0/5", "sign again: 0/5"))
    town.works_off_jobs()
    taps(chen, "button-to-signatures")
    taps(chen, "button-one-sheet")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    # The seals that follow later stand, so nothing is left but to submit.
    taps(chen, "button-submit")
    town.works_off_jobs()
    assert state_of(town) == "submitted"
    assert "signatures_voided" in acts_of(town)
    fits(chen, he)


def test_the_queue_leads_from_one_visit_to_the_next_and_says_when_it_is_empty(submitted: Town, language: str) -> None:
    (he,) = phones(submitted, language, "SJ-04")
    he.starts()
    taps(he, "button-queue", count=1)
    he.sees("⚠️1")
    taps(he, "button-queue-problems", count=1)
    fits(he)
    he.taps("晨露餐饮")
    taps(he, "button-approve")
    he.sees(says(he, "已复核通过", "Approved"))
    taps(he, "button-visits")
    taps(he, "button-queue", count=0)
    he.sees(says(he, "没有等复核的核查", "Nothing waits for a review"))
    fits(he)


def test_what_was_sent_back_too_soon_is_taken_back(submitted: Town, language: str) -> None:
    chen, he = phones(submitted, language, "SJ-01", "SJ-04")
    sends_back_ten(he)
    taps(he, "button-take-back")
    chen.sees(says(chen, "退回已撤回", "no longer returned"))
    assert state_of(submitted) == "submitted"
    fits(chen, he)


def test_where_two_must_approve_the_second_one_is_asked(submitted: Town, language: str) -> None:
    with submitted.changing() as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {**profile.body, "review_by_two": True}
        su = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-05")).one()
        uow.session.add(Role(person_id=su, role="supervisor"))
    he, su_phone = phones(submitted, language, "SJ-04", "SJ-05")
    he.sees("017-03")
    he.taps("查看")
    with submitted.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
        begin_round(uow, visit, su)
    # What he has open is the submission before: nothing is approved unseen.
    taps(he, "button-approve-first")
    assert says(he, "有新的提交", "submitted anew") in he.toast()
    taps(he, "button-approve-first")
    su_phone.sees(says(su_phone, "等第二人复核", "waits for a second review"))
    taps(su_phone, "button-look")
    taps(su_phone, "button-approve")
    su_phone.sees(says(su_phone, "已复核通过", "Approved"))
    fits(he, su_phone)


def does_what_was_sent_back(town: Town) -> None:
    """The item's photograph is sent, its sentence rewritten, the result chosen anew, all signed and submitted again."""
    phone = town.phone("SJ-01")
    phone.sees(WHY)
    phone.sends_photo()
    town.works_off_jobs()
    with town.changing() as uow:
        chen = actor(uow, "SJ-01")
        visit_id = uow.session.scalars(select(Visit.visit_id).where(Visit.number == "017-03")).one()
        name = next(each.question.name for each in open_sheet(uow, chen, visit_id).asked if each.question.number == 10)
        findings.note_problem(uow, chen, visit_id, name, "1号冰柜温度计显示14℃，内存鲜肉12公斤")
        conclusions.choose_result(uow, chen, visit_id, "order")
        conclusions.choose_result(uow, chen, visit_id, "guidance")
        conclusions.set_remarks(uow, chen, visit_id, "当场指导")
        concluding_again.confirm_result(uow, chen, visit_id)
        uow.take_events()
    town.works_off_jobs()
    goes_on(phone)
    taps(phone, "button-to-signatures")
    taps(phone, "button-one-sheet")
    phone.sends_photo()
    taps(phone, "button-sheet-done")
    taps(phone, "button-submit")
    town.works_off_jobs()


def test_what_was_changed_is_shown_in_both_versions(submitted: Town, language: str) -> None:
    town = submitted
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    he.sees("017-03")
    he.taps("查看")
    taps(he, "button-return")
    he.types(says(he, "10 温度计照片看不清，请写明品名", "Market 10: name the goods, the photo is not clear"))
    # The reason came with the number, so the last look is shown at once.
    he.sees(says(he, "还没发出", "not sent yet"))
    taps(he, "button-return-more")
    taps(he, "button-return-result", department=says(he, "市场监管", "Market S…"))
    he.types(WHY)
    taps(he, "button-return-send", count=2)
    does_what_was_sent_back(town)
    told = he.sees(says(he, "已重新提交（2项）", "submitted again (2)"))
    rewritten = says(he, "② 责令改正 → ③ 行政指导", "② Order → ③ Guidance")
    assert rewritten in told.text
    assert "内存鲜肉" in told.text
    taps(he, "button-look")
    he.sees(rewritten)
    taps(he, "button-review-changes", count=2)
    he.sees("当场指导")
    taps(he, "button-page-on")
    he.sees("1号冰柜温度计显示14℃，内存鲜肉12公斤")
    taps(he, "button-review-history")
    he.sees(WHY[:10])
    fits(chen, he)
