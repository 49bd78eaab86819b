"""Reading a section's checklist as it stands, once for each act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select

from forms.checklist import FILE_KINDS, Checklist, Question
from rules.errors.form_library import TRIAL_OVER
from rules.refusals import Refused
from services.access import Actor
from services.asked_now import AskedNow, asked_now, hidden_now
from services.built_once import BuiltOnce
from services.evidence_state import may_count
from services.filled import FilledForm, filled_form, keep
from services.matching_files import is_matching, is_picture
from services.sheets import UNABLE, FindingView, QuestionState, Sheet
from services.visits import ensure_member, ensure_running, running_membership
from storage.tables import (
    Answer,
    ChecklistVersion,
    Department,
    Evidence,
    Finding,
    InspectionObject,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

OWN = "own section"

# A version never changes, so its checklist is built once per process, by the hash of its workbook.
_BUILT: BuiltOnce[tuple[str, str, str], Checklist] = BuiltOnce(most=64)
_BODY = select(ChecklistVersion.body).where(ChecklistVersion.checklist_version_id == bindparam("of"))


def checklist_of(uow: UnitOfWork, version: tuple[str, str, str], version_id: int) -> Checklist:
    """Return the checklist of a version: of its form's name, its own and the hash of its workbook, and its number."""

    def build() -> Checklist:
        return Checklist.from_dict(uow.connection.execute(_BODY, {"of": version_id}).scalar_one())

    return _BUILT.of(version, build)


_HEAD = (
    select(
        Section.section_id,
        Section.visit_id,
        Section.state,
        Section.checklist_version_id,
        Visit.number,
        Visit.state.label("visit_state"),
        Visit.is_trial,
        Visit.kind,
        InspectionObject.short_name,
        Department.short_name.label("department"),
        Department.code,
        ChecklistVersion.form_id,
        ChecklistVersion.version,
        ChecklistVersion.workbook_sha256,
    )
    .join(Visit, Visit.visit_id == Section.visit_id)
    .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
    .join(Department, Department.department_id == Section.department_id)
    .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
)
_OF_SECTION = _HEAD.where(Section.section_id == bindparam("section"))
# The visit is locked, as by everyone who acts on it.
_OWN = (
    _HEAD.add_columns(Task.state.label("task_state"))
    .join(Task, Task.section_id == Section.section_id)
    .where(Task.visit_id == bindparam("visit"), Task.person_id == bindparam("person"))
    .with_for_update(of=Visit)
)
_ANSWERS = (
    select(
        Answer.answer_id,
        Answer.question,
        Answer.value,
        Answer.revision,
        Answer.mode,
        Answer.reason,
        Answer.person_id,
        Answer.answered_at,
        Person.name,
        Finding.finding_id,
        Finding.note,
        Finding.how,
        Finding.statement_of,
        Finding.photo_waiver,
    )
    .join(Person, Person.person_id == Answer.person_id)
    # An open finding always has the answer that opened it.
    .outerjoin(
        Finding,
        (Finding.section_id == Answer.section_id) & (Finding.question == Answer.question) & Finding.is_open,
    )
    .where(Answer.section_id == bindparam("section"), Answer.is_current)
)
_PHOTOS = (
    select(
        Evidence.question,
        Evidence.section_id,
        Evidence.state,
        Evidence.kind,
        Evidence.mime_type,
        func.count().label("files"),
    )
    .where(
        Evidence.visit_id == bindparam("visit"),
        (Evidence.section_id == bindparam("section")) | Evidence.section_id.is_(None),
        Evidence.withdrawn_at.is_(None),
        # What somebody signed shows nothing of the place.
        Evidence.purpose.not_in(("interview", "notice")),
        may_count(),
    )
    .group_by(Evidence.question, Evidence.section_id, Evidence.state, Evidence.kind, Evidence.mime_type)
)


def open_sheet(uow: UnitOfWork, actor: Actor, visit_id: int) -> Sheet:
    """Return the actor's own section of a running visit, the visit locked. Raises `Refused` for anyone else, before
    the start and after submission.

    The way of every answer: one reading tells who may and what stands, and needs no mapped rows.
    """
    section_id: int | None = uow.memo.get((OWN, visit_id, actor.person_id))
    if section_id is not None:
        return sheet_of(uow, section_id)
    uow.flush()
    head = uow.connection.execute(_OWN, {"visit": visit_id, "person": actor.person_id}).first()
    if head is None:
        # Whoever has no part in it is refused there, with the reason.
        return sheet_of(uow, running_membership(uow, actor, visit_id).section.section_id)
    ensure_member(head.number, head.task_state)
    if head.is_trial and head.visit_state == "submitted":
        raise Refused(TRIAL_OVER, number=head.number)
    ensure_running(head.number, head.visit_state, head.state)
    uow.memo[OWN, visit_id, actor.person_id] = head.section_id
    return _known(uow, head.section_id) or _read(uow, head)


def sheet_of(uow: UnitOfWork, section_id: int) -> Sheet:
    """Return a section's checklist as it stands. The caller has checked who asks."""
    if (known := _known(uow, section_id)) is not None:
        return known
    uow.flush()
    return _read(uow, uow.connection.execute(_OF_SECTION, {"section": section_id}).one())


def begin_form(uow: UnitOfWork, section_id: int) -> None:
    """Let a form with logic begin now: what it takes from the clock and from chance stays what it is."""
    if sheet_of(uow, section_id).checklist.has_logic:
        keep_form(uow, section_id)


def keep_form(uow: UnitOfWork, section_id: int) -> None:
    """Keep a form with logic as this act has changed it, with how much it asks and how much of that is answered."""
    forget_sheet(uow, section_id)
    sheet = sheet_of(uow, section_id)
    keep(uow, section_id, asked=len(sheet.asked), answered=sheet.answered)


