"""Photographs and files (rule text 三): received when Telegram has them, secured 固定 when fetched, hashed, stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from rules.errors.answers_on_site import CONCLUDED
from rules.errors.visits import LOCKED
from rules.events import EvidenceLost, EvidenceSecured
from rules.refusals import Refused
from services.access import Actor
from services.checklists import forget_sheet, sheet_of
from services.matching_files import is_matching
from services.visits import membership
from storage import jobs
from storage.tables import Evidence, Person, Section, Visit
from storage.unit_of_work import UnitOfWork

FETCH = "fetch"
DECODE = "decode"
# Photographs sent one by one within this time are one batch with one receipt.
BATCH_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as Telegram announces it; sizes in bytes, `sent_at` by the sender's message."""

    chat_id: int
    message_id: int
    kind: str
    file_id: str
    file_unique_id: str
    recompressed: bool
    sent_at: datetime
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    caption: str = ""
    media_group_id: str | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a file belongs to: a question of a section, the scene, a signature page, or nothing yet."""

    purpose: str
    visit_id: int | None = None
    section_id: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What one receipt speaks of; `kind` is photo when all of it are photographs, else file; `is_locked` once its
    visit is submitted.
    """

    batch: str
    belonging: Belonging
    received: int
    secured: int
    lost: int
    withdrawn: int
    has_recompressed: bool
    kind: str
    person_id: int
    chat_id: int
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many files of a visit there are, withdrawn ones left out."""

    received: int
    secured: int
    lost: int

    @property
    def waiting(self) -> int:
        """How many are still being fetched."""
        return self.received - self.secured - self.lost


def receive(uow: UnitOfWork, actor: Actor, arrived: Arrived, belonging: Belonging) -> Batch:
    """Keep a file as received, queue its fetching, and return its batch."""
    _lock(uow, belonging.visit_id)
    batch = _batch_of(uow, arrived, belonging)
    row = Evidence(
        visit_id=belonging.visit_id,
        section_id=belonging.section_id,
        question=belonging.question,
        purpose=belonging.purpose,
        kind=arrived.kind,
        person_id=actor.person_id,
        chat_id=arrived.chat_id,
        telegram_message_id=arrived.message_id,
        batch=batch,
        file_id=arrived.file_id,
        file_unique_id=arrived.file_unique_id,
        file_name=arrived.file_name,
        mime_type=arrived.mime_type,
        file_size=arrived.file_size,
        recompressed=arrived.recompressed,
        caption=arrived.caption,
        sent_at=arrived.sent_at,
        received_at=uow.now,
        state="received",
    )
    uow.session.add(row)
    uow.session.flush()
    if belonging.section_id is not None:
        forget_sheet(uow, belonging.section_id)
    uow.enqueue(FETCH, str(row.evidence_id), {"file_id": arrived.file_id})
    if belonging.visit_id is not None:
        _record(uow, row, "evidence_received", actor.code)
    return view_batch(uow, batch)


def _batch_of(uow: UnitOfWork, arrived: Arrived, belonging: Belonging) -> str:
    if arrived.media_group_id:
        return f"g{arrived.media_group_id}"
    recent = (
        select(Evidence.batch)
        .where(
            Evidence.chat_id == arrived.chat_id,
            Evidence.received_at > uow.now - timedelta(seconds=BATCH_SECONDS),
            Evidence.visit_id.is_not_distinct_from(belonging.visit_id),
            Evidence.section_id.is_not_distinct_from(belonging.section_id),
            Evidence.question.is_not_distinct_from(belonging.question),
            Evidence.purpose == belonging.purpose,
            Evidence.withdrawn_at.is_(None),
            Evidence.batch.startswith("m"),
        )
        .order_by(Evidence.evidence_id.desc())
        .limit(1)
    )
    return uow.session.scalar(recent) or f"m{arrived.message_id}"


def view_batch(uow: UnitOfWork, batch: str) -> Batch:
    """Return a batch. Raises `LookupError` for an unknown one."""
    files = uow.session.scalars(select(Evidence).where(Evidence.batch == batch).order_by(Evidence.evidence_id)).all()
    if not files:
        raise LookupError(batch)
    first = files[-1]
    kept = [f for f in files if f.withdrawn_at is None]
    return Batch(
        batch,
        Belonging(first.purpose, first.visit_id, first.section_id, first.question),
        received=len(kept),
        secured=sum(f.state == "secured" for f in kept),
        lost=sum(f.state == "lost" for f in kept),
        withdrawn=len(files) - len(kept),
        has_recompressed=any(f.recompressed for f in kept),
        kind="photo" if all(f.kind == "photo" for f in kept) else "file",
        person_id=first.person_id,
        chat_id=first.chat_id,
        is_locked=first.visit_id is not None and uow.session.get_one(Visit, first.visit_id).state == "submitted",
    )


def batches_of(uow: UnitOfWork, visit_id: int) -> list[Batch]:
    """Return the batches of a visit's files, in the order in which they began; wholly withdrawn ones left out."""
    chosen = (
        select(Evidence.batch)
        .where(Evidence.visit_id == visit_id, Evidence.withdrawn_at.is_(None))
        .group_by(Evidence.batch)
        .order_by(func.min(Evidence.evidence_id))
    )
    return [view_batch(uow, batch) for batch in uow.session.scalars(chosen).all()]


