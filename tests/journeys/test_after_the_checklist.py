"""A visit after its checklist, as people live it: result, signatures, refusal, submission, the supervisor's look."""

import re
import unicodedata
from collections.abc import Collection

import pytest
from sqlalchemy import delete, select

from handlers.notices import tell
from sandbox.driver import Phone, Town
from sandbox.screen import Shown
from services import answering, conclusions, evidence, findings
from services.access import Actor, actor_by_id
from services.checklists import open_sheet
from storage.ledger import faults_of, links_of
from storage.tables import Evidence, Person, PointerRow, Section, Signature, Task, Visit
from storage.unit_of_work import UnitOfWork

NUMBER = "017-03"
TEAM = ("SJ-01", "SJ-02", "XF-01", "XF-02")
# Full-width characters (zh) and characters (en) that fit on a button, by how many stand in the row.
WIDTHS = {1: (16, 32), 2: (8, 16), 3: (5, 9), 4: (2, 4)}


def begins(town: Town, *, filled: Collection[str], problems: Collection[int] = ()) -> int:
    """Put the visit where its checklists are walked, those of some officers filled in; problems in the first's."""
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        visit.state, visit.started_at = "running", uow.now
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
            section.state, section.started_at = "running", uow.now
        for task in uow.session.scalars(select(Task).where(Task.visit_id == visit.visit_id)):
            task.state, task.presence, task.present_at = "accepted", "own_phone", uow.now
        for place, code in enumerate(filled):
            fills(uow, actor(uow, code), visit.visit_id, problems if place == 0 else ())
        uow.take_events()
        return visit.visit_id


def fills(uow: UnitOfWork, who: Actor, visit_id: int, problems: Collection[int]) -> None:
    for question in open_sheet(uow, who, visit_id).checklist.asked:
        value = {"integer": "2", "text": "演示", "photo": "1"}.get(question.kind, question.complies)
        is_problem = question.number in problems
        answered = question.problem if is_problem else value
        assert answered is not None
        answering.answer(uow, who, visit_id, question.name, answered)
        if is_problem:
            findings.note_problem(uow, who, visit_id, question.name, "1号冰柜温度计显示14℃")
            findings.tell_how(uow, who, visit_id, question.name, "site")


def concluded(town: Town, *, problems: Collection[int] = ()) -> int:
    """Put the visit where both departments have confirmed their results."""
    visit_id = begins(town, filled=("SJ-01", "XF-01"), problems=problems)
    with town.changing() as uow:
        for code in ("SJ-01", "XF-01"):
            who = actor(uow, code)
            if problems and code == "SJ-01":
                conclusions.choose_result(uow, who, visit_id, "order")
            conclusions.conclude_section(uow, who, visit_id)
        uow.take_events()
    return visit_id


def actor(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def phones(town: Town, language: str, *codes: str) -> list[Phone]:
    found = [town.phone(code) for code in codes]
    for phone in found:
        phone.speaks(language)
    return found


def says(phone: Phone, zh: str, en: str) -> str:
    return en if phone.word("button-back") == "‹ Back" else zh


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def on_card(phone: Phone, words: str) -> Shown:
    """The newest message with these words, which the team's cards show in both languages."""
    return phone.sees(words)


def goes_on(phone: Phone) -> None:
    phone.types(says(phone, "继续", "continue"))


def state_of(town: Town) -> str:
    with town.reading() as session:
        return session.scalars(select(Visit.state).where(Visit.number == NUMBER)).one()


def acts_of(town: Town) -> list[str]:
    with town.reading() as session:
        links = list(links_of(session, f"visit:{NUMBER}"))
    assert not list(faults_of(links))
    return [link["type"] for link in links]


def width(label: str) -> float:
    """Count as the client draws: a full-width sign one, a box or an emoji one and a half, ASCII a half."""
    wide = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in label)
    return wide + sum(1.0 for sign in label if sign in "☐☑")


def fits(*people: Phone) -> None:
    """Every card on the phones keeps the limits of lines, rows and labels."""
    for phone in people:
        is_english = phone.word("button-back") == "‹ Back"
        for message in phone.messages():
            assert len(message.labels) <= 8, message
            assert message.is_mine or len(message.text.split("\n")) <= 12, message
            for row in message.labels:
                zh, en = WIDTHS[len(row)]
                for label in row:
                    assert (len(label) <= en) if is_english else (width(label) <= zh), f"{label!r} is cut"


def signs_all(phone: Phone) -> None:
    """From the hub: one sheet, one photograph, both seals."""
    taps(phone, "button-one-sheet")
    phone.sends_photo()
    taps(phone, "button-sheet-done")
    sets_seals(phone)


def sets_seals(phone: Phone) -> None:
    taps(phone, "button-seals")
    taps(phone, "button-seal-party-later")
    taps(phone, "button-seal-office-later")
    taps(phone, "button-back")


