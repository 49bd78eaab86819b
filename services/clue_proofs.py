"""Files that stand with a clue: which of them prove how it ended, and which prove nothing.

What was there already shows the problem, not its end; and nothing is shown by a file of a kind that anybody types.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from services.matching_files import shows_what_is
from storage.tables import Clue, ClueFile, ClueStep, Evidence, FollowUp
from storage.unit_of_work import UnitOfWork

# Files that are lost, withdrawn or kept apart prove nothing.
FINE = ("received", "secured")
# Steps after which an end has to be proven anew.
OPENING = ("reopened", "still_stands")


@dataclass(frozen=True, slots=True)
class Proofs:
    """Files of a clue since it was opened last: those that prove its end, those `known` from before, and how many are
    of a kind that shows nothing (`unfit`).
    """

    fresh: tuple[Evidence, ...] = ()
    known: tuple[Evidence, ...] = ()
    unfit: int = 0


def count_files(uow: UnitOfWork, clue_id: int) -> int:
    """Return how many files stand with a clue."""
    counted = (
        select(func.count())
        .select_from(ClueFile)
        .join(Evidence, Evidence.evidence_id == ClueFile.evidence_id)
        .where(ClueFile.clue_id == clue_id, Evidence.withdrawn_at.is_(None), Evidence.state.in_(FINE))
    )
    return uow.session.scalar(counted) or 0


def opened_again_at(uow: UnitOfWork, clue_id: int) -> datetime | None:
    """Return when a clue was opened again last, or was found to stand; none when it never was."""
    opened = select(ClueStep.at).where(ClueStep.clue_id == clue_id, ClueStep.kind.in_(OPENING))
    return uow.session.scalar(opened.order_by(ClueStep.clue_step_id.desc()).limit(1))


def proofs_of(uow: UnitOfWork, clue_id: int) -> Proofs:
    """Return the files that were sent to prove how a clue ended: what came before it was opened again is none."""
    chosen = (
        select(Evidence)
        .join(ClueFile, ClueFile.evidence_id == Evidence.evidence_id)
        .where(ClueFile.clue_id == clue_id, Evidence.withdrawn_at.is_(None), Evidence.state.in_(FINE))
        .order_by(Evidence.evidence_id)
    )
    if (since := opened_again_at(uow, clue_id)) is not None:
        chosen = chosen.where(Evidence.received_at >= since)
    sent = uow.session.scalars(chosen).all()
    return sorted_out(uow, uow.session.get_one(Clue, clue_id), sent) if sent else Proofs()


def sorted_out(uow: UnitOfWork, clue: Clue, files: Sequence[Evidence]) -> Proofs:
    """Return which of some files prove how a clue ended."""
    showing = [each for each in files if shows_what_is(each.kind, each.mime_type)]
    known = _known(uow, clue, showing)
    return Proofs(
        tuple(each for each in showing if each.evidence_id not in known),
        tuple(each for each in showing if each.evidence_id in known),
        len(files) - len(showing),
    )


def _known(uow: UnitOfWork, clue: Clue, files: Sequence[Evidence]) -> set[int]:
    """Return which of some files were there before: at the visit that found the problem, at a follow-up inspection
    before, or when it was closed before.
    """
    hashes = {each.sha256 for each in files if each.sha256}
    names = {each.file_unique_id for each in files}
    newest = _newest_rectified(uow, clue.clue_id)
    followed = select(FollowUp.visit_id).where(FollowUp.clue_id == clue.clue_id, FollowUp.visit_id.is_not(None))
    if newest is not None:
        followed = followed.where(FollowUp.follow_up_id != newest)
    own = select(ClueFile.evidence_id).where(ClueFile.clue_id == clue.clue_id)
    # What proves the end of another problem of the same visit was not there when this one was found.
    there = (Evidence.visit_id == clue.visit_id) & (Evidence.purpose != "clue")
    before = [there, Evidence.visit_id.in_(followed)]
    if (since := opened_again_at(uow, clue.clue_id)) is not None:
        before.append(Evidence.evidence_id.in_(own) & (Evidence.received_at < since))
    alike = or_(Evidence.sha256.in_(hashes), Evidence.file_unique_id.in_(names))
    others = Evidence.evidence_id.not_in([each.evidence_id for each in files])
    chosen = select(Evidence.sha256, Evidence.file_unique_id).where(or_(*before), alike, others)
    found = uow.session.execute(chosen).all()
    sums, marks = {row.sha256 for row in found} - {None}, {row.file_unique_id for row in found}
    return {each.evidence_id for each in files if each.sha256 in sums or each.file_unique_id in marks}


def _newest_rectified(uow: UnitOfWork, clue_id: int) -> int | None:
    """Return the newest follow-up inspection where it found the problem gone: what it saw is new."""
    sent = select(FollowUp).where(FollowUp.clue_id == clue_id, FollowUp.state.in_(("running", "complied", "standing")))
    newest = uow.session.scalars(sent.order_by(FollowUp.follow_up_id.desc()).limit(1)).first()
    return newest.follow_up_id if newest is not None and newest.state != "standing" else None
