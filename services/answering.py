"""Answering on site: one question, the rest of a page at once, and undoing that. Nothing is ever overwritten."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from forms.checklist import Question
from rules.errors import answers_on_site as problems
from rules.refusals import Refused
from services import filling_in
from services.access import Actor
from services.checklists import amend_sheet, forget_sheet, keep_form, open_sheet
from services.follow_ups import followed_in
from services.returned import begin_change, ensure_question_open
from services.sheets import UNABLE, QuestionState, Sheet
from storage.ledger import Personal
from storage.tables import Answer, Finding, Section
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Conflict:
    """A colleague answered in the meantime; nothing was written."""

    question: Question
    value: str
    by: dict[str, str]
    at: datetime
    revision: int


def sheet_to_fill(uow: UnitOfWork, actor: Actor, visit_id: int, name: str | None = None) -> Sheet:
    """Return the actor's own section for writing; `name` is the question that is written to, where it is one.

    Raises `Refused` when its result is confirmed already, and in a returned visit for all that was not sent back.
    """
    sheet = open_sheet(uow, actor, visit_id)
    if sheet.is_returned:
        ensure_question_open(uow, sheet, name)
        return sheet
    if sheet.state == "concluded":
        raise Refused(problems.CONCLUDED)
    return sheet


def answer(
    uow: UnitOfWork,
    actor: Actor,
    visit_id: int,
    name: str,
    value: str,
    *,
    seen: int | None = None,
    reason: str | None = None,
    message_id: int | None = None,
    mode: str = "single",
    bulk_act: str | None = None,
) -> Conflict | None:
    """Answer one question; `seen` is the revision on the pressed card.

    An answer that is brought back has the `mode` undo, or that of the bulk act to which it belongs again.

    Returns the conflict, with nothing written, when a colleague has answered otherwise since. The same value again
    changes nothing. Raises `Refused` for a value that the question does not have.
    """
    sheet = sheet_to_fill(uow, actor, visit_id, name)
    state = sheet.of(name)
    if state.question.number is None:
        raise Refused(problems.NOT_ASKED_NOW)
    if name not in sheet.looked_up:
        _ensure_choice(state.question, value)
    if state.answer_id is not None and state.value == value and reason is None and not state.is_by_form:
        return None
    if seen is not None and state.revision != seen and state.by_id != actor.person_id and state.answered_at:
        return Conflict(state.question, state.value, state.by, state.answered_at, state.revision)
    if sheet.is_returned:
        sheet = begin_change(uow, actor, sheet, name)
        state = sheet.of(name)
    row = _write(uow, sheet, actor, state, value, mode=mode, bulk_act=bulk_act, reason=reason, message_id=message_id)
    _keep(uow, sheet)
    _record(uow, sheet, actor, "answered", [row], {"reason": Personal(reason)} if reason else {})
    return None


def objection(uow: UnitOfWork, actor: Actor, visit_id: int, name: str, value: str) -> str | None:
    """Return why the form does not allow an answer, in the actor's language; none when it does.

    Raises `Refused` for a question that is not asked any more.
    """
    sheet = sheet_to_fill(uow, actor, visit_id, name)
    if not sheet.checklist.has_logic or not value:
        return None
    question = sheet.of(name).question
    if question.number is None:
        raise Refused(problems.NOT_ASKED_NOW)
    return filling_in.objection(uow, sheet, question, value, actor.language)


@dataclass(frozen=True, slots=True)
class Given:
    """Which question a typed message answered."""

    visit_id: int
    question: str


def given_by(uow: UnitOfWork, actor: Actor, message_id: int) -> Given | None:
    """Return what a message of the actor's chat answered and still stands; none for any other message."""
    row = uow.session.execute(
        select(Section.visit_id, Answer.question)
        .join(Section, Section.section_id == Answer.section_id)
        .where(Answer.person_id == actor.person_id, Answer.telegram_message_id == message_id, Answer.is_current)
        .order_by(Answer.answer_id.desc())
        .limit(1)
    ).first()
    return Given(row[0], row[1]) if row else None


def comply_rest(uow: UnitOfWork, actor: Actor, visit_id: int, names: Sequence[str]) -> int:
    """Let every open compliance question among `names` comply, each as its own row; return how many.

    That of a clue that is followed up is answered alone.

    Raises `Refused` when none is open.
    """
    sheet = sheet_to_fill(uow, actor, visit_id)
    act = secrets.token_hex(8)
    rows = []
    followed = followed_in(uow, sheet)
    for name in names:
        state = sheet.of(name)
        complies = state.question.complies
        if not state.is_open or complies is None or (followed is not None and name == followed.question):
            continue
        if not sheet.checklist.has_logic or filling_in.would_take(uow, sheet, state.question, complies):
            rows.append(_write(uow, sheet, actor, state, complies, mode="bulk", bulk_act=act))
    if not rows:
        raise Refused(problems.NOTHING_OPEN)
    _keep(uow, sheet)
    _record(uow, sheet, actor, "answered_rest", rows, {"act": act})
    return len(rows)


