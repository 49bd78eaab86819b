"""Submitting a visit: what is missing, the reason for going without it, freezing, the receipt."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from rules.chains import NO_LINK
from rules.conclusions import Result
from rules.errors import reviews as review_problems
from rules.errors import submission as problems
from rules.errors import visits as visit_problems
from rules.errors.form_library import ONLY_A_TRIAL
from rules.events import VisitSubmitted
from rules.lifecycle import VisitState, step
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor
from services.arrival_view import sections_without_place
from services.checklists import close_sheets
from services.concluding_again import is_being_changed
from services.conclusions import results_of
from services.desk_checks import lacks_desk_step
from services.evidence_count import Count, Waiting, count, last_secured, waiting_files
from services.freezing import frozen_head
from services.notice_sheet import receipt_is_missing
from services.office_day import day_of, today
from services.papers import file_record
from services.progress import Progress, progress
from services.review_rounds import begin_round, returns_in, settle_returns
from services.seen import SIGNING, record_change, seen_visit
from services.signing import SigningGap, SigningView, signing_of
from services.visits import Names, SectionView, VisitView, membership, running_membership
from storage.ledger import Personal
from storage.tables import Campaign, Department, InspectionObject, Person, Task, Visit
from storage.unit_of_work import UnitOfWork

# Neither 0 nor O, 1, I nor L: a receipt is read out over the telephone.
RECEIPT_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_TRIES = 50
# The job that puts the chats in order afterwards, so that submitting itself stays short.
SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing, and where it is mended.

    `kind` is section (not concluded), answer, note, how, photo (of a question), receipt (the notice's
    photograph was taken away), lost (photographs), late (after the window), desk (nothing noted, or open, where nobody
    went), or one of
    `services.signing.SigningGap`. `number` is that of the item, or how many photographs are lost.
    """

    kind: str
    section_id: int | None = None
    question: str | None = None
    number: int = 0
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """One department's part in figures."""

    section: SectionView
    progress: Progress


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that is looked at once more before a visit is frozen. `is_lead`: the actor's department leads;
    `without_place` are the sections that skipped their location, which holds nothing up.
    """

    visit: VisitView
    my_section_id: int
    is_lead: bool
    sections: tuple[SectionSummary, ...]
    results: tuple[Result, ...]
    signing: SigningView
    photos: Count
    waiting: tuple[Waiting, ...]
    without_place: tuple[int, ...]
    gaps: tuple[Gap, ...]
    reason: str | None

    @property
    def is_open(self) -> bool:
        """Whether a department has not concluded."""
        return any(gap.kind == "section" for gap in self.gaps)

    @property
    def may_submit(self) -> bool:
        """Whether the actor may submit now, with a reason where one is needed."""
        return not self.is_open or self.is_lead


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted visit: by whom and when. `is_new` is false when somebody had submitted it before."""

    receipt: str
    by: Names
    by_id: int
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What the receipt says; `head` is the hash of the ledger's link of the submission; `reason`: why with gaps."""

    visit: VisitView
    submission: Submission
    sections: tuple[SectionSummary, ...]
    photos: Count
    secured_at: datetime | None
    head: str
    reason: str


def view_summary(uow: UnitOfWork, actor: Actor, visit_id: int) -> Summary:
    """Return what stands and what is missing. Raises `Refused` before the start and after submission."""
    mine = running_membership(uow, actor, visit_id)
    signing = signing_of(uow, visit_id)
    sections = section_summaries(uow, signing.visit)
    photos = count(uow, visit_id)
    lead = uow.session.get_one(Campaign, mine.visit.campaign_id).lead_department_id
    return Summary(
        signing.visit,
        mine.section.section_id,
        mine.section.department_id == lead,
        sections,
        results_of(uow, visit_id),
        signing,
        photos,
        waiting_files(uow, visit_id) if photos.waiting else (),
        sections_without_place(uow, visit_id),
        _gaps(uow, sections, signing, photos),
        mine.visit.submit_reason,
    )


def missing_count(uow: UnitOfWork, visit_id: int) -> int:
    """Return how much a visit lacks, as its summary counts it. The caller has checked who asks."""
    signing = signing_of(uow, visit_id)
    return len(_gaps(uow, section_summaries(uow, signing.visit), signing, count(uow, visit_id)))


