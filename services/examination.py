"""What was found in a file that is secured: fine, or kept apart; the same picture as in another visit; its copies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from forms.pictures.camera import CameraFacts
from forms.pictures.examination import Announced
from forms.pictures.likeness import NEAR, bands, distance
from forms.pictures.strip import Strip
from rules.errors.files import NOT_EXAMINED
from rules.events_evidence import EvidenceDoubted, EvidenceQuarantined
from rules.picture_times import is_long_before
from services import findings
from services.access import actor_by_id
from services.barcodes import seek_code
from services.checklists import forget_sheet, sheet_of
from services.evidence import locked, record_act, settled
from services.evidence_state import EXAMINED, examination_of
from services.office_day import zone_of
from services.paper_phrases import PAPER_LANGUAGE
from services.picture_doubts import stands_twice
from storage.ledger import Personal
from storage.tables import Department, Evidence, Examination, InspectionObject, Person, Visit
from storage.unit_of_work import UnitOfWork

# So many pictures that share a part of their hash are compared; more of them would be a wall of one colour.
COMPARED_MOST = 500
HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Work:
    """A file to be looked into: its bytes by their hash, what it was announced as, the strip of its copies (none while
    it belongs to no visit).
    """

    sha256: str
    announced: Announced
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file, its copies by their hashes; `problem` is a code of the catalogue, empty when fine."""

    format: str
    problem: str = ""
    placeholders: Mapping[str, str] | None = None
    width: int = 0
    height: int = 0
    camera: CameraFacts = field(default_factory=CameraFacts)
    likeness: str | None = None
    stamped: str | None = None
    preview: str | None = None


def work_on(uow: UnitOfWork, evidence_id: int) -> Work | None:
    """Return what is to be looked into; none when it is not there any more."""
    row = uow.session.get_one(Evidence, evidence_id)
    if row.state != "secured" or row.sha256 is None:
        return None
    return Work(row.sha256, Announced(row.kind, row.mime_type, row.file_name), _strip(uow, row))


def _strip(uow: UnitOfWork, row: Evidence) -> Strip | None:
    """Return what stands below a picture: number and object, place, time and officer, hash; in the papers' language."""
    if row.visit_id is None:
        return None
    assert row.sha256 is not None
    chosen = (
        select(Visit.number, InspectionObject.short_name, InspectionObject.address)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(Visit.visit_id == row.visit_id)
    )
    number, name, address = uow.session.execute(chosen).one()
    by = (
        select(Person.name, Department.short_name)
        .join(Department, Department.department_id == Person.department_id)
        .where(Person.person_id == row.person_id)
    )
    officer, department = uow.session.execute(by).one()
    sent = row.sent_at.astimezone(zone_of(uow))
    prefix = row.sha256[:HASH_SHOWN]
    lines = (
        f"{number} {name}",
        address,
        f"{sent:%Y-%m-%d %H:%M} {officer[PAPER_LANGUAGE]}（{department[PAPER_LANGUAGE]}）",
        f"SHA-256 {prefix[:8]} {prefix[8:]}",
    )
    return Strip(lines, f"HECHA {number} {row.sha256}".upper())


def settle(uow: UnitOfWork, evidence_id: int, found: Found) -> None:
    """Note what was found. What is kept apart proves nothing any more, and its sender is told."""
    row = locked(uow, evidence_id)
    if row.state != "secured":
        return
    kept = examination_of(uow, evidence_id)
    assert kept is not None
    kept.state, kept.examined_at = "quarantined" if found.problem else "fine", uow.now
    kept.format, kept.problem, kept.placeholders = found.format, found.problem, dict(found.placeholders or {})
    kept.width, kept.height = found.width, found.height
    kept.taken, kept.position, kept.camera = found.camera.taken, found.camera.position, found.camera.camera
    kept.likeness, kept.stamped_sha256, kept.preview_sha256 = found.likeness, found.stamped, found.preview
    kept.band_1, kept.band_2, kept.band_3, kept.band_4 = bands(found.likeness) if found.likeness else (None,) * 4
    shown = None if found.problem else found.likeness
    twin, double = (_alike(uow, row, shown, is_elsewhere=is_elsewhere) for is_elsewhere in (True, False))
    kept.twin_id, kept.double_id = twin.evidence_id if twin else None, double.evidence_id if double else None
    kept.is_old = _is_old(uow, row, found.camera.taken)
    record_act(uow, row, EXAMINED, _sender(uow, row), more=_told(uow, found, kept))
    if found.problem:
        _keep_apart(uow, row, kept)
    uow.session.flush()
    seek_code(uow, row)
    settled(uow, row)
    if kept.state == "fine" and (kept.twin_id is not None or kept.is_old or stands_twice(uow, evidence_id)):
        uow.emit(EvidenceDoubted(evidence_id))


