"""How many files a visit has, as summaries, receipts and the supervisor's card tell it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from services.evidence_state import may_count
from services.matching_files import is_picture
from storage.tables import Evidence
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Count:
    """How many files of a visit there are, but for those withdrawn or kept apart; `files` of them are no pictures."""

    received: int
    secured: int
    lost: int
    files: int

    @property
    def waiting(self) -> int:
        """How many are still being fetched."""
        return self.received - self.secured - self.lost

    @property
    def pictures(self) -> int:
        """How many of them are pictures."""
        return self.received - self.files


def _of_visit(visit_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Evidence.visit_id == visit_id,
        Evidence.withdrawn_at.is_(None),
        Evidence.state != "quarantined",
        # What proves how a problem ended came after the visit.
        Evidence.purpose != "clue",
    )


def last_secured(uow: UnitOfWork, visit_id: int) -> datetime | None:
    """Return when the last of those files was secured that `count` counts."""
    return uow.session.scalar(select(func.max(Evidence.secured_at)).where(*_of_visit(visit_id)))


def count(uow: UnitOfWork, visit_id: int) -> Count:
    """Count the files of a visit. The caller has checked who asks."""
    counted = (
        select(Evidence.state, Evidence.kind, Evidence.mime_type, func.count())
        .where(*_of_visit(visit_id))
        .group_by(Evidence.state, Evidence.kind, Evidence.mime_type)
    )
    found = [
        (state, is_picture(kind, mime_type), files)
        for state, kind, mime_type, files in uow.session.execute(counted).all()
    ]
    return Count(
        sum(files for *_, files in found),
        sum(files for state, _, files in found if state == "secured"),
        sum(files for state, _, files in found if state == "lost"),
        sum(files for _, is_shown, files in found if not is_shown),
    )


def quarantined_count(uow: UnitOfWork, visit_id: int, *purposes: str) -> int:
    """Count the files of a visit that are kept apart, of some purposes or of all."""
    counted = select(func.count()).where(
        Evidence.visit_id == visit_id, Evidence.withdrawn_at.is_(None), Evidence.state == "quarantined"
    )
    if purposes:
        counted = counted.where(Evidence.purpose.in_(purposes))
    return uow.session.scalar(counted) or 0


def quarantined_since(uow: UnitOfWork, section_id: int, question: str) -> int:
    """Count the files of a question that are kept apart and after which none came that may prove it."""
    of = (
        Evidence.section_id == section_id,
        Evidence.question == question,
        Evidence.purpose == "item",
        Evidence.withdrawn_at.is_(None),
    )
    good = select(func.max(Evidence.evidence_id)).where(*of, may_count()).scalar_subquery()
    apart = select(func.count()).where(*of, Evidence.state == "quarantined")
    return uow.session.scalar(apart.where(Evidence.evidence_id > func.coalesce(good, 0))) or 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many files of one place are not secured yet; `question` of a section's item, none of all other places."""

    section_id: int | None
    question: str | None
    purpose: str
    files: int


def waiting_files(uow: UnitOfWork, visit_id: int) -> tuple[Waiting, ...]:
    """Return what of a visit is received and not secured yet, place by place."""
    place = (Evidence.section_id, Evidence.question, Evidence.purpose)
    chosen = (
        select(*place, func.count())
        .where(Evidence.visit_id == visit_id, Evidence.withdrawn_at.is_(None), Evidence.state == "received")
        .group_by(*place)
        .order_by(*place)
    )
    return tuple(Waiting(*row) for row in uow.session.execute(chosen))
