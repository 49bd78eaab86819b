"""Submission, its receipt, and the look of the supervisor, as people live them."""

import re

import pytest
from sqlalchemy import select

from handlers.notices import tell
from sandbox.driver import Town
from services import evidence
from storage.tables import Evidence, Notice, Person, Section, Visit
from storage.unit_of_work import UnitOfWork
from tests.journeys.after_the_checklist import (
    NUMBER,
    TEAM,
    acts_of,
    begins,
    concluded,
    fits,
    goes_on,
    phones,
    says,
    sets_seals,
    signs_all,
    state_of,
    taps,
)


def test_a_clean_visit_is_signed_on_one_sheet_and_submitted(town: Town, language: str) -> None:
    concluded(town)
    chen, zhou, zhao, he = phones(town, language, "SJ-01", "SJ-02", "XF-01", "SJ-04")
    for phone in (chen, zhou, zhao):
        goes_on(phone)
        phone.sees("✍️")
    taps(chen, "button-one-sheet")
    chen.does_not_see(chen.word("button-sheet-done"))
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    # All phones of the team show it at once, and the others are asked whether they signed.
    zhao.sees(f"{says(zhao, '陈立', 'Chen Li')} ✅")
    taps(zhou, "button-ticked-mine")
    chen.sees(f"{says(chen, '周敏', 'Zhou Min')} ✅")
    sets_seals(zhao)
    taps(chen, "button-to-summary", left=0)
    town.works_off_jobs()
    fits(chen, zhou, zhao)
    taps(chen, "button-submit")
    receipt = chen.sees("R-")
    assert re.search(r"R-\d{4}-[2-9A-HJKMNP-Z]{4}", receipt.text)
    for phone in (zhou, zhao):
        assert phone.sees("R-").text.split("R-")[1][:9] == receipt.text.split("R-")[1][:9]
    assert chen.card().labels[-1] == (chen.word("button-my-tasks"),)
    assert state_of(town) == "submitted"
    he.sees(he.word("button-look"))
    fits(chen, zhou, zhao, he)
    assert acts_of(town)[-1] in ("submitted", "evidence_secured", "paper_printed")


def test_the_supervisor_looks_at_exceptions_answers_and_pictures(town: Town, language: str) -> None:
    concluded(town, problems=(10,))
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    goes_on(chen)
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-give-reason")
    chen.types("照片随后补交")
    taps(chen, "button-submit-with-reason")
    told = he.sees(he.word("button-look"))
    assert "照片随后补交" in told.text
    taps(he, "button-look")
    he.sees("14℃")
    he.taps(says(he, "市场监管 答案", "Market Supervision"))
    taps(he, "button-page-on")
    assert "⚠️ 10" in he.card().text
    taps(he, "button-back")
    he.taps(says(he, "看照片", "Photos"))
    assert [message.kind for message in he.messages()].count("photo") == 1
    fits(he)
    he.types(says(he, "任务", "tasks"))
    listed = he.card()
    assert "017-03" in listed.text.split("\n")[1]
    fits(he)


def test_the_review_shows_what_must_not_be_missed_and_cuts_the_rest(town: Town, language: str) -> None:
    visit_id = concluded(town, problems=(2, 3, 4, 10, 12, 13))
    [he] = phones(town, language, "SJ-04")
    with town.changing() as uow:
        first, second = uow.session.scalars(select(Section).where(Section.visit_id == visit_id).order_by(Section.place))
        first.start_reasons = {"far": "已搬迁，在实际经营地", "notice": "对方要求马上检查"}
        second.start_reasons = {"officers": "同事在途", "certificate": "同事在途", "window": "同事在途"}
        notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
        notice.state = "refused"
        uow.point(he.number, visit=visit_id, place="review")
    he.types(says(he, "继续", "continue"))
    text = he.card().text
    for gate in ("notice", "officers", "certificate", "window"):
        assert he.word("review-gate-name", gate=gate, distance="") in text
    assert he.word("gate-reason-moved") in text
    assert he.word("review-notice") in text
    assert (
        he.word("review-no-photo", department=says(he, "市场监管", "Market Supervision"), numbers="2, 3, 4, 10, 12 …")
        in text
    )
    assert says(he, "还有6个问题", "6 problems") in text
    fits(he)


def test_a_submission_leaves_the_open_review_where_it_is_and_brings_it_up_to_date(town: Town, language: str) -> None:
    visit_id = concluded(town)
    # In the evening the clock brings the day's digest first.
    town.has_ticked()
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    he.settles()
    with town.changing() as uow:
        uow.point(he.number, visit=visit_id, place="review")
    he.types(says(he, "继续", "continue"))
    review = he.card()
    goes_on(chen)
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-submit")
    he.sees(he.word("button-look"))
    town.works_off_jobs()
    he.settles()
    [open_review] = [message for message in he.messages() if message.message_id == review.message_id]
    assert says(he, "陈立已提交", "by Chen Li") in open_review.text
    taps(he, "button-look")
    assert he.messages()[-1].labels == open_review.labels
    assert review.message_id not in [message.message_id for message in he.messages()]


def test_a_call_for_a_new_signature_goes_once_there_is_one(town: Town, language: str) -> None:
    concluded(town)
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    goes_on(chen)
    taps(chen, "button-one-sheet")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    taps(zhou, "button-ticked-not-mine")
    call = chen.sees(says(chen, "不是本人签的", "is not theirs")).message_id
    goes_on(chen)
    taps(chen, "button-other-officers")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    chen.settles()
    assert call not in [message.message_id for message in chen.messages()]


