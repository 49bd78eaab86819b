"""Batches of files: what one receipt speaks of, how far its files are, where they belong."""

from dataclasses import dataclass

from sqlalchemy import func, select

from rules.errors import visits as problems
from rules.refusals import Refused
from services.access import Actor
from storage.tables import Evidence, Visit
from storage.unit_of_work import UnitOfWork


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
    quarantined: int
    withdrawn: int
    beside: int
    has_recompressed: bool
    kind: str
    person_id: int
    chat_id: int
    is_locked: bool


def ensure_own_batch(uow: UnitOfWork, actor: Actor, batch: str) -> None:
    """Raise `Refused` unless the actor sent the batch: nobody learns of other people's files by a guessed name."""
    mine = select(Evidence.evidence_id).where(Evidence.batch == batch, Evidence.person_id == actor.person_id).limit(1)
    if uow.session.scalar(mine) is None:
        raise Refused(problems.NOT_YOURS, is_law=True)


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
        quarantined=sum(f.state == "quarantined" for f in kept),
        withdrawn=len(files) - len(kept),
        beside=sum(f.beside_record for f in kept),
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
