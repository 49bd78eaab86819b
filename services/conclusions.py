"""A department's result on its block of 附件1: choosing, remarks, confirming, reopening; waiting for the others."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from rules import conclusions as rules
from rules.conclusions import Result
from rules.errors import conclusions as problems
from rules.errors import visits as visit_problems
from rules.events import SectionConcluded, SectionNudged, SectionReopened
from rules.lifecycle import SectionState, step
from rules.refusals import Refused
from rules.reviews import RESULT
from services.access import Actor
from services.checklists import sheet_of
from services.duties import waited_since
from services.office_day import day_of
from services.papers import show_record
from services.profile import profile_on
from services.progress import Missing, Progress, progress
from services.returned import ensure_section_open
from services.seen import record_change, seen_visit
from services.sheets import Sheet
from services.visits import Membership, Names, SectionView, VisitView, membership, running_membership
from services.voiding import standing_signatures, void_signatures
from storage.ledger import Personal
from storage.tables import Answer, Department, Person, Section, Visit
from storage.unit_of_work import UnitOfWork

REMARKS_MOST = 1000
NUDGE_PAUSE = timedelta(minutes=15)
# A photograph may follow until the visit is submitted; everything else belongs to the confirmed content.
MAY_FOLLOW = "photo"


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """A department's result as it stands; `chosen` are keys, `lacking` forbids to confirm, `signatures` would lapse."""

    visit_id: int
    number: str
    short_name: str
    section: SectionView
    progress: Progress
    results: tuple[Result, ...]
    chosen: tuple[str, ...]
    remarks: str
    lacking: tuple[Missing, ...]
    signatures: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the items that are problems."""
        return tuple(problem.number for problem in self.progress.problems)


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far a department is, and who of it wrote last."""

    section: SectionView
    progress: Progress
    last_by: Names
    last_at: datetime | None

    @property
    def is_concluded(self) -> bool:
        """Whether its result is confirmed."""
        return self.section.state == "concluded"


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """Every section of a visit, seen by an officer of one of them."""

    visit: VisitView
    my_section_id: int
    sections: tuple[SectionProgress, ...]
    results: tuple[Result, ...]

    @property
    def mine(self) -> SectionProgress:
        """The officer's own section."""
        return next(each for each in self.sections if each.section.section_id == self.my_section_id)

    @property
    def others(self) -> tuple[SectionProgress, ...]:
        """The other departments' sections."""
        return tuple(each for each in self.sections if each.section.section_id != self.my_section_id)

    @property
    def is_complete(self) -> bool:
        """Whether every section is concluded."""
        return all(each.is_concluded for each in self.sections)

    def seen_by(self, person_id: int) -> "TeamProgress":
        """Return the same as another officer of the visit sees it."""
        section_id = next(each.section_id for each in self.visit.members if each.person_id == person_id)
        return replace(self, my_section_id=section_id)


def results_of(uow: UnitOfWork, visit_id: int) -> tuple[Result, ...]:
    """Return the result set in force when the visit began, today's before that."""
    known: tuple[Result, ...] | None = uow.memo.get((Result, visit_id))
    if known is None:
        known = uow.memo[Result, visit_id] = _read_results(uow, visit_id)
    return known


def _read_results(uow: UnitOfWork, visit_id: int) -> tuple[Result, ...]:
    started = uow.session.scalar(select(Visit.started_at).where(Visit.visit_id == visit_id)) or uow.now
    return rules.result_set(profile_on(uow, day_of(uow, started))["results"])


def view_conclusion(uow: UnitOfWork, actor: Actor, visit_id: int) -> ConclusionView:
    """Return the result of the actor's section. Raises `Refused` before the start and after submission."""
    mine = running_membership(uow, actor, visit_id)
    visit = seen_visit(uow, visit_id)
    how_far = progress(uow, mine.section.section_id)
    results = results_of(uow, visit_id)
    return ConclusionView(
        visit_id,
        visit.number,
        visit.inspected.short_name,
        visit.section(mine.section.section_id),
        how_far,
        results,
        rules.standing_choice(results, mine.section.results, [problem.number for problem in how_far.problems]),
        mine.section.remarks,
        _lacking(how_far),
        # Whether they lapse in a returned visit is only known once it is confirmed.
        0 if mine.visit.state == "returned" else standing_signatures(uow, visit_id),
    )


def choose_result(uow: UnitOfWork, actor: Actor, visit_id: int, key: str) -> None:
    """Choose a result or take it back; stored at once. Raises `Refused` when the problems forbid it."""
    mine = _open_section(uow, actor, visit_id)
    numbers = [problem.number for problem in progress(uow, mine.section.section_id).problems]
    chosen = rules.choose(results_of(uow, visit_id), mine.section.results, key, numbers)
    mine.section.results = list(chosen)
    _record(uow, mine, actor, "result_chosen", {"results": list(chosen)})


def set_remarks(uow: UnitOfWork, actor: Actor, visit_id: int, remarks: str) -> None:
    """Write the remarks that are printed in the record; empty ones clear them. Raises `Refused`."""
    mine = _open_section(uow, actor, visit_id)
    remarks = remarks.strip()
    if len(remarks) > REMARKS_MOST:
        raise Refused(problems.REMARKS_TOO_LONG, count=len(remarks), most=REMARKS_MOST)
    mine.section.remarks = remarks
    _record(uow, mine, actor, "remarks_set", {"remarks": Personal(remarks)})