def test_a_visit_with_gaps_is_submitted_with_a_reason_only(town: Town, language: str) -> None:
    concluded(town, problems=(10,))
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    goes_on(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    chen.does_not_see(chen.word("button-submit"))
    taps(chen, "button-all-gaps", count=8)
    assert len(chen.card().labels) == 7
    taps(chen, "button-page-on")
    taps(chen, "button-page-back")
    taps(chen, "button-gap-item", kind="photo", number=10)
    chen.sends_photo()
    town.works_off_jobs()
    # The colleague's item cannot be mended from here: one sees how far they are.
    goes_on(zhao)
    zhao.taps(says(zhao, "去提交", "To submission"))
    fits(chen, zhao)
    goes_on(chen)
    with town.changing() as uow:
        uow.point(chen.number)
    goes_on(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-give-reason")
    chen.types("x" * 600)
    chen.sees("600")
    chen.types("对方要关门，明天补签")
    chen.sees("对方要关门，明天补签")
    fits(chen)
    taps(chen, "button-submit-with-reason")
    chen.sees("R-")
    with town.reading() as session:
        visit = session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        assert (visit.state, visit.submit_reason) == ("submitted", "对方要关门，明天补签")


def test_only_the_lead_department_closes_a_visit_whose_other_part_is_open(town: Town, language: str) -> None:
    begins(town, filled=("SJ-01",))
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    goes_on(chen)
    taps(chen, "button-to-result")
    taps(chen, "button-confirm-result")
    with town.changing() as uow:
        uow.point(zhao.number, visit=concerned_visit(uow), place="summary")
    goes_on(zhao)
    zhao.does_not_see(zhao.word("button-give-reason"))
    zhao.sees(says(zhao, "由牵头部门提交", "the lead department submits"))
    taps(chen, "button-close-open")
    taps(chen, "button-give-reason")
    chen.types("对方突然关门")
    fits(chen, zhao)
    taps(chen, "button-submit-with-reason")
    chen.sees("R-")
    assert state_of(town) == "submitted"


def concerned_visit(uow: UnitOfWork) -> int:
    return uow.session.scalars(select(Visit.visit_id).where(Visit.number == NUMBER)).one()


def test_the_second_to_submit_is_told_who_was_first_and_nothing_happens_twice(town: Town, language: str) -> None:
    concluded(town)
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    goes_on(chen)
    signs_all(chen)
    goes_on(zhao)
    for phone in (chen, zhao):
        phone.taps(says(phone, "去提交", "To submission"))
    town.works_off_jobs()
    chen.settles()
    zhao.settles()
    pressed = [(phone, phone.sees(phone.word("button-submit"))) for phone in (chen, zhao)]
    # Both press at the same moment, while the bot is away.
    town.stop()
    for phone, card in pressed:
        phone.presses(card.message_id, card.labels.index((phone.word("button-submit"),)), 0, is_awaited=False)
    town.start()
    chen.sees("R-")
    zhao.sees(says(zhao, "由陈立提交", "by Chen Li"))
    assert acts_of(town).count("submitted") == 1
    # Whatever was open before is locked now.
    goes_on(chen)
    chen.sees(chen.word("button-my-tasks"))
    fits(chen, zhao)


def test_a_photograph_lost_after_submission_is_asked_for_and_sent_again(town: Town, language: str) -> None:
    concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    signs_all(chen)
    town.works_off_jobs()
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-submit")
    chen.sees(says(chen, "1张全部已固定", "📷 1 · all secured"))
    with town.changing() as uow:
        row = uow.session.scalars(select(Evidence)).one()
        row.state = "received"
        uow.session.flush()
        evidence.lose(uow, row.evidence_id, "gone")
        tell(uow)
    taps(chen, "button-send-now")
    chen.sends_photo()
    chen.sees(says(chen, "没有缺的了", "no photo is missing"))
    town.works_off_jobs()
    chen.sees(says(chen, "1张全部已固定", "📷 1 · all secured"))
    with town.reading() as session:
        found = session.scalars(select(Evidence).order_by(Evidence.evidence_id)).all()
        assert [(row.state, row.purpose, row.withdrawn_at is None) for row in found] == [
            ("lost", "signature", False),
            ("secured", "signature", True),
        ]
    assert "evidence_replaced" in acts_of(town)
    fits(chen)


@pytest.mark.parametrize("code", TEAM)
def test_every_member_of_the_team_can_submit_a_complete_visit(town: Town, code: str) -> None:
    concluded(town)
    [chen] = phones(town, "zh-CN", "SJ-01")
    goes_on(chen)
    signs_all(chen)
    [phone] = phones(town, "zh-CN", code)
    goes_on(phone)
    phone.taps("去提交")
    taps(phone, "button-submit")
    phone.sees("R-")
    with town.reading() as session:
        by = select(Person.code).join(Visit, Visit.submitted_by == Person.person_id).where(Visit.number == NUMBER)
        assert session.scalars(by).one() == code


def test_a_refusal_and_a_submission_are_kept_alike_on_each_kind_of_database(town_anywhere: Town) -> None:
    town = town_anywhere
    concluded(town)
    chen, he = phones(town, "zh-CN", "SJ-01", "SJ-04")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-not-found")
    taps(chen, "button-why")
    chen.taps("人去楼空")
    taps(chen, "button-witness")
    chen.types("李某 13900001234")
    taps(chen, "button-back")
    taps(chen, "button-confirm-refusal", kind="not_found")
    taps(chen, "button-one-sheet")
    taps(chen, "button-tick-witness")
    chen.sends_photo()
    town.works_off_jobs()
    taps(chen, "button-sheet-done")
    sets_seals(chen)
    chen.taps("去提交")
    taps(chen, "button-submit")
    chen.sees("R-")
    he.sees("查无下落")
    taps(he, "button-look")
    he.types("任务")
    he.sees("017-03 晨露餐饮 · 🔎")
    assert "submitted" in acts_of(town)