def section_summaries(uow: UnitOfWork, visit: VisitView) -> tuple[SectionSummary, ...]:
    """Return each section with its figures, lead department first as in the visit."""
    return tuple(SectionSummary(section, progress(uow, section.section_id)) for section in visit.sections)


def give_submit_reason(uow: UnitOfWork, actor: Actor, visit_id: int, reason: str) -> None:
    """Write down why the visit is submitted with something missing. Raises `Refused` without a reason."""
    mine = running_membership(uow, actor, visit_id)
    mine.visit.submit_reason = ensure_reason(reason)
    body = {"reason": Personal(mine.visit.submit_reason)}
    record_change(uow, mine.visit, actor, "submit_reason_given", body)


def submit_visit(uow: UnitOfWork, actor: Actor, visit_id: int) -> Submission:
    """Freeze the visit; a second one is told who did it, and changes nothing.

    Raises `Refused` while something is missing without a reason, and, whatever the reason, for anyone but the lead
    department while another department has not concluded.
    """
    mine = membership(uow, actor, visit_id)
    if mine.visit.is_trial:
        raise Refused(ONLY_A_TRIAL)
    if mine.visit.state == "submitted":
        return _submission(uow, mine.visit, is_new=False)
    if mine.section.state == "waiting":
        raise Refused(visit_problems.NOT_STARTED)
    summary = view_summary(uow, actor, visit_id)
    if mine.visit.state == "returned" and is_being_changed(uow, visit_id):
        # Only then is it known whether the signatures still hold.
        raise Refused(review_problems.NOT_CONFIRMED)
    if not summary.may_submit:
        raise Refused(problems.SECTION_OPEN, is_law=True)
    if summary.gaps and not summary.reason:
        raise Refused(problems.GAPS_LEFT, count=len(summary.gaps))
    visit = mine.visit
    _ensure_returns_touched(uow, visit_id)
    if not summary.gaps:
        visit.submit_reason = None
    visit.state = step(VisitState(visit.state), VisitState.SUBMITTED)
    close_sheets(uow, visit.visit_id)
    visit.submitted_at, visit.submitted_by = uow.now, actor.person_id
    visit.receipt = visit.receipt or _new_receipt(uow)
    visit.revision += 1
    begin_round(uow, visit, actor.person_id)
    body = _body(uow, visit, summary) | {"returns": settle_returns(uow, visit_id)}
    record_change(uow, visit, actor, "submitted", body)
    _keep_views_true(uow, visit, summary.signing)
    uow.session.flush()
    uow.emit(VisitSubmitted(visit_id, actor.person_id))
    uow.enqueue(SETTLE, f"{visit_id}:{visit.revision}", {"visit": visit_id})
    # After the chats are in order: nobody there waits for it.
    file_record(uow, actor, visit_id)
    return _submission(uow, visit, is_new=True)


def _ensure_returns_touched(uow: UnitOfWork, visit_id: int) -> None:
    if untouched := [row for row in returns_in(uow, visit_id, "open") if row.touched_at is None]:
        raise Refused(review_problems.UNTOUCHED, count=len(untouched))


def _keep_views_true(uow: UnitOfWork, visit: Visit, signing: SigningView) -> None:
    """Nothing but the visit's own state has changed since the summary was read."""
    seen = replace(signing.visit, state=visit.state, submitted_at=visit.submitted_at, receipt=visit.receipt)
    uow.memo[VisitView, visit.visit_id] = seen
    uow.memo[SIGNING, visit.visit_id] = replace(signing, visit=seen)


def view_receipt(uow: UnitOfWork, visit_id: int) -> ReceiptView:
    """Return the receipt of a submitted visit; the caller has checked who asks. Raises `Refused` before that."""
    visit = uow.session.get_one(Visit, visit_id)
    if visit.state != "submitted":
        raise Refused(problems.NOT_SUBMITTED)
    seen = seen_visit(uow, visit_id)
    return receipt_from(uow, seen, section_summaries(uow, seen), count(uow, visit_id))


