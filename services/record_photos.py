"""The photographs that the record shows, and those that came after it was signed.

What is signed stays as it was signed: a later photograph is kept beside the record, until its sender has the record
signed anew with it.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select

from rules.errors import signing as problems
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.batches import ensure_own_batch
from services.conclusions import is_all_concluded
from services.evidence_state import USELESS, is_under_way, may_count
from services.matching_files import are_pictures, is_picture
from services.papers import show_record
from services.returned import ensure_file_open
from services.seen import record_change
from services.visits import running_membership
from services.voiding import standing_signatures, void_signatures
from storage.tables import Evidence, Visit
from storage.unit_of_work import UnitOfWork

# The others show the signing itself.
_PURPOSES = ("item", "scene", "interview")


def are_in_record() -> ColumnElement[bool]:
    """Whether the record shows files of the tables, once they are fetched."""
    return (
        Evidence.purpose.in_(_PURPOSES)
        & Evidence.withdrawn_at.is_(None)
        & may_count()
        & Evidence.beside_record.is_(False)
        & are_pictures()
    )


def is_in_record(row: Evidence) -> bool:
    """The same of one file."""
    is_kept = row.withdrawn_at is None and row.state not in USELESS and not row.beside_record
    return is_kept and row.purpose in _PURPOSES and is_picture(row.kind, row.mime_type)


def signatures_on(uow: UnitOfWork, visit_id: int) -> int:
    """Return how many signatures stand on the finished record; none while a department has not concluded, for its
    conclusion asks for all of them again.
    """
    return standing_signatures(uow, visit_id) if is_all_concluded(uow, visit_id) else 0


def place(uow: UnitOfWork, row: Evidence, instead_of: Evidence | None = None) -> None:
    """Keep a file that comes to a visit beside the record when that is signed already; one that shows a signing, where
    the lost one was kept that it comes `instead_of`.
    """
    row.beside_record = instead_of is not None and instead_of.purpose not in _PURPOSES and instead_of.beside_record
    if row.visit_id is not None and is_in_record(row):
        row.beside_record = signatures_on(uow, row.visit_id) > 0


def lapsing(uow: UnitOfWork, files: Iterable[Evidence]) -> int:
    """Return how many signatures would lapse if files left the record."""
    visits = {row.visit_id for row in files if row.visit_id is not None and is_in_record(row)}
    return sum(signatures_on(uow, visit_id) for visit_id in visits)


def lapsing_with(uow: UnitOfWork, batch: str) -> int:
    """Return how many signatures would lapse if a batch left the record.

    Of items, nothing leaves a signed record: their departments have concluded.
    """
    of_no_item = select(Evidence).where(Evidence.batch == batch, Evidence.section_id.is_(None))
    return lapsing(uow, uow.session.scalars(of_no_item).all())


def ensure_unsigned(uow: UnitOfWork, files: Iterable[Evidence]) -> None:
    """Ensure that no signature stands on a record that shows one of the files. Raises `Refused`."""
    if count := lapsing(uow, files):
        raise Refused(problems.PHOTO_SIGNED, count=count)


def enter_record(uow: UnitOfWork, actor: Actor, batch: str) -> int:
    """Let the record show the actor's photographs that were kept beside it; return how many signatures lapsed by it.

    Raises `Refused` once the visit is submitted.
    """
    ensure_own_batch(uow, actor, batch)
    rows = [row for row in _own(uow, actor, batch) if row.beside_record]
    if not rows or rows[0].visit_id is None:
        return 0
    visit = running_membership(uow, actor, rows[0].visit_id).visit
    for row in rows:
        ensure_file_open(uow, visit, row)
        row.beside_record = False
    record_change(uow, visit, actor, "evidence_entered", {"evidence": [row.evidence_id for row in rows]})
    uow.session.flush()
    lapsed = void_signatures(uow, actor, visit, "photographs")
    print_anew(uow, actor, visit.visit_id)
    return lapsed


def unsign(uow: UnitOfWork, actor: Actor, batch: str) -> None:
    """Let the signatures lapse because the actor's batch leaves the record. Raises `Refused` once it is submitted."""
    ensure_own_batch(uow, actor, batch)
    for visit_id in {row.visit_id for row in _own(uow, actor, batch) if row.visit_id and is_in_record(row)}:
        void_signatures(uow, actor, running_membership(uow, actor, visit_id).visit, "photographs")


def print_anew(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the finished record printed again for those who are to sign it."""
    if is_all_concluded(uow, visit_id):
        show_record(uow, actor, visit_id)


def record_settled(uow: UnitOfWork, row: Evidence) -> None:
    """Print the finished record again once none of its photographs is still being fetched; nothing for other files."""
    if row.visit_id is None or row.purpose not in _PURPOSES or row.beside_record:
        return
    waiting = select(Evidence.evidence_id).where(Evidence.visit_id == row.visit_id, is_under_way(), are_in_record())
    is_running = uow.session.get_one(Visit, row.visit_id).state in ("running", "returned")
    if is_running and uow.session.scalars(waiting).first() is None:
        print_anew(uow, actor_by_id(uow, row.person_id), row.visit_id)


def _own(uow: UnitOfWork, actor: Actor, batch: str) -> list[Evidence]:
    chosen = select(Evidence).where(Evidence.batch == batch, Evidence.person_id == actor.person_id)
    return list(uow.session.scalars(chosen))
