"""Sending things of a submitted visit back to its team: chosen and explained one by one, sent together, taken back."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from rules.errors import reviews as problems
from rules.events_review import ReturnDiscussed, ReturnTakenBack, VisitReturned
from rules.lifecycle import VisitState, step
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.reviews import ITEM, RESULT, RETURN_DAYS, RETURNED, SIGNING, WAITING
from rules.working_days import add_working_days
from services import breach_basis
from services.access import Actor
from services.breach_basis import unsettle_breaches
from services.checklists import close_sheets, forget_sheet, sheet_of
from services.office_day import calendar, current_profile, today
from services.review_rounds import current_round, returns_in
from services.reviewers import may_review
from services.reviewing import held_review
from services.seen import record_change, seen_visit
from services.standing_record import content_of
from services.visits import Names, VisitView, membership
from storage.ledger import Personal
from storage.tables import ReviewLine, ReviewReturn, Visit
from storage.unit_of_work import UnitOfWork

COMMENT_MOST = 300
_NUMBER = re.compile(r"(\D*?)\s*(\d{1,3})(?!\d)(\s*项?[\s:：,，、]*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReturnView:
    """One thing that is sent back, or will be; `label` is what the question asks."""

    return_id: int
    kind: str
    section_id: int | None
    department: Names
    number: int
    label: Names
    comment: str
    state: str
    is_touched: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a supervisor is about to send back of a visit; `lacking` is the one that still lacks its comment."""

    visit: VisitView
    items: tuple[ReturnView, ...]

    @property
    def lacking(self) -> ReturnView | None:
        """The first without a comment."""
        return next((each for each in self.items if not each.comment), None)


def return_view(uow: UnitOfWork, row: ReviewReturn) -> ReturnView:
    """Return a row with what it is about. The caller has checked who asks."""
    department: Names = {}
    label: Names = {}
    if row.section_id is not None:
        sheet = sheet_of(uow, row.section_id)
        department = sheet.department
        states = (*sheet.states, *sheet.hidden)
        label = next((dict(each.question.label) for each in states if each.question.name == row.question), {})
    return ReturnView(
        row.return_id,
        row.kind,
        row.section_id,
        department,
        row.number or 0,
        label,
        row.comment,
        row.state,
        row.touched_at is not None,
        row.due_on,
    )


def view_draft(uow: UnitOfWork, actor: Actor, visit_id: int) -> Draft:
    """Return what the actor is about to send back. Raises `Refused` for those who do not review the visit."""
    held_review(uow, actor, visit_id)
    return Draft(seen_visit(uow, visit_id), tuple(return_view(uow, row) for row in _drafts(uow, actor, visit_id)))


def _drafts(uow: UnitOfWork, actor: Actor, visit_id: int) -> list[ReviewReturn]:
    return [row for row in returns_in(uow, visit_id, "draft") if row.written_by == actor.person_id]


def choose_return(
    uow: UnitOfWork,
    actor: Actor,
    visit_id: int,
    kind: str,
    section_id: int | None = None,
    number: int = 0,
    comment: str = "",
) -> None:
    """Add something to what is sent back, with its comment where that was said at once; what is chosen twice stays
    once. Raises `Refused` for what there is not.
    """
    visit, review = held_review(uow, actor, visit_id)
    if visit.state != "submitted" or review.state not in (WAITING, "seconding"):
        raise Refused(problems.NOT_WAITING)
    question = None
    if kind in (ITEM, RESULT):
        if section_id not in [section.section_id for section in seen_visit(uow, visit_id).sections]:
            raise Refused(problems.NO_SUCH_ITEM)
        if kind == ITEM:
            assert section_id is not None
            asked = sheet_of(uow, section_id).asked
            if not 1 <= number <= len(asked):
                raise Refused(problems.NO_SUCH_ITEM)
            question = asked[number - 1].question.name
    elif kind != SIGNING:
        raise Refused(problems.NO_SUCH_ITEM)
    comment = ensure_reason(comment, most=COMMENT_MOST) if comment else ""
    known = [row for row in _drafts(uow, actor, visit_id) if (row.kind, row.section_id) == (kind, section_id)]
    row = next((each for each in known if each.question == question), None)
    if row is None:
        row = ReviewReturn(
            review_id=review.review_id,
            visit_id=visit_id,
            kind=kind,
            section_id=section_id,
            question=question,
            number=number or None,
            comment="",
            written_by=actor.person_id,
        )
        uow.session.add(row)
    row.comment = comment or row.comment
    uow.session.flush()


def read_item(uow: UnitOfWork, visit_id: int, typed: str) -> tuple[int, int, str] | None:
    """Return the section, the item and the reason that a typed text such as 10, 消4 or 消4请补拍 means; none for any
    other text.

    A number alone is of the first department, where something parts it from the reason: 3张照片不清楚 names no item. A
    department is known by the beginning of its name, in any language.
    """
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return None
    name = found[1].strip().rstrip("第").lower()
    if not name and found[4] and not found[3]:
        return None
    sections = seen_visit(uow, visit_id).sections
    names = {each.section_id: [*each.short_name.values(), *each.department.values()] for each in sections}
    fitting = [of for of, known in names.items() if any(each.lower().startswith(name) for each in known)]
    return (fitting[0], int(found[2]), found[4].strip()) if fitting else None