def test_a_result_is_chosen_under_the_rules_and_remarks_go_with_it(town: Town, language: str) -> None:
    begins(town, filled=("SJ-01",), problems=(10,))
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-to-result")
    chen.taps("①")
    assert "10" in chen.toast()
    taps(chen, "button-confirm-result")
    assert chen.toast() == says(
        chen, "还没有选检查结果。先选一项，再确认。", "No result is chosen yet. Choose one first."
    )
    chen.taps("②")
    chen.taps("③")
    assert [label[0] for row in chen.card().labels[1:3] for label in row] == ["☑", "☑", "☐", "☐"]
    taps(chen, "button-remarks")
    chen.types("店长全程在场")
    chen.sees("店长全程在场")
    fits(chen)
    taps(chen, "button-confirm-result")
    chen.sees(chen.word("button-nudge"))
    with town.reading() as session:
        section = session.scalars(select(Section).where(Section.place == 1, Section.state == "concluded")).one()
        assert (section.results, section.remarks) == (["order", "guidance"], "店长全程在场")
    fits(chen)


def test_what_is_missing_stands_in_the_place_of_the_confirm_button_and_leads_there(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    [chen] = phones(town, language, "SJ-01")
    with town.changing() as uow:
        names = [q.name for q in open_sheet(uow, actor(uow, "SJ-01"), visit_id).checklist.asked]
        answering.comply_rest(uow, actor(uow, "SJ-01"), visit_id, names[:-1])
        uow.point(chen.number, visit=visit_id, place="result")
    goes_on(chen)
    chen.does_not_see(chen.word("button-confirm-result"))
    taps(chen, "button-gap-item", kind="answer", number=20)
    assert re.search("20", chen.card().text)
    fits(chen)


def test_the_other_department_is_reminded_and_told_when_one_is_done(town: Town, language: str) -> None:
    begins(town, filled=("SJ-01", "XF-01"))
    chen, zhou, zhao = phones(town, language, "SJ-01", "SJ-02", "XF-01")
    for phone in (chen, zhou, zhao):
        goes_on(phone)
    taps(chen, "button-to-result")
    taps(chen, "button-confirm-result")
    # The colleague of the same department is led on; the other department gets a new message.
    zhou.sees(zhou.word("button-nudge"))
    zhao.sees("✅ 017-03")
    taps(zhou, "button-nudge")
    assert zhou.toast() == zhou.word("nudged")
    taps(zhou, "button-nudge")
    assert "15" in zhou.toast()
    zhao.sees("⏳ 017-03")
    taps(chen, "button-watch")
    chen.sees("12/12")
    taps(chen, "button-back")
    zhao.taps(zhao.word("button-continue"))
    taps(zhao, "button-to-result")
    taps(zhao, "button-confirm-result")
    zhao.sees("✍️")
    # The wait of the others turns into the way to the signatures.
    chen.sees(chen.word("told-concluded-all"))
    taps(chen, "button-to-signatures")
    chen.sees("✍️")
    fits(chen, zhou, zhao)


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
    assert acts_of(town)[-1] in ("submitted", "evidence_secured")


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


def test_a_refusal_to_sign_is_written_down_step_by_step_and_told_at_once(town: Town, language: str) -> None:
    concluded(town)
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-refuses")
    taps(chen, "button-confirm-refusal", kind="sign")
    assert chen.toast() == says(
        chen,
        "还差：宣读或阅看、谁拒绝、原因、见证人",
        "Still missing: read out or shown, who, why, witness",
    )
    chen.taps(chen.word("button-read-out"))
    taps(chen, "button-who")
    chen.taps(says(chen, "负责人", "Person in charge"))
    taps(chen, "button-why")
    chen.types("说要等律师看过再签")
    with town.changing() as uow:
        uow.session.execute(delete(PointerRow))  # the place is lost, what was written down is not
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-refuses")
    chen.sees("说要等律师看过再签")
    taps(chen, "button-witness")
    chen.types("周敏 13900001234")
    chen.sees(says(chen, "见证人不能是本组执法人员", "cannot be an officer of this team"))
    chen.types("李某 139")
    chen.sees("⚠️")
    chen.types("李某 13900001234")
    chen.sees("李某 ···· 1234")
    taps(chen, "button-back")
    chen.sends_photo()
    he.does_not_see("⚠️ 017-03")
    taps(chen, "button-confirm-refusal", kind="sign")
    told = he.sees(says(he, "拒绝签字", "refused to sign"))
    assert "李某" not in told.text
    chen.sees(chen.word("button-party-now"))
    fits(chen, he)
    # Until submission it can still be turned into a signature.
    taps(chen, "button-party-now")
    taps(chen, "button-legal")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    he.sees("↩️ 017-03")
    assert chen.card().labels[0] != (chen.word("button-party-now"),)
    with town.reading() as session:
        ways = session.execute(
            select(Signature.way, Signature.state).where(Signature.role == "party").order_by(Signature.signature_id)
        ).all()
    assert [tuple(row) for row in ways] == [("refused", "void"), ("paper", "standing")]
    fits(chen, he)


def test_an_absence_takes_a_reason_a_day_and_no_witness(town: Town, language: str) -> None:
    concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-absent")
    taps(chen, "button-why")
    chen.taps(says(chen, "生病", "Ill"))
    taps(chen, "button-later-day")
    chen.types("改天吧")
    chen.sees(says(chen, "没看懂日期", "That is no day"))
    chen.types("2020-01-01")
    chen.sees(says(chen, "今天之后", "after today"))
    chen.types(says(chen, "后天", "2099-01-31"))
    taps(chen, "button-witness")
    taps(chen, "button-no-witness")
    chen.taps(says(chen, "现场无其他人", "Nobody else here"))
    fits(chen)
    taps(chen, "button-confirm-refusal", kind="absent")
    hub = chen.sees(chen.word("button-party-now"))
    assert says(chen, "无（现场无其他人）", "none (Nobody else here)") in hub.text
    with town.reading() as session:
        row = session.scalars(select(Signature).where(Signature.role == "party")).one()
        assert (row.way, row.kind, row.reason_kind, row.later_on is not None) == ("absent", "absent", "ill", True)


def test_a_refused_inspection_is_closed_by_the_lead_department_with_its_checklists_open(
    town: Town, language: str
) -> None:
    begins(town, filled=())
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    goes_on(chen)
    taps(chen, "button-overview")
    taps(chen, "button-visit-card")
    fits(chen)
    taps(chen, "button-sign-or-refused")
    taps(chen, "button-party")
    taps(chen, "button-refuses-inspection")
    taps(chen, "button-who")
    chen.taps(says(chen, "工作人员", "Staff member"))
    taps(chen, "button-why")
    chen.taps(says(chen, "不让进入现场", "Denies entry"))
    taps(chen, "button-witness")
    taps(chen, "button-no-witness")
    chen.types("门口无人")
    taps(chen, "button-confirm-refusal", kind="inspection")
    he.sees(says(he, "拒绝检查", "refused the inspection"))
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-give-reason")
    chen.types("对方拒绝检查")
    fits(chen, he)
    taps(chen, "button-submit-with-reason")
    he.sees(says(he, "有缺项提交：对方拒绝检查", "Submitted with gaps: 对方拒绝检查"))
    assert state_of(town) == "submitted"


def test_an_agent_signs_with_a_name_and_an_authorisation(town: Town, language: str) -> None:
    concluded(town)
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-party")
    taps(chen, "button-agent")
    chen.types("12345")
    chen.sees(says(chen, "请只发姓名", "Send the name only"))
    chen.types("王某")
    chen.does_not_see(chen.word("button-agent-signs"))
    chen.sends_photo()
    taps(chen, "button-agent-signs")
    chen.sends_photo()
    fits(chen)
    taps(chen, "button-sheet-done")
    hub = chen.sees(chen.word("button-one-sheet"))
    assert says(chen, "被核查方：✅ 受委托人", "Inspected party: ✅ agent") in hub.text
    with town.reading() as session:
        purposes = session.scalars(select(Evidence.purpose).order_by(Evidence.evidence_id)).all()
    assert purposes == ["authorisation", "signature"]


def test_an_officer_denies_a_signature_and_signs_on_a_page_of_their_own(town: Town, language: str) -> None:
    concluded(town)
    chen, wu = phones(town, language, "SJ-01", "XF-02")
    goes_on(chen)
    taps(chen, "button-other-officers")
    chen.taps(says(chen, "赵岩", "Zhao Yan"))
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    assert chen.toast() == chen.word("sheet-closed", count=2)
    taps(wu, "button-ticked-not-mine")
    chen.sees(says(chen, "不是本人签的", "not theirs"))
    goes_on(wu)
    taps(wu, "button-me")
    wu.sends_photo()
    taps(wu, "button-sheet-done")
    assert wu.toast() == wu.word("sheet-closed", count=1)
    hub = wu.sees(wu.word("button-other-officers"))
    assert f"{says(wu, '赵岩', 'Zhao Yan')} ⏳" in hub.text
    assert f"{says(wu, '吴静', 'Wu Jing')} ✅" in hub.text
    fits(chen, wu)


def test_changing_a_signed_result_is_warned_of_and_asks_for_new_signatures(town: Town, language: str) -> None:
    concluded(town)
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    for phone in (chen, zhao):
        goes_on(phone)
    signs_all(chen)
    taps(chen, "button-back")
    taps(chen, "button-reopen")
    taps(chen, "button-reopen-not")
    taps(chen, "button-reopen")
    fits(chen)
    taps(chen, "button-reopen-reset")
    assert "5" in chen.toast()
    zhao.sees("↩️ 017-03")
    taps(chen, "button-confirm-result")
    hub = chen.sees(chen.word("button-one-sheet"))
    assert "✅" not in hub.text
    assert "signatures_voided" in acts_of(town)
    fits(chen, zhao)


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
    chen.sees(says(chen, "1张全部已固定", "all 1 secured"))
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
    chen.sees(says(chen, "1张全部已固定", "all 1 secured"))
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
    he.sees("017-03 晨露餐饮 · ✅")
    assert "submitted" in acts_of(town)
