"""Keying 补录: what still has to be entered by hand on the municipal platform, which is the system of record there.

An approved result stands on the list until a person says that it was keyed, with the number that it got there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from forms.platforms import platform_file
from forms.tables import Table, typed
from rules.errors import api as problems
from rules.errors import publication as publication_problems
from rules.platform_columns import ColumnsWrong, PlatformColumns, read_columns
from rules.refusals import Refused
from services.access import Actor
from services.conclusions import results_of
from services.form_export import MAKE
from services.office_day import current_profile, day_of
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from services.public_facts import result_number
from services.publishable import publishable
from services.publishers import departments_prepared_by
from storage.tables import (
    Campaign,
    CampaignItem,
    Department,
    Finding,
    InspectionObject,
    Item,
    Keying,
    Person,
    PublicResult,
    Publishing,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

KEYING = "keying"
PAGE = 5
NUMBER_MOST = 64
SEPARATOR = "、"
Chosen = Select[Section, Visit, Campaign, InspectionObject, Department, Keying]


@dataclass(frozen=True, slots=True)
class KeyingLine:
    """A result that is to be keyed, or was: `number` is the platform's, `keyed` whether somebody has said so."""

    section_id: int
    result: str
    short_name: str
    keyed: bool
    number: str | None


@dataclass(frozen=True, slots=True)
class KeyingPage:
    """A page of the list."""

    lines: tuple[KeyingLine, ...]
    page: int
    pages: int
    total: int


def columns_of(uow: UnitOfWork) -> PlatformColumns:
    """Return the platform's columns: those of the district's profile, else those that come with the program.

    Raises `Refused` for columns of a profile that are none.
    """
    try:
        return read_columns(current_profile(uow).get("platform_columns") or platform_file())
    except ColumnsWrong as wrong:
        raise Refused(problems.PLATFORM_COLUMNS_WRONG, part=wrong) from wrong