def _known(uow: UnitOfWork, section_id: int) -> Sheet | None:
    known: Sheet | None = uow.memo.get((Sheet, section_id))
    return known


def _read(uow: UnitOfWork, head: Any) -> Sheet:
    connection, section_id = uow.connection, head.section_id
    checklist = checklist_of(uow, (head.form_id, head.version, head.workbook_sha256), head.checklist_version_id)
    form: FilledForm | None = None
    now = AskedNow(checklist)
    if checklist.has_logic:
        is_over = head.state == "concluded" or head.visit_state == "submitted"
        form = filled_form(uow, section_id, checklist, is_over=is_over)
        now = asked_now(checklist, form)
    files = connection.execute(_PHOTOS, {"visit": head.visit_id, "section": section_id}).all()
    own: dict[str | None, list[Any]] = {}
    for file in files:
        if file.section_id == section_id:
            own.setdefault(file.question, []).append(file)
    answers = {row.question: row for row in connection.execute(_ANSWERS, {"section": section_id})}
    # Most questions of a section have nothing yet, and stay what they are in every act.
    touched = answers.keys() | own.keys() | now.values.keys()
    states = tuple(
        _state(state, answers, own, now.values) if state.question.name in touched else state
        for state in _unanswered(now.checklist)
    )
    # Pictures of what is not asked at present wait with their questions.
    gone = own.keys() - {None, *(question.name for question in now.checklist.questions)} if form is not None else ()
    counted = [file for file in files if file.section_id != section_id or file.question not in gone]
    hidden: tuple[QuestionState, ...] = ()
    if form is not None and (left := [name for name in answers if name not in form.names and answers[name].value]):
        hidden = tuple(_state(_blank(question), answers, own, {}) for question in hidden_now(checklist, form, left))
    sheet = Sheet(
        head.visit_id,
        head.number,
        head.short_name,
        section_id,
        head.department,
        head.code,
        head.state,
        now.checklist,
        states,
        _pictures(counted),
        _pictures(file for file in counted if file.state == "secured"),
        hidden,
        now.looked_up,
        head.visit_state == "returned",
        head.kind == "follow_up",
    )
    uow.memo[Sheet, section_id] = sheet
    return sheet


def close_sheets(uow: UnitOfWork, visit_id: int) -> None:
    """Ask anew who may work on a visit's sections: it was submitted."""
    uow.memo = {
        key: known for key, known in uow.memo.items() if not (isinstance(key, tuple) and key[:2] == (OWN, visit_id))
    }


def forget_sheet(uow: UnitOfWork, section_id: int) -> None:
    """Read the section anew when it is next asked for."""
    uow.memo.pop((Sheet, section_id), None)


def amend_sheet(uow: UnitOfWork, section_id: int, state: QuestionState) -> None:
    """Put the new state of a question into the section as this act has read it."""
    sheet = sheet_of(uow, section_id)
    states = tuple(state if known.question is state.question else known for known in sheet.states)
    uow.memo[Sheet, section_id] = replace(sheet, states=states)


@lru_cache(maxsize=256)
def _unanswered(checklist: Checklist) -> tuple[QuestionState, ...]:
    return tuple(_blank(question) for question in checklist.questions)


def _blank(question: Question) -> QuestionState:
    return QuestionState(question, None, "", 0, "", None, {}, 0, None, None, 0)


def _state(
    state: QuestionState,
    answers: Mapping[str, Any],
    files: Mapping[str | None, Sequence[Any]],
    values: Mapping[str, str],
) -> QuestionState:
    """Return a question with its answer; `values` are those of a form with logic, which may have dropped one that is
    no longer on offer, or worked one out.
    """
    question = state.question
    answer, count = answers.get(question.name), _count(question, files.get(question.name, ()))
    if answer is None:
        given = values.get(question.name, "")
        return replace(state, photos=count, value=given, is_by_form=given != "") if count or given else state
    finding = None
    if answer.finding_id is not None:
        finding = FindingView(answer.note, answer.how, answer.statement_of, answer.photo_waiver)
    standing = _standing(question, answer.value, values)
    return QuestionState(
        question,
        answer.answer_id,
        standing,
        answer.revision,
        answer.mode,
        answer.reason,
        answer.name,
        answer.person_id,
        answer.answered_at,
        finding,
        count,
        standing != "" and not _is_same(question, answer.value, standing),
    )


def _is_same(question: Question, answered: str, standing: str) -> bool:
    """Whether what counts is what was answered: the form writes some values its own way, and drops what is no longer
    on offer.
    """
    if answered == standing:
        return True
    if question.kind in ("choices", "rank"):
        return answered != "" and set(standing.split()) <= set(answered.split())
    try:
        return float(answered) == float(standing)
    except ValueError:
        return question.kind not in ("text", "choice", "compliance", "date", "barcode") and answered != ""


def _count(question: Question, files: Sequence[Any]) -> int:
    """Return how many photographs a question has; of one that is answered by files those that answer it."""
    if question.kind in FILE_KINDS:
        return sum(file.files for file in files if is_matching(question.kind, file.kind, file.mime_type))
    return _pictures(files)


def _pictures(files: Iterable[Any]) -> int:
    return sum(file.files for file in files if is_picture(file.kind, file.mime_type))


def _standing(question: Question, answered: str, values: Mapping[str, str]) -> str:
    """Return what an answer is worth at present: of files and of what could not be answered, the form knows less."""
    if question.kind in FILE_KINDS or answered == UNABLE:
        return answered
    return values.get(question.name, answered)
