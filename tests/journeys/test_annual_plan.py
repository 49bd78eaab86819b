"""The annual plan in the chat: a clerk's lines, a spreadsheet, joint visits, approval, a campaign begun from it."""

import re

from sqlalchemy import select

from sandbox.driver import Town
from storage.tables import Campaign, CampaignPlan
from tests.journeys.asked_again import is_asked_again
from tests.journeys.received_files import received
from tests.journeys.registry_books import book
from tests.journeys.test_draws import described, is_chinese, office, taps
from tests.journeys.test_forms import clerk
from tests.journeys.test_registries import gives, works_off

HEADINGS = ("部门", "抽查事项", "检查对象", "抽查比例或户数", "月份", "牵头或参与")


def test_a_plan_is_written_joined_approved_published_and_carried_out(town: Town, language: str) -> None:
    su = clerk(town, language)
    he, _, _ = office(town, language)
    su.types("年度计划" if is_chinese(su) else "annual plan")
    taps(su, "button-year-add")
    su.types("餐饮服务食品安全检查")
    su.taps("餐饮")
    su.types("很多")
    su.sees(described(su, "PLAN_005", typed="很多")[:10])
    is_asked_again(su)
    su.types("20户")
    su.types("3-5月")
    taps(su, "button-line-lead")
    su.sees(su.word("line-months", months="3–5"))
    # The other departments' lines come as a spreadsheet.
    rows = [
        ["消防救援", "消防安全检查", "餐饮", "5%", "4月", "参与"],
        ["市场监管", "电梯检查", "电梯", "甚多", "6月", ""],
    ]
    gives(town, he, book(HEADINGS, rows), "计划.xlsx")
    he.sees(described(he, "PLAN_005", typed="甚多")[:10])
    he.taps(he.word("button-import-skip", count=1))
    works_off(town, he)
    he.types("计划")
    he.sees(he.word("year-proposals", count=1))
    taps(he, "button-year-approve")
    assert he.toast() == described(he, "PLAN_011", count=1)
    taps(he, "button-year-joint", count=1)
    taps(he, "button-joint-decline")
    he.types("1")
    is_asked_again(he)
    he.types("两家检查时间错不开")
    he.sees(he.word("joint-none"))
    taps(he, "button-year-back")
    taps(he, "button-year-approve")
    taps(he, "button-year-publish")
    he.sees(he.word("year-missing", count=16))
    # Then a change has a reason, which the supervisor reads.
    su.types("计划")
    taps(su, "button-year-own")
    su.taps("1 ")
    taps(su, "button-line-amount")
    su.types("30户")
    su.types("上级加大比例")
    su.sees(su.word("line-was", before="20", after="30").strip())
    he.sees("上级加大比例")
    taps(he, "button-plan-line")
    taps(he, "button-line-begin")
    he.sees("餐饮服务食品安全检查")
    with town.reading() as session:
        plan = session.scalars(select(CampaignPlan).order_by(CampaignPlan.campaign_id.desc())).first()
        assert plan is not None
        assert plan.plan_line_id is not None
        assert session.get_one(Campaign, plan.campaign_id).starts_on.month == 3
    he.types("计划")
    taps(he, "button-year-file")
    town.works_off_jobs()
    name = re.sub(r"[^\w.]+", "_", he.word("registry-plan"))
    assert received(he, f"{name}.xlsx")[:2] == b"PK"
