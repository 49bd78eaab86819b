"""Photographs of a visit that a paper can show: secured, not withdrawn, of a kind that printers draw."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from forms.papers.furnishing import Photo
from storage.tables import Evidence
from storage.unit_of_work import UnitOfWork

Read = Callable[[str], bytes]
# Of the files of a visit, those that a page can show.
SHOWN = ("image/jpeg", "image/png")


def shown_photos(uow: UnitOfWork, visit_id: int, *purposes: str) -> Sequence[Evidence]:
    """Return the photographs of a visit that were taken for one of the purposes, in the order in which they came."""
    chosen = (
        select(Evidence)
        .where(
            Evidence.visit_id == visit_id,
            Evidence.purpose.in_(purposes),
            Evidence.state == "secured",
            Evidence.withdrawn_at.is_(None),
            (Evidence.kind == "photo") | Evidence.mime_type.in_(SHOWN),
        )
        .order_by(Evidence.evidence_id)
    )
    return uow.session.scalars(chosen).all()


def photo(row: Evidence, caption: str, read: Read) -> Photo:
    """Return a photograph for the annex. `read` gives the bytes of a secured file by its SHA-256."""
    assert row.sha256 is not None
    return Photo(read(row.sha256), f"{caption} {row.sha256[:8]}".strip())
