"""Asking the party or a witness 询问 (rule text 三): who, what was said, read out, confirmed by signature or voice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from rules.errors import interviews as problems
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.answering import sheet_to_fill
from services.checklists import open_sheet
from services.evidence_state import may_count, of_visit
from services.matching_files import is_page
from services.returned import begin_change
from services.sheets import Sheet
from storage.ledger import Personal
from storage.tables import Evidence, Interview
from storage.unit_of_work import UnitOfWork

NAME_MOST = 80
STATEMENT_MOST = 2000
VOICES = ("voice", "audio", "video_note", "video")
# How a part that was spoken stands among those in words.
SPOKEN = "（录音陈述）"


@dataclass(frozen=True, slots=True)
class InterviewView:
    """An interview about one item as it stands.

    `of` is party or witness; `way` how it was confirmed: signed, voice, refused, none yet or when what showed it is
    gone; `by_id` who took it down. `parts` is how many messages the statement came in.
    """

    name: str
    statement: str
    parts: int
    of: str
    is_read: bool
    way: str | None
    by_id: int
    at: datetime


def view_interview(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> InterviewView | None:
    """Return the interview about an item of the actor's section, none where nobody was asked. Raises `Refused`."""
    row = _standing(uow, open_sheet(uow, actor, visit_id).section_id, question)
    return _view(uow, row) if row is not None else None


def interviews_of(uow: UnitOfWork, section_id: int) -> list[tuple[str, InterviewView]]:
    """Return the finished interviews of a section with their questions. The caller has checked who asks."""
    chosen = (
        select(Interview)
        .where(Interview.section_id == section_id, Interview.state == "standing")
        .order_by(Interview.interview_id)
    )
    return [(row.question, _view(uow, row)) for row in uow.session.scalars(chosen)]


def tell_name(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, name: str) -> None:
    """Write down who is asked. Raises `Refused`."""
    row = _draft(uow, actor, visit_id, question)
    row.name = ensure_reason(name)[:NAME_MOST]
    uow.session.flush()


def add_statement(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, said: str) -> None:
    """Write down more of what was said, behind what stands; it is to be read out then, also when it was before.

    Raises `Refused` for nothing, for a beginning without words, and for more than the record holds.
    """
    row = _draft(uow, actor, visit_id, question)
    parts = _parts(row)
    _say(row, [*parts, said.strip() if parts and said.strip() else ensure_reason(said, most=STATEMENT_MOST)])
    uow.session.flush()


def add_recording(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, evidence_id: int) -> bool:
    """Let a voice be a part of the statement; return whether the file is one. Raises `Refused` for another visit's."""
    if of_visit(uow, evidence_id, visit_id).kind not in VOICES:
        return False
    row = _draft(uow, actor, visit_id, question)
    _say(row, [*_parts(row), evidence_id])
    uow.session.flush()
    return True


