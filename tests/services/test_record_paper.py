"""附件1 in every state of its signatures and seals (rule text 四(八)): what stands in which cell."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from rules.signatures import Reason
from services import conclusions, evidence, examination, refusing, seals, signed_sheets, signers
from services.checklists import sheet_of
from services.examination import Found
from services.office_day import today
from services.paper_photos import photo_numbers
from services.record_paper import record_of
from storage.tables import Evidence, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.paper_words import read, said

Step = Callable[[Any, int], None]
PROOF = "签字人员证件与时间"
CELLS = ("被核查单位盖章：", "核查人盖章：", "负责人签字：", "核查人签字：", "见证人签字：", "核查时间：")


def does(district: Any, act: Any, subject: Any, *more: Any, code: str = "SJ-01", **named: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), subject, *more, **named)


@pytest.fixture
def visit_id(district: Any) -> int:
    """A visit whose departments have both confirmed their results."""
    visit_id = district.starts()
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    return int(visit_id)


def cells(district: Any, visit_id: int) -> dict[str, str]:
    """The words of each cell at the form's end, and below the form who signed with which certificate and when."""
    text = said(district, lambda uow: record_of(uow, visit_id, "", read))
    text, _, below = text.partition("附页：照片")[0].partition(PROOF)
    found = {PROOF: below}
    for label, following in zip(CELLS, [*CELLS[1:], ""], strict=True):
        rest = text.partition(label)[2]
        found[label] = rest.partition(following)[0] if following else rest
    return found


def first_section(uow: UnitOfWork, visit_id: int) -> Section:
    chosen = select(Section).where(Section.visit_id == visit_id).order_by(Section.place).limit(1)
    return uow.session.scalars(chosen).one()


def page_arrives(district: Any, visit_id: int, purpose: str = "signature") -> int:
    evidence_id = int(district.photographs("SJ-01", purpose))
    with district.act() as uow:
        evidence.secure(uow, evidence_id, f"{evidence_id:064x}", 1)
        examination.settle(uow, evidence_id, Found("jpeg"))
    return evidence_id


def signs(scope: str) -> Step:
    def signed(district: Any, visit_id: int) -> None:
        does(district, signed_sheets.open_sheet, visit_id, scope)
        does(district, signed_sheets.add_page, visit_id, page_arrives(district, visit_id))
        does(district, signed_sheets.close_sheet, visit_id)

    return signed


def refuses(kind: str, why: Reason, *, who: str = "", witness: str = "王五 13800000000", later: int = 0) -> Step:
    def refused(district: Any, visit_id: int) -> None:
        does(district, refusing.begin_refusal, visit_id, kind)
        if kind == "sign":
            does(district, refusing.declare_read_out, visit_id, is_read_out=True)
        if who:
            does(district, refusing.tell_who, visit_id, who)
        does(district, refusing.tell_why, visit_id, why)
        if later:
            with district.act() as uow:
                day = today(uow) + timedelta(days=later)
            does(district, refusing.promise_later, visit_id, day)
        if witness:
            does(district, signers.name_witness, visit_id, witness)
        else:
            does(district, signers.waive_witness, visit_id, Reason("nobody", None))
        does(district, refusing.confirm_refusal, visit_id)

    return refused


def refused_then_witness_signs(district: Any, visit_id: int) -> None:
    refuses("sign", Reason("disputes", None), who="agent")(district, visit_id)
    does(district, signed_sheets.open_sheet, visit_id, "me")
    does(district, signed_sheets.toggle_tick, visit_id, "witness")
    does(district, signed_sheets.add_page, visit_id, page_arrives(district, visit_id))
    does(district, signed_sheets.close_sheet, visit_id)


def agent_signs(district: Any, visit_id: int) -> None:
    does(district, signers.choose_signer, visit_id, "agent")
    does(district, signers.name_agent, visit_id, "李四")
    does(district, signers.waive_authorisation, visit_id, "口头委托")
    signs("party")(district, visit_id)