def batch_at(uow: UnitOfWork, chat_id: int, message_id: int) -> str | None:
    """Return the batch of the file that came with a message of the chat."""
    return uow.session.scalar(
        select(Evidence.batch).where(Evidence.chat_id == chat_id, Evidence.telegram_message_id == message_id)
    )


def evidence_at(uow: UnitOfWork, chat_id: int, message_id: int) -> int:
    """Return the number of the file that came with a message of the chat. Raises when there is none."""
    chosen = select(Evidence.evidence_id).where(Evidence.chat_id == chat_id, Evidence.telegram_message_id == message_id)
    return uow.session.scalars(chosen).one()


def batch_with(uow: UnitOfWork, evidence_id: int) -> Batch:
    """Return the batch of a file."""
    return view_batch(uow, uow.session.get_one(Evidence, evidence_id).batch)


def first_message(uow: UnitOfWork, batch: str) -> int:
    """Return the message with which a batch began."""
    chosen = select(func.min(Evidence.telegram_message_id)).where(Evidence.batch == batch)
    return uow.session.scalars(chosen).one() or 0


def batch_of_message(uow: UnitOfWork, chat_id: int, message_id: int) -> str | None:
    """Return the batch of a file's message, or of the receipt that speaks of it."""
    if batch := batch_at(uow, chat_id, message_id):
        return batch
    key = uow.mailbox.card_at(chat_id, message_id)
    return key.removeprefix("pics:") if key and key.startswith("pics:") else None


def move(uow: UnitOfWork, actor: Actor, batch: str, belonging: Belonging) -> Batch:
    """Let a batch of one's own belong elsewhere; where it was stays in the ledger.

    Raises `Refused` when either place is of a visit that is not the actor's or is submitted, and when the section that
    it would leave has confirmed its result.
    """
    mine = _own(uow, actor, batch)
    _ensure_free(uow, actor, mine)
    if belonging.visit_id is not None:
        _ensure_unlocked(membership(uow, actor, belonging.visit_id).visit)
    for row in mine:
        if row.section_id is not None:
            forget_sheet(uow, row.section_id)
        row.visit_id, row.section_id = belonging.visit_id, belonging.section_id
        row.question, row.purpose = belonging.question, belonging.purpose
        if belonging.section_id is not None:
            forget_sheet(uow, belonging.section_id)
        _record(uow, row, "evidence_moved", actor.code)
    uow.session.flush()
    for row in mine:
        _seek_code(uow, row)
    return view_batch(uow, batch)


def withdraw(uow: UnitOfWork, actor: Actor, batch: str) -> Batch:
    """Withdraw a batch of one's own: it is not printed any more, and stays for the record.

    Raises `Refused` once the visit is submitted, and while the section's result is confirmed.
    """
    mine = _own(uow, actor, batch)
    _ensure_free(uow, actor, mine)
    for row in mine:
        row.withdrawn_at = uow.now
        if row.section_id is not None:
            forget_sheet(uow, row.section_id)
        _record(uow, row, "evidence_withdrawn", actor.code)
    uow.session.flush()
    return view_batch(uow, batch)


def _own(uow: UnitOfWork, actor: Actor, batch: str) -> Sequence[Evidence]:
    chosen = select(Evidence).where(
        Evidence.batch == batch, Evidence.person_id == actor.person_id, Evidence.withdrawn_at.is_(None)
    )
    return uow.session.scalars(chosen).all()


