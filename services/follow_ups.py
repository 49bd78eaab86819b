"""Follow-up inspections 复查 as they stand: which one runs, what problem it is about, what was seen of it before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from rules.clues import clue_number
from rules.errors import clues as problems
from rules.errors import visits as visit_problems
from rules.refusals import Refused
from services.access import Actor
from services.checklists import sheet_of
from services.clue_proofs import FINE, Proofs, opened_again_at, sorted_out
from services.clues import view_clue
from services.matching_files import are_pictures
from services.office_day import day_of
from services.publishable import is_publishable
from services.sheets import QuestionState, Sheet
from services.visits import Names, may_see
from storage.tables import Clue, Evidence, FollowUp, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

KIND = "follow_up"
ALBUM_MOST = 10


@dataclass(frozen=True, slots=True)
class Followed:
    """Of which clue a visit is the follow-up inspection, and where the problem was: first visit, item, note."""

    clue_id: int
    code: str
    visit_number: str
    question: str
    number: int
    note: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """The newest follow-up inspection of a clue that was sent out, running until it is approved, and again while its
    review is open again. `people` are those who go; `photos` of the problem prove its end where it `is_proof`, `known`
    ones were there before.
    """

    state: str
    visit_id: int
    number: str
    visit_state: str
    day: date
    people: tuple[Names, ...]
    photos: int
    known: int
    is_proof: bool


@dataclass(frozen=True, slots=True)
class EarlierPhotos:
    """Photographs of a problem from a visit before: `files` are Telegram's, `hashes` begin their SHA-256."""

    number: str
    day: date
    files: tuple[str, ...]
    hashes: tuple[str, ...]


def running_of(uow: UnitOfWork, clue_id: int) -> FollowUp | None:
    """Return the follow-up inspection of a clue that is under way."""
    return uow.session.scalar(select(FollowUp).where(FollowUp.clue_id == clue_id, FollowUp.state == "running"))


def newest_of(uow: UnitOfWork, clue_id: int) -> FollowUp | None:
    """Return the newest follow-up inspection of a clue that was sent out and not called off."""
    newest: FollowUp | None = uow.session.scalar(_sent(clue_id).order_by(FollowUp.follow_up_id.desc()).limit(1))
    return newest


def ensure_none_runs(uow: UnitOfWork, clue_id: int) -> None:
    """Ensure that nobody is on the way because of a clue, and nobody looks again at what was seen. Raises `Refused`."""
    newest = newest_of(uow, clue_id)
    if newest is not None and not _is_over(uow, newest):
        raise Refused(problems.FOLLOWED_UP)


def _is_over(uow: UnitOfWork, row: FollowUp) -> bool:
    """Whether it says something that stands: a review that was opened again may find otherwise."""
    return row.visit_id is not None and row.state != "running" and is_publishable(uow, row.visit_id)


def view_follow_up(uow: UnitOfWork, actor: Actor, clue_id: int) -> FollowUpView | None:
    """Return the newest follow-up inspection that was sent out and not called off; none before the first.

    Raises `Refused` for those who do not look after the clue.
    """
    view_clue(uow, actor, clue_id)
    row = newest_of(uow, clue_id)
    if row is None or row.visit_id is None or row.day is None:
        return None
    visit, is_over = uow.session.get_one(Visit, row.visit_id), _is_over(uow, row)
    opened, seen = opened_again_at(uow, clue_id), seen_anew(uow, row)
    # What was seen before the clue was opened again does not prove that it has ended.
    is_later = opened is None or (row.ended_at is not None and row.ended_at >= opened)
    return FollowUpView(
        row.state if is_over else "running",
        row.visit_id,
        visit.number,
        visit.state,
        row.day,
        _who_go(uow, row.visit_id),
        len(seen.fresh),
        len(seen.known),
        is_over and row.state == "complied" and is_later,
    )


def _who_go(uow: UnitOfWork, visit_id: int) -> tuple[Names, ...]:
    """Return the officers of a visit as they are now: one who was chosen may have been replaced."""
    chosen = (
        select(Person.name)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.visit_id == visit_id, Task.state != "replaced")
        .order_by(Task.seat, Task.task_id)
    )
    return tuple(uow.session.scalars(chosen))


def _sent(clue_id: int) -> Any:
    return select(FollowUp).where(FollowUp.clue_id == clue_id, FollowUp.state.in_(("running", "complied", "standing")))


def seen_of(uow: UnitOfWork, row: FollowUp) -> Sequence[Evidence]:
    """Return the photographs of its problem that a follow-up inspection took."""
    question = uow.session.get_one(Clue, row.clue_id).question
    return _photos_of(uow, section_of(uow, row.visit_id), question)


