"""What a supervisor sees of the visits of their campaigns: the list by state, one visit with its exceptions first."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select

from rules.conclusions import Result
from rules.errors import visits as problems
from rules.refusals import Refused
from rules.reviews import APPROVED, SECONDING, WAITING
from services.access import Actor
from services.addenda import addenda_count
from services.arrival_view import PLACE_SKIPPED, sections_without_place
from services.checklists import sheet_of
from services.conclusions import results_of
from services.evidence_count import Count, count, quarantined_count
from services.evidence_state import may_count
from services.in_charge import looked_after_by, supervises_any
from services.kept_counts import counts_of_visits
from services.office_day import day_of
from services.picture_doubts import PictureDoubts, doubts_of_visit
from services.returned_changes import Change, changes_of
from services.returning import ReturnView, return_view
from services.review_rounds import returns_in, review_state
from services.sheets import QuestionState
from services.signing import SigningView, signing_of
from services.submission import SectionSummary, section_summaries
from services.visits import Names, VisitView, may_see
from storage.tables import (
    Answer,
    Campaign,
    CheckIn,
    Department,
    Evidence,
    InspectionObject,
    Notice,
    Person,
    Review,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

PAGE = 4
ANSWERS_A_PAGE = 6
_ORDER = {"submitted": 0, "returned": 1, "running": 2}
FILES_A_PAGE = 10  # Bot API, sendMediaGroup


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line of the supervisor's list; `review` is how the review of a submitted visit stands."""

    visit_id: int
    number: str
    short_name: str
    state: str
    window_until: date
    submitted_at: datetime | None
    review: str
    asked: int
    answered: int

    @property
    def waits(self) -> bool:
        """Whether it waits for a review."""
        return self.state == "submitted" and self.review in (WAITING, SECONDING)


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A page of the list: visits that wait for a review first, then returned, running and assigned ones; approved
    ones, of which nothing is left to do, last.
    """

    lines: tuple[VisitLine, ...]
    page: int
    pages: int
    total: int
    submitted: int


@dataclass(frozen=True, slots=True)
class Flag:
    """An exception: a gate that was overridden (`gate`, with its name), a refused notice, a submission with gaps,
    a place that was skipped and never sent.

    `kind` is gate (`number`: metres for the gate of distance), place, notice, submitted_with, late.
    `text` is the reason given.
    """

    kind: str
    text: str = ""
    gate: str = ""
    number: int = 0
    department: Names | None = None


@dataclass(frozen=True, slots=True)
class SupervisedVisit:
    """One visit for its supervisor; `review` is the state of its review, `returns` what is sent back and open,
    `changes` what became of what was sent back before the newest submission.
    """

    visit: VisitView
    sections: tuple[SectionSummary, ...]
    results: tuple[Result, ...]
    signing: SigningView
    photos: Count
    doubts: PictureDoubts
    quarantined: int
    flags: tuple[Flag, ...]
    submitted_by: Names | None
    bulk_answers: int
    addenda: int
    review: str
    returns: tuple[ReturnView, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """A page of one section's answers; `place` counts the sections from 0."""

    visit: VisitView
    department: Names
    place: int
    states: tuple[QuestionState, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as Telegram knows it; `sha256` once secured, `number` that of its item, none for scene and papers."""

    file_id: str
    kind: str
    purpose: str
    sha256: str | None
    file_name: str | None
    department: Names | None
    number: int | None


@dataclass(frozen=True, slots=True)
class FilesPage:
    """A page of a visit's files, at most ten."""

    visit: VisitView
    files: tuple[FileView, ...]
    page: int
    pages: int


def supervises(uow: UnitOfWork, actor: Actor) -> bool:
    """Return whether the actor has a campaign to look after."""
    mine = select(Campaign.campaign_id).where(_mine(uow, actor)).limit(1)
    return supervises_any(actor) and uow.session.scalar(mine) is not None


def _mine(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    return looked_after_by(uow, actor) & Campaign.is_trial.is_(False)


def supervised_visits(uow: UnitOfWork, actor: Actor, page: int = 1) -> VisitPage:
    """Return a page of the visits of the actor's campaigns."""
    # Who stands in for others may look after years of visits: each is read once, and of most of them little.
    joined = select(Visit.visit_id).join(Campaign, Campaign.campaign_id == Visit.campaign_id)
    joined = joined.where(_mine(uow, actor), Visit.state != "void")
    counted = joined.with_only_columns(Visit.state, func.count()).group_by(Visit.state)
    by_state: dict[str, int] = {row.state: row[1] for row in uow.session.execute(counted)}
    total = sum(by_state.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    review = func.coalesce(Review.state, WAITING)
    is_done = (Visit.state == "submitted") & (review == APPROVED)
    state = case((is_done, len(_ORDER) + 1), else_=case(_ORDER, value=Visit.state, else_=len(_ORDER)))
    order = (state, Visit.submitted_at, Visit.number)
    stands_now = (Review.visit_id == Visit.visit_id) & Review.is_current
    ordered = joined.outerjoin(Review, stands_now).order_by(*order)
    shown = uow.session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    rows = uow.session.execute(
        select(Visit, InspectionObject.short_name, review)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .outerjoin(Review, stands_now)
        .where(Visit.visit_id.in_(shown))
        .order_by(*order)
    ).all()
    figures = counts_of_visits(uow, [visit.visit_id for visit, _, _ in rows])
    lines = tuple(
        VisitLine(
            visit.visit_id,
            visit.number,
            short_name,
            visit.state,
            visit.window_until,
            visit.submitted_at,
            stands,
            *figures.get(visit.visit_id, (0, 0)),
        )
        for visit, short_name, stands in rows
    )
    return VisitPage(lines, page, pages, total, by_state.get("submitted", 0))


def view_supervised(uow: UnitOfWork, actor: Actor, visit_id: int) -> SupervisedVisit:
    """Return one visit with its exceptions. Raises `Refused` for those who may not read it."""
    ensure_reader(uow, actor, visit_id)
    return supervised_of(uow, visit_id)


def supervised_of(uow: UnitOfWork, visit_id: int) -> SupervisedVisit:
    """Return one visit with its exceptions. The caller has checked who asks."""
    signing = signing_of(uow, visit_id)
    row = uow.session.get_one(Visit, visit_id)
    by = uow.session.get_one(Person, row.submitted_by).name if row.submitted_by else None
    bulk = (
        select(func.count())
        .select_from(Answer)
        .join(Section, Section.section_id == Answer.section_id)
        .where(Section.visit_id == visit_id, Answer.is_current, Answer.mode == "bulk", Answer.value != "")
    )
    return SupervisedVisit(
        signing.visit,
        section_summaries(uow, signing.visit),
        results_of(uow, visit_id),
        signing,
        count(uow, visit_id),
        doubts_of_visit(uow, visit_id),
        quarantined_count(uow, visit_id),
        _flags(uow, row),
        by,
        uow.session.scalar(bulk) or 0,
        addenda_count(uow, visit_id),
        review_state(uow, visit_id),
        tuple(return_view(uow, row) for row in returns_in(uow, visit_id, "open")),
        changes_of(uow, visit_id, submitted_at=row.submitted_at),
    )


def view_answers(uow: UnitOfWork, actor: Actor, visit_id: int, place: int, page: int = 1) -> AnswersPage:
    """Return a page of the answers of one section, problems in their order. Raises `Refused`."""
    ensure_reader(uow, actor, visit_id)
    visit = signing_of(uow, visit_id).visit
    place = min(max(place, 0), len(visit.sections) - 1)
    section = visit.sections[place]
    states = sheet_of(uow, section.section_id).asked
    pages = max(1, -(-len(states) // ANSWERS_A_PAGE))
    page = min(max(page, 1), pages)
    shown = states[(page - 1) * ANSWERS_A_PAGE : page * ANSWERS_A_PAGE]
    return AnswersPage(visit, section.short_name, place, shown, page, pages)


def view_files(uow: UnitOfWork, actor: Actor, visit_id: int, page: int = 1) -> FilesPage:
    """Return a page of the visit's files, those of problems in the items' order first. Raises `Refused`."""
    ensure_reader(uow, actor, visit_id)
    visit = signing_of(uow, visit_id).visit
    numbers = {
        (section.section_id, state.question.name): (section.short_name, state.question.number or 0)
        for section in visit.sections
        for state in sheet_of(uow, section.section_id).asked
    }
    rows = uow.session.scalars(
        select(Evidence).where(Evidence.visit_id == visit_id, Evidence.withdrawn_at.is_(None), may_count())
    ).all()
    files = [(numbers.get((row.section_id or 0, row.question or "")), row.evidence_id, row) for row in rows]
    files.sort(key=lambda each: (each[0] is None, each[0][1] if each[0] else 0, each[1]))
    pages = max(1, -(-len(files) // FILES_A_PAGE))
    page = min(max(page, 1), pages)
    shown = tuple(
        FileView(row.file_id, row.kind, row.purpose, row.sha256, row.file_name, *(item or (None, None)))
        for item, _, row in files[(page - 1) * FILES_A_PAGE : page * FILES_A_PAGE]
    )
    return FilesPage(visit, shown, page, pages)


def ensure_reader(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Ensure that the actor may read a visit. Raises `Refused`."""
    if uow.session.get(Visit, visit_id) is None:
        raise Refused(problems.NO_SUCH_VISIT)
    if not may_see(uow, actor, visit_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)


def _flags(uow: UnitOfWork, visit: Visit) -> tuple[Flag, ...]:
    flags = []
    if visit.submitted_at is not None and day_of(uow, visit.submitted_at) > visit.window_until:
        flags.append(Flag("late"))
    if visit.submit_reason and visit.state == "submitted":
        flags.append(Flag("submitted_with", visit.submit_reason))
    if uow.session.scalar(select(Notice.state).where(Notice.visit_id == visit.visit_id)) == "refused":
        flags.append(Flag("notice"))
    distances, without_place = _distances(uow, visit.visit_id), sections_without_place(uow, visit.visit_id)
    sections = uow.session.execute(
        select(Section.section_id, Section.state, Section.start_reasons, Department.short_name)
        .join(Department, Department.department_id == Section.department_id)
        .where(Section.visit_id == visit.visit_id)
        .order_by(Section.place)
    )
    for section_id, state, reasons, department in sections:
        flags += [
            Flag("gate", reason, gate, distances.get(section_id, 0) if gate == "far" else 0, department)
            for gate, reason in reasons.items()
            if gate != PLACE_SKIPPED
        ]
        if section_id in without_place and state != "waiting":
            flags.append(Flag("place", department=department))
    return tuple(flags)


def _distances(uow: UnitOfWork, visit_id: int) -> dict[int, int]:
    """Return how far each section's last claimed place was from the address, in metres."""
    claimed = (
        select(Task.section_id, CheckIn.distance_metres)
        .join(Task, (Task.visit_id == CheckIn.visit_id) & (Task.person_id == CheckIn.person_id))
        .where(CheckIn.visit_id == visit_id, CheckIn.distance_metres.is_not(None))
        .order_by(CheckIn.check_in_id)
    )
    return {section_id: metres for section_id, metres in uow.session.execute(claimed) if metres is not None}
