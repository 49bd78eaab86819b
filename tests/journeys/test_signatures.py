"""Signatures, refusals and absences, as people live them."""

from sqlalchemy import delete, select

from sandbox.driver import Town
from storage.tables import Evidence, PointerRow, Signature
from tests.journeys.after_the_checklist import (
    acts_of,
    begins,
    concluded,
    fits,
    goes_on,
    phones,
    says,
    signs_all,
    state_of,
    taps,
)


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
    chen.sees(says(chen, "还没写完", "half written"))
    taps(chen, "button-party-writing")
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
    chen.sends("voice")
    chen.sees(says(chen, "证据：2件", "proof: 2"))
    chen.sees(says(chen, "记录已宣读或交其阅看", "was read out or given to read"))
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
    chen, he = phones(town, language, "SJ-01", "SJ-04")
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
    he.sees(says(he, "无法到场", "could not come"))
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
    chen.sees(chen.word("receipt-reason", reason="对方拒绝检查"))
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
    # A file that proves nothing: the open card says so by itself.
    chen.sends_file(b"<html>", "authorisation.jpg", content_type="image/jpeg")
    town.works_off_jobs()
    apart = chen.word("item-quarantined", count=1)
    assert says(chen, "委托书照片：⏳", "authorisation: ⏳") in chen.sees(apart).text
    chen.sends_photo()
    assert apart not in chen.sees(chen.word("agent-photos", count=1)).text
    taps(chen, "button-agent-signs")
    chen.sends_photo()
    fits(chen)
    taps(chen, "button-sheet-done")
    hub = chen.sees(chen.word("button-one-sheet"))
    assert says(chen, "被核查方：✅ 受委托人", "Inspected party: ✅ agent") in hub.text
    with town.reading() as session:
        purposes = session.scalars(select(Evidence.purpose).order_by(Evidence.evidence_id)).all()
    assert purposes == ["authorisation", "authorisation", "signature"]


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
