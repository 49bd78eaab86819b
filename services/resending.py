"""Photographs that could not be fetched: sent again, they take the place of the lost ones, even after submission."""

from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import submission as problems
from rules.errors import visits as visit_problems
from rules.refusals import Refused
from services.access import Actor
from services.checklists import forget_sheet
from services.evidence_count import count
from services.evidence_state import USELESS
from services.record_photos import place
from services.seen import record_change
from services.trials import is_trial
from services.visits import Names, membership, running_membership
from storage.tables import Addendum, Evidence, Person, SignedSheet, Visit
from storage.unit_of_work import UnitOfWork

# What a photograph is for that is sent again; it takes over the purpose of the lost one.
RESENT = "resent"


@dataclass(frozen=True, slots=True)
class Lost:
    """A file of a visit that could not be fetched, and who had sent it."""

    evidence_id: int
    visit_id: int
    number: str
    visit_state: str
    person_id: int
    name: Names
    section_id: int | None
    question: str | None
    purpose: str


def lost_files(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[Lost, ...]:
    """Return the lost files of a visit, oldest first. Raises `Refused` for anyone outside the team."""
    membership(uow, actor, visit_id)
    chosen = (
        select(Evidence)
        .where(Evidence.visit_id == visit_id, Evidence.state == "lost", Evidence.withdrawn_at.is_(None))
        .order_by(Evidence.evidence_id)
    )
    return tuple(_lost(uow, row) for row in uow.session.scalars(chosen))


def lost_after_submission(uow: UnitOfWork, evidence_id: int) -> Lost | None:
    """Return a file that is lost or kept apart, when its visit is submitted; none while it runs or there is none."""
    row = uow.session.get_one(Evidence, evidence_id)
    if row.visit_id is None or not _is_lost(row):
        return None
    lost = _lost(uow, row)
    # Nobody waits for the files of a trial.
    return lost if lost.visit_state == "submitted" and not is_trial(uow, lost.visit_id) else None


def submitted_visit_of(uow: UnitOfWork, evidence_id: int) -> int | None:
    """Return the visit of a file when it is submitted, none otherwise and for trials."""
    row = uow.session.get_one(Evidence, evidence_id)
    visit = uow.session.get(Visit, row.visit_id) if row.visit_id else None
    is_submitted = visit is not None and visit.state == "submitted" and not visit.is_trial
    return row.visit_id if is_submitted else None


def settled_visit_of(uow: UnitOfWork, evidence_id: int) -> int | None:
    """Return the visit of a file when none of its files is on its way any more, none otherwise."""
    visit_id = uow.session.get_one(Evidence, evidence_id).visit_id
    return visit_id if visit_id is not None and not count(uow, visit_id).waiting else None


def ensure_lost(uow: UnitOfWork, actor: Actor, evidence_id: int) -> Lost:
    """Return a lost file of the actor's team. Raises `Refused` for others', and when it is not lost any more."""
    row = uow.session.get(Evidence, evidence_id)
    if row is None or row.visit_id is None:
        raise Refused(visit_problems.NO_SUCH_VISIT)
    membership(uow, actor, row.visit_id)
    if not _is_lost(row):
        raise Refused(problems.NOT_LOST)
    return _lost(uow, row)


def replace_lost(uow: UnitOfWork, actor: Actor, lost_id: int, evidence_id: int) -> None:
    """Let a newly received file take the place of a lost one; the lost one stays for the record, withdrawn."""
    lost = ensure_lost(uow, actor, lost_id)
    old, new = uow.session.get_one(Evidence, lost_id), uow.session.get_one(Evidence, evidence_id)
    new.visit_id, new.section_id = old.visit_id, old.section_id
    new.question, new.purpose = old.question, old.purpose
    place(uow, new, instead_of=old)
    old.withdrawn_at = uow.now
    for sheet in uow.session.scalars(select(SignedSheet).where(SignedSheet.visit_id == lost.visit_id)):
        if lost_id in sheet.evidence_ids:
            sheet.evidence_ids = [*sheet.evidence_ids, evidence_id]
    for addendum in uow.session.scalars(select(Addendum).where(Addendum.visit_id == lost.visit_id)):
        if lost_id in addendum.evidence_ids:
            addendum.evidence_ids = [*addendum.evidence_ids, evidence_id]
        if lost_id in addendum.authorisation_ids:
            addendum.authorisation_ids = [*addendum.authorisation_ids, evidence_id]
    body = {"lost": lost_id, "evidence": evidence_id}
    record_change(uow, uow.session.get_one(Visit, lost.visit_id), actor, "evidence_replaced", body)
    if old.section_id is not None:
        forget_sheet(uow, old.section_id)
    uow.session.flush()


def drop_lost(uow: UnitOfWork, actor: Actor, evidence_id: int) -> int:
    """Go without a lost file; return the visit. Raises `Refused` after submission."""
    lost = ensure_lost(uow, actor, evidence_id)
    running_membership(uow, actor, lost.visit_id)
    uow.session.get_one(Evidence, evidence_id).withdrawn_at = uow.now
    visit = uow.session.get_one(Visit, lost.visit_id)
    record_change(uow, visit, actor, "evidence_dropped", {"lost": evidence_id})
    uow.session.flush()
    return lost.visit_id


def _is_lost(row: Evidence) -> bool:
    return row.state in USELESS and row.withdrawn_at is None


def _lost(uow: UnitOfWork, row: Evidence) -> Lost:
    assert row.visit_id is not None
    visit = uow.session.get_one(Visit, row.visit_id)
    return Lost(
        row.evidence_id,
        visit.visit_id,
        visit.number,
        visit.state,
        row.person_id,
        uow.session.get_one(Person, row.person_id).name,
        row.section_id,
        row.question,
        row.purpose,
    )
