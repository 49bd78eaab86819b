"""Keying 补录: what still has to be entered by hand on the municipal platform, which is the system of record there.

An approved result stands on the list until a person says that it was keyed, with the number that it got there, and
again once its visit was opened again and approved anew.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from forms.platforms import platform_file
from forms.tables import Table, typed
from rules.errors import api as problems
from rules.errors import publication as publication_problems
from rules.events_doors import KeyingOutdated
from rules.platform_columns import ColumnsWrong, PlatformColumns, read_columns
from rules.refusals import Refused
from services.access import Actor
from services.conclusions import results_of
from services.form_export import MAKE
from services.office_day import current_profile, day_of
from services.outside_numbers import CAMPAIGN, VISIT, outside_number
from services.public_facts import result_number
from services.publishable import is_withheld, publishable
from services.publishers import departments_prepared_by
from services.review_rounds import current_round
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
    Review,
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
    """A result that is to be keyed, or was: `number` is the platform's, `keyed` whether somebody has said so of what
    was approved last, `again` whether of something earlier.
    """

    section_id: int
    result: str
    short_name: str
    keyed: bool
    again: bool
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
    lines = tuple(
        _line(section, visit, inspected, keying, done=done) for section, visit, _, inspected, _, keying in rows
    )
    return KeyingPage(lines, page, pages, total)


def keying_sheet(uow: UnitOfWork, actor: Actor, section_id: int) -> tuple[KeyingLine, list[tuple[str, str]]]:
    """Return a result and what is to be keyed of it, heading by heading. Raises `Refused` for other departments'."""
    (section, visit, campaign, inspected, department, keying), done = _own(uow, actor, section_id)
    line = _line(section, visit, inspected, keying, done=done)
    columns = columns_of(uow)
    values = _values(uow, columns, section, visit, campaign, inspected, department)
    return line, [(each.headings[0], values[each.value]) for each in columns.results]


def mark_keyed(uow: UnitOfWork, actor: Actor, section_id: int, number: str | None = None) -> None:
    """Say that a result was keyed, under the platform's number where it gave one; again changes the number, and without
    one keeps it for what was approved anew. While nothing is due, a number says nothing of what is approved next.

    Raises `Refused` for other departments', and for a number that is none.
    """
    (section, visit, _, _, _, keying), done = _own(uow, actor, section_id)
    plain = plain_number(number)
    if plain is not None and (len(plain) > NUMBER_MOST or not plain.isprintable()):
        raise Refused(problems.KEYED_NUMBER_WRONG, most=NUMBER_MOST)
    review = current_round(uow, visit.visit_id)
    if keying is None:
        keying = Keying(section_id=section_id)
        uow.session.add(keying)
    elif not done:
        plain = plain or keying.number
    elif keying.number == plain:
        return
    if not done:
        keying.review_round = review.round if review else 0
    keying.keyed_by, keying.keyed_at, keying.number = actor.person_id, uow.now, plain
    uow.session.flush()
    body = {"result": result_number(visit.number, section.place), "number": plain}
    uow.record(f"visit:{visit.number}", "keyed_elsewhere", actor.code, body)


def take_keyed_back(uow: UnitOfWork, actor: Actor, section_id: int) -> None:
    """Put a result back on the list. Raises `Refused` for other departments'."""
    (section, visit, _, _, _, keying), _ = _own(uow, actor, section_id)
    if keying is not None:
        uow.session.delete(keying)
        uow.session.flush()
        body = {"result": result_number(visit.number, section.place)}
        uow.record(f"visit:{visit.number}", "keying_taken_back", actor.code, body)


def is_keyed_under(uow: UnitOfWork, section_id: int, number: str | None) -> bool:
    """Return whether somebody has said of a result that it was keyed under a number, none for without one."""
    known = uow.session.scalars(select(Keying.number).where(Keying.section_id == section_id)).all()
    return [plain_number(number)] == [plain_number(each) for each in known]


def plain_number(number: str | None) -> str | None:
    """Return a number of the platform as it is kept, none for an empty one."""
    return " ".join((number or "").split()) or None


def say_keyed_before(uow: UnitOfWork, visit_id: int) -> None:
    """Say of an approved visit which of its results the platform has as an earlier approval left them."""
    chosen = (
        select(Section.section_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Keying, Keying.section_id == Section.section_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.visit_id == visit_id, _is_due())
    )
    for section_id in uow.session.scalars(chosen.order_by(Section.place)):
        uow.emit(KeyingOutdated(section_id))


def keyed_before(uow: UnitOfWork, section_id: int) -> tuple[str, str, str | None, int]:
    """Return the number of a result, its object's short name, the platform's number and the department."""
    chosen = (
        select(Visit.number, Section.place, InspectionObject.short_name, Keying.number, Section.department_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .outerjoin(Keying, Keying.section_id == Section.section_id)
    )
    visit, place, name, number, department = uow.session.execute(chosen.where(Section.section_id == section_id)).one()
    return result_number(visit, place), name, number, department


def ask_keying_file(uow: UnitOfWork, actor: Actor) -> None:
    """Have the list made as a workbook in the platform's columns, of the actor's departments alone."""
    moment = uow.now.strftime("%Y%m%d%H%M%S")
    body = {"purpose": KEYING, "person": actor.person_id}
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
        keyed = chosen.where(Keying.keying_id.is_not(None), ~_is_due())
        return keyed.order_by(Keying.keyed_at.desc(), Section.section_id)
    return chosen.where(_is_due()).order_by(Visit.submitted_at, Section.section_id)


def _line(
    section: Section, visit: Visit, inspected: InspectionObject, keying: Keying | None, *, done: bool
) -> KeyingLine:
    return KeyingLine(
        section.section_id,
        result_number(visit.number, section.place),
        inspected.short_name,
        done,
        keying is not None and not done,
        keying.number if keying else None,
    )


def _is_due() -> ColumnElement[bool]:
    now = select(Review.round).where(Review.visit_id == Visit.visit_id, Review.is_current).scalar_subquery()
    return or_(Keying.keying_id.is_(None), Keying.review_round != now) & publishable() & ~is_withheld()


def _own(uow: UnitOfWork, actor: Actor, section_id: int) -> tuple[Any, bool]:
    """Return a result's row, and whether it stands among those keyed."""
    departments = departments_prepared_by(uow, actor)
    for done in (False, True):
        chosen = _chosen(departments, done=done).where(Section.section_id == section_id)
        if (row := uow.session.execute(chosen).first()) is not None:
            return row, done
    raise Refused(publication_problems.NO_SUCH_RESULT)


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
