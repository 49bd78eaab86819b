"""What a returned visit leaves open to its team: what was sent back, and nothing else.

Whoever changes an answer opens the department's part again; signatures last as long as the record says the same.
"""

from sqlalchemy import func, select

from rules.errors import reviews as problems
from rules.lifecycle import OVER, SectionState, step
from rules.refusals import Refused
from rules.reviews import ITEM, RESULT, SIGNING
from services.access import Actor
from services.batches import Belonging
from services.checklists import forget_sheet, sheet_of
from services.evidence_state import may_count
from services.filled import forget_form
from services.review_rounds import returns_in
from services.seen import record_change
from services.sheets import Sheet
from services.visits import Membership, running_membership
from storage.tables import Evidence, ReviewReturn, Section, Signature, Visit
from storage.unit_of_work import UnitOfWork

OF_ITEMS = ("item", "scene", "interview")


def _open(uow: UnitOfWork, visit_id: int) -> tuple[ReviewReturn, ...]:
    return returns_in(uow, visit_id, "open")


def _of_question(uow: UnitOfWork, visit_id: int, section_id: int | None, question: str | None) -> ReviewReturn | None:
    rows = (row for row in _open(uow, visit_id) if row.kind == ITEM and row.section_id == section_id)
    return next((row for row in rows if row.question == question), None)


def ensure_question_open(uow: UnitOfWork, sheet: Sheet, name: str | None) -> None:
    """Ensure that a question of a returned visit may be answered. Raises `Refused` for any other, and without a name.

    What a form with logic asks only since another answer was changed may be answered as well.
    """
    if name is not None:
        if _of_question(uow, sheet.visit_id, sheet.section_id, name) is not None:
            return
        is_reopened = sheet.state == "running" and _is_sent_back(uow, sheet.visit_id, sheet.section_id)
        if is_reopened and sheet.checklist.has_logic and sheet.of(name).is_open:
            return
    raise Refused(problems.ONLY_RETURNED, number=sheet.number)


def _is_sent_back(uow: UnitOfWork, visit_id: int, section_id: int) -> bool:
    return any(row.section_id == section_id for row in _open(uow, visit_id))


def begin_change(uow: UnitOfWork, actor: Actor, sheet: Sheet, name: str) -> Sheet:
    """Open a department's part again for a change of what was sent back, and return it; the caller has asked whether
    it may.
    """
    row = _of_question(uow, sheet.visit_id, sheet.section_id, name)
    if row is not None:
        row.touched_at = row.changed_at = uow.now
    if sheet.state != "concluded":
        return sheet
    section = uow.session.get_one(Section, sheet.section_id)
    section.state = step(SectionState(section.state), SectionState.RUNNING)
    section.concluded_at = section.concluded_by = None
    visit = uow.session.get_one(Visit, sheet.visit_id)
    visit.revision += 1
    body = {"department": sheet.department_code, "because": "returned"}
    record_change(uow, visit, actor, "reopened", body)
    uow.session.flush()
    forget_sheet(uow, sheet.section_id)
    forget_form(uow, sheet.section_id)
    return sheet_of(uow, sheet.section_id)


def touch(uow: UnitOfWork, visit_id: int, section_id: int | None, question: str | None) -> None:
    """Note that a file came to a question that was sent back; nothing for any other."""
    row = _of_question(uow, visit_id, section_id, question)
    if row is not None:
        row.touched_at = uow.now


def leave(uow: UnitOfWork, file: Evidence) -> None:
    """Note that a file is taken from its place: from a question that was sent back with it, that is something done."""
    row = _of_question(uow, file.visit_id or 0, file.section_id, file.question)
    if row is not None and row.sent_at is not None and (file.moved_at or file.received_at) < row.sent_at:
        row.touched_at = row.changed_at = uow.now


