"""What a rehearsal needs: the forms in hand, and a visit near its end in a transaction that is taken back."""

from sqlalchemy import func, select

from rules.lifecycle import SectionState, TaskState, VisitState
from rules.refusals import Refused
from services.checklists import sheet_of
from storage.tables import Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

FORMS_MOST = 24


def visit_to_rehearse(uow: UnitOfWork) -> tuple[int, int] | None:
    """Bring some visit to where it could be submitted with a reason; return a person of its team whom the bot reaches,
    and the visit. None where there is no such visit. Never to be committed.
    """
    chosen = (
        select(Task, Visit)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(
            Person.reach == "open",
            Task.state.in_(["sent", "accepted"]),
            Visit.state.in_(["assigned", "running"]),
            Visit.is_trial.is_(False),
        )
        .limit(1)
    )
    row = uow.session.execute(chosen).first()
    if row is None:
        return None
    task, visit = row
    task.state, visit.state, visit.submit_reason = TaskState.ACCEPTED.value, VisitState.RUNNING.value, "-"
    for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
        section.state = SectionState.RUNNING.value
    uow.flush()
    return task.person_id, visit.visit_id


def conclude_all(uow: UnitOfWork, visit_id: int) -> None:
    """Let every section of the visit be concluded. Never to be committed."""
    for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
        section.state = SectionState.CONCLUDED.value
    uow.flush()
    uow.memo.clear()


def read_forms(uow: UnitOfWork) -> None:
    """Read the forms of visits that are under way: the larger ones take longer than any answer may."""
    one_each = (
        select(func.min(Section.section_id))
        .join(Visit, Visit.visit_id == Section.visit_id)
        .where(Visit.state.in_([VisitState.ASSIGNED.value, VisitState.RUNNING.value]))
        .group_by(Section.checklist_version_id)
        .order_by(func.max(Section.section_id).desc())
        .limit(FORMS_MOST)
    )
    for section_id in uow.session.scalars(one_each).all():
        try:
            sheet_of(uow, section_id)
        except Refused:
            # A form that cannot be begun is told of where it is begun.
            continue
