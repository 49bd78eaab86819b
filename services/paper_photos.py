"""Photographs of a visit that a paper can show: secured, not withdrawn, of a kind that printers draw."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image
from sqlalchemy import ColumnElement, select

from forms.papers.furnishing import Photo
from services.erased import BY_LAW
from services.evidence_state import examination_of, is_under_way
from services.matching_files import are_pictures
from services.paper_phrases import ON_BOTH, ON_PAPER, ON_SCAN, moment_told
from storage.tables import Evidence, LedgerLink
from storage.unit_of_work import UnitOfWork

RECORDINGS = {"voice": "语音", "audio": "录音", "video": "录像", "video_note": "录像"}

Read = Callable[[str], bytes]


def pages_told(uow: UnitOfWork, pages: Sequence[int]) -> str:
    """Return where a paper says that its signed pages are seen: printers do not draw scans in PDF."""
    drawn = set(
        uow.session.scalars(select(Evidence.evidence_id).where(Evidence.evidence_id.in_(pages), are_pictures()))
    )
    if not drawn and pages:
        return ON_SCAN
    return ON_PAPER if drawn >= set(pages) else ON_BOTH


def shown_photos(uow: UnitOfWork, visit_id: int, *purposes: str) -> Sequence[Evidence]:
    """Return the photographs of a visit that were taken for one of the purposes, in the order in which they came."""
    taken = (Evidence.visit_id == visit_id) & Evidence.purpose.in_(purposes) & Evidence.beside_record.is_(False)
    return _shown(uow, taken)


def photos_among(uow: UnitOfWork, evidence_ids: Sequence[int]) -> Sequence[Evidence]:
    """Return those of some files that are such photographs, whether the record shows them or not."""
    return _shown(uow, Evidence.evidence_id.in_(evidence_ids))


def _shown(uow: UnitOfWork, which: ColumnElement[bool]) -> Sequence[Evidence]:
    is_secured = (Evidence.state == "secured") & ~is_under_way() & Evidence.withdrawn_at.is_(None)
    chosen = select(Evidence).where(which, is_secured, are_pictures()).order_by(Evidence.evidence_id)
    return uow.session.scalars(chosen).all()


def recordings_told(uow: UnitOfWork, visit_id: int, purpose: str, zone: ZoneInfo) -> list[str]:
    """Return the voices and films of a visit that were sent for a purpose, as a paper that cannot show them names
    them: kind, time, the beginning of the hash that a photograph has below it.
    """
    chosen = (
        select(Evidence)
        .where(
            Evidence.visit_id == visit_id,
            Evidence.purpose == purpose,
            Evidence.kind.in_(RECORDINGS),
            Evidence.state == "secured",
            ~is_under_way(),
            Evidence.withdrawn_at.is_(None),
            Evidence.beside_record.is_(False),
        )
        .order_by(Evidence.evidence_id)
    )
    return [
        f"{RECORDINGS[row.kind]}{moment_told(row.sent_at.astimezone(zone))}，SHA-256 {str(row.sha256)[:8]}"
        for row in uow.session.scalars(chosen)
    ]


def photo_numbers(uow: UnitOfWork, visit_number: str) -> Mapping[int, str]:
    """Return the number of each photograph that ever came to a visit, by its row: they count in the order of its chain,
    so that none changes when another one is withdrawn, moved, lost or kept beside the record.
    """
    came = select(LedgerLink.body).where(
        LedgerLink.chain == f"visit:{visit_number}", LedgerLink.type.in_(("evidence_received", "evidence_moved"))
    )
    ids = dict.fromkeys(body["evidence"] for body in uow.session.scalars(came.order_by(LedgerLink.seq)))
    are_photos = select(Evidence.evidence_id).where(Evidence.evidence_id.in_(ids), are_pictures())
    photos = set(uow.session.scalars(are_photos))
    return {id_: str(number) for number, id_ in enumerate((id_ for id_ in ids if id_ in photos), 1)}


def photo(
    uow: UnitOfWork,
    row: Evidence,
    number: str,
    caption: str,
    read: Read,
    *,
    is_sheet: bool = False,
) -> Photo:
    """Return a photograph for the annex, large where it shows paper; where there is one the copy whose strip says whose
    it is, in full for what has to be read. `read` gives the bytes of a secured file by its SHA-256.
    """
    assert row.sha256 is not None
    found = examination_of(uow, row.evidence_id)
    copy = (found.stamped_sha256 if is_sheet else found.preview_sha256) if found else None
    return Photo(read(copy or row.sha256), number, f"{caption} {row.sha256[:8]}".strip(), is_sheet)


def erased_photo(row: Evidence, number: str, caption: str, *, is_sheet: bool = False) -> Photo:
    """Return what stands in the annex where a photograph was that the law wanted erased: a grey field, and so told."""
    return Photo(_grey(), number, f"{caption}{BY_LAW} {str(row.sha256)[:8]}", is_sheet)


@lru_cache(maxsize=1)
def _grey() -> bytes:
    out = BytesIO()
    Image.new("L", (80, 58), 200).save(out, "PNG")
    return out.getvalue()
