"""An ordered clue is followed up on site and closed with what was seen there, each of its people on their own phone."""

from datetime import timedelta

from sqlalchemy import select

from sandbox.camera import picture
from sandbox.driver import Phone, Town
from services import answering, clue_acts, conclusions, reviewing
from services.checklists import begin_form, open_sheet
from services.office_day import today
from services.review_rounds import begin_round
from storage.tables import Clue, Section, Task, Visit
from tests.journeys.after_the_checklist import actor, acts_of, begins, fits, goes_on, phones, says, signs_all, taps
from tests.services.conftest import VALUES

# The first is called off.
FOLLOW_UP = "F2-01"
# The photograph that proves the problem.
PROBLEM = picture()


def ordered(town: Town) -> None:
    """Put item 10, with its photograph, where its rectification is ordered by a day."""
    (chen,) = phones(town, "zh-CN", "SJ-01")
    visit_id = begins(town, filled=("SJ-01", "XF-01"), problems=(10,))
    goes_on(chen)
    chen.sends_photo(PROBLEM, caption="10")
    town.works_off_jobs()
    with town.changing() as uow:
        conclusions.choose_result(uow, actor(uow, "SJ-01"), visit_id, "order")
        for code in ("SJ-01", "XF-01"):
            conclusions.conclude_section(uow, actor(uow, code), visit_id)
        visit = uow.session.get_one(Visit, visit_id)
        visit.state, visit.submitted_at, visit.submitted_by = "submitted", uow.now, actor(uow, "SJ-01").person_id
        visit.receipt = "R-0101-AAAA"
        begin_round(uow, visit, visit.submitted_by)
        uow.session.flush()
        reviewing.approve(uow, actor(uow, "SJ-04"), visit_id)
        clue_id = uow.session.scalars(select(Clue.clue_id)).one()
        clue_acts.order_rectified(uow, actor(uow, "SJ-03"), clue_id, today(uow) + timedelta(days=30))
        uow.take_events()


def sends_again(lead: Phone) -> None:
    """From the clue's card: those who were there, today."""
    taps(lead, "button-follow-up")
    lead.types(says(lead, "今天", "today"))
    taps(lead, "button-follow-up-send")


def arrives(town: Town, number: str = FOLLOW_UP) -> None:
    """Put the follow-up where its checklist is walked, all but item 10 filled in."""
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
        visit.state, visit.started_at = "running", uow.now
        section = uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)).one()
        section.state, section.started_at = "running", uow.now
        begin_form(uow, section.section_id)
        for task in uow.session.scalars(select(Task).where(Task.visit_id == visit.visit_id)):
            task.state, task.presence, task.present_at = "accepted", "own_phone", uow.now
        chen = actor(uow, "SJ-01")
        for state in open_sheet(uow, chen, visit.visit_id).asked:
            if state.question.number != 10:
                value = VALUES.get(state.question.kind, state.question.complies)
                assert value is not None
                answering.answer(uow, chen, visit.visit_id, state.question.name, value)
        uow.take_events()


def test_an_ordered_clue_is_followed_up_and_closed_with_the_new_photographs(town: Town, language: str) -> None:
    ordered(town)
    chen, li, lead, he = phones(town, language, "SJ-01", "SJ-02", "SJ-03", "SJ-04")
    lead.types(says(lead, "线索", "clues"))
    lead.taps("017-03")
    taps(lead, "button-follow-up")
    lead.sees(says(lead, "2名，至少2名", "2, at least 2"))
    # A day of another year stands with it.
    with town.changing() as uow:
        year = today(uow).year + 1
    lead.types(f"{year}-01-01")
    lead.sees(says(lead, f"{year}年1月1日", f"1\u00a0Jan\u00a0{year}"))
    lead.types(says(lead, "今天", "today"))
    # What is chosen stands in the tables, whatever becomes of the bot.
    town.restart()
    taps(lead, "button-follow-up-send")
    lead.sees(says(lead, "复查 F1-01", "Follow-up F1-01"))
    taps(lead, "button-follow-up-off")
    lead.types("当事人歇业")
    chen.sees(says(chen, "复查已撤销。理由：当事人歇业", "the follow-up is called off. Reason: 当事人歇业"))
    sends_again(lead)
    for officer in (chen, li):
        officer.sees(FOLLOW_UP)
        officer.sees(says(officer, "复查线索 017-03-X1（不经抽取）", "Follow-up of clue 017-03-X1 (no draw)"))
    taps(chen, "button-draw")
    chen.sees(says(chen, "针对线索复查，不经抽取", "No draw: the clue's owner"))
    taps(chen, "button-back")
    taps(chen, "button-accept")
    taps(li, "button-accept")
    arrives(town)
    goes_on(chen)
    chen.sees(says(chen, "🔁", "🔁"))
    chen.types("10")
    chen.sees(says(chen, "复查 017-03-X1", "Follow-up of 017-03-X1"))
    taps(chen, "button-earlier", count=1)
    chen.sees("SHA-256")
    chen.taps(says(chen, "符合", "Complies"))
    chen.sends_photo(caption="10")
    town.works_off_jobs()
    chen.settles()
    taps(chen, "button-confirm-result")
    town.works_off_jobs()
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-submit")
    he.sees(FOLLOW_UP)
    he.taps(he.word("button-look"))
    he.sees(says(he, "复查 017-03-X1　第10项", "Follow-up of 017-03-X1, item 10"))
    taps(he, "button-earlier", count=1)
    he.sees("SHA-256")
    taps(he, "button-approve")
    lead.sees(says(lead, f"复查 {FOLLOW_UP} 已改正", f"rectified, says follow-up {FOLLOW_UP}"))
    taps(lead, "button-look")
    # Its day is another now, and is called what it is.
    card = lead.sees(says(lead, "复查已改正，待办结", "Followed up and rectified: to be closed"))
    assert says(lead, "办结期限", "close by") in card.text
    assert says(lead, "已责令限期改正", "Rectification ordered") not in card.text
    taps(lead, "button-follow-up-proven", count=1)
    lead.sees(says(lead, f"✅ 已办结：复查已改正（{FOLLOW_UP}）", f"✅ Closed: rectified, follow-up {FOLLOW_UP}"))
    told = [act for act in acts_of(town) if act.startswith("clue_")]
    assert told[-4:] == ["clue_follow_up_sent", "clue_followed_up", "clue_proven", "clue_closed"]
    fits(chen, li, lead, he)