def _ensure_free(uow: UnitOfWork, actor: Actor, files: Sequence[Evidence]) -> None:
    """Ensure that the files may leave where they are."""
    for visit_id in {row.visit_id for row in files if row.visit_id is not None}:
        _ensure_unlocked(membership(uow, actor, visit_id).visit)
    for section_id in {row.section_id for row in files if row.section_id is not None}:
        if uow.session.get_one(Section, section_id).state == "concluded":
            raise Refused(CONCLUDED)


def _ensure_unlocked(visit: Visit) -> None:
    if visit.state == "submitted":
        raise Refused(LOCKED, number=visit.number)


def secure(uow: UnitOfWork, evidence_id: int, sha256: str, size: int) -> None:
    """Note that a file is fetched, hashed and stored."""
    row = _locked(uow, evidence_id)
    if row.state == "secured":
        return
    row.state, row.sha256, row.file_size, row.secured_at = "secured", sha256, size, uow.now
    person = uow.session.get_one(Person, row.person_id)
    if row.visit_id is not None:
        _record(uow, row, "evidence_secured", person.code, [sha256])
    uow.session.flush()
    _seek_code(uow, row)
    uow.emit(EvidenceSecured(evidence_id))


def _seek_code(uow: UnitOfWork, row: Evidence) -> None:
    """Let a bar code be sought on a secured picture that came for one, once for each picture."""
    if row.section_id is None or row.question is None or row.sha256 is None:
        return
    if not is_matching("barcode", row.kind, row.mime_type):
        return
    state = sheet_of(uow, row.section_id).find(row.question)
    if state is not None and state.question.kind == "barcode":
        uow.enqueue(DECODE, str(row.evidence_id), {"sha256": row.sha256})


def _locked(uow: UnitOfWork, evidence_id: int) -> Evidence:
    row = uow.session.get_one(Evidence, evidence_id)
    _lock(uow, row.visit_id)
    return row


def _lock(uow: UnitOfWork, visit_id: int | None) -> None:
    """Lock a visit, as acts on it do: all of them write to its chain (PostgreSQL)."""
    uow.session.scalar(select(Visit.visit_id).where(Visit.visit_id == visit_id).with_for_update())


def is_more_at_hand(uow: UnitOfWork, section_id: int) -> bool:
    """Return whether another file of a section is about to be secured; one that Telegram keeps back is not."""
    chosen = select(Evidence.evidence_id).where(Evidence.section_id == section_id, Evidence.state == "received")
    subjects = [str(evidence_id) for evidence_id in uow.session.scalars(chosen)]
    return bool(subjects) and jobs.is_any_due(uow.connection, FETCH, subjects, uow.now)


def lose(uow: UnitOfWork, evidence_id: int, because: str) -> None:
    """Note that a file cannot be fetched; its sender is asked for it again."""
    row = _locked(uow, evidence_id)
    row.state = "lost"
    person = uow.session.get_one(Person, row.person_id)
    if row.visit_id is not None:
        _record(uow, row, "evidence_lost", person.code)
    uow.session.flush()
    uow.emit(EvidenceLost(evidence_id, because))


def _record(uow: UnitOfWork, row: Evidence, type_: str, actor: str, files: Sequence[str] = ()) -> None:
    number = uow.session.scalar(select(Visit.number).where(Visit.visit_id == row.visit_id)) if row.visit_id else None
    if number is None:
        return
    body = {
        "evidence": row.evidence_id,
        "purpose": row.purpose,
        "question": row.question or "",
        "recompressed": row.recompressed,
        "tg_date": row.sent_at.isoformat(),
        "tg_message_id": row.telegram_message_id,
    }
    uow.record(f"visit:{number}", type_, actor, body, files)


def count(uow: UnitOfWork, visit_id: int, *, section_id: int | None = None, question: str | None = None) -> Count:
    """Count the files of a visit, optionally of one section or question."""
    conditions = [Evidence.visit_id == visit_id, Evidence.withdrawn_at.is_(None)]
    if section_id is not None:
        conditions.append(Evidence.section_id == section_id)
    if question is not None:
        conditions.append(Evidence.question == question)
    counted = select(Evidence.state, func.count()).where(*conditions).group_by(Evidence.state)
    by_state = dict(uow.session.execute(counted).all())
    return Count(sum(by_state.values()), by_state.get("secured", 0), by_state.get("lost", 0))