def give_up(uow: UnitOfWork, evidence_id: int) -> None:
    """Note that a file could not be looked into after all: what nobody has seen proves nothing."""
    settle(uow, evidence_id, Found("other", NOT_EXAMINED.code))


def _sender(uow: UnitOfWork, row: Evidence) -> str:
    return uow.session.get_one(Person, row.person_id).code


def _told(uow: UnitOfWork, found: Found, kept: Examination) -> dict[str, object]:
    """Return what the chain says of an examination; where somebody was is sealed like all that is personal."""
    camera: dict[str, object] = {"from": "exif", "taken": found.camera.taken, "camera": found.camera.camera}
    if found.camera.position:
        camera["position"] = Personal(found.camera.position)
    told: dict[str, object] = {
        "verdict": kept.state,
        "code": found.problem,
        "format": found.format,
        "pixels": [found.width, found.height],
        "likeness": found.likeness or "",
        "stamped": found.stamped or "",
        "preview": found.preview or "",
        "is_old": kept.is_old,
        "twin": _twin_told(uow, kept.twin_id),
        "double": str(kept.double_id or ""),
    }
    return told | ({"camera": camera} if found.camera != CameraFacts() else {})


def _twin_told(uow: UnitOfWork, twin_id: int | None) -> str:
    if twin_id is None:
        return ""
    visit = select(Visit.number).join(Evidence, Evidence.visit_id == Visit.visit_id)
    return f"{uow.session.scalar(visit.where(Evidence.evidence_id == twin_id))}:{twin_id}"


def _keep_apart(uow: UnitOfWork, row: Evidence, kept: Examination) -> None:
    row.state = "quarantined"
    uow.session.flush()
    if row.section_id is not None:
        forget_sheet(uow, row.section_id)
        _count_again(uow, row)
    uow.emit(EvidenceQuarantined(row.evidence_id, kept.problem, dict(kept.placeholders)))


def _count_again(uow: UnitOfWork, row: Evidence) -> None:
    """Let a question that was answered by the file fall open again, as if the file had been withdrawn."""
    assert row.visit_id is not None
    assert row.section_id is not None
    is_running = uow.session.get_one(Visit, row.visit_id).state == "running"
    state = sheet_of(uow, row.section_id).find(row.question) if is_running and row.question else None
    if state is not None:
        findings.prove(uow, actor_by_id(uow, row.person_id), row.visit_id, state.question, "")


def _is_old(uow: UnitOfWork, row: Evidence, taken: str) -> bool:
    if row.visit_id is None or not taken:
        return False
    begun = uow.session.get_one(Visit, row.visit_id).started_at or row.sent_at
    return is_long_before(taken, begun, zone_of(uow))


def _alike(uow: UnitOfWork, row: Evidence, likeness: str | None, *, is_elsewhere: bool) -> Evidence | None:
    """Return a picture of another visit, or an earlier one of the same, that shows the same (its bytes then are, or
    once were, the same); the oldest.

    Pictures of a single colour and scans in PDF have none: every visit may have the like of them.
    """
    if row.visit_id is None or likeness is None:
        return None
    is_same = Evidence.visit_id == row.visit_id
    columns: list[Any] = [Examination.band_1, Examination.band_2, Examination.band_3, Examination.band_4]
    alike = (
        select(Evidence, Examination.likeness)
        .join(Examination, Examination.evidence_id == Evidence.evidence_id)
        .join(Visit, Visit.visit_id == Evidence.visit_id)
        .where(
            or_(*(column == part for column, part in zip(columns, bands(likeness), strict=True))),
            ~is_same if is_elsewhere else is_same & (Evidence.evidence_id < row.evidence_id),
            Evidence.withdrawn_at.is_(None),
            Evidence.state == "secured",
            Visit.is_trial.is_(False),
        )
        .order_by(Evidence.evidence_id)
        .limit(COMPARED_MOST)
    )
    for other, shown in uow.session.execute(alike):
        if shown is not None and distance(likeness, shown) <= NEAR:
            return other
    return None