def conclude_section(uow: UnitOfWork, actor: Actor, visit_id: int, *, is_again: bool = False) -> None:
    """Confirm the result of the actor's section; signatures given before lapse, for the record is another one now.

    Where it `is_again` confirmed, in a returned visit, the caller finds out whether the record says anything new.

    Raises `Refused` while something but a photograph is missing, or when no result is chosen.
    """
    mine = _open_section(uow, actor, visit_id)
    section = mine.section
    how_far = progress(uow, section.section_id)
    if lacking := _lacking(how_far):
        numbers = sorted({missing.number for missing in lacking})
        raise Refused(problems.ITEMS_UNANSWERED, count=len(lacking), numbers=rules.numbers_text(numbers))
    numbers = [problem.number for problem in how_far.problems]
    results = rules.ensure_concludable(results_of(uow, visit_id), section.results, numbers)
    section.state = step(SectionState(section.state), SectionState.CONCLUDED)
    section.results = list(results)
    section.concluded_at, section.concluded_by = uow.now, actor.person_id
    mine.visit.revision += 1
    body = {
        "results": list(results),
        "remarks": Personal(section.remarks),
        "asked": how_far.asked,
        "answered": how_far.answered,
        "problems": numbers,
    }
    _record(uow, mine, actor, "concluded", body)
    uow.session.flush()
    _keep_sheet_true(uow, section)
    if not is_again:
        void_signatures(uow, actor, mine.visit, "concluded")
        if is_all_concluded(uow, visit_id):
            show_record(uow, actor, visit_id)
    uow.emit(SectionConcluded(section.section_id, actor.person_id))


def reopen_section(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Open the actor's section again; return how many signatures lapsed by it. Raises `Refused`."""
    mine = running_membership(uow, actor, visit_id)
    ensure_section_open(uow, mine, RESULT)
    if mine.section.state != "concluded":
        raise Refused(problems.NOT_CONCLUDED)
    mine.section.state = step(SectionState(mine.section.state), SectionState.RUNNING)
    mine.section.concluded_at = mine.section.concluded_by = None
    mine.visit.revision += 1
    _record(uow, mine, actor, "reopened", {})
    uow.session.flush()
    _keep_sheet_true(uow, mine.section)
    is_sent_back = mine.visit.state == "returned"
    lapsed = 0 if is_sent_back else void_signatures(uow, actor, mine.visit, "reopened")
    uow.emit(SectionReopened(mine.section.section_id, actor.person_id))
    return lapsed


def view_team_progress(uow: UnitOfWork, actor: Actor, visit_id: int) -> TeamProgress:
    """Return how far each department is. Raises `Refused` for anyone outside the team."""
    return team_progress_of(uow, visit_id, membership(uow, actor, visit_id).section.section_id)


def team_progress_of(uow: UnitOfWork, visit_id: int, section_id: int) -> TeamProgress:
    """Return how far each department is, seen from one of them. The caller has checked who asks."""
    visit = seen_visit(uow, visit_id)
    sections = tuple(
        SectionProgress(section, progress(uow, section.section_id), *_last_answer(uow, section.section_id))
        for section in visit.sections
    )
    return TeamProgress(visit, section_id, sections, results_of(uow, visit_id))


def is_all_concluded(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether every department has confirmed its result."""
    unconcluded = select(Section.section_id).where(Section.visit_id == visit_id, Section.state != "concluded")
    return uow.session.scalars(unconcluded).first() is None


def nudge(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Ask those departments to go on that are not done or lack something, once in 15 minutes. Raises `Refused`."""
    mine = running_membership(uow, actor, visit_id)
    others = uow.session.scalars(
        select(Section).where(Section.visit_id == visit_id, Section.section_id != mine.section.section_id)
    )
    open_ones = [
        section for section in others if section.state != "concluded" or progress(uow, section.section_id).missing
    ]
    if not open_ones:
        raise Refused(problems.NOBODY_TO_NUDGE)
    ago = waited_since(uow, f"nudge:{visit_id}:{mine.section.section_id}", NUDGE_PAUSE)
    if ago is not None:
        raise Refused(problems.NUDGED_ALREADY, minutes=-(-(NUDGE_PAUSE - ago) // timedelta(minutes=1)))
    for section in open_ones:
        _record(uow, mine, actor, "nudged", {"nudged": _code(uow, section)})
        uow.emit(SectionNudged(section.section_id, mine.section.section_id, actor.person_id))


def _open_section(uow: UnitOfWork, actor: Actor, visit_id: int) -> Membership:
    mine = running_membership(uow, actor, visit_id)
    if mine.section.state == "concluded":
        raise Refused(problems.CONCLUDED_ALREADY)
    if mine.section.state != "running":
        raise Refused(visit_problems.NOT_STARTED)
    ensure_section_open(uow, mine)
    return mine


def _keep_sheet_true(uow: UnitOfWork, section: Section) -> None:
    """The answers are the same as before; only the section's state is another."""
    uow.memo[Sheet, section.section_id] = replace(sheet_of(uow, section.section_id), state=section.state)


def _lacking(how_far: Progress) -> tuple[Missing, ...]:
    return tuple(missing for missing in how_far.missing if missing.kind != MAY_FOLLOW)


def _last_answer(uow: UnitOfWork, section_id: int) -> tuple[Names, datetime | None]:
    newest = (
        select(Person.name, Answer.answered_at)
        .join(Person, Person.person_id == Answer.person_id)
        .where(Answer.section_id == section_id)
        .order_by(Answer.answer_id.desc())
        .limit(1)
    )
    row = uow.session.execute(newest).first()
    return (row[0], row[1]) if row else ({}, None)


def _code(uow: UnitOfWork, section: Section) -> str:
    return uow.session.get_one(Department, section.department_id).code


def _record(uow: UnitOfWork, mine: Membership, actor: Actor, type_: str, body: dict[str, object]) -> None:
    record_change(uow, mine.visit, actor, type_, {"department": _code(uow, mine.section), **body})
