"""Inspections without a visit: begun at the desk, tied to items, with the same results, record and submission."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from services import arrival_view, desk_checks, plan_choices, seals, signed_sheets
from services.campaign_experts import experts_told
from services.draw_dispatch import dispatch_draw
from services.draw_scope import officers_of, snapshot_of
from services.notice_paper import notice_of
from services.record_paper import record_of
from services.signing import signing_of
from services.visit_words import read_words, words_of
from storage.ledger import links_of
from storage.tables import CampaignPlan, InspectionObject, Person, Task, Visit
from tests.services.paper_words import read, said
from tests.services.test_draws import committed, holds, planned, refused, types
from tests.services.test_record_paper import cells
from tests.services.test_submission import NO_REASON, concludes, does, kinds, refusal, submits


def at_the_desk(district: Any, method: str) -> int:
    """A visit of two departments to which nobody goes, its tasks accepted."""
    visit_id = district.visit()
    with district.act() as uow:
        uow.session.execute(update(Visit).where(Visit.visit_id == visit_id).values(method=method))
        uow.session.execute(update(Task).where(Task.visit_id == visit_id).values(state="accepted"))
    return int(visit_id)


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("written", "书面检查，检查对象未到场"),
        ("online", "网络监测，检查对象未到场"),
        ("third_party", "委托第三方核查"),
    ],
)
def test_it_ends_in_the_same_results_record_and_submission(district: Any, method: str, told: str) -> None:
    visit_id = at_the_desk(district, method)
    for code in ("SJ-01", "XF-01"):
        assert does(district, desk_checks.start_desk, visit_id, code=code)
        assert not does(district, desk_checks.start_desk, visit_id, code=code)
        concludes(district, visit_id, code)
    assert kinds(district, visit_id)[:2] == ["desk", "desk"]
    assert "party" not in kinds(district, visit_id)
    for code in ("SJ-01", "XF-01"):
        step_id = does(district, desk_checks.note_step, visit_id, "营业执照、进货台账", code=code)
        does(district, desk_checks.tie_items, visit_id, step_id, "1、3-4", code=code)
        if method != "online":
            assert "desk" in kinds(district, visit_id)
            does(district, desk_checks.settle_step, visit_id, step_id, "收到全部材料", code=code)
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.close_sheet, visit_id)
    does(district, seals.set_seal, visit_id, "office", "later", NO_REASON)
    assert kinds(district, visit_id) == []
    found = cells(district, visit_id)
    for label in ("被核查单位盖章：", "负责人签字：", "见证人签字："):
        assert told in found[label], label
    text = said(district, lambda uow: record_of(uow, visit_id, "", read))
    assert "（第1、3、4项）：营业执照、进货台账" in text
    assert submits(district, visit_id).is_new
    with district.act() as uow:
        number = uow.session.get_one(Visit, visit_id).number
        links = [each for each in links_of(uow.session, f"visit:{number}") if each["type"] == "section_started"]
        assert [each["body"]["method"] for each in links] == [method, method]
        assert [officer.is_on_site for officer in signing_of(uow, visit_id).officers] == [True] * 4
    assert district.chains_are_whole()


def test_papers_have_a_day_and_what_is_typed_wrongly_is_told(district: Any) -> None:
    visit_id = at_the_desk(district, "written")
    does(district, desk_checks.start_desk, visit_id)
    step_id = does(district, desk_checks.note_step, visit_id, "营业执照")
    with district.act() as uow:
        due = desk_checks.view_desk(uow, district.actor(uow, "SJ-01"), visit_id).steps[0].due_on
    assert due is not None
    assert due >= district.now.date() + timedelta(days=5)
    assert refusal(district, desk_checks.set_due, visit_id, step_id, "2020-01-01") == "DESK_003"
    latest = district.now.date() + timedelta(days=desk_checks.MOST_DAYS)
    late = (latest + timedelta(days=2)).isoformat()
    assert refusal(district, desk_checks.set_due, visit_id, step_id, late) == "DESK_006"
    does(district, desk_checks.set_due, visit_id, step_id, latest.isoformat())
    assert refusal(district, desk_checks.tie_items, visit_id, step_id, "1、99") == "DESK_004"
    assert refusal(district, desk_checks.tie_items, visit_id, step_id, "一些") == "DESK_004"
    assert refusal(district, desk_checks.settle_step, visit_id, step_id, "无") == "DESK_002"
    # A day that has just passed may be an error.
    district.now = district.now.replace(year=district.now.year + 1, month=11, day=27)
    assert refusal(district, desk_checks.set_due, visit_id, step_id, "11.1") == "DAY_001"
    # Another department's step is not to be touched.
    does(district, desk_checks.start_desk, visit_id, code="XF-01")
    assert refusal(district, desk_checks.settle_step, visit_id, step_id, "收到", code="XF-01") == "DESK_005"
    does(district, desk_checks.settle_step, visit_id, step_id, "逾期未交")
    assert refusal(district, desk_checks.settle_step, visit_id, step_id, "收到") == "DESK_005"


def test_what_is_to_be_inspected_on_site_is_not_begun_at_the_desk(district: Any) -> None:
    visit_id = at_the_desk(district, "on_site")
    assert refusal(district, desk_checks.start_desk, visit_id) == "DESK_001"
    with district.act() as uow:
        assert not arrival_view.view_arrival(uow, district.actor(uow, "SJ-01"), visit_id).has_arrived


def chooses(district: Any, of: int, part: str, number: int) -> None:
    with district.act() as uow:
        plan_choices.choose(uow, district.actor(uow, "SJ-04"), of, part, number)


def test_the_campaigns_table_decides_for_each_object_and_caps_are_of_visits_only(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        plan = uow.session.get_one(CampaignPlan, of)
        before = {each.id for each in snapshot_of(uow, plan).exclusions}
        plan.permille = dict.fromkeys("ABCD", 1000)
    chooses(district, of, "methods", plan_choices.METHOD_KEYS.index("B"))
    chooses(district, of, "methods", plan_choices.METHOD_KEYS.index("online_business"))
    with district.act() as uow:
        plan = uow.session.get_one(CampaignPlan, of)
        assert plan.methods == {"B": "written", "online_business": "online"}
        # Whom nobody goes to is not at a cap of visits.
        assert {each.id for each in snapshot_of(uow, plan).exclusions} < before
        never = select(InspectionObject).where(InspectionObject.registration_code == "92500112YB0001115C")
        found = uow.session.scalars(never).one()
        found.flags = [*found.flags, "online_business"]
    draw_id = committed(district, of)
    types(district, draw_id, "SJ-04")
    types(district, draw_id, "SJ-03")
    holds(district, draw_id)
    with district.act() as uow:
        dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
        rows = uow.session.execute(
            select(InspectionObject.risk, InspectionObject.flags, Visit.method)
            .join(Visit, Visit.object_id == InspectionObject.object_id)
            .where(Visit.campaign_id == of)
        ).all()
    methods = {("online" if "online_business" in flags else risk): method for risk, flags, method in rows}
    assert methods["B"] == "written"
    assert methods["online"] == "online"
    assert set(methods.values()) == {"written", "online", "on_site"}


def test_experts_are_named_on_the_papers_and_are_no_officers(district: Any) -> None:
    of = planned(district)
    with district.act() as uow:
        expert = Person(
            code="SJ-E1",
            name={"zh": "专家甲", "en": "Expert A"},
            department_id=uow.session.scalars(select(Person.department_id).where(Person.code == "SJ-01")).one(),
            kind="expert",
            reach="unbound",
            language="zh-CN",
            categories=["电梯"],
        )
        uow.session.add(expert)
        uow.session.flush()
        number = expert.person_id
        officers = len(officers_of(uow, uow.session.get_one(CampaignPlan, of)))
    assert refused(district, "XF-03", plan_choices.choose, of, "experts", number) == "CAMP_002"
    chooses(district, of, "experts", number)
    visit_id = district.starts()
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).campaign_id = of
        visit = uow.session.get_one(Visit, visit_id)
        visit.words = read_words(uow, visit)
        assert experts_told(words_of(uow, visit).experts) == {"experts": "专家甲（专家）"}
        assert len(officers_of(uow, uow.session.get_one(CampaignPlan, of))) == officers
        assert not uow.session.scalars(select(Task).where(Task.person_id == number)).all()
    record = said(district, lambda uow: record_of(uow, visit_id, "", read))
    notice = said(district, lambda uow: notice_of(uow, visit_id, "", read))
    for text in (record, notice):
        assert "专家甲（专家）协助检查，不是执法人员" in text
        assert "协助检查的人员" in text
