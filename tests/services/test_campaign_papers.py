"""The papers of a campaign from its rows: scheme, minute, public lists; what is missing is blank; who may have them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from forms.papers.composing import Filled
from rules.refusals import Refused
from services import recusals
from services.access import Actor
from services.campaigns import campaign_page, has_campaigns
from services.minute_paper import minute_of
from services.office_day import today
from services.papers import ask_paper
from services.publication_paper import publication_of
from services.scheme_paper import scheme_of
from storage.files import FileStore
from storage.tables import Campaign, Job, LedgerLink, Notice, Reserve, Role, Task, Visit
from storage.unit_of_work import UnitOfWork, reading
from tests.services.paper_words import said
from tests.services.publications_made import Publisher

OF: dict[str, Callable[[UnitOfWork, int], Filled]] = {
    "scheme": scheme_of,
    "minute": minute_of,
    "publication": publication_of,
}
REQUIRED = ("牵头部门", "参与部门", "抽查对象", "抽查事项", "抽查范围", "抽查内容", "检查时间节点", "相关要求")


def campaign_id(district: Any) -> int:
    with reading(district.database) as session:
        return session.scalars(select(Campaign.campaign_id).where(Campaign.number == "017")).one()


def text(district: Any, paper: str) -> str:
    return said(district, lambda uow: OF[paper](uow, campaign_id(district)))


def day(district: Any, days: int) -> str:
    with district.act() as uow:
        on = today(uow) + timedelta(days=days)
    return f"{on.year}年{on.month}月{on.day}日"


def test_the_scheme_has_every_content_that_the_rule_text_asks_for_from_the_campaigns_rows(district: Any) -> None:
    scheme = text(district, "scheme")
    places = [scheme.find(label) for label in REQUIRED]
    assert -1 not in places
    assert places == sorted(places)
    for expected in (
        "餐饮安全联合抽查牵头部门区市场监管局参与部门区消防救援支队",
        "共8户，名单见后。风险等级：B级5户、C级2户、D级1户。",
        "3、区市场监管局：餐饮服务食品安全监督检查",
        "5、区消防救援支队：单位履行法定消防安全职责情况的监督抽查",
        "抽查范围渝北区（演示）企业、个体工商户",
        "抽查内容区市场监管局：餐饮服务检查表，20项区消防救援支队：消防安全检查表，12项",
        f"实地核查：{day(district, -3)}至{day(district, 10)}。公示检查结果：检查结束后20个工作日内。",
        "检查方式现场检查、网络检查、书面检查",
        "017-03区市场监管局陈立22000004706023-00001001",
    ):
        assert expected in scheme


def test_what_nobody_entered_is_a_blank_in_the_scheme(district: Any) -> None:
    scheme = text(district, "scheme")
    assert "相关要求检查方式" in scheme
    assert "检查工作保障抽查对象名单" in scheme
    assert scheme.endswith("批准人：批准日期：")


def test_route_and_timetable_follow_the_planned_days_and_say_where_there_is_none(district: Any) -> None:
    with district.act() as uow:
        visit = select(Visit.visit_id).where(Visit.number == "017-01")
        uow.session.scalars(select(Notice).where(Notice.visit_id.in_(visit))).one().planned_on = None
    scheme = text(district, "scheme")
    route, _, timetable = scheme.partition("路线图")[2].partition("时间表")
    assert route.index("017-031（演示）渝北晨露餐饮") < route.index("017-052") < route.index("017-043")
    assert "017-01（演示）渝北渝味小面" in route
    assert f"{day(district, 0)}017-03对（演示）渝北晨露餐饮实施实地核查" in timetable
    assert f"{day(district, 10)}前，日期待定017-01" in timetable


def replaces_chen(district: Any) -> None:
    with district.act() as uow:
        chen = district.actor(uow, "SJ-01")
        recusals.draft_reason(uow, chen, district.visit(), "与经营者有亲属关系")
        recusals.ask_recusal(uow, chen, district.visit(), is_handover=False)
        asked = select(Task.task_id).where(Task.visit_id == district.visit(), Task.person_id == chen.person_id)
        task_id = uow.session.scalars(asked).one()
        recusals.decide_recusal(uow, district.actor(uow, "SJ-04"), task_id, is_granted=True)


def test_a_replaced_officer_leaves_the_scheme_and_stays_in_the_minute(district: Any) -> None:
    replaces_chen(district)
    assert "017-03区市场监管局陈立" not in text(district, "scheme")
    assert "017-03区市场监管局冯雪" in text(district, "scheme")
    minute = text(district, "minute")
    assert "晨露餐饮区市场监管局陈立抽中，已更换晨露餐饮区市场监管局冯雪候补递补晨露餐饮区市场监管局周敏抽中" in minute
    assert "晨露餐饮区市场监管局候补2人未递补" in minute


def test_a_seat_that_nobody_is_left_to_fill_is_named_in_the_minute(district: Any) -> None:
    with district.act() as uow:
        for reserve in uow.session.scalars(select(Reserve).where(Reserve.visit_id == district.visit())):
            uow.session.delete(reserve)
    replaces_chen(district)
    assert "晨露餐饮区市场监管局陈立抽中，已退出，席位空缺" in text(district, "minute")


def test_the_minute_of_an_imported_draw_says_so_and_promises_no_recomputation(district: Any) -> None:
    minute = text(district, "minute")
    with reading(district.database) as session:
        imported = session.scalars(select(LedgerLink).where(LedgerLink.type == "campaign_imported")).one()
    assert "抽取编号demo抽取时间抽取地点牵头部门区市场监管局抽取规则不在本系统抽取" in minute
    assert "事先公布随机数来源名录库抽查比例备注" in minute
    assert f"文件campaign.toml，SHA-256：{imported.body['source_sha256']}。" in minute
    assert "不能据此重新计算" in minute
    assert "任何人可以用公布的名单" not in minute
    assert "渝味小面区市场监管局候补3人未递补" in minute
    assert "许衡" not in minute.partition("渝味小面区市场监管局")[2].partition("江畔火锅")[0]


def test_a_draw_of_which_no_number_is_registered_leaves_its_number_blank(district: Any) -> None:
    with district.act() as uow:
        uow.session.get_one(Campaign, campaign_id(district)).draw_id = None
    assert "抽取编号抽取时间" in text(district, "minute")


def test_the_public_lists_name_objects_first_and_results_only_once_they_are_public(
    district: Any, tmp_path: Path
) -> None:
    before = text(district, "publication")
    assert "3（演示）渝北晨露餐饮92500112YB00010193登记事项检查、食品销售" in before
    assert "检查结果" not in before
    publisher = Publisher(district.database, FileStore(f"file://{tmp_path / 'files'}"))
    publisher.submits("017-03")
    # Approved, but nobody has agreed that it is public.
    assert "检查结果" not in text(district, "publication")
    publisher.withholds("017-03", "XF", is_agreed=False)
    publisher.publishes("017-03")
    results = text(district, "publication").partition("检查日期")[2]
    assert "区市场监管局：未发现问题终止检查并向监管对象告知检查结果" in results
    assert "区消防救援支队：" not in results
    assert results.endswith(day(district, 0))
    assert "陈立" not in results
    publisher.agrees(publisher.section("017-03", "XF"))
    assert "区消防救援支队：" not in text(district, "publication").partition("检查日期")[2]
    publisher.publishes("017-03", "XF")
    assert "；区消防救援支队：未发现问题" in text(district, "publication").partition("检查日期")[2]
    # A print is not taken down: what is to be withheld does not come onto it any more.
    publisher.withholds("017-03", "XF", is_agreed=False)
    assert "区消防救援支队：" not in text(district, "publication").partition("检查日期")[2]
    publisher.agrees(publisher.section("017-03", "XF"))
    publisher.withdraws("017-03", "决定已撤销")
    assert "检查结果" not in text(district, "publication")


# Who may have a campaign's papers: its supervisor, leads of departments that take part.
MAY = {"SJ-04": True, "SJ-03": True, "SJ-01": False, "SJ-05": False, "RS-01": False}


def roles(district: Any, code: str, role: str) -> None:
    with district.act() as uow:
        actor = district.actor(uow, code)
        uow.session.add(Role(person_id=actor.person_id, role=role, department_id=actor.department_id))


def printed_for(district: Any, code: str, paper: str = "scheme", of: int | None = None) -> bool:
    with district.act() as uow:
        try:
            ask_paper(uow, district.actor(uow, code), paper, of or campaign_id(district), "pdf")
        except Refused:
            return False
        return True


@pytest.mark.parametrize("code", MAY)
def test_supervisor_and_leads_of_the_departments_have_the_papers_and_nobody_else(district: Any, code: str) -> None:
    assert printed_for(district, code) is MAY[code]
    with district.act() as uow:
        assert has_campaigns(uow, district.actor(uow, code)) is MAY[code]
        assert (campaign_page(uow, district.actor(uow, code)) is not None) is MAY[code]
        jobs = uow.session.scalars(select(Job.body).where(Job.kind == "print")).all()
    assert [body["paper"] for body in jobs] == ["scheme"] * MAY[code]


def test_a_lead_of_a_joining_department_has_them_and_one_of_another_department_has_not(district: Any) -> None:
    roles(district, "XF-01", "lead")
    roles(district, "RS-01", "lead")
    assert printed_for(district, "XF-01")
    assert not printed_for(district, "RS-01")


def test_an_authority_that_is_taken_back_is_asked_again_at_every_wish(district: Any) -> None:
    assert printed_for(district, "SJ-03")
    with district.act() as uow:
        lead: Actor = district.actor(uow, "SJ-03")
        uow.session.delete(
            uow.session.scalars(select(Role).where(Role.person_id == lead.person_id, Role.role == "lead")).one()
        )
    assert not printed_for(district, "SJ-03")


@pytest.mark.parametrize(("paper", "of"), [("scheme", 999), ("record", 999), ("diary", 1)])
def test_a_wish_that_no_button_has_is_refused_and_nothing_is_printed(district: Any, paper: str, of: int) -> None:
    assert not printed_for(district, "SJ-04", paper, of)