def take_back_part(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> None:
    """Take the last part of a statement back; without any it changes nothing. Raises `Refused`."""
    row = _draft(uow, actor, visit_id, question)
    _say(row, _parts(row)[:-1])
    uow.session.flush()


def _parts(row: Interview) -> list[str | int]:
    """Return what a statement came in; one of before, when it came at once, is one part."""
    return list(row.parts) if row.parts is not None else [row.statement] if row.statement else []


def _say(row: Interview, parts: list[str | int]) -> None:
    statement = "\n".join(SPOKEN if isinstance(part, int) else part for part in parts)
    if len(statement) > STATEMENT_MOST:
        raise Refused(problems.STATEMENT_TOO_LONG, count=len(statement), most=STATEMENT_MOST)
    row.parts, row.statement, row.read_at = parts, statement, None


def note_read(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> None:
    """Note that the statement was read out to whoever gave it. Raises `Refused` when there is none."""
    row = _draft(uow, actor, visit_id, question)
    if not row.name or not row.statement:
        raise Refused(problems.STATEMENT_MISSING)
    row.read_at = uow.now
    uow.session.flush()


def confirm_by_file(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, evidence_id: int) -> None:
    """Let a photographed signature or a voice confirm the statement; a further file joins the first. Raises `Refused`
    for a file that is neither, and before the statement was read out.
    """
    file = uow.session.get_one(Evidence, evidence_id)
    if not is_page(file.kind, file.mime_type) and file.kind not in VOICES:
        raise Refused(problems.NO_CONFIRMATION)
    _confirm(uow, actor, visit_id, question, "voice" if file.kind in VOICES else "signed", evidence_id)


def note_unconfirmed(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> None:
    """Note that whoever gave the statement would not confirm it; the statement stands as it was taken down."""
    _confirm(uow, actor, visit_id, question, "refused")


def withdraw_interview(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> None:
    """Withdraw an interview; it stays for the record. Its files are withdrawn by their receipts. Raises `Refused`."""
    sheet = sheet_to_fill(uow, actor, visit_id, question)
    row = _standing(uow, sheet.section_id, question)
    if row is None:
        return
    _begin(uow, actor, sheet, question)
    row.state = "withdrawn"
    _record(uow, sheet, actor, row, "interview_withdrawn")


def _confirm(
    uow: UnitOfWork, actor: Actor, visit_id: int, question: str, way: str, evidence_id: int | None = None
) -> None:
    sheet = sheet_to_fill(uow, actor, visit_id, question)
    row = _standing(uow, sheet.section_id, question)
    if row is None or row.read_at is None:
        raise Refused(problems.STATEMENT_MISSING)
    _begin(uow, actor, sheet, question)
    row.state, row.way, row.closed_at = "standing", way, uow.now
    row.evidence_ids = [*row.evidence_ids, *([evidence_id] if evidence_id is not None else [])]
    _record(uow, sheet, actor, row, "interview_taken")


def _standing(uow: UnitOfWork, section_id: int, question: str) -> Interview | None:
    chosen = (
        select(Interview)
        .where(Interview.section_id == section_id, Interview.question == question, Interview.state != "withdrawn")
        .order_by(Interview.interview_id.desc())
        .limit(1)
    )
    return uow.session.scalar(chosen)


def _draft(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> Interview:
    """Return the interview that is being taken down, a new one where there is none; what was confirmed is confirmed
    anew once it is changed.
    """
    sheet = sheet_to_fill(uow, actor, visit_id, question)
    state = sheet.of(question)
    row = _standing(uow, sheet.section_id, question)
    _begin(uow, actor, sheet, question)
    if row is None:
        of = (state.finding.statement_of if state.finding else None) or "party"
        row = Interview(
            visit_id=visit_id,
            section_id=sheet.section_id,
            question=question,
            asked_of=of,
            evidence_ids=[],
            person_id=actor.person_id,
            begun_at=uow.now,
        )
        uow.session.add(row)
    elif row.state == "standing" and sheet.is_returned:
        row = _another(uow, actor, row)
    elif row.state == "standing":
        row.state, row.way, row.read_at, row.evidence_ids = "draft", None, None, []
    return row


def _begin(uow: UnitOfWork, actor: Actor, sheet: Sheet, question: str) -> None:
    """Open a department's part of a returned visit again: what the record tells of an interview is to change."""
    if sheet.is_returned:
        begin_change(uow, actor, sheet, question)


def _another(uow: UnitOfWork, actor: Actor, row: Interview) -> Interview:
    """Return a draft of what a returned record tells; the interview itself stays as it was, and counts no more."""
    row.state = "withdrawn"
    anew = Interview(
        visit_id=row.visit_id,
        section_id=row.section_id,
        question=row.question,
        name=row.name,
        statement=row.statement,
        parts=_parts(row),
        asked_of=row.asked_of,
        evidence_ids=[],
        person_id=actor.person_id,
        begun_at=uow.now,
    )
    uow.session.add(anew)
    return anew


def _view(uow: UnitOfWork, row: Interview) -> InterviewView:
    way = row.way
    if way in ("signed", "voice"):
        shown = select(func.count()).where(
            Evidence.evidence_id.in_(row.evidence_ids),
            Evidence.purpose == "interview",
            Evidence.withdrawn_at.is_(None),
            may_count(),
        )
        way = way if uow.session.scalar(shown) else None
    at = row.closed_at or row.begun_at
    is_read, parts = row.read_at is not None, len(_parts(row))
    return InterviewView(row.name, row.statement, parts, row.asked_of, is_read, way, row.person_id, at)


def _record(uow: UnitOfWork, sheet: Sheet, actor: Actor, row: Interview, type_: str) -> None:
    body = {
        "interview": row.interview_id,
        "question": row.question,
        "of": row.asked_of,
        "name": Personal(row.name),
        "statement": Personal(row.statement),
        "is_read_out": row.read_at is not None,
        "way": row.way or "",
        "evidence": list(row.evidence_ids),
        "recordings": [part for part in _parts(row) if isinstance(part, int)],
    }
    uow.record(f"visit:{sheet.number}", type_, actor.code, body)
    uow.session.flush()