def comment_return(uow: UnitOfWork, actor: Actor, visit_id: int, typed: str) -> None:
    """Write why the newest choice without a comment is sent back; with none, anew for the last. Raises `Refused`."""
    held_review(uow, actor, visit_id)
    drafts = _drafts(uow, actor, visit_id)
    if not drafts:
        raise Refused(problems.NOTHING_TO_SEND)
    row = next((each for each in drafts if not each.comment), drafts[-1])
    row.comment = ensure_reason(typed, most=COMMENT_MOST)
    uow.session.flush()


def drop_returns(uow: UnitOfWork, actor: Actor, visit_id: int, *, only_last: bool = False) -> None:
    """Let go of what was chosen and not sent yet, all of it or the last; nobody has heard of it."""
    held_review(uow, actor, visit_id)
    for row in _drafts(uow, actor, visit_id)[-1 if only_last else 0 :]:
        row.state = "withdrawn"
    uow.session.flush()


def send_returns(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Send back what was chosen; return how many things. The visit is open to its team for these, and nothing else.

    Raises `Refused` while one lacks its comment, or there is none.
    """
    visit, review = held_review(uow, actor, visit_id)
    drafts = _drafts(uow, actor, visit_id)
    if not drafts or any(not row.comment for row in drafts):
        raise Refused(problems.NOTHING_TO_SEND)
    if visit.state != "submitted" or review.state not in (WAITING, "seconding"):
        raise Refused(problems.NOT_WAITING)
    due = add_working_days(today(uow), int(current_profile(uow).get("return_working_days", RETURN_DAYS)), calendar(uow))
    review.content = content_of(uow, seen_visit(uow, visit_id))
    review.state, review.decided_by, review.decided_at = RETURNED, actor.person_id, uow.now
    for row in drafts:
        row.state, row.sent_at, row.due_on, row.review_id = "open", uow.now, due, review.review_id
        if row.section_id is not None and row.question is not None:
            row.answer_id = sheet_of(uow, row.section_id).of(row.question).answer_id
    visit.state = step(VisitState(visit.state), VisitState.RETURNED)
    visit.submit_reason = None
    visit.revision += 1
    told = [
        {
            "return": row.return_id,
            "kind": row.kind,
            "section": row.section_id or 0,
            "question": row.question or "",
            "number": row.number or 0,
            "comment": Personal(row.comment),
        }
        for row in drafts
    ]
    body = {"round": review.round, "due_on": due.isoformat(), "returns": told}
    record_change(uow, visit, actor, "returned", body)
    uow.session.flush()
    _read_anew(uow, visit_id)
    uow.emit(VisitReturned(visit_id, actor.person_id))
    unsettle_breaches(uow, visit, breach_basis.RETURNED)
    return len(drafts)


def _read_anew(uow: UnitOfWork, visit_id: int) -> None:
    close_sheets(uow, visit_id)
    for section in seen_visit(uow, visit_id).sections:
        forget_sheet(uow, section.section_id)


def take_back(uow: UnitOfWork, actor: Actor, visit_id: int, return_id: int | None = None) -> bool:
    """Take back what was sent, all of it or one thing, as long as the team has done nothing about it; return whether
    nothing is asked for any more and the visit waits for its review again. Raises `Refused` after that.
    """
    visit, review = held_review(uow, actor, visit_id)
    rows = [row for row in returns_in(uow, visit_id, "open") if return_id in (None, row.return_id)]
    if visit.state != "returned" or not rows:
        raise Refused(problems.NO_SUCH_RETURN)
    if any(row.touched_at for row in rows):
        raise Refused(problems.ALREADY_TOUCHED)
    for row in rows:
        row.state, row.settled_at = "withdrawn", uow.now
    is_over = not returns_in(uow, visit_id, "open")
    if is_over:
        visit.state = step(VisitState(visit.state), VisitState.SUBMITTED)
        review.state, review.decided_by, review.decided_at = WAITING, None, None
    visit.revision += 1
    record_change(uow, visit, actor, "return_taken_back", {"returns": [row.return_id for row in rows]})
    uow.session.flush()
    _read_anew(uow, visit_id)
    uow.emit(ReturnTakenBack(visit_id, actor.person_id))
    return is_over


def held_return(uow: UnitOfWork, actor: Actor, return_id: int) -> ReviewReturn:
    """Return something that was sent back and is open, for its team or its reviewer. Raises `Refused`."""
    row = uow.session.get(ReviewReturn, return_id)
    if row is None or row.state == "draft":
        raise Refused(problems.NO_SUCH_RETURN)
    if not may_review(uow, actor, row.visit_id):
        membership(uow, actor, row.visit_id)
    if row.state != "open":
        raise Refused(problems.NO_SUCH_RETURN)
    return row


def discuss(uow: UnitOfWork, actor: Actor, return_id: int, typed: str) -> ReviewReturn:
    """Write a line about what was sent back: the team asks, the reviewer answers. Raises `Refused` once settled."""
    row = held_return(uow, actor, return_id)
    text = ensure_reason(typed, most=COMMENT_MOST)
    is_question = not may_review(uow, actor, row.visit_id)
    uow.session.add(ReviewLine(return_id=return_id, person_id=actor.person_id, text=text, said_at=uow.now))
    visit = uow.session.get_one(Visit, row.visit_id)
    body = {"return": return_id, "text": Personal(text)}
    record_change(uow, visit, actor, "return_questioned" if is_question else "return_answered", body)
    uow.session.flush()
    uow.emit(ReturnDiscussed(return_id, actor.person_id, is_question=is_question))
    return row


def reviewer_of(uow: UnitOfWork, visit_id: int) -> int | None:
    """Return who sent a visit back."""
    review = current_round(uow, visit_id)
    return review.decided_by if review else None
