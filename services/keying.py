"""Keying 补录: what still has to be entered by hand on the municipal platform, which is the system of record there.

An approved result stands on the list until a person says that it was keyed, with the number that it got there, and
again once its visit was approved anew, or an addendum was signed or denied. What is kept back after it was keyed or
forwarded stands on another list until a person says that it was taken back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from forms.tables import Table
from rules.errors import api as problems
from rules.errors import publication as publication_problems
from rules.events_doors import KeyingOutdated
from rules.outside_numbers import MOST, is_outside_number
from rules.refusals import Refused
from services.access import Actor
from services.form_export import MAKE
from services.keyed_values import addenda_mark, columns_of, values_of
from services.public_facts import result_number
from services.publishable import is_kept_back, publishable
from services.publishers import departments_prepared_by
from services.review_rounds import current_round
from services.signed_addenda import sections_concerned
from services.taking_back import forget_gone, is_to_take_back, where_it_stands
from storage.tables import (
    Addendum,
    Campaign,
    Department,
    InspectionObject,
    Keying,
    Publishing,
    Review,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

KEYING = "keying"
PAGE = 5
DUE, DONE, TAKE_BACK = "list", "done", "take_back"
LISTS = (DUE, DONE, TAKE_BACK)
"""What is to be keyed, what was, and what is to be taken back from where it is."""
APPROVED, ADDENDUM = "approved", "addendum"
Chosen = Select[Section, Visit, Campaign, InspectionObject, Department, Keying, bool]


@dataclass(frozen=True, slots=True)
class KeyingLine:
    """A result on one of the `LISTS`: `number` is the platform's. `again`: it is to be keyed once more, because it was
    `APPROVED` anew or of an `ADDENDUM`, else empty. `where` it stands elsewhere, as `services.taking_back` says it.
    `of_round` is that of the visit's review, 0 before the first; by `addenda` those that it has now are known again.
    """

    section_id: int
    result: str
    short_name: str
    listed: str
    again: str
    number: str | None
    where: str
    of_round: int
    addenda: int


@dataclass(frozen=True, slots=True)
class KeyingPage:
    """A page of a list; `to_take_back` counts the whole of that one, whichever is shown."""

    lines: tuple[KeyingLine, ...]
    page: int
    pages: int
    total: int
    to_take_back: int


def keying_page(uow: UnitOfWork, actor: Actor, page: int = 1, listed: str = DUE) -> KeyingPage:
    """Return a page of what the actor's departments have to key or to take back, the oldest first; or have keyed, the
    newest first.
    """
    departments = departments_prepared_by(uow, actor)
    chosen = _chosen(departments, listed)
    total, back = _count(uow, chosen), _count(uow, _chosen(departments, TAKE_BACK))
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = uow.session.execute(chosen.limit(PAGE).offset((page - 1) * PAGE))
    lines = tuple(_line(uow, row, listed) for row in rows)
    return KeyingPage(lines, page, pages, total, back)


def keying_sheet(uow: UnitOfWork, actor: Actor, section_id: int) -> tuple[KeyingLine, list[tuple[str, str]]]:
    """Return a result and what is to be keyed of it, heading by heading; nothing of one that is kept back, or whose
    visit is not approved.

    Raises `Refused` for other departments'.
    """
    row, listed = _own(uow, actor, section_id)
    line = _line(uow, row, listed)
    if not row.leaves:
        return line, []
    columns = columns_of(uow)
    values = values_of(uow, columns, *row[:5])
    return line, [(each.headings[0], values[each.value]) for each in columns.results]


def mark_keyed(
    uow: UnitOfWork,
    actor: Actor,
    section_id: int,
    number: str | None = None,
    of_round: int | None = None,
    addenda: int | None = None,
) -> bool:
    """Say that a result was keyed, under the platform's number where it gave one; again changes the number, and without
    one keeps it. While nothing is due, a number says nothing of what is approved next.

    Returns false, nothing being changed, when what was read and keyed is of another round than the present one, or has
    other addenda. Raises `Refused` for other departments', for what is kept back, and for a number that is none.
    """
    (section, visit, _, _, _, keying, _), listed = _own(uow, actor, section_id, (DUE, DONE))
    done, plain = listed == DONE, plain_number(number)
    if plain is not None and not is_outside_number(plain):
        raise Refused(problems.KEYED_NUMBER_WRONG, most=MOST)
    now = _round(uow, visit)
    if of_round not in (None, now) or addenda not in (None, addenda_mark(uow, section)):
        return False
    if keying is None:
        keying = Keying(section_id=section_id)
        uow.session.add(keying)
    elif not done:
        plain = plain or keying.number
    elif plain in (None, keying.number):
        return True
    if not done:
        keying.review_round, keying.outdated_at = now, None
    keying.keyed_by, keying.keyed_at, keying.number = actor.person_id, uow.now, plain
    uow.session.flush()
    body = {"result": result_number(visit.number, section.place), "number": plain}
    uow.record(f"visit:{visit.number}", "keyed_elsewhere", actor.code, body)
    return True


def take_keyed_back(uow: UnitOfWork, actor: Actor, section_id: int) -> bool:
    """Put a result that was keyed back on the list. Returns false, nothing being changed, for one that does not stand
    among those. Raises `Refused` for other departments'.
    """
    (section, visit, _, _, _, keying, _), listed = _own(uow, actor, section_id)
    if listed != DONE:
        return False
    uow.session.delete(keying)
    uow.session.flush()
    body = {"result": result_number(visit.number, section.place)}
    uow.record(f"visit:{visit.number}", "keying_taken_back", actor.code, body)
    return True


def note_gone(uow: UnitOfWork, actor: Actor, section_id: int) -> bool:
    """Say of a result that is to be taken back that it was removed from wherever it had gone.

    Returns false, nothing being changed, for one that is not to be. Raises `Refused` for other departments'.
    """
    (section, visit, _, _, _, keying, _), listed = _own(uow, actor, section_id)
    if listed != TAKE_BACK:
        return False
    number, where = keying.number if keying else None, where_it_stands(uow, section_id)
    forget_gone(uow, section_id)
    if keying is not None:
        uow.session.delete(keying)
    uow.session.flush()
    body = {"result": result_number(visit.number, section.place), "number": number, "where": where}
    uow.record(f"visit:{visit.number}", "taken_back", actor.code, body)
    return True


def is_keyed_under(uow: UnitOfWork, section_id: int, number: str | None) -> bool:
    """Return whether somebody has said of a result that it was keyed under a number; without one, that it was keyed."""
    plain = plain_number(number)
    known = uow.session.scalars(select(Keying.number).where(Keying.section_id == section_id)).all()
    return bool(known) and (plain is None or plain == plain_number(known[0]))


def plain_number(number: str | None) -> str | None:
    """Return a number of the platform as it is kept, none for an empty one."""
    return " ".join((number or "").split()) or None


def say_keyed_before(uow: UnitOfWork, visit_id: int) -> None:
    """Say of an approved visit which of its results the platform has as an earlier approval left them."""
    _say_outdated(uow, Section.visit_id == visit_id, APPROVED)


def say_keyed_otherwise(uow: UnitOfWork, addendum: Addendum) -> None:
    """Have keyed anew what an addendum is about, which was signed or denied: the platform has something else."""
    of = sections_concerned(addendum)
    chosen = select(Keying).join(Section, Section.section_id == Keying.section_id).where(of)
    for keying in uow.session.scalars(chosen):
        keying.outdated_at = uow.now
    uow.session.flush()
    _say_outdated(uow, of, ADDENDUM)


def _say_outdated(uow: UnitOfWork, of: ColumnElement[bool], because: str) -> None:
    chosen = (
        select(Section.section_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Keying, Keying.section_id == Section.section_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(of, _is_due())
    )
    for section_id in uow.session.scalars(chosen.order_by(Section.place)):
        uow.emit(KeyingOutdated(section_id, because))


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
    """Return what some departments have to key, or have keyed, in the platform's columns; nothing but the number of
    what is kept back, or whose visit is not approved. The caller has checked.
    """
    columns = columns_of(uow)
    rows = []
    for row in uow.session.execute(_chosen(departments, DONE if done else DUE)):
        number = {"result": result_number(row[1].number, row[0].place)}
        values = values_of(uow, columns, *row[:5]) if row.leaves else number
        rows.append(tuple(values.get(each.value, "") for each in columns.results))
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


def _chosen(departments: Collection[int], listed: str) -> Chosen:
    chosen = (
        select(Section, Visit, Campaign, InspectionObject, Department, Keying, _leaves().label("leaves"))
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .outerjoin(Keying, Keying.section_id == Section.section_id)
        .where(Section.department_id.in_(departments))
    )
    if listed == DONE:
        keyed = chosen.where(Keying.keying_id.is_not(None), ~_is_due(), ~is_to_take_back())
        return keyed.order_by(Keying.keyed_at.desc(), Section.section_id)
    wanted = is_to_take_back() if listed == TAKE_BACK else _is_due()
    return chosen.where(wanted).order_by(Visit.submitted_at, Section.section_id)


def _count(uow: UnitOfWork, chosen: Chosen) -> int:
    counted = chosen.order_by(None).with_only_columns(Section.section_id).subquery()
    return uow.session.scalar(select(func.count()).select_from(counted)) or 0


def _line(uow: UnitOfWork, row: Any, listed: str) -> KeyingLine:
    section, visit, _, inspected, _, keying, _ = row
    again, now = "", _round(uow, visit)
    if keying is not None and listed == DUE:
        again = APPROVED if keying.review_round != now else ADDENDUM
    return KeyingLine(
        section.section_id,
        result_number(visit.number, section.place),
        inspected.short_name,
        listed,
        again,
        keying.number if keying else None,
        where_it_stands(uow, section.section_id),
        now,
        addenda_mark(uow, section),
    )


def _round(uow: UnitOfWork, visit: Visit) -> int:
    review = current_round(uow, visit.visit_id)
    return review.round if review else 0


def _leaves() -> ColumnElement[bool]:
    """Return which results may be read outside now."""
    return publishable() & ~is_kept_back()


def _is_due() -> ColumnElement[bool]:
    now = select(Review.round).where(Review.visit_id == Visit.visit_id, Review.is_current).scalar_subquery()
    is_other = or_(Keying.keying_id.is_(None), Keying.review_round != now, Keying.outdated_at.is_not(None))
    return is_other & _leaves()


def _own(uow: UnitOfWork, actor: Actor, section_id: int, lists: Collection[str] = LISTS) -> tuple[Any, str]:
    """Return a result's row, and on which list it stands."""
    departments = departments_prepared_by(uow, actor)
    for listed in lists:
        chosen = _chosen(departments, listed).where(Section.section_id == section_id)
        if (row := uow.session.execute(chosen).first()) is not None:
            return row, listed
    raise Refused(publication_problems.NO_SUCH_RESULT)
