"""Photographs and files (rule text 三): received when Telegram has them, secured 固定 when fetched, hashed, stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import select

from forms.pictures.names import shown_name
from rules.errors.answers_on_site import CONCLUDED
from rules.errors.visits import LOCKED
from rules.events_evidence import EvidenceLost, EvidenceSecured
from rules.refusals import Refused
from services import record_photos
from services.access import Actor
from services.barcodes import seek_code
from services.batches import Batch, Belonging, ensure_own_batch, view_batch
from services.checklists import forget_sheet, open_sheet
from services.findings import prove
from services.papers import page_settled
from services.returned import ensure_file_open, ensure_place_open, leave, rightful, touch, touch_anew
from services.visits import membership
from storage import jobs
from storage.tables import Evidence, Examination, Person, Section, Visit
from storage.unit_of_work import UnitOfWork

FETCH = "fetch"
EXAMINE = "examine"
# Photographs sent one by one within this time are one batch with one receipt.
BATCH_SECONDS = 60
# Visit, section and question.
Place = tuple[int | None, int | None, str | None]


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
class SentAs:
    """As what a file came: what Telegram calls its message, and its name, empty for none."""

    kind: str
    name: str


def sent_as(uow: UnitOfWork, evidence_id: int) -> SentAs:
    """Return as what a file came. The caller has checked who asks."""
    row = uow.session.get_one(Evidence, evidence_id)
    return SentAs(row.kind, row.file_name or "")


def receive(uow: UnitOfWork, actor: Actor, arrived: Arrived, belonging: Belonging) -> Batch:
    """Keep a file as received where it may belong, queue its fetching, and return its batch."""
    _lock(uow, belonging.visit_id)
    belonging = rightful(uow, belonging.section_id or 0, belonging)
    batch = _batch_of(uow, arrived, belonging)
    touch(uow, belonging.visit_id or 0, belonging.section_id, belonging.question)
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
        file_name=shown_name(arrived.file_name),
        mime_type=arrived.mime_type,
        file_size=arrived.file_size,
        recompressed=arrived.recompressed,
        caption=arrived.caption,
        sent_at=arrived.sent_at,
        received_at=uow.now,
        state="received",
    )
    record_photos.place(uow, row)
    uow.session.add(row)
    uow.session.flush()
    if belonging.section_id is not None:
        forget_sheet(uow, belonging.section_id)
    uow.enqueue(FETCH, str(row.evidence_id), {"file_id": arrived.file_id})
    if belonging.visit_id is not None:
        record_act(uow, row, "evidence_received", actor.code)
    return view_batch(uow, batch)


def _batch_of(uow: UnitOfWork, arrived: Arrived, belonging: Belonging) -> str:
    if arrived.media_group_id:
        return _batch_of_album(uow, f"g{arrived.media_group_id}", arrived, belonging)
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


def _batch_of_album(uow: UnitOfWork, album: str, arrived: Arrived, belonging: Belonging) -> str:
    """An album is one batch; those of its members that belong elsewhere are batches of their own, one a place."""
    rows = select(Evidence).where((Evidence.batch == album) | Evidence.batch.startswith(f"{album}:"))
    known = uow.session.scalars(rows.order_by(Evidence.evidence_id.desc())).all()
    place = (belonging.purpose, belonging.visit_id, belonging.section_id, belonging.question)
    same = (row.batch for row in known if (row.purpose, row.visit_id, row.section_id, row.question) == place)
    return next(same, f"{album}:{arrived.message_id}" if known else album)


def move(uow: UnitOfWork, actor: Actor, batch: str, belonging: Belonging) -> Batch:
    """Let a batch of one's own belong elsewhere; where it was stays in the ledger.

    Raises `Refused` when either place is of a visit that is not the actor's or is submitted, when the section that
    it would leave has confirmed its result, and when the record that shows it is signed.
    """
    ensure_own_batch(uow, actor, batch)
    mine = _own(uow, actor, batch)
    _ensure_free(uow, actor, mine)
    if belonging.visit_id is not None:
        visit = membership(uow, actor, belonging.visit_id).visit
        _ensure_unlocked(visit)
        ensure_place_open(uow, visit, belonging)
    before = {row.evidence_id: row.visit_id for row in mine}
    places = {_place(row) for row in mine} | {(belonging.visit_id, belonging.section_id, belonging.question)}
    for row in mine:
        leave(uow, row)
        if row.section_id is not None:
            forget_sheet(uow, row.section_id)
        row.visit_id, row.section_id = belonging.visit_id, belonging.section_id
        row.question, row.purpose, row.moved_at = belonging.question, belonging.purpose, uow.now
        record_photos.place(uow, row)
        if belonging.section_id is not None:
            forget_sheet(uow, belonging.section_id)
        record_act(uow, row, "evidence_moved", actor.code)
    uow.session.flush()
    _count_again(uow, actor, places)
    for row in mine:
        if row.state == "secured" and row.visit_id != before[row.evidence_id]:
            # Its copies say of which visit it is.
            want_examination(uow, row)
        seek_code(uow, row)
        record_photos.record_settled(uow, row)
    return view_batch(uow, batch)


def withdraw(uow: UnitOfWork, actor: Actor, batch: str) -> Batch:
    """Withdraw a batch of one's own: it is not printed any more, and stays for the record.

    Raises `Refused` once the visit is submitted, while the section's result is confirmed, and while the record that
    shows it is signed.
    """
    ensure_own_batch(uow, actor, batch)
    mine = _own(uow, actor, batch)
    _ensure_free(uow, actor, mine)
    for row in mine:
        leave(uow, row)
        row.withdrawn_at = uow.now
        if row.section_id is not None:
            forget_sheet(uow, row.section_id)
        record_act(uow, row, "evidence_withdrawn", actor.code)
    uow.session.flush()
    _count_again(uow, actor, {_place(row) for row in mine})
    for row in mine[:1]:
        record_photos.record_settled(uow, row)
    return view_batch(uow, batch)


def _place(row: Evidence) -> Place:
    return row.visit_id, row.section_id, row.question


def _count_again(uow: UnitOfWork, actor: Actor, places: Iterable[Place]) -> None:
    """Bring the questions that files left or came to into line with the files that they have now."""
    for visit_id, section_id, question in sorted(places, key=str):
        if visit_id is None or question is None:
            continue
        touch_anew(uow, visit_id, section_id, question)
        sheet = open_sheet(uow, actor, visit_id)
        state = sheet.find(question) if sheet.section_id == section_id else None
        if state is not None:
            prove(uow, actor, visit_id, state.question, "")


def _own(uow: UnitOfWork, actor: Actor, batch: str) -> Sequence[Evidence]:
    chosen = select(Evidence).where(
        Evidence.batch == batch, Evidence.person_id == actor.person_id, Evidence.withdrawn_at.is_(None)
    )
    return uow.session.scalars(chosen).all()


def _ensure_free(uow: UnitOfWork, actor: Actor, files: Sequence[Evidence]) -> None:
    """Ensure that the files may leave where they are."""
    for row in files:
        if row.visit_id is not None:
            visit = membership(uow, actor, row.visit_id).visit
            _ensure_unlocked(visit)
            ensure_file_open(uow, visit, row)
    for section_id in {row.section_id for row in files if row.section_id is not None and not row.beside_record}:
        if uow.session.get_one(Section, section_id).state == "concluded":
            raise Refused(CONCLUDED)
    record_photos.ensure_unsigned(uow, files)


def _ensure_unlocked(visit: Visit) -> None:
    if visit.state == "submitted":
        raise Refused(LOCKED, number=visit.number)


def secure(uow: UnitOfWork, evidence_id: int, sha256: str, size: int) -> None:
    """Note that a file is fetched, hashed and stored."""
    row = locked(uow, evidence_id)
    if row.state != "received":
        return
    row.state, row.sha256, row.file_size, row.secured_at = "secured", sha256, size, uow.now
    person = uow.session.get_one(Person, row.person_id)
    record_act(uow, row, "evidence_secured", person.code, [sha256])
    uow.session.flush()
    want_examination(uow, row)
    uow.emit(EvidenceSecured(evidence_id))


def want_examination(uow: UnitOfWork, row: Evidence) -> None:
    """Have a secured file looked into, and copies made that say of which visit it is."""
    found = uow.session.get(Examination, row.evidence_id)
    if found is None:
        uow.session.add(Examination(evidence_id=row.evidence_id, state="pending", placeholders={}))
    else:
        found.state = "pending"
    uow.session.flush()
    # Each time anew: what went from one visit to another and back is another wish.
    uow.enqueue(EXAMINE, f"{row.evidence_id}:{uow.now.isoformat()}", {"evidence": row.evidence_id})


def settled(uow: UnitOfWork, row: Evidence) -> None:
    """Print what has waited for a file that is looked into now, or lost."""
    touch_anew(uow, *_place(row))
    page_settled(uow, row, uow.session.get_one(Person, row.person_id).code)
    record_photos.record_settled(uow, row)


def locked(uow: UnitOfWork, evidence_id: int) -> Evidence:
    """Return a file, its visit locked."""
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
    row = locked(uow, evidence_id)
    row.state = "lost"
    person = uow.session.get_one(Person, row.person_id)
    record_act(uow, row, "evidence_lost", person.code)
    uow.session.flush()
    settled(uow, row)
    uow.emit(EvidenceLost(evidence_id, because))


def record_act(
    uow: UnitOfWork,
    row: Evidence,
    type_: str,
    actor: str,
    files: Sequence[str] = (),
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write an act on a file into the chain of its visit; one without a visit has none."""
    number = uow.session.scalar(select(Visit.number).where(Visit.visit_id == row.visit_id)) if row.visit_id else None
    if number is None:
        return
    body = {
        "evidence": row.evidence_id,
        "purpose": row.purpose,
        "question": row.question or "",
        "recompressed": row.recompressed,
        "beside_record": row.beside_record,
        "tg_date": row.sent_at.isoformat(),
        "tg_message_id": row.telegram_message_id,
        **more,
    }
    uow.record(f"visit:{number}", type_, actor, body, files)