def touch_anew(uow: UnitOfWork, visit_id: int | None, section_id: int | None, question: str | None) -> None:
    """Find out anew whether something was done about a question that was sent back: a file that has left it since, or
    proves nothing, is nothing done.
    """
    row = _of_question(uow, visit_id or 0, section_id, question)
    if row is None:
        return
    came = func.coalesce(Evidence.moved_at, Evidence.received_at)
    newest = select(func.max(came)).where(
        Evidence.visit_id == visit_id,
        Evidence.section_id == section_id,
        Evidence.question == question,
        Evidence.withdrawn_at.is_(None),
        came >= row.sent_at,
        may_count(),
    )
    row.touched_at = uow.session.scalar(newest) or row.changed_at


def ensure_section_open(uow: UnitOfWork, mine: Membership, *kinds: str) -> None:
    """Ensure that the result of a returned visit's section may be chosen. Raises `Refused`."""
    if mine.visit.state != "returned":
        return
    rows = [row for row in _open(uow, mine.visit.visit_id) if row.section_id == mine.section.section_id]
    if not any(row.kind in (kinds or (ITEM, RESULT)) for row in rows):
        raise Refused(problems.ONLY_RETURNED, number=mine.visit.number)
    for row in rows:
        if row.kind == RESULT:
            row.touched_at = uow.now


def ensure_signing_open(uow: UnitOfWork, visit: Visit) -> None:
    """Ensure that signatures and seals of a returned visit may be changed: they were sent back, or lapsed since.

    Raises `Refused`.
    """
    if visit.state != "returned":
        return
    rows = _open(uow, visit.visit_id)
    since = min((row.sent_at for row in rows if row.sent_at), default=uow.now)
    lapsed = select(Signature.signature_id).where(
        Signature.visit_id == visit.visit_id, Signature.state == "void", Signature.voided_at >= since
    )
    if not any(row.kind == SIGNING for row in rows) and uow.session.scalars(lapsed.limit(1)).first() is None:
        raise Refused(problems.ONLY_RETURNED, number=visit.number)


def signing_membership(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    """Like `running_membership`, for acts on signatures: in a returned visit only where open. Raises `Refused`."""
    mine = running_membership(uow, actor, visit_id)
    ensure_signing_open(uow, mine.visit)
    return mine


def rightful(uow: UnitOfWork, section_id: int, belonging: Belonging) -> Belonging:
    """Return where a file may belong: in a returned visit to what was sent back, to the only such item of a section
    where it names none, else nowhere yet; nowhere in one that is over, whatever it replies to.
    """
    if belonging.visit_id is None or belonging.purpose not in OF_ITEMS:
        return belonging
    state = uow.session.get_one(Visit, belonging.visit_id).state
    if state in OVER:
        return Belonging("unassigned")
    if state != "returned":
        return belonging
    if _of_question(uow, belonging.visit_id, belonging.section_id, belonging.question) is not None:
        return belonging
    items = [row for row in _open(uow, belonging.visit_id) if row.kind == ITEM and row.section_id == section_id]
    if belonging.question is None and len(items) == 1:
        return Belonging(ITEM, belonging.visit_id, section_id, items[0].question)
    return Belonging("unassigned")


def ensure_place_open(uow: UnitOfWork, visit: Visit, belonging: Belonging) -> None:
    """Ensure that a file may come to a place of a returned visit. Raises `Refused`."""
    if visit.state != "returned" or belonging.purpose not in OF_ITEMS:
        return
    if _of_question(uow, visit.visit_id, belonging.section_id, belonging.question) is None:
        raise Refused(problems.ONLY_RETURNED, number=visit.number)


def ensure_file_open(uow: UnitOfWork, visit: Visit, row: Evidence) -> None:
    """Ensure that a file of a returned visit may leave it: it came since, or belongs to what was sent back.

    Raises `Refused`.
    """
    if visit.state != "returned":
        return
    rows = _open(uow, visit.visit_id)
    since = min((each.sent_at for each in rows if each.sent_at), default=uow.now)
    is_item = _of_question(uow, visit.visit_id, row.section_id, row.question) is not None
    if row.received_at < since and not (row.question is not None and is_item):
        raise Refused(problems.ONLY_RETURNED, number=visit.number)