def receipt_from(uow: UnitOfWork, seen: VisitView, sections: tuple[SectionSummary, ...], photos: Count) -> ReceiptView:
    """Return the receipt of a submitted visit whose figures are at hand."""
    visit = uow.session.get_one(Visit, seen.visit_id)
    return ReceiptView(
        seen,
        _submission(uow, visit, is_new=False),
        sections,
        photos,
        last_secured(uow, visit.visit_id),
        frozen_head(uow, visit.number) or NO_LINK,
        visit.submit_reason or "",
    )


@dataclass(frozen=True, slots=True)
class Following:
    """The task that a person would turn to next."""

    visit_id: int
    short_name: str


def following_task(uow: UnitOfWork, person_id: int, visit_id: int) -> Following | None:
    """Return the person's next open task besides a visit, the one due soonest; none when there is none."""
    chosen = (
        select(Visit.visit_id, InspectionObject.short_name)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(
            Task.person_id == person_id,
            Task.state != "replaced",
            Visit.state != "submitted",
            Visit.is_trial.is_(False),
            Visit.visit_id != visit_id,
        )
        .order_by(Visit.window_until, Visit.number)
        .limit(1)
    )
    row = uow.session.execute(chosen).first()
    return Following(*row) if row else None


def _gaps(
    uow: UnitOfWork, sections: tuple[SectionSummary, ...], signing: SigningView, photos: Count
) -> tuple[Gap, ...]:
    gaps = [Gap("section", each.section.section_id) for each in sections if each.section.state != "concluded"]
    gaps += [
        Gap(missing.kind, missing.section_id, missing.question, missing.number)
        for each in sections
        for missing in each.progress.missing
    ]
    row = uow.session.get_one(Visit, signing.visit.visit_id)
    gaps += [
        Gap("desk", each.section.section_id) for each in sections if lacks_desk_step(uow, row, each.section.section_id)
    ]
    gaps += [_signing_gap(gap) for gap in signing.gaps]
    if receipt_is_missing(uow, signing.visit.visit_id):
        gaps.append(Gap("receipt"))
    if photos.lost:
        gaps.append(Gap("lost", number=photos.lost))
    if signing.visit.window_until < today(uow):
        gaps.append(Gap("late"))
    return tuple(gaps)


def _signing_gap(gap: SigningGap) -> Gap:
    return Gap(gap.kind, person_id=gap.person_id)


def _new_receipt(uow: UnitOfWork) -> str:
    day = day_of(uow, uow.now)
    for _ in range(RECEIPT_TRIES):
        receipt = f"R-{day:%m%d}-" + "".join(secrets.choice(RECEIPT_SIGNS) for _ in range(4))
        if uow.session.scalar(select(Visit.visit_id).where(Visit.receipt == receipt)) is None:
            return receipt
    raise RuntimeError("no free receipt number was found")


def _submission(uow: UnitOfWork, visit: Visit, *, is_new: bool) -> Submission:
    assert visit.receipt is not None
    assert visit.submitted_by is not None
    assert visit.submitted_at is not None
    by = uow.session.get_one(Person, visit.submitted_by).name
    return Submission(visit.receipt, by, visit.submitted_by, visit.submitted_at, is_new)


def _body(uow: UnitOfWork, visit: Visit, summary: Summary) -> dict[str, object]:
    signing = summary.signing
    return {
        "receipt": visit.receipt,
        "reason": Personal(visit.submit_reason) if visit.submit_reason else "",
        "missing": [_gap_word(gap) for gap in summary.gaps],
        "sections": [_section_body(uow, each) for each in summary.sections],
        "signatures": {
            "needed": signing.needed,
            "given": signing.given,
            "party": (signing.party.kind or signing.party.way) if signing.party else "",
            "seals": {side: seal.state for side, seal in signing.seals.items()},
        },
        "photos": {
            "received": summary.photos.received,
            "secured": summary.photos.secured,
            "lost": summary.photos.lost,
            "files": summary.photos.files,
        },
    }


def _gap_word(gap: Gap) -> str:
    return f"{gap.kind}:{gap.number}" if gap.number else gap.kind


def _section_body(uow: UnitOfWork, each: SectionSummary) -> dict[str, object]:
    department = uow.session.get_one(Department, each.section.department_id).code
    return {
        "department": department,
        "state": each.section.state,
        "results": list(each.section.results) if each.section.state == "concluded" else [],
        "asked": each.progress.asked,
        "answered": each.progress.answered,
        "problems": [found.number for found in each.progress.problems],
    }
