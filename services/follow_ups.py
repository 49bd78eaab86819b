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
from services.clues import FINE, view_clue
from services.matching_files import are_pictures
from services.office_day import day_of
from services.sheets import Sheet
from services.visits import Names, may_see
from storage.tables import Clue, Evidence, FollowUp, Person, Section, Visit
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
    """The newest follow-up inspection of a clue that was sent out; `photos` of the problem are a proof of its end."""

    state: str
    visit_id: int
    number: str
    visit_state: str
    day: date
    people: tuple[Names, ...]
    photos: int


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


def ensure_none_runs(uow: UnitOfWork, clue_id: int) -> None:
    """Ensure that nobody is on the way because of a clue. Raises `Refused`."""
    if running_of(uow, clue_id) is not None:
        raise Refused(problems.FOLLOWED_UP)


def view_follow_up(uow: UnitOfWork, actor: Actor, clue_id: int) -> FollowUpView | None:
    """Return the newest follow-up inspection that was sent out and not called off; none before the first.

    Raises `Refused` for those who do not look after the clue.
    """
    view_clue(uow, actor, clue_id)
    row = uow.session.scalars(_sent(clue_id).order_by(FollowUp.follow_up_id.desc()).limit(1)).first()
    if row is None or row.visit_id is None or row.day is None:
        return None
    visit = uow.session.get_one(Visit, row.visit_id)
    names = {each.person_id: each.name for each in uow.session.scalars(_people(row.people))}
    people = tuple(names[each] for each in row.people)
    photos = len(photos_of(uow, row.visit_id, uow.session.get_one(Clue, clue_id).question))
    return FollowUpView(row.state, row.visit_id, visit.number, visit.state, row.day, people, photos)


def _people(ids: Sequence[int]) -> Any:
    return select(Person).where(Person.person_id.in_(ids))


def _sent(clue_id: int) -> Any:
    return select(FollowUp).where(FollowUp.clue_id == clue_id, FollowUp.state.in_(("running", "complied", "standing")))


def photos_of(uow: UnitOfWork, visit_id: int, question: str) -> Sequence[Evidence]:
    """Return the photographs that a visit has of a question, in the order in which they came."""
    chosen = (
        select(Evidence)
        .join(Section, Section.section_id == Evidence.section_id)
        .where(
            Section.visit_id == visit_id,
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


def earlier_of(uow: UnitOfWork, visit_id: int) -> Sequence[tuple[Visit, Evidence]]:
    """Return the photographs of a follow-up's problem from the visits before it, the first visit's in front."""
    followed = followed_by(uow, visit_id)
    if followed is None:
        return ()
    clue = uow.session.get_one(Clue, followed.clue_id)
    before = _sent(clue.clue_id).where(FollowUp.visit_id < visit_id).order_by(FollowUp.follow_up_id)
    visits = [clue.visit_id, *(row.visit_id for row in uow.session.scalars(before))]
    return [
        (uow.session.get_one(Visit, each), row) for each in visits for row in photos_of(uow, each, followed.question)
    ]


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
