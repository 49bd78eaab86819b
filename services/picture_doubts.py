"""Pictures to be looked at once more: in another visit already, at two items of one visit, or taken long before. Said,
and never blocked.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from services.checklists import sheet_of
from services.visits import Names
from storage.tables import Evidence, Examination, Visit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PictureDoubts:
    """How many pictures show what one of other visits shows, and in which; the items of one visit at which the same
    one stands; how many are old, and the oldest's day as the camera wrote it.
    """

    reused: int = 0
    visits: tuple[str, ...] = ()
    items: tuple["DoubledItem", ...] = ()
    old: int = 0
    oldest: str = ""


@dataclass(frozen=True, slots=True)
class DoubledItem:
    """An item at which a picture stands that another item has as well; 0 for one that is not asked at present."""

    section_id: int
    number: int
    department: Names


def are_two_items(one: Evidence, other: Evidence) -> bool:
    """Return whether two pictures stand at two different items."""
    are_items = one.purpose == other.purpose == "item" and None not in (one.question, other.question)
    return are_items and (one.section_id, one.question) != (other.section_id, other.question)


def doubts_of_batch(uow: UnitOfWork, batch: str) -> PictureDoubts:
    """Return what is doubtful about the pictures of one receipt."""
    return _doubts(uow, Evidence.batch == batch)


def doubts_of_visit(uow: UnitOfWork, visit_id: int) -> PictureDoubts:
    """Return what is doubtful about the pictures of a visit. The caller has checked who asks."""
    return _doubts(uow, Evidence.visit_id == visit_id)


def _doubts(uow: UnitOfWork, which: ColumnElement[bool]) -> PictureDoubts:
    twin, doubles = aliased(Evidence), _doubled(uow, which)
    chosen = (
        select(Visit.number, Examination.is_old, Examination.taken)
        .join(Evidence, Evidence.evidence_id == Examination.evidence_id)
        .outerjoin(twin, twin.evidence_id == Examination.twin_id)
        .outerjoin(Visit, Visit.visit_id == twin.visit_id)
        .where(
            which,
            Evidence.withdrawn_at.is_(None),
            Evidence.state == "secured",
            Examination.twin_id.is_not(None) | Examination.is_old,
        )
    )
    found = uow.session.execute(chosen).all()
    numbers = list(filter(None, (number for number, _, _ in found)))
    days = sorted(taken[:10] for _, is_old, taken in found if is_old)
    return PictureDoubts(len(numbers), tuple(sorted(set(numbers))), doubles, len(days), days[0] if days else "")


def _doubled(uow: UnitOfWork, which: ColumnElement[bool]) -> tuple[DoubledItem, ...]:
    """Return the items at which pictures stand now that are alike."""
    double = aliased(Evidence)
    chosen = (
        select(Evidence, double)
        .join(Examination, Examination.evidence_id == Evidence.evidence_id)
        .join(double, double.evidence_id == Examination.double_id)
        .where(which, Evidence.withdrawn_at.is_(None), Evidence.state == "secured")
        .where(double.withdrawn_at.is_(None), double.state == "secured", double.visit_id == Evidence.visit_id)
    )
    pairs = [(one, other) for one, other in uow.session.execute(chosen) if are_two_items(one, other)]
    items = {(each.section_id, each.question): _item(uow, each) for pair in pairs for each in pair}
    return tuple(sorted(items.values(), key=lambda item: (item.section_id, item.number)))


def _item(uow: UnitOfWork, row: Evidence) -> DoubledItem:
    assert row.section_id is not None
    sheet = sheet_of(uow, row.section_id)
    state = sheet.find(row.question)
    return DoubledItem(row.section_id, (state.question.number or 0) if state is not None else 0, sheet.department)
