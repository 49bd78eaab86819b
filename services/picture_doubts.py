"""Pictures to be looked at once more: in another visit already, twice in one visit, or taken long before. Said,
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
    """How many pictures show what one of other visits shows, and in which; where in one visit the same one stands
    twice; how many are old, and the oldest's day as the camera wrote it.
    """

    reused: int = 0
    visits: tuple[str, ...] = ()
    items: tuple["DoubledItem", ...] = ()
    old: int = 0
    oldest: str = ""


@dataclass(frozen=True, slots=True)
class DoubledItem:
    """A place at which a picture stands that another has as well: an item (0 for one that is not asked at present), or
    none, and then what the picture was sent for.
    """

    section_id: int
    number: int
    department: Names
    purpose: str = "item"


def _are_two_items(one: Evidence, other: Evidence) -> bool:
    """Return whether two pictures stand at two different items."""
    are_items = one.purpose == other.purpose == "item" and None not in (one.question, other.question)
    return are_items and (one.section_id, one.question) != (other.section_id, other.question)


def stands_twice(uow: UnitOfWork, evidence_id: int) -> bool:
    """Return whether a picture stands at another place of its visit as well."""
    return bool(_doubled(uow, Evidence.evidence_id == evidence_id))


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
    """Return the places at which pictures stand now that are alike, or the very same file."""
    double = aliased(Evidence)
    standing = (
        select(Evidence, double)
        .join(Examination, Examination.evidence_id == Evidence.evidence_id)
        .join(double, double.visit_id == Evidence.visit_id)
        .where(which, Evidence.withdrawn_at.is_(None), Evidence.state == "secured")
        .where(double.withdrawn_at.is_(None), double.state == "secured")
    )
    chosen = standing.where(double.evidence_id == Examination.double_id)
    # Sheets of paper are alike without being the same: other than between items the bytes decide. Of a picture of a
    # single colour every visit may have the like.
    same = (double.sha256 == Evidence.sha256) & (double.purpose != Evidence.purpose)
    across = standing.where(same, Examination.likeness.is_not(None) | (Examination.format == "pdf"))
    pairs = [(one, other) for one, other in uow.session.execute(chosen) if _are_two_items(one, other)]
    pairs += [(one, other) for one, other in uow.session.execute(across)]
    places = {_place(each): _item(uow, each) for pair in pairs for each in pair}
    return tuple(sorted(places.values(), key=lambda place: (not place.section_id, place.section_id, place.number)))


def _place(row: Evidence) -> tuple[str, int | None, str | None]:
    return (row.purpose, row.section_id, row.question) if row.purpose == "item" else (row.purpose, None, None)


def _item(uow: UnitOfWork, row: Evidence) -> DoubledItem:
    if row.purpose != "item" or row.section_id is None:
        return DoubledItem(0, 0, {}, row.purpose)
    sheet = sheet_of(uow, row.section_id)
    state = sheet.find(row.question)
    return DoubledItem(row.section_id, (state.question.number or 0) if state is not None else 0, sheet.department)