def nothing(district: Any, visit_id: int) -> None:
    """Nobody has signed yet."""


TEAM = "执法人员：陈立、周敏、赵岩、吴静。"
ON_PAPER = "见附后签字页照片"
# What was done; what the party's cell begins with and the witness's says.
PARTY_STATES = {
    "open": (nothing, "", ""),
    "person in charge": (signs("all"), f"{ON_PAPER}负责人", ""),
    "agent": (agent_signs, f"李四{ON_PAPER}受委托人，无授权委托书：口头委托", ""),
    "refuses to sign": (
        refuses("sign", Reason("disputes", None), who="legal"),
        f"被核查单位负责人拒绝签字。原因：不认可问题。记录已宣读或交其阅看。{TEAM}见证人：王五。",
        "王五",
    ),
    "refuses to sign, witness signed": (
        refused_then_witness_signs,
        f"被核查单位受委托人拒绝签字。原因：不认可问题。记录已宣读或交其阅看。{TEAM}见证人：王五。",
        f"王五{ON_PAPER}",
    ),
    "refuses the inspection": (
        refuses("inspection", Reason(None, "称已查过。"), who="staff", witness=""),
        f"被核查单位工作人员拒绝接受检查。原因：称已查过。{TEAM}无见证人：现场无其他人。",
        "无见证人：现场无其他人",
    ),
    "not found": (
        refuses("not_found", Reason("vacant", None)),
        f"按登记地址未找到被核查单位。原因：人去楼空。{TEAM}见证人：王五。",
        "王五",
    ),
    "absent, signs later": (
        refuses("absent", Reason("away", None), later=2),
        "被核查单位法定代表人（负责人）无法到达现场。原因：在外地。约定{later}补签。" + TEAM + "见证人：王五。",
        "王五",
    ),
}


@pytest.mark.parametrize("state", PARTY_STATES)
def test_party_and_witness_stand_as_they_answered(district: Any, visit_id: int, state: str) -> None:
    happens, party, witness = PARTY_STATES[state]
    happens(district, visit_id)
    with district.act() as uow:
        on = today(uow)
    later = on + timedelta(days=2)
    found = cells(district, visit_id)
    begins = party.format(later=f"{later.year}年{later.month}月{later.day}日")
    moment = f"{on.year}年{on.month}月{on.day}日"
    assert found["负责人签字："].startswith(begins)
    assert bool(found["负责人签字："]) == bool(begins)
    assert (moment in found[PROOF].partition("核查人签字：")[0]) == bool(begins)
    assert found["见证人签字："] == witness


SEALS = {
    "later": ("later", None, "印章后补"),
    "stamped": ("stamped", None, "已盖章"),
    "none": ("none", "owns_none", "无印章。原因：没有公章"),
    "refused": ("refused", "unwilling", "拒绝盖章。原因：不愿盖章"),
}


@pytest.mark.parametrize("state", SEALS)
def test_the_partys_seal_stands_with_its_reason(district: Any, visit_id: int, state: str) -> None:
    kept, reason, expected = SEALS[state]
    assert cells(district, visit_id)["被核查单位盖章："] == ""
    does(district, seals.set_seal, visit_id, "party", kept, Reason(reason, None))
    assert cells(district, visit_id)["被核查单位盖章："] == expected
    assert cells(district, visit_id)["核查人盖章："] == ""