def seen_anew(uow: UnitOfWork, row: FollowUp) -> Proofs:
    """Return the same by what they prove: a picture from before shows the problem, not its end."""
    return sorted_out(uow, uow.session.get_one(Clue, row.clue_id), seen_of(uow, row))


def section_of(uow: UnitOfWork, visit_id: int | None) -> int:
    """Return the one section of a follow-up inspection."""
    return uow.session.scalars(select(Section.section_id).where(Section.visit_id == visit_id)).one()


def _photos_of(uow: UnitOfWork, section_id: int, question: str) -> Sequence[Evidence]:
    """Return the photographs that a department has of a question, in the order in which they came: another's may have
    a question of the same name.
    """
    chosen = (
        select(Evidence)
        .where(
            Evidence.section_id == section_id,
            Evidence.question == question,
            Evidence.withdrawn_at.is_(None),
            Evidence.state.in_(FINE),
            are_pictures(),
        )
        .order_by(Evidence.evidence_id)
    )
    return uow.session.scalars(chosen).all()


def followed_by(uow: UnitOfWork, visit_id: int) -> Followed | None:
    """Return what a visit follows up; none of any other visit."""
    key = (Followed, visit_id)
    if key not in uow.memo:
        row = uow.session.execute(
            select(Clue, Visit.number)
            .join(FollowUp, FollowUp.clue_id == Clue.clue_id)
            .join(Visit, Visit.visit_id == Clue.visit_id)
            .where(FollowUp.visit_id == visit_id)
        ).first()
        found = None
        if row is not None:
            clue, number = row
            code = clue_number(number, clue.serial)
            found = Followed(clue.clue_id, code, number, clue.question, clue.number, clue.note)
        uow.memo[key] = found
    known: Followed | None = uow.memo[key]
    return known


def followed_in(uow: UnitOfWork, sheet: Sheet) -> Followed | None:
    """The same of an opened checklist; nothing is read for those of regular visits."""
    return followed_by(uow, sheet.visit_id) if sheet.is_follow_up else None


def found_now(uow: UnitOfWork, visit_id: int, followed: Followed) -> QuestionState | None:
    """Return what a follow-up inspection says of its problem; none while it is not asked."""
    return sheet_of(uow, section_of(uow, visit_id)).find(followed.question)


def earlier_of(uow: UnitOfWork, visit_id: int) -> Sequence[tuple[Visit, Evidence]]:
    """Return the photographs of a follow-up's problem from the visits before it, the first visit's in front."""
    followed = followed_by(uow, visit_id)
    if followed is None:
        return ()
    clue = uow.session.get_one(Clue, followed.clue_id)
    before = _sent(clue.clue_id).where(FollowUp.visit_id < visit_id).order_by(FollowUp.follow_up_id)
    found = [(clue.visit_id, row) for row in _photos_of(uow, clue.section_id, clue.question)]
    found += [(each.visit_id, row) for each in uow.session.scalars(before) for row in seen_of(uow, each)]
    return [(uow.session.get_one(Visit, of), row) for of, row in found]


def earlier_count(uow: UnitOfWork, visit_id: int) -> int:
    """Return how many photographs `earlier_photos` shows. The caller has checked who asks."""
    return len(earlier_of(uow, visit_id))


def earlier_photos(uow: UnitOfWork, actor: Actor, visit_id: int) -> tuple[EarlierPhotos, ...]:
    """Return a problem's photographs from the visits before, one album for each. Raises `Refused` for those who may not
    read the follow-up.
    """
    if not may_see(uow, actor, visit_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)
    by_visit: dict[int, list[tuple[Visit, Evidence]]] = {}
    for visit, row in earlier_of(uow, visit_id):
        by_visit.setdefault(visit.visit_id, []).append((visit, row))
    return tuple(
        EarlierPhotos(
            found[0][0].number,
            day_of(uow, found[0][1].sent_at),
            tuple(row.file_id for _, row in found[:ALBUM_MOST]),
            tuple((row.sha256 or "")[:8] for _, row in found[:ALBUM_MOST] if row.sha256),
        )
        for found in by_visit.values()
    )


def clue_followed_up(uow: UnitOfWork, follow_up_id: int) -> tuple[int, str]:
    """Return the clue of a follow-up inspection and the number of its visit, for those who tell of it."""
    row = uow.session.get_one(FollowUp, follow_up_id)
    return row.clue_id, uow.session.get_one(Visit, row.visit_id).number
