"""A section's checklist as it stands: questions, answers, findings, photographs, and what is missing."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, func, select

from forms.checklist import Checklist, Question
from storage.tables import (
    Answer,
    ChecklistVersion,
    Department,
    Evidence,
    Finding,
    InspectionObject,
    Person,
    Section,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Gap = Literal["answer", "note", "how", "photo"]
UNABLE = "unable"


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


@dataclass(frozen=True, slots=True)
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
        return next((s for s in self.states if s.question.name == name), None) or _no(name)

    def numbered(self, number: int) -> QuestionState:
        """Return the state of a question by number. Raises `KeyError`."""
        return self.of(self.checklist.numbered(number).name)

    @property
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


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem for summaries."""

    question: str
    number: int
    label: dict[str, str]
    note: str
    how: str | None
    photos: int
    waiver: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a question still lacks."""

    kind: Gap
    section_id: int
    question: str
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is."""

    asked: int
    answered: int
    complies: int
    not_applicable: int
    problems: tuple[ProblemView, ...]
    missing: tuple[Missing, ...]


def _no(name: str) -> QuestionState:
    raise KeyError(name)


# A version never changes, so its checklist is built once per process, by the hash of its workbook.
_BUILT: dict[tuple[str, str, str], Checklist] = {}


def _checklist(uow: UnitOfWork, version: tuple[str, str, str], version_id: int) -> Checklist:
    if version not in _BUILT:
        chosen = select(ChecklistVersion.body).where(ChecklistVersion.checklist_version_id == version_id)
        _BUILT[version] = Checklist.from_dict(uow.session.scalars(chosen).one())
    return _BUILT[version]


_HEADS = (
    select(
        Section.visit_id,
        Section.state,
        Section.checklist_version_id,
        Visit.number,
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
    .where(Section.section_id == bindparam("section"))
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


def sheet_of(uow: UnitOfWork, section_id: int) -> Sheet:
    """Return a section's checklist as it stands. The caller has checked who asks."""
    known: Sheet | None = uow.memo.get((Sheet, section_id))
    if known is not None:
        return known
    uow.session.flush()
    connection = uow.session.connection()
    head = connection.execute(_HEADS, {"section": section_id}).one()
    checklist = _checklist(uow, (head.form_id, head.version, head.workbook_sha256), head.checklist_version_id)
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
        _states(connection, section_id, checklist, photos),
        sum(file.files for file in files),
        sum(file.files for file in files if file.state == "secured"),
    )
    uow.memo[Sheet, section_id] = sheet
    return sheet


def forget_sheet(uow: UnitOfWork, section_id: int) -> None:
    """Read the section anew when it is next asked for."""
    uow.memo.pop((Sheet, section_id), None)


def amend_sheet(uow: UnitOfWork, section_id: int, state: QuestionState) -> None:
    """Put the new state of a question into the section as this act has read it."""
    sheet = sheet_of(uow, section_id)
    states = tuple(state if known.question is state.question else known for known in sheet.states)
    uow.memo[Sheet, section_id] = replace(sheet, states=states)


def _states(
    connection: Connection, section_id: int, checklist: Checklist, photos: dict[str, int]
) -> tuple[QuestionState, ...]:
    answers = {row.question: row for row in connection.execute(_ANSWERS, {"section": section_id})}
    states = []
    for question in checklist.questions:
        answer, count = answers.get(question.name), photos.get(question.name, 0)
        if answer is None:
            states.append(QuestionState(question, None, "", 0, "", None, {}, 0, None, None, count))
            continue
        finding = None
        if answer.finding_id is not None:
            finding = FindingView(answer.note, answer.how, answer.statement_of, answer.photo_waiver)
        states.append(
            QuestionState(
                question,
                answer.answer_id,
                answer.value,
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


def progress(uow: UnitOfWork, section_id: int) -> Progress:
    """Return how far a section is, and everything that it lacks."""
    sheet = sheet_of(uow, section_id)
    asked = sheet.asked
    return Progress(
        asked=len(asked),
        answered=sheet.answered,
        complies=sum(s.value == s.question.complies for s in asked if s.question.complies),
        not_applicable=sum(s.value == s.question.not_applicable for s in asked if s.question.not_applicable),
        problems=tuple(
            ProblemView(
                s.question.name,
                s.question.number or 0,
                dict(s.question.label),
                s.finding.note if s.finding else "",
                s.finding.how if s.finding else None,
                s.photos,
                s.finding.photo_waiver if s.finding else None,
            )
            for s in sheet.problems
        ),
        missing=tuple(
            Missing(kind, section_id, s.question.name, s.question.number or 0) for s in asked for kind in s.gaps
        ),
    )
