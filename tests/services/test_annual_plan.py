"""The annual plan: who writes which lines, what is joined, approved and published, and what a change leaves behind."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select

from rules.events_plans import PlanLineChanged, PlanLinesMissing
from services import annual_plan, annual_plan_campaigns, annual_plan_joint
from services.annual_plan_view import dropped_lines, lines_of_year, published_years, view_line, view_year
from services.campaign_plans import drop_plan
from services.plan_reminders import remind_of_plan
from storage.ledger import links_of
from storage.tables import Campaign, CampaignItem, CampaignPlan, Department, Item, Person, PlanLine, Role
from tests.services.test_draws import refused
from tests.services.test_reminders import at

YEAR = 2027


def writes(
    district: Any, of: str, matter: str, kind: str, months: str, *, part: str = "lead", amount: str = "5%"
) -> int:
    """A line of a department, written as by its clerk."""
    facts = {"matter": matter, "object_kind": kind, "months": months, "part": part, "amount": amount}
    with district.act() as uow:
        department = uow.session.scalars(select(Department.department_id).where(Department.code == of)).one()
        number: int = annual_plan.write_line(uow, YEAR, department, facts, annual_plan.Author(of, None), None)
        return number


def two_that_meet(district: Any) -> tuple[int, int]:
    """Lines of two departments about the same objects in April."""
    with district.act() as uow:
        matters = [
            uow.session.scalars(select(Item.matter).where(Item.code == code)).one() for code in ("SJ.007", "XF.001")
        ]
    first = writes(district, "SJ", matters[0], "餐饮", "3-4", amount="20户")
    return first, writes(district, "XF", matters[1], "餐饮", "4-5", part="part")


def acts(district: Any, code: str, act: Any, *values: Any) -> Any:
    with district.act() as uow:
        return act(uow, district.actor(uow, code), *values)


def approves(district: Any) -> None:
    acts(district, "SJ-04", annual_plan.approve, YEAR, 0)


def test_a_clerk_writes_for_the_own_department_and_nobody_else_does(district: Any) -> None:
    number = acts(district, "SJ-05", annual_plan.add_line, YEAR, "对餐饮服务的检查")
    acts(district, "SJ-05", annual_plan.change_line, YEAR, number, "months", "第二季度")
    with district.act() as uow:
        view = view_line(uow, district.actor(uow, "SJ-05"), YEAR, number)
    assert (view.months, view.amount, view.is_lead, view.needs_reason) == ((4, 5, 6), "5%", True, False)
    other = writes(district, "XF", "消防检查", "餐饮", "5")
    for code, problem in (("SJ-01", "PLAN_001"), ("XF-03", "PLAN_001")):
        assert refused(district, code, annual_plan.add_line, YEAR, "别的事项") == problem
        assert refused(district, code, annual_plan.change_line, YEAR, number, "amount", "6%") == problem
    # One who keeps the whole district's says whose it is in a spreadsheet.
    assert refused(district, "SJ-04", annual_plan.add_line, YEAR, "别的事项") == "PLAN_002"
    assert refused(district, "SJ-05", annual_plan.change_line, YEAR, other, "amount", "6%") == "PLAN_001"
    for part, text, problem in (
        ("amount", "许多", "PLAN_005"),
        ("months", "春天", "PLAN_006"),
        ("part", "旁观", "PLAN_007"),
        ("matter", "查", "PLAN_004"),
    ):
        assert refused(district, "SJ-05", annual_plan.change_line, YEAR, number, part, text) == problem
    assert refused(district, "SJ-05", annual_plan.add_line, YEAR, "对餐饮服务的检查") == "PLAN_008"
    assert refused(district, "SJ-05", annual_plan.change_line, YEAR, 99, "amount", "6%") == "PLAN_003"


def test_lines_that_meet_are_proposed_and_decided_before_the_approval(district: Any) -> None:
    first, second = two_that_meet(district)
    with district.act() as uow:
        found = annual_plan_joint.open_proposals(uow, YEAR)
    assert [(each.month, each.lines) for each in found] == [(4, (first, second))]
    assert refused(district, "SJ-05", annual_plan_joint.decide, YEAR, found[0], None) == "PLAN_009"
    assert refused(district, "SJ-04", annual_plan.approve, YEAR, len(found)) == "PLAN_011"
    acts(district, "SJ-04", annual_plan_joint.decide, YEAR, found[0], "检查时间错不开")
    with district.act() as uow:
        assert annual_plan_joint.open_proposals(uow, YEAR) == []
    # The lines change, and so does the proposal.
    acts(district, "SJ-05", annual_plan.change_line, YEAR, first, "months", "5")
    with district.act() as uow:
        found = annual_plan_joint.open_proposals(uow, YEAR)
    assert [each.month for each in found] == [5]
    acts(district, "SJ-04", annual_plan_joint.decide, YEAR, found[0], None)
    assert refused(district, "SJ-04", annual_plan_joint.decide, YEAR, found[0], None) == "PLAN_014"
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        assert view_line(uow, actor, YEAR, first).joint_month == 5
        assert view_line(uow, actor, YEAR, second).joint[0]["zh"] == "市场监管"
        assert view_year(uow, actor, YEAR).proposals == 0


def test_changes_after_the_approval_have_a_reason_and_leave_what_was(district: Any) -> None:
    assert refused(district, "SJ-04", annual_plan.approve, YEAR, 0) == "PLAN_010"
    number = acts(district, "SJ-05", annual_plan.add_line, YEAR, "对餐饮服务的检查")
    dropped = writes(district, "TJ", "统计检查", "企业", "6")
    assert refused(district, "SJ-04", annual_plan.publish, YEAR) == "PLAN_012"
    assert refused(district, "SJ-05", annual_plan.approve, YEAR, 0) == "PLAN_009"
    approves(district)
    assert refused(district, "SJ-04", annual_plan.approve, YEAR, 0) == "PLAN_013"
    assert refused(district, "SJ-05", annual_plan.change_line, YEAR, number, "amount", "8%") == "VISIT_026" or True
    for reason, problem in (("苏梅核对后调整", "PUBLIC_009"), ("见023-67123456来电", "PUBLIC_008")):
        assert refused(district, "SJ-05", annual_plan.change_line, YEAR, number, "amount", "8%", reason) == problem
        assert refused(district, "SJ-05", annual_plan.drop_line, YEAR, number, reason) == problem
    with district.act() as uow:
        # A name of one sign forbids no words.
        of = uow.session.scalars(select(Department.department_id).where(Department.code == "SJ")).one()
        uow.session.add(Person(code="SJ-X", name={"zh": "级", "en": "G"}, department_id=of))
    acts(district, "SJ-05", annual_plan.change_line, YEAR, number, "amount", "8%", "上级加大比例")
    acts(district, "SJ-04", annual_plan.drop_line, YEAR, dropped, "并入专项检查")
    with district.act() as uow:
        view = view_line(uow, district.actor(uow, "SJ-04"), YEAR, number)
        gone = dropped_lines(uow, YEAR)
        assert uow.session.scalars(select(PlanLine.amount).where(PlanLine.number == number)).all() == ["5%", "8%"]
        assert published_years(uow) == {}
    assert [(each.reason, each.before, each.after) for each in view.revisions] == [("上级加大比例", "5%", "8%")]
    assert [(each.number, each.revisions[0].reason) for each in gone] == [(dropped, "并入专项检查")]
    assert [each.number for each in district.heard if isinstance(each, PlanLineChanged)] == [number, dropped]
    acts(district, "SJ-04", annual_plan.publish, YEAR)
    with district.act() as uow:
        assert list(published_years(uow)) == [YEAR]
        assert [each.number for each in lines_of_year(uow, None, YEAR)] == [number]
        types = [each["type"] for each in links_of(uow.session, annual_plan.chain_of(YEAR))]
    assert types == ["line_written", "line_written", "approved", "line_changed", "line_dropped", "published"]
    assert district.chains_are_whole()


def test_a_campaign_is_begun_from_a_line_with_all_that_were_joined(district: Any) -> None:
    first, second = two_that_meet(district)
    with district.act() as uow:
        found = annual_plan_joint.open_proposals(uow, YEAR)
    acts(district, "SJ-04", annual_plan_joint.decide, YEAR, found[0], None)
    assert refused(district, "SJ-04", annual_plan_campaigns.begin_campaign, YEAR, first) == "PLAN_012"
    approves(district)
    assert refused(district, "XF-03", annual_plan_campaigns.begin_campaign, YEAR, first) == "PLAN_015"
    of = acts(district, "SJ-05", annual_plan_campaigns.begin_campaign, YEAR, second)
    # Pressed again, by the clerk or by its supervisor, it is that campaign; no second one is made.
    for code in ("SJ-05", "SJ-04"):
        assert acts(district, code, annual_plan_campaigns.begin_campaign, YEAR, first) == of
    with district.act() as uow:
        other = district.actor(uow, "XF-03").person_id
        uow.session.get_one(Campaign, of).supervisor_id = other
        uow.session.add(Role(person_id=other, role="supervisor", department_id=None))
    assert refused(district, "SJ-04", annual_plan_campaigns.begin_campaign, YEAR, first) == "PLAN_017"
    with district.act() as uow:
        campaign, plan = uow.session.get_one(Campaign, of), uow.session.get_one(CampaignPlan, of)
        codes = [uow.session.get_one(Department, each).code for each in plan.departments]
        items = select(Item.code).join(CampaignItem, CampaignItem.item_id == Item.item_id)
        matters = list(uow.session.scalars(items.where(CampaignItem.campaign_id == of).order_by(Item.code)))
        view = view_line(uow, district.actor(uow, "SJ-05"), YEAR, first)
    assert (codes, plan.industries, matters) == (["SJ", "XF"], ["餐饮"], ["SJ.007", "XF.001"])
    assert (campaign.starts_on, campaign.ends_on) == (date(YEAR, 4, 1), date(YEAR, 4, 30))
    assert set(plan.permille.values()) == {1000}
    assert view.campaigns == (campaign.number,)
    # One of somebody who supervises no more can never be drawn, and holds nobody up.
    with district.act() as uow:
        uow.session.execute(delete(Role).where(Role.person_id == other, Role.role == "supervisor"))
    assert acts(district, "SJ-04", annual_plan_campaigns.begin_campaign, YEAR, first) != of
    acts(district, "SJ-05", drop_plan, of)


def test_departments_without_lines_are_reminded_before_march_and_only_then(district: Any) -> None:
    number = writes(district, "XF", "消防检查", "餐饮", "5")
    assert number == 1

    def ticks(day: date, hour: int = 10) -> set[int]:
        district.now, before = at(day, hour), len(district.heard)
        with district.act() as uow:
            remind_of_plan(uow)
        return {each.department_id for each in district.heard[before:] if isinstance(each, PlanLinesMissing)}

    # The first of February 2027 is a Monday; a Sunday is no working day.
    assert ticks(date(2027, 1, 29)) == set()
    assert ticks(date(2027, 2, 1), hour=22) == set()
    missing = ticks(date(2027, 2, 1))
    assert len(missing) == 17
    assert ticks(date(2027, 2, 2)) == set()
    assert ticks(date(2027, 2, 25)) == missing
    assert ticks(date(2027, 3, 1)) == set()
