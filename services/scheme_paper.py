"""The scheme 实施方案 of a campaign (rule text 四(三)) from its rows, ready for the press.

What nobody has entered yet (requirements, means, hints on the way, approval) stays a blank to write on.
"""

from collections.abc import Sequence
from itertools import count

from sqlalchemy import select

from forms.checklist import in_language
from forms.papers.scheme import Scheme
from services.campaign_rows import Drawn, items_of, seats_of, trace_of, visits_of
from services.office_day import current_profile
from services.paper_phrases import PAPER_LANGUAGE, day_told, matter_named
from storage.tables import Campaign, ChecklistVersion, Department, Item, Section, Visit
from storage.unit_of_work import UnitOfWork


def scheme_of(uow: UnitOfWork, campaign_id: int) -> Scheme:
    """Return the scheme of a campaign."""
    campaign = uow.session.get_one(Campaign, campaign_id)
    lead = uow.session.get_one(Department, campaign.lead_department_id).name[PAPER_LANGUAGE]
    items, visits = items_of(uow, campaign_id), visits_of(uow, campaign_id)
    seats = [seat for seat in seats_of(uow, campaign_id) if seat.task.state != "replaced"]
    numbers = {drawn.visit.visit_id: drawn.visit.number for drawn in visits}
    taking_part = dict.fromkeys([*(name for _, name in items), *(seat.department for seat in seats)])
    return Scheme(
        campaign=campaign.title[PAPER_LANGUAGE],
        trace=trace_of(uow, campaign),
        lead=lead,
        joining="、".join(name for name in taking_part if name != lead),
        objects=_objects(visits),
        matters="\n".join(f"{at}、{name}：{matter_named(item.matter)}" for at, (item, name) in enumerate(items, 1)),
        scope=_scope(visits, [item for item, _ in items]),
        contents=_contents(uow, campaign_id),
        milestones=_milestones(uow, campaign),
        ways="、".join(dict.fromkeys(way for item, _ in items for way in item.method.split("、"))),
        objects_rows=[
            (
                str(at),
                each.inspected.name,
                each.inspected.registration_code,
                each.inspected.address,
                each.inspected.risk,
            )
            for at, each in enumerate(visits, 1)
        ],
        teams=[
            (
                numbers[seat.visit_id],
                seat.department,
                seat.person.name[PAPER_LANGUAGE],
                seat.person.certificate_number or "",
                seat.person.phone or "",
            )
            for seat in seats
        ],
        route=_route(visits),
        timetable=_timetable(campaign, visits),
    )


def _objects(visits: Sequence[Drawn]) -> str:
    if not visits:
        return ""
    risks = sorted(each.inspected.risk for each in visits)
    classes = "、".join(f"{risk}级{risks.count(risk)}户" for risk in dict.fromkeys(risks))
    return f"共{len(visits)}户，名单见后。\n风险等级：{classes}。"


def _scope(visits: Sequence[Drawn], items: Sequence[Item]) -> str:
    districts = "、".join(dict.fromkeys(each.inspected.district for each in visits))
    kinds = "；".join(dict.fromkeys(item.object_kind for item in items))
    return "\n".join(line for line in (districts, kinds) if line)


def _contents(uow: UnitOfWork, campaign_id: int) -> str:
    """Return by which checklist each department inspects."""
    chosen = (
        select(Department, ChecklistVersion)
        .select_from(Section)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .where(Visit.campaign_id == campaign_id)
        .order_by(Section.place, ChecklistVersion.checklist_version_id)
    )
    lines = [
        f"{department.name[PAPER_LANGUAGE]}：{in_language(version.body['title'], PAPER_LANGUAGE)}，{version.asked}项"
        for department, version in uow.session.execute(chosen)
    ]
    return "\n".join(dict.fromkeys(lines))


def _milestones(uow: UnitOfWork, campaign: Campaign) -> str:
    days = current_profile(uow)["publication_working_days"]
    lines = (
        f"实地核查：{day_told(campaign.starts_on)}至{day_told(campaign.ends_on)}。",
        f"公示检查结果：检查结束后{days}个工作日内。",
    )
    return "\n".join(lines)


def _route(visits: Sequence[Drawn]) -> list[tuple[str, ...]]:
    """Return where each team goes, in the order of the planned days; who has none comes last and has no number."""
    places = count(1)
    return [
        (
            each.visit.number,
            str(next(places)) if each.planned_on else "",
            each.inspected.name,
            each.inspected.address,
            "",
        )
        for each in _by_day(visits)
    ]


def _timetable(campaign: Campaign, visits: Sequence[Drawn]) -> list[tuple[str, ...]]:
    until = f"{day_told(campaign.ends_on)}前，日期待定"
    return [
        (
            day_told(each.planned_on) if each.planned_on else until,
            each.visit.number,
            f"对{each.inspected.name}实施实地核查",
        )
        for each in _by_day(visits)
    ]


def _by_day(visits: Sequence[Drawn]) -> list[Drawn]:
    return sorted(visits, key=lambda each: (each.planned_on is None, each.planned_on, each.visit.number))