def test_officers_sign_one_by_one_and_who_was_not_there_does_not_stand(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        absent = select(Task).join(Person, Person.person_id == Task.person_id)
        uow.session.scalars(absent.where(Task.visit_id == visit_id, Person.code == "XF-02")).one().presence = "absent"
    signs("me")(district, visit_id)
    found = cells(district, visit_id)
    assert found["核查人签字："] == f"陈立{ON_PAPER}周敏赵岩"
    assert found[PROOF].startswith("核查人签字：陈立执法证号22000004706")
    assert found[PROOF].endswith("；周敏执法证号22000003321；赵岩执法证号22000002459")


def test_photographs_follow_with_what_they_show(district: Any, visit_id: int) -> None:
    page_arrives(district, visit_id, "scene")
    signs("me")(district, visit_id)
    for purpose in ("refusal", "authorisation", "notice"):
        page_arrives(district, visit_id, purpose)
    # The signed page came second, and stands last.
    assert captions_of(district, visit_id) == ["1现场", "3拒绝、缺席情况", "4授权委托书", "2签字页"]


def captions_of(district: Any, visit_id: int) -> list[str]:
    """The number and caption of each photograph in the annex, without the beginnings of their hashes."""
    annex = said(district, lambda uow: record_of(uow, visit_id, "", read)).partition("附页：照片")[2]
    return [each[:-8] for each in annex.split("照片")[1:]]


def test_a_photograph_keeps_its_number_in_every_print_of_the_visit(district: Any, visit_id: int) -> None:
    served = page_arrives(district, visit_id, "notice")
    first, second, third = (page_arrives(district, visit_id, "scene") for _ in range(3))
    assert captions_of(district, visit_id) == ["2现场", "3现场", "4现场"]
    with district.act() as uow:
        batch = uow.session.get_one(Evidence, second).batch
        rows = uow.session.scalars(select(Evidence).where(Evidence.batch == batch, Evidence.evidence_id != second))
        for row in rows:
            row.batch = f"{batch}:{row.evidence_id}"
    does(district, evidence.withdraw, batch)
    assert captions_of(district, visit_id) == ["2现场", "4现场"]
    signs("me")(district, visit_id)
    assert captions_of(district, visit_id) == ["2现场", "4现场", "5签字页"]
    # What comes after the signature is kept beside the record, and has its number there.
    beside = page_arrives(district, visit_id, "scene")
    assert captions_of(district, visit_id) == ["2现场", "4现场", "5签字页"]
    with district.act() as uow:
        numbers = photo_numbers(uow, uow.session.get_one(Visit, visit_id).number)
    assert [numbers[id_] for id_ in (served, first, second, third, beside)] == ["1", "2", "3", "4", "6"]


def test_a_voice_that_proves_a_refusal_is_named_in_its_cell(district: Any, visit_id: int) -> None:
    evidence_id = page_arrives(district, visit_id, "refusal")
    with district.act() as uow:
        row = uow.session.get_one(Evidence, evidence_id)
        row.kind, sha256 = "voice", row.sha256
    refuses("sign", Reason("disputes", None), who="legal")(district, visit_id)
    cell = cells(district, visit_id)["负责人签字："]
    assert "证明材料：语音" in cell
    assert f"，SHA-256{sha256[:8]}。" in cell.replace(" ", "")


def test_why_a_department_began_although_something_was_missing_is_remarked(district: Any, visit_id: int) -> None:
    with district.act() as uow:
        section = first_section(uow, visit_id)
        section.start_reasons = {"far": "已搬迁，在实际经营地"}
    text = said(district, lambda uow: record_of(uow, visit_id, "", read))
    assert "检查地点离登记地址较远，原因：已搬迁，在实际经营地" in text


def test_a_photograph_is_shown_with_its_item_and_what_was_written_under_it(district: Any, visit_id: int) -> None:
    evidence_id = page_arrives(district, visit_id, "item")
    with district.act() as uow:
        row = uow.session.get_one(Evidence, evidence_id)
        section = first_section(uow, visit_id)
        second = sheet_of(uow, section.section_id).numbered(2)
        row.section_id, row.question, row.caption = section.section_id, second.question.name, "后厨\n门头"
        label = second.question.label["zh"]
    text = said(district, lambda uow: record_of(uow, visit_id, "", read))
    assert f"第2项{label}：后厨门头" in text.partition("附页：照片")[2].replace(" ", "")
