"""Problems on site: what was seen, how it was found, proven by at least one photograph (rule text 三)."""

from sqlalchemy import select

from forms.checklist import FILE_KINDS, Question
from rules.errors import answers_on_site as problems
from rules.findings import HOW
from rules.refusals import Refused
from services.access import Actor
from services.answering import answer, objection, sheet_to_fill
from services.checklists import forget_sheet, open_sheet
from services.returned import begin_change
from services.sheets import UNABLE, Sheet
from storage.ledger import Personal
from storage.tables import Finding
from storage.unit_of_work import UnitOfWork

NOTE_MOST = 2000


def note_problem(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, note: str) -> None:
    """Note what was seen; a later note replaces an earlier one, which stays in the ledger. Raises `Refused`."""
    if len(note) > NOTE_MOST:
        raise Refused(problems.NOTE_TOO_LONG, count=len(note), most=NOTE_MOST)
    sheet, finding = _finding(uow, actor, visit_id, question)
    forget_sheet(uow, sheet.section_id)
    finding.note = note.strip()
    _record(uow, sheet, actor, question, {"note": Personal(finding.note)})


def tell_how(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, how: str, of: str | None = None) -> None:
    """Say how the problem was found: site, papers, test, ask; asked of the `party` or a `witness`. Raises `Refused`."""
    if how not in HOW:
        raise ValueError(how)
    sheet, finding = _finding(uow, actor, visit_id, question)
    forget_sheet(uow, sheet.section_id)
    finding.how, finding.statement_of = how, of
    _record(uow, sheet, actor, question, {"how": how, "of": of or ""})


def waive_photo(uow: UnitOfWork, actor: Actor, visit_id: int, question: str, reason: str) -> None:
    """Say why there can be no photograph; it is printed in the record. Raises `Refused`."""
    sheet, finding = _finding(uow, actor, visit_id, question)
    forget_sheet(uow, sheet.section_id)
    finding.photo_waiver = reason.strip()
    _record(uow, sheet, actor, question, {"photo_waiver": reason.strip()})


def prove(uow: UnitOfWork, actor: Actor, visit_id: int, question: Question, note: str) -> str | None:
    """Let the files of a question count as they are now: as the answer of a question that is answered by files, which
    falls open again when too few are left; a caption as a problem's note.

    Returns why the form does not allow the answer, in the actor's language: the files are kept, and answer nothing.
    """
    sheet = open_sheet(uow, actor, visit_id)
    if sheet.state == "concluded":
        return None
    state = sheet.find(question.name)
    if state is None:
        return None
    if question.kind in FILE_KINDS and state.photos >= max(1, question.photos_required):
        if reason := objection(uow, actor, visit_id, question.name, f"{state.photos}"):
            return reason
        answer(uow, actor, visit_id, question.name, f"{state.photos}")
    elif question.kind in FILE_KINDS and state.value not in ("", UNABLE):
        answer(uow, actor, visit_id, question.name, "")
    elif state.is_problem and note and state.finding is not None and not state.finding.note:
        note_problem(uow, actor, visit_id, question.name, note)
    return None


def _finding(uow: UnitOfWork, actor: Actor, visit_id: int, question: str) -> tuple[Sheet, Finding]:
    sheet = sheet_to_fill(uow, actor, visit_id, question)
    if sheet.is_returned:
        sheet = begin_change(uow, actor, sheet, question)
    state = sheet.of(question)
    if state.is_problem and state.is_by_form:
        # The form has set it by itself: whoever notes what was seen agrees.
        answer(uow, actor, visit_id, question, state.value)
    finding = uow.session.scalar(
        select(Finding).where(Finding.section_id == sheet.section_id, Finding.question == question, Finding.is_open)
    )
    if finding is None:
        raise Refused(problems.NOT_A_PROBLEM, number=state.question.number)
    return sheet, finding


def _record(uow: UnitOfWork, sheet: Sheet, actor: Actor, question: str, body: dict[str, object]) -> None:
    uow.record(f"visit:{sheet.number}", "finding", actor.code, {"question": question, **body})
