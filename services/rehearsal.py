"""What a rehearsal needs: the forms in hand, and a visit near its end in a transaction that is taken back."""

from sqlalchemy import select

from rules.lifecycle import SectionState, TaskState, VisitState
from services.checklists import checklist_of
from services.filled import definition_of
from storage.tables import ChecklistVersion, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

# Forms that are read before the first act; a district that uses more reads the others as they are needed.
FORMS_MOST = 40


def read_forms_in_hand(uow: UnitOfWork) -> None:
    """Read the forms with logic of visits that are not over, the newest first: reading one takes longer than any act
    may hold the writer.
    """
    in_hand = (
        select(Section.checklist_version_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .where(Visit.state.in_([VisitState.ASSIGNED.value, VisitState.RUNNING.value]))
    )
    chosen = (
        select(
            ChecklistVersion.form_id,
            ChecklistVersion.version,
            ChecklistVersion.workbook_sha256,
            ChecklistVersion.checklist_version_id,
        )
        .where(ChecklistVersion.checklist_version_id.in_(in_hand))
        .order_by(ChecklistVersion.checklist_version_id.desc())
        .limit(FORMS_MOST)
    )
    for form_id, version, sha256, version_id in uow.session.execute(chosen):
        checklist = checklist_of(uow, (form_id, version, sha256), version_id)
        if checklist.has_logic:
            definition_of(uow, checklist)


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
