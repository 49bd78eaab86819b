"""What is keyed of a result on another platform: a value for each of its columns, as that platform writes it."""

from zlib import crc32

from sqlalchemy import func, select

from forms.platforms import platform_file
from forms.tables import typed
from rules.errors import api as problems
from rules.platform_columns import ColumnsWrong, PlatformColumns, read_columns
from rules.refusals import Refused
from services.conclusions import results_of
from services.office_day import current_profile, day_of
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from services.public_facts import result_number
from services.signed_addenda import signed_addenda
from storage.tables import (
    Campaign,
    CampaignItem,
    Department,
    Finding,
    InspectionObject,
    Item,
    Person,
    PublicResult,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

SEPARATOR = "、"


def columns_of(uow: UnitOfWork) -> PlatformColumns:
    """Return the platform's columns: those of the district's profile, else those that come with the program.

    Raises `Refused` for columns of a profile that are none.
    """
    try:
        return read_columns(current_profile(uow).get("platform_columns") or platform_file())
    except ColumnsWrong as wrong:
        raise Refused(problems.PLATFORM_COLUMNS_WRONG, reason=wrong.faults[0]) from wrong


def values_of(
    uow: UnitOfWork,
    columns: PlatformColumns,
    section: Section,
    visit: Visit,
    campaign: Campaign,
    inspected: InspectionObject,
    department: Department,
) -> dict[str, str]:
    """Return what is to be keyed of a result, by the names of `rules.platform_columns`. The caller has checked."""
    number = result_number(visit.number, section.place)
    matters = (
        select(Item.matter)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == campaign.campaign_id, Item.department_id == section.department_id)
        .order_by(Item.code)
    )
    team = (
        select(Person)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.section_id == section.section_id, Task.state != "replaced")
        .order_by(Task.seat)
    )
    officers = uow.session.scalars(team).all()
    count = select(func.count(Finding.finding_id)).where(Finding.section_id == section.section_id, Finding.is_open)
    published = uow.session.scalar(select(PublicResult.published_on).where(PublicResult.number == number))
    chosen = [each.text["zh"] for each in results_of(uow, visit.visit_id) if each.key in section.results]
    assert visit.submitted_at is not None
    ended = day_of(uow, visit.submitted_at).isoformat()
    begun = day_of(uow, visit.started_at).isoformat() if visit.started_at else ended
    return {
        "visit_outside": outside_number(uow, VISIT, visit.visit_id) or "",
        "visit": visit.number,
        "campaign_outside": outside_number(uow, CAMPAIGN, campaign.campaign_id) or "",
        "campaign": campaign.number,
        "campaign_title": campaign.title["zh"],
        "result": number,
        "object": inspected.name,
        "registration_code": inspected.registration_code,
        "department": department.name["zh"],
        "matters": SEPARATOR.join(uow.session.scalars(matters)),
        "officers": SEPARATOR.join(each.name["zh"] for each in officers),
        "certificates": SEPARATOR.join(each.certificate_number or "" for each in officers),
        "method": columns.written("method", visit.method),
        "begun_on": typed(begun, "day"),
        "ended_on": typed(ended, "day"),
        "outcomes": SEPARATOR.join(chosen),
        "problems": typed(str(uow.session.scalar(count) or 0), "number"),
        "remarks": section.remarks,
        "addenda": _addenda(uow, section),
        "published_on": typed(published.isoformat(), "day") if published else "",
        "receipt": visit.receipt or "",
    }


def addenda_mark(uow: UnitOfWork, section: Section) -> int:
    """Return by what is known again which addenda a result has, 0 for none: short enough for a button."""
    return crc32(_addenda(uow, section).encode())


def _addenda(uow: UnitOfWork, section: Section) -> str:
    return "；".join(
        f"{each.number}（{each.on.isoformat()}）：{each.stands} → {each.reads}" for each in signed_addenda(uow, section)
    )
