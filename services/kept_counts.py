"""How many questions sections ask and have answered, without opening their forms: for lists of many visits."""

from collections.abc import Collection

from sqlalchemy import func, select

from storage.tables import Answer, ChecklistVersion, Section
from storage.unit_of_work import UnitOfWork

# A form with logic is kept with its numbers; any other asks the same from its beginning to its end.
ASKED = func.coalesce(Section.filled["asked"].as_integer(), ChecklistVersion.asked)
_ANSWERS = (
    select(func.count())
    .where(Answer.section_id == Section.section_id, Answer.is_current, Answer.value != "")
    .correlate(Section)
    .scalar_subquery()
)
_ANSWERED = func.coalesce(Section.filled["answered"].as_integer(), _ANSWERS)


def answered_of(uow: UnitOfWork, section_ids: Collection[int]) -> dict[int, int]:
    """Return how many questions of each section have an answer that counts."""
    rows = uow.session.execute(select(Section.section_id, _ANSWERED).where(Section.section_id.in_(section_ids)))
    return {section_id: int(count) for section_id, count in rows}


def counts_of_visits(uow: UnitOfWork, visit_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return for each visit how many questions its sections ask together, and how many have an answer that counts."""
    rows = uow.session.execute(
        select(Section.visit_id, func.sum(ASKED), func.sum(_ANSWERED))
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .where(Section.visit_id.in_(visit_ids))
        .group_by(Section.visit_id)
    )
    return {visit_id: (int(asked), int(answered)) for visit_id, asked, answered in rows}