def undo_rest(uow: UnitOfWork, actor: Actor, visit_id: int, bulk_act: str | None = None) -> int:
    """Take back what such an act, by default the actor's newest, set and nobody has changed since; return how many.

    What is not asked at present stays as it is, and comes back with its question.

    Raises `Refused` when there is nothing to take back.
    """
    sheet = sheet_to_fill(uow, actor, visit_id)
    if bulk_act is None:
        newest = last_rest(uow, actor, sheet)
        if newest is None:
            raise Refused(problems.NOTHING_TO_UNDO)
        bulk_act = newest.bulk_act
    same = (Answer.section_id == sheet.section_id, Answer.bulk_act == bulk_act, Answer.mode == "bulk")
    standing = set(uow.session.scalars(select(Answer.answer_id).where(*same, Answer.is_current)))
    # From the last on: an answer may decide whether those behind it are asked.
    states = [state for state in reversed(sheet.asked) if state.answer_id in standing]
    rows = [_write(uow, sheet, actor, state, "", mode="undo", bulk_act=bulk_act) for state in states]
    _keep(uow, sheet)
    _record(uow, sheet, actor, "answers_undone", rows, {"act": bulk_act or ""})
    return len(rows)


@dataclass(frozen=True, slots=True)
class Rest:
    """The newest bulk act of a person that still stands, wholly or in part."""

    bulk_act: str | None
    count: int
    at: datetime


def last_rest(uow: UnitOfWork, actor: Actor, sheet: Sheet) -> Rest | None:
    """Return the actor's newest bulk act in a section of which something still stands and is asked."""
    asked = {state.answer_id for state in sheet.asked if state.mode == "bulk" and state.by_id == actor.person_id}
    if not asked:
        return None
    rows = uow.session.execute(
        select(Answer.answer_id, Answer.bulk_act, Answer.answered_at)
        .where(Answer.section_id == sheet.section_id, Answer.mode == "bulk", Answer.is_current)
        .order_by(Answer.answer_id.desc())
    )
    standing = [row for row in rows if row.answer_id in asked]
    act = standing[0].bulk_act
    return Rest(act, sum(row.bulk_act == act for row in standing), standing[0].answered_at)


def _ensure_choice(question: Question, value: str) -> None:
    if not question.choices or not value or value == UNABLE:
        return
    names = {choice.name for choice in question.choices}
    chosen = value.split() if question.kind in ("choices", "rank") else [value]
    if not names.issuperset(chosen):
        raise Refused(problems.NOT_A_CHOICE, number=question.number)


# Built once: building a statement costs more than running it.
_GIVEN = insert(Answer).returning(Answer.answer_id)
_SUPERSEDED = (
    update(Answer)
    .where(Answer.answer_id == bindparam("superseded"))
    .values(is_current=False)
    .execution_options(synchronize_session=False)
)


def _write(
    uow: UnitOfWork,
    sheet: Sheet,
    actor: Actor,
    state: QuestionState,
    value: str,
    *,
    mode: str,
    bulk_act: str | None = None,
    reason: str | None = None,
    message_id: int | None = None,
) -> QuestionState:
    if sheet.checklist.has_logic:
        # First, for it may refuse, and then nothing shall have been written.
        filling_in.fill_in(uow, sheet, state.question, value)
    if state.answer_id is not None:
        uow.connection.execute(_SUPERSEDED, {"superseded": state.answer_id})
    question, section_id = state.question, sheet.section_id
    row = {
        "section_id": section_id,
        "question": question.name,
        "revision": state.revision + 1,
        "value": value,
        "mode": mode,
        "bulk_act": bulk_act,
        "reason": reason,
        "person_id": actor.person_id,
        "answered_at": uow.now,
        "telegram_message_id": message_id,
        "is_current": True,
    }
    answer_id = uow.connection.execute(_GIVEN, row).scalar_one()
    given = replace(
        state,
        answer_id=answer_id,
        value=value,
        revision=state.revision + 1,
        mode=mode,
        reason=reason,
        by=actor.name,
        by_id=actor.person_id,
        answered_at=uow.now,
        is_by_form=False,
    )
    if given.is_problem or state.finding is not None:
        _keep_finding(uow, sheet, actor, question, is_problem=given.is_problem)
        forget_sheet(uow, section_id)
    elif not sheet.checklist.has_logic:
        amend_sheet(uow, section_id, given)
    return given


def _keep(uow: UnitOfWork, sheet: Sheet) -> None:
    """Keep a form with logic as the answers of this act have left it."""
    if sheet.checklist.has_logic:
        keep_form(uow, sheet.section_id)


def _keep_finding(uow: UnitOfWork, sheet: Sheet, actor: Actor, question: Question, *, is_problem: bool) -> None:
    """Open a finding with a problem, close it without one; what was noted is kept either way."""
    section_id = sheet.section_id
    finding = uow.session.scalar(
        select(Finding).where(Finding.section_id == section_id, Finding.question == question.name)
    )
    if finding is not None:
        finding.is_open = is_problem
    elif is_problem:
        uow.session.add(
            Finding(
                section_id=section_id,
                question=question.name,
                note="",
                raised_by=actor.person_id,
                raised_at=uow.now,
                is_open=True,
            )
        )


def _record(
    uow: UnitOfWork,
    sheet: Sheet,
    actor: Actor,
    type_: str,
    given: Sequence[QuestionState],
    more: dict[str, object],
) -> None:
    answers = [{"question": state.question.name, "revision": state.revision, **_recorded(state)} for state in given]
    body = {"department": sheet.department_code, "answers": answers, **more}
    uow.record(f"visit:{sheet.number}", type_, actor.code, body)


def _recorded(state: QuestionState) -> dict[str, object]:
    if state.value == UNABLE:
        return {"value": "", "is_unable": True}
    return {"value": Personal(state.value) if state.question.kind == "text" else state.value}