def keying_page(uow: UnitOfWork, actor: Actor, page: int = 1, *, done: bool = False) -> KeyingPage:
    """Return a page of what the actor's departments have to key, the oldest first; or have keyed, newest first."""
    chosen = _chosen(departments_prepared_by(uow, actor), done=done)
    total = uow.session.scalar(select(func.count()).select_from(chosen.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = uow.session.execute(chosen.limit(PAGE).offset((page - 1) * PAGE))
    lines = tuple(_line(section, visit, inspected, keying) for section, visit, _, inspected, _, keying in rows)
    return KeyingPage(lines, page, pages, total)


def keying_sheet(uow: UnitOfWork, actor: Actor, section_id: int) -> tuple[KeyingLine, list[tuple[str, str]]]:
    """Return a result and what is to be keyed of it, heading by heading. Raises `Refused` for other departments'."""
    section, visit, campaign, inspected, department, keying = _own(uow, actor, section_id)
    line = _line(section, visit, inspected, keying)
    columns = columns_of(uow)
    values = _values(uow, columns, section, visit, campaign, inspected, department)
    return line, [(each.headings[0], values[each.value]) for each in columns.results]


def mark_keyed(uow: UnitOfWork, actor: Actor, section_id: int, number: str | None = None) -> None:
    """Say that a result was keyed, under the platform's number where it gave one; again changes the number.

    Raises `Refused` for other departments', and for a number that is none.
    """
    section, visit, _, _, _, keying = _own(uow, actor, section_id)
    plain = " ".join((number or "").split()) or None
    if plain is not None and (len(plain) > NUMBER_MOST or not plain.isprintable()):
        raise Refused(problems.KEYED_NUMBER_WRONG, most=NUMBER_MOST)
    if keying is None:
        keying = Keying(section_id=section_id, keyed_by=actor.person_id, keyed_at=uow.now, number=plain)
        uow.session.add(keying)
    elif keying.number == plain:
        return
    keying.keyed_by, keying.keyed_at, keying.number = actor.person_id, uow.now, plain
    uow.session.flush()
    body = {"result": result_number(visit.number, section.place), "number": plain}
    uow.record(f"visit:{visit.number}", "keyed_elsewhere", actor.code, body)


def take_keyed_back(uow: UnitOfWork, actor: Actor, section_id: int) -> None:
    """Put a result back on the list. Raises `Refused` for other departments'."""
    section, visit, _, _, _, keying = _own(uow, actor, section_id)
    if keying is not None:
        uow.session.delete(keying)
        uow.session.flush()
        body = {"result": result_number(visit.number, section.place)}
        uow.record(f"visit:{visit.number}", "keying_taken_back", actor.code, body)


def ask_keying_file(uow: UnitOfWork, actor: Actor) -> None:
    """Have the list made as a workbook in the platform's columns, of the actor's departments alone."""
    moment = uow.now.strftime("%Y%m%d%H%M%S")
    of = sorted(departments_prepared_by(uow, actor))
    body = {"purpose": KEYING, "person": actor.person_id, "departments": of}
    uow.enqueue(MAKE, f"{KEYING}:{actor.person_id}:{moment}", body)


def keying_table(uow: UnitOfWork, departments: Collection[int], *, done: bool = False) -> Table:
    """Return what some departments have to key, or have keyed, in the platform's columns. The caller has checked."""
    columns = columns_of(uow)
    rows = []
    for section, visit, campaign, inspected, department, _ in uow.session.execute(_chosen(departments, done=done)):
        values = _values(uow, columns, section, visit, campaign, inspected, department)
        rows.append(tuple(values[each.value] for each in columns.results))
    return Table(KEYING, tuple(each.headings[0] for each in columns.results), tuple(rows))


def section_numbered(uow: UnitOfWork, number: str) -> int:
    """Return the section of a result's number. Raises `Refused` for none."""
    visit, _, place = number.strip().rpartition("-")
    chosen = select(Section.section_id).join(Visit, Visit.visit_id == Section.visit_id).where(Visit.number == visit)
    is_place = place.isascii() and place.isdecimal() and len(place) < 4
    found = uow.session.scalar(chosen.where(Section.place == int(place))) if is_place else None
    if found is None:
        raise Refused(publication_problems.NO_SUCH_RESULT)
    return found


def _chosen(departments: Collection[int], *, done: bool) -> Chosen:
    chosen = (
        select(Section, Visit, Campaign, InspectionObject, Department, Keying)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .outerjoin(Keying, Keying.section_id == Section.section_id)
        .where(Section.department_id.in_(departments))
    )
    if done:
        return chosen.where(Keying.keying_id.is_not(None)).order_by(Keying.keyed_at.desc(), Section.section_id)
    return chosen.where(_is_due()).order_by(Visit.submitted_at, Section.section_id)


def _line(section: Section, visit: Visit, inspected: InspectionObject, keying: Keying | None) -> KeyingLine:
    return KeyingLine(
        section.section_id,
        result_number(visit.number, section.place),
        inspected.short_name,
        keying is not None,
        keying.number if keying else None,
    )


def _is_due() -> ColumnElement[bool]:
    # What is withheld for a secret stays out of other systems too.
    is_told = or_(Publishing.state.is_(None), Publishing.state != "withheld")
    return Keying.keying_id.is_(None) & publishable() & is_told


def _own(uow: UnitOfWork, actor: Actor, section_id: int) -> Any:
    departments = departments_prepared_by(uow, actor)
    either = (_chosen(departments, done=done).where(Section.section_id == section_id) for done in (False, True))
    found = next((row for chosen in either if (row := uow.session.execute(chosen).first()) is not None), None)
    if found is None:
        raise Refused(publication_problems.NO_SUCH_RESULT)
    return found


def _values(
    uow: UnitOfWork,
    columns: PlatformColumns,
    section: Section,
    visit: Visit,
    campaign: Campaign,
    inspected: InspectionObject,
    department: Department,
) -> dict[str, str]:
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
        "published_on": typed(published.isoformat(), "day") if published else "",
        "receipt": visit.receipt or "",
    }
