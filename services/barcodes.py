"""Bar codes on pictures: sought once the picture is secured, the answer to the question that it was sent for."""

from rules.events_evidence import CodeSought
from rules.refusals import Refused
from services.access import actor_by_id
from services.answering import answer, objection
from services.checklists import sheet_of
from services.evidence_state import examination_of
from services.matching_files import is_matching
from services.sheets import QuestionState
from storage.tables import Evidence
from storage.unit_of_work import UnitOfWork

DECODE = "decode"


def seek_code(uow: UnitOfWork, row: Evidence) -> None:
    """Let a bar code be sought on a picture that came for one, once for each picture that is fine."""
    if row.section_id is None or row.question is None or row.state != "secured":
        return
    found = examination_of(uow, row.evidence_id)
    if found is not None and found.state == "pending":
        return
    if not is_matching("barcode", row.kind, row.mime_type):
        return
    state = sheet_of(uow, row.section_id).find(row.question)
    if state is not None and state.question.kind == "barcode":
        uow.enqueue(DECODE, str(row.evidence_id), {"sha256": row.sha256})


def take_code(uow: UnitOfWork, evidence_id: int, text: str | None) -> None:
    """Answer with what was read off a picture, none when nothing was; whoever typed meanwhile keeps what they typed.

    Where the question is not asked any more, or the visit went on, nothing is answered and nobody is told.
    """
    row = uow.session.get_one(Evidence, evidence_id)
    state = _asked(uow, row)
    if state is None or row.visit_id is None or row.withdrawn_at is not None:
        return
    if state.value and state.answered_at is not None and state.answered_at > row.received_at:
        return
    actor, name = actor_by_id(uow, row.person_id), state.question.name
    reason = None
    if text is not None:
        try:
            reason = objection(uow, actor, row.visit_id, name, text)
            if reason is None:
                answer(uow, actor, row.visit_id, name, text, message_id=row.telegram_message_id)
        except Refused:
            return
    uow.emit(CodeSought(evidence_id, text, reason))


def _asked(uow: UnitOfWork, row: Evidence) -> QuestionState | None:
    if row.section_id is None:
        return None
    state = sheet_of(uow, row.section_id).find(row.question)
    return state if state is not None and state.question.kind == "barcode" else None
