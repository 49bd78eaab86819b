"""Addenda 更正说明: written to the record of a submitted visit by an officer of its team, confirmed, or withdrawn.

Each officer has a draft of their own, so that two who write at once take nothing from each other.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from rules.addenda import addendum_number, ensure_differs, ensure_words
from rules.errors import addenda as problems
from rules.errors import visits as visit_problems
from rules.errors.form_library import ONLY_A_TRIAL
from rules.events_addenda import AddendumChanged
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.addendum_places import Concern, as_recorded, concern_of
from services.checklists import sheet_of
from services.papers import print_addendum
from services.seen import record_change, seen_visit
from services.standing_record import standing_record
from services.visits import Membership, Names, VisitView, may_see, membership
from storage.ledger import Personal
from storage.tables import Addendum, AddendumSignature, Person, Visit
from storage.unit_of_work import UnitOfWork

A_PAGE = 5
TEXTS = ("stands", "reads", "reason")


@dataclass(frozen=True, slots=True)
class AddendumView:
    """An addendum as those see it who may; `number` is none for a draft, `concern` while nothing is chosen.

    `record` is the SHA-256 of the record that it corrects, once confirmed.
    """

    addendum_id: int
    visit: VisitView
    number: str | None
    state: str
    author_id: int
    author: Names
    concern: Concern | None
    stands: str
    reads: str
    reason: str
    record: str | None
    begun_at: datetime
    confirmed_at: datetime | None
    signed_at: datetime | None
    void_reason: str

    @property
    def missing(self) -> str | None:
        """The first thing that a draft still lacks: where, stands, reads, reason."""
        if self.concern is None:
            return "where"
        return next((name for name in TEXTS if not getattr(self, name)), None)


@dataclass(frozen=True, slots=True)
class AddendaPage:
    """A page of a visit's addenda, the newest first, others' drafts left out. `may_write`: the actor is of the team."""

    visit: VisitView
    addenda: tuple[AddendumView, ...]
    page: int
    pages: int
    may_write: bool
    draft_id: int | None


def view_addenda(uow: UnitOfWork, actor: Actor, visit_id: int, page: int = 1) -> AddendaPage:
    """Return the addenda to a visit's record. Raises `Refused` before submission and for those who may not read it."""
    _ensure_reader(uow, actor, visit_id)
    visit = seen_visit(uow, visit_id)
    _ensure_submitted(visit.state, visit.number)
    seen = (Addendum.visit_id == visit_id) & _shown_to(actor)
    total = uow.session.scalar(select(func.count()).select_from(Addendum).where(seen)) or 0
    pages = max(1, -(-total // A_PAGE))
    page = min(max(page, 1), pages)
    newest = select(Addendum).where(seen).order_by(Addendum.addendum_id.desc())
    rows = uow.session.scalars(newest.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    may_write = any(member.person_id == actor.person_id for member in visit.members)
    return AddendaPage(
        visit, tuple(_view(uow, visit, row) for row in rows), page, pages, may_write, _draft_id(uow, actor, visit_id)
    )


def _shown_to(actor: Actor) -> ColumnElement[bool]:
    numbered = Addendum.serial.is_not(None)
    return numbered | ((Addendum.person_id == actor.person_id) & (Addendum.state == "draft"))


def _draft_id(uow: UnitOfWork, actor: Actor, visit_id: int) -> int | None:
    mine = select(Addendum.addendum_id).where(
        Addendum.visit_id == visit_id, Addendum.person_id == actor.person_id, Addendum.state == "draft"
    )
    return uow.session.scalar(mine)


def view_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int) -> AddendumView:
    """Return an addendum; a draft to its author only. Raises `Refused`."""
    row = uow.session.get(Addendum, addendum_id)
    if row is None or (row.serial is None and (row.person_id != actor.person_id or row.state != "draft")):
        raise Refused(problems.NO_SUCH_ADDENDUM)
    _ensure_reader(uow, actor, row.visit_id)
    return _view(uow, seen_visit(uow, row.visit_id), row)


def addendum_seen(uow: UnitOfWork, addendum_id: int) -> AddendumView:
    """Return an addendum. The caller has checked who asks."""
    row = uow.session.get_one(Addendum, addendum_id)
    return _view(uow, seen_visit(uow, row.visit_id), row)


def _view(uow: UnitOfWork, visit: VisitView, row: Addendum) -> AddendumView:
    return AddendumView(
        row.addendum_id,
        visit,
        addendum_number(visit.number, row.serial) if row.serial else None,
        row.state,
        row.person_id,
        uow.session.get_one(Person, row.person_id).name,
        concern_of(uow, visit, row),
        row.stands,
        row.reads,
        row.reason,
        row.record_sha256,
        row.begun_at,
        row.confirmed_at,
        row.signed_at,
        row.withdrawn_reason or "",
    )


def _ensure_reader(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    if uow.session.get(Visit, visit_id) is None:
        raise Refused(visit_problems.NO_SUCH_VISIT)
    if not may_see(uow, actor, visit_id):
        raise Refused(visit_problems.NOT_ALLOWED, is_law=True)


def submitted_membership(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    """Like `membership`, for acts on a record that is frozen. Raises `Refused` before that, and for trials."""
    mine = membership(uow, actor, visit_id)
    if mine.visit.is_trial:
        raise Refused(ONLY_A_TRIAL)
    _ensure_submitted(mine.visit.state, mine.visit.number)
    return mine


def _ensure_submitted(state: str, number: str) -> None:
    if state != "submitted":
        raise Refused(problems.IS_RETURNED if state == "returned" else problems.TOO_EARLY, number=number)


def begin_addendum(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Return the actor's draft, a new one when there is none. Raises `Refused` for anyone outside the team."""
    submitted_membership(uow, actor, visit_id)
    if (known := _draft_id(uow, actor, visit_id)) is not None:
        return known
    row = Addendum(visit_id=visit_id, person_id=actor.person_id, ticks=[], pages=[], evidence_ids=[], begun_at=uow.now)
    uow.session.add(row)
    uow.session.flush()
    return row.addendum_id


def held_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[Membership, Addendum]:
    """Return an addendum to change, its visit locked before it is read. Raises `Refused` for anyone outside the team.

    An act reads it again after the lock: a colleague's may have changed it while this one waited (PostgreSQL).
    """
    visit_id = uow.session.scalar(select(Addendum.visit_id).where(Addendum.addendum_id == addendum_id))
    if visit_id is None:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    mine = submitted_membership(uow, actor, visit_id)
    row = uow.session.get_one(Addendum, addendum_id, populate_existing=True)
    return mine, row


def _own_draft(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[Membership, Addendum]:
    mine, row = held_addendum(uow, actor, addendum_id)
    if row.person_id != actor.person_id:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    if row.state != "draft":
        raise Refused(problems.NOT_A_DRAFT)
    return mine, row


def choose_concern(
    uow: UnitOfWork, actor: Actor, addendum_id: int, section_id: int | None = None, number: int | None = None
) -> None:
    """Say what a draft is about: the whole record, a department's part, or an item of it by its number.

    What the record says there is written down with it, unless something else was typed. Raises `Refused`.
    """
    _, row = _own_draft(uow, actor, addendum_id)
    visit = seen_visit(uow, row.visit_id)
    if section_id is not None and section_id not in [section.section_id for section in visit.sections]:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    is_typed = bool(row.stands) and row.stands != as_recorded(uow, visit, row)
    row.concerns = "whole" if section_id is None else "section" if number is None else "item"
    row.section_id, row.question, row.item = section_id, None, None
    if section_id is not None and number is not None:
        row.question, row.item = sheet_of(uow, section_id).numbered(number).question.name, number
    if not is_typed:
        row.stands = as_recorded(uow, visit, row)
    _ensure_corrects(row)
    uow.session.flush()


def _ensure_corrects(row: Addendum) -> None:
    if row.stands and row.reads:
        ensure_differs(row.stands, row.reads)


def write_text(uow: UnitOfWork, actor: Actor, addendum_id: int, name: str, typed: str) -> None:
    """Write what stands, what it should read, or the reason. Raises `Refused` for what cannot be that."""
    _, row = _own_draft(uow, actor, addendum_id)
    if name not in TEXTS:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    setattr(row, name, ensure_reason(typed) if name == "reason" else ensure_words(typed))
    if name != "reason":
        _ensure_corrects(row)
    uow.session.flush()


def confirm_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int) -> str:
    """Let a draft stand: it gets the next number of its record, a link in the visit's chain, and is printed to be
    signed. Return the number. Raises `Refused` while it is incomplete or the record is not printed.
    """
    mine, row = _own_draft(uow, actor, addendum_id)
    visit = seen_visit(uow, row.visit_id)
    view = _view(uow, visit, row)
    if view.missing or view.concern is None:
        raise Refused(problems.INCOMPLETE)
    _ensure_corrects(row)
    row.record_sha256 = standing_record(uow, visit)
    if row.record_sha256 is None:
        raise Refused(problems.RECORD_NOT_PRINTED)
    newest = select(func.max(Addendum.serial)).where(Addendum.visit_id == row.visit_id)
    row.serial = (uow.session.scalar(newest) or 0) + 1
    row.state, row.confirmed_at = "confirmed", uow.now
    number = addendum_number(visit.number, row.serial)
    body = {
        "addendum": number,
        "concerns": row.concerns,
        "department": view.concern.code,
        "question": row.question or "",
        "stands": Personal(row.stands),
        "reads": Personal(row.reads),
        "reason": Personal(row.reason),
        "record": row.record_sha256,
    }
    record_change(uow, mine.visit, actor, "addendum_confirmed", body)
    uow.session.flush()
    print_addendum(uow, actor, addendum_id, [actor.person_id])
    return number


def drop_draft(uow: UnitOfWork, actor: Actor, addendum_id: int) -> None:
    """Drop one's own draft, of which nobody else has heard. Raises `Refused` for anything but that."""
    _, row = _own_draft(uow, actor, addendum_id)
    row.state, row.withdrawn_at = "withdrawn", uow.now
    uow.session.flush()


def void_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int, reason: str) -> None:
    """Make a numbered addendum void that nobody has signed, and note why; its number stays used. Raises `Refused`."""
    mine, row = held_addendum(uow, actor, addendum_id)
    if row.serial is None:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    signed = select(AddendumSignature.addendum_signature_id).where(AddendumSignature.addendum_id == addendum_id)
    if uow.session.scalars(signed.limit(1)).first() is not None:
        raise Refused(problems.SIGNED_ALREADY)
    if row.state != "confirmed":
        raise Refused(problems.NOT_OPEN)
    row.state, row.withdrawn_at, row.withdrawn_reason = "withdrawn", uow.now, ensure_reason(reason)
    body = {"addendum": addendum_number(mine.visit.number, row.serial), "why": Personal(row.withdrawn_reason)}
    record_change(uow, mine.visit, actor, "addendum_withdrawn", body)
    uow.session.flush()
    # Whoever was sent the paper to sign has it once more, as a void one.
    print_addendum(uow, actor, addendum_id, sorted({actor.person_id, row.person_id}))
    uow.emit(AddendumChanged(addendum_id, actor.person_id))


def addenda_count(uow: UnitOfWork, visit_id: int) -> int:
    """Return how many addenda to a visit's record stand: confirmed ones, signed or not."""
    standing = select(func.count()).select_from(Addendum)
    standing = standing.where(Addendum.visit_id == visit_id, Addendum.state.in_(["confirmed", "signed"]))
    return uow.session.scalar(standing) or 0