def test_a_clue_that_is_not_rectified_goes_on_to_another_department(town: Town, language: str) -> None:
    ordered(town)
    chen, lead, other, he = phones(town, language, "SJ-01", "SJ-03", "XF-03", "SJ-04")
    lead.types(says(lead, "线索", "clues"))
    lead.taps("017-03")
    sends_again(lead)
    taps(chen, "button-accept")
    arrives(town, "F1-01")
    goes_on(chen)
    # What the visit is about comes first on every page that does not lead there anyway.
    again = (chen.word("button-followed-first", number=10),)
    taps(chen, "button-page-on")
    assert chen.card().labels[0] == again
    chen.taps(again[0])
    chen.sees(says(chen, "复查 017-03-X1", "Follow-up of 017-03-X1"))
    chen.types(says(chen, "10 否 仍显示12℃", "10 no still 12 °C"))
    taps(chen, "button-how-site")
    chen.sends_photo()
    town.works_off_jobs()
    chen.types("11")
    chen.types("12")
    chen.taps("②")
    taps(chen, "button-confirm-result")
    town.works_off_jobs()
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-submit")
    he.sees("F1-01")
    he.taps(he.word("button-look"))
    taps(he, "button-approve")
    lead.sees(says(lead, "复查 F1-01 仍未改正", "not rectified, says follow-up F1-01"))
    taps(lead, "button-look")
    card = lead.sees(says(lead, "未改正，请重新选办法", "not rectified, choose a way anew"))
    assert says(lead, "待处理", "To decide") in card.text
    assert lead.word("button-follow-up-proven", count=1) not in str(card.labels)
    taps(lead, "button-clue-offer")
    lead.taps(says(lead, "消防", "Fire"))
    taps(lead, "button-clue-hand")
    town.works_off_jobs()
    other.settles()
    taps(other, "button-look")
    taps(other, "button-clue-accept")
    # Whose it is now has it looked at again: by its own officers, with both photographs from before.
    taps(other, "button-clue-unit")
    other.types(says(other, "防火科 演示", "Fire prevention"))
    other.sees(other.word("button-follow-up"))
    other.sends_photo()
    town.works_off_jobs()
    taps(other, "button-clue-close")
    other.types(says(other, "已立案，案号 2026-7", "A case was opened, no. 2026-7"))
    other.sees(says(other, "✅ 已办结", "✅ Closed"))
    told = [act for act in acts_of(town) if act.startswith("clue_")]
    assert told[2:] == [
        *("clue_follow_up_sent", "clue_still_stands", "clue_offered"),
        *("clue_accepted", "clue_to_unit", "clue_closed"),
    ]
    with town.reading() as session:
        # No second clue is opened for the same problem.
        assert [clue.state for clue in session.scalars(select(Clue))] == ["closed"]
    fits(chen, lead, other, he)


def test_the_photograph_of_the_problem_closes_a_clue_only_with_a_reason(town: Town, language: str) -> None:
    ordered(town)
    (lead,) = phones(town, language, "SJ-03")
    lead.types(says(lead, "线索", "clues"))
    lead.taps("017-03")
    lead.sends_photo(PROBLEM)
    lead.sends_file(b"rectified", "note.txt", content_type="text/plain")
    town.works_off_jobs()
    goes_on(lead)
    lead.types(says(lead, "线索", "clues"))
    lead.taps("017-03")
    card = lead.sees(says(lead, "1件检查时就有，1件不是照片", "1 there before, 1 no photo"))
    assert lead.word("button-clue-close") not in [label for row in card.labels for label in row]
    taps(lead, "button-clue-same")
    lead.sees(says(lead, "证明不了已改正", "they prove no end"))
    lead.types(says(lead, "设备已拆除", "The fridge is gone"))
    lead.sees(says(lead, "✅ 已办结：仍用旧照片办结：设备已拆除", "✅ Closed: with the old photos: The fridge is gone"))
    fits(lead)
