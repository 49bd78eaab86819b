"""A section's checklist as it stands: questions, answers, findings, photographs, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, func, select

from forms.checklist import FILE_KINDS, Checklist, Question
from services.access import Actor
from services.asked_now import asked_now
from services.filled import filled_form, keep
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

Gap = Literal["answer", "note", "how", "photo"]
UNABLE = "unable"
OWN = "own section"


@dataclass(frozen=True, slots=True)
class FindingView:
    """A problem as noted so far (rule text 三)."""

    note: str
    how: str | None
    statement_of: str | None
    photo_waiver: str | None


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question with its current answer; `revision` is 0 before the first."""

    question: Question
    answer_id: int | None
    value: str
    revision: int
    mode: str
    reason: str | None
    by: dict[str, str]
    by_id: int
    answered_at: datetime | None
    finding: FindingView | None
    photos: int

    @property
    def is_open(self) -> bool:
        """Whether the question still waits for an answer."""
        return self.question.is_asked and self.value == ""

    @property
    def is_problem(self) -> bool:
        """Whether the answer says that the item does not comply."""
        return self.question.problem is not None and self.value == self.question.problem

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What this question still lacks."""
        if self.is_open:
            return ("answer",) if self.question.required else ()
        lacks: list[Gap] = []
        if self.is_problem and self.finding is not None:
            if not self.finding.note:
                lacks.append("note")
            if self.finding.how is None:
                lacks.append("how")
            if not self.photos and not self.finding.photo_waiver:
                lacks.append("photo")
        return tuple(lacks)


@dataclass(frozen=True)
class Sheet:
    """A section with its checklist and the state of every question, in the form's order."""

    visit_id: int
    number: str
    short_name: str
    section_id: int
    department: dict[str, str]
    department_code: str
    state: str
    checklist: Checklist
    states: tuple[QuestionState, ...]
    photos_received: int
    photos_secured: int

    def of(self, name: str) -> QuestionState:
        """Return the state of a question by name. Raises `KeyError`."""
        for state in self.states:
            if state.question.name == name:
                return state
        raise KeyError(name)

    def numbered(self, number: int) -> QuestionState:
        """Return the state of a question by number. Raises `KeyError`."""
        return self.of(self.checklist.numbered(number).name)

    @cached_property
    def asked(self) -> tuple[QuestionState, ...]:
        """The questions that wait for answers, notes left out."""
        return tuple(s for s in self.states if s.question.is_asked)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(not s.is_open for s in self.asked)

    @property
    def problems(self) -> tuple[QuestionState, ...]:
        """The questions whose answer is a problem."""
        return tuple(s for s in self.asked if s.is_problem)


# A version never changes, so its checklist is built once per process, by the hash of its workbook.
_BUILT: dict[tuple[str, str, str], Checklist] = {}


def _checklist(uow: UnitOfWork, version: tuple[str, str, str], version_id: int) -> Checklist:
    if version not in _BUILT:
        chosen = select(ChecklistVersion.body).where(ChecklistVersion.checklist_version_id == version_id)
        _BUILT[version] = Checklist.from_dict(uow.session.scalars(chosen).one())
    return _BUILT[version]


_HEAD = (
    select(
        Section.section_id,
        Section.visit_id,
        Section.state,
        Section.checklist_version_id,
        Visit.number,
        Visit.state.label("visit_state"),
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
    select(Evidence.question, Evidence.section_id, Evidence.state, func.count().label("files"))
    .where(
        Evidence.visit_id == bindparam("visit"),
        (Evidence.section_id == bindparam("section")) | Evidence.section_id.is_(None),
        Evidence.withdrawn_at.is_(None),
        Evidence.state != "lost",
    )
    .group_by(Evidence.question, Evidence.section_id, Evidence.state)
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
        keep(uow, section_id)


def _known(uow: UnitOfWork, section_id: int) -> Sheet | None:
    known: Sheet | None = uow.memo.get((Sheet, section_id))
    return known


def _read(uow: UnitOfWork, head: Any) -> Sheet:
    connection, section_id = uow.connection, head.section_id
    checklist = _checklist(uow, (head.form_id, head.version, head.workbook_sha256), head.checklist_version_id)
    values: Mapping[str, str] = {}
    if checklist.has_logic:
        checklist, values = asked_now(checklist, filled_form(uow, section_id, checklist))
    files = connection.execute(_PHOTOS, {"visit": head.visit_id, "section": section_id}).all()
    photos: dict[str, int] = {}
    for file in files:
        if file.section_id == section_id and file.question is not None:
            photos[file.question] = photos.get(file.question, 0) + file.files
    sheet = Sheet(
        head.visit_id,
        head.number,
        head.short_name,
        section_id,
        head.department,
        head.code,
        head.state,
        checklist,
        _states(connection, section_id, checklist, photos, values),
        sum(file.files for file in files),
        sum(file.files for file in files if file.state == "secured"),
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
    return tuple(
        QuestionState(question, None, "", 0, "", None, {}, 0, None, None, 0) for question in checklist.questions
    )


def _states(
    connection: Connection, section_id: int, checklist: Checklist, photos: dict[str, int], values: Mapping[str, str]
) -> tuple[QuestionState, ...]:
    """Return every question with its answer; `values` are those of a form with logic, which may have dropped one that
    is no longer on offer, or worked one out.
    """
    answers = {row.question: row for row in connection.execute(_ANSWERS, {"section": section_id})}
    states = []
    for state in _unanswered(checklist):
        question = state.question
        answer, count = answers.get(question.name), photos.get(question.name, 0)
        if answer is None:
            given = values.get(question.name, "")
            states.append(replace(state, photos=count, value=given) if count or given else state)
            continue
        finding = None
        if answer.finding_id is not None:
            finding = FindingView(answer.note, answer.how, answer.statement_of, answer.photo_waiver)
        states.append(
            QuestionState(
                question,
                answer.answer_id,
                _standing(question, answer.value, values),
                answer.revision,
                answer.mode,
                answer.reason,
                answer.name,
                answer.person_id,
                answer.answered_at,
                finding,
                count,
            )
        )
    return tuple(states)


def _standing(question: Question, answered: str, values: Mapping[str, str]) -> str:
    """Return what an answer is worth at present: of files and of what could not be answered, the form knows less."""
    if question.kind in FILE_KINDS or answered == UNABLE:
        return answered
    return values.get(question.name, answered)
