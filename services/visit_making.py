"""What every visit is made of, whoever drew it: its notice, its sections, the seats of its officers."""

from collections.abc import Sequence

from sqlalchemy import func, select

from services.office_day import today
from storage.tables import ChecklistVersion, Department, Notice, Section, Task, Visit
from storage.unit_of_work import UnitOfWork


def prepare_notice(uow: UnitOfWork, visit: Visit) -> Notice:
    """Give a visit its notice 附件2, with the next number of the year; whoever else numbers one waits until this act
    has ended.
    """
    _take_turn(uow)
    year = today(uow).year
    last = uow.session.scalar(select(func.max(Notice.serial)).where(Notice.year == year))
    notice = Notice(visit_id=visit.visit_id, year=year, serial=(last or 0) + 1, state="prepared")
    uow.session.add(notice)
    uow.session.flush()
    return notice


def _take_turn(uow: UnitOfWork) -> None:
    """Hold the row on which all wait who number notices: two who read the same newest number would collide. What refers
    to that row goes on.
    """
    if _take_turn not in uow.memo:
        first = select(Department.department_id).order_by(Department.department_id).limit(1)
        uow.session.execute(first.with_for_update(key_share=True)).all()
        uow.memo[_take_turn] = True


def seat_section(
    uow: UnitOfWork, visit: Visit, place: int, version: ChecklistVersion, people: Sequence[int]
) -> Section:
    """Give a visit the section of a checklist's department, and its officers their tasks, in the order of seats."""
    section = Section(
        visit_id=visit.visit_id,
        department_id=version.department_id,
        checklist_version_id=version.checklist_version_id,
        place=place,
        state="waiting",
        results=[],
        start_reasons={},
    )
    uow.session.add(section)
    uow.session.flush()
    uow.session.add_all(
        Task(
            visit_id=visit.visit_id,
            section_id=section.section_id,
            person_id=person_id,
            seat=seat,
            state="sent",
            presence="unknown",
        )
        for seat, person_id in enumerate(people, 1)
    )
    uow.session.flush()
    return section


def checklist_told(department: str, version: ChecklistVersion) -> dict[str, str]:
    """Return how a chain tells of the checklist of a department, named by code."""
    return {
        "department": department,
        "form": version.form_id,
        "version": version.version,
        "workbook_sha256": version.workbook_sha256,
    }
