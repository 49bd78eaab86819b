"""Trying a form out: a visit that is nobody's inspection, walked with the same screens by the person who began it.

A trial has an object and a campaign of its own and needs no notice, arrival, result or signature. It stands in no
list but its owner's, and no reminder, digest or count knows of it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from rules.errors import form_library as problems
from rules.refusals import Refused
from services.access import Actor
from services.checklists import begin_form
from services.form_keeping import ensure_keeper
from services.office_day import today
from services.progress import Progress, progress
from services.visits import Names, membership
from storage.tables import (
    Answer,
    Campaign,
    ChecklistVersion,
    Department,
    InspectionObject,
    Notice,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

OBJECT_CODE = "TRIAL"
# In both languages at once: names of objects are in one only.
OBJECT_NAME = "试填 Trial"
TITLE = {"zh": "表单试填", "en": "Trying forms"}
# Trials use up no number of the year's notices.
NO_YEAR = 0
# A trial in which nobody answered anything for so long ends by itself.
KEPT_DAYS = 7
# Of a tick of the clock, which holds the writer meanwhile.
MOST = 20
CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial at its end, or on the way to it."""

    visit_id: int
    number: str
    section_id: int
    version_id: int
    title: Names
    version: str
    is_ended: bool
    ended_itself: bool
    progress: Progress


def begin_trial(uow: UnitOfWork, actor: Actor, version_id: int) -> int:
    """Begin to try a version of a form and return the visit; the person's other trial of the form ends.

    Raises `Refused` for those who do not keep the form, `LookupError` for an unknown version.
    """
    version = uow.session.get(ChecklistVersion, version_id)
    if version is None:
        raise LookupError(f"no version {version_id}")
    ensure_keeper(actor, version.department_id)
    _end_others(uow, actor, version.form_id)
    visit = _new_visit(uow, actor, version)
    section = Section(
        visit_id=visit.visit_id,
        department_id=version.department_id,
        checklist_version_id=version_id,
        place=1,
        state="running",
        results=[],
        started_at=uow.now,
        start_reasons={},
    )
    uow.session.add(section)
    uow.session.flush()
    uow.session.add(
        Task(
            visit_id=visit.visit_id,
            section_id=section.section_id,
            person_id=actor.person_id,
            seat=1,
            state="accepted",
            accepted_at=uow.now,
            presence="own_phone",
            present_at=uow.now,
        )
    )
    uow.session.flush()
    begin_form(uow, section.section_id)
    body = {
        "form": version.form_id,
        "version": version.version,
        "workbook_sha256": version.workbook_sha256,
        "department": uow.session.get_one(Department, version.department_id).code,
    }
    uow.record(f"visit:{visit.number}", "trial_begun", actor.code, body)
    return visit.visit_id


def _end_others(uow: UnitOfWork, actor: Actor, form_id: str) -> None:
    """End the person's trials of the same form, of whatever version: one at a time tells enough."""
    chosen = (
        select(Visit.visit_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Task, Task.section_id == Section.section_id)
        .join(ChecklistVersion, ChecklistVersion.checklist_version_id == Section.checklist_version_id)
        .where(Visit.is_trial, Visit.state != "submitted", Task.person_id == actor.person_id)
        .where(ChecklistVersion.form_id == form_id)
    )
    for visit_id in uow.session.scalars(chosen).all():
        end_trial(uow, actor, visit_id)


def _new_visit(uow: UnitOfWork, actor: Actor, version: ChecklistVersion) -> Visit:
    visit = Visit(
        # Until it has its own: several clerks may begin at the same moment.
        number=f"T-{secrets.token_hex(8)}",
        campaign_id=_campaign(uow, actor, version.department_id),
        object_id=_object(uow),
        state="running",
        window_from=today(uow),
        window_until=today(uow),
        started_at=uow.now,
        is_trial=True,
    )
    uow.session.add(visit)
    uow.session.flush()
    visit.number = f"T-{visit.visit_id}"
    uow.session.add(Notice(visit_id=visit.visit_id, year=NO_YEAR, serial=visit.visit_id, state="prepared"))
    return visit


def _campaign(uow: UnitOfWork, actor: Actor, department_id: int) -> int:
    """Return the campaign of a person's trials."""
    number = f"T-{actor.person_id}"
    known = uow.session.scalar(select(Campaign.campaign_id).where(Campaign.number == number))
    if known is not None:
        return known
    campaign = Campaign(
        number=number,
        title=TITLE,
        task_kind="immediate",
        lead_department_id=department_id,
        starts_on=today(uow),
        ends_on=today(uow),
        supervisor_id=actor.person_id,
        is_trial=True,
    )
    uow.session.add(campaign)
    uow.session.flush()
    return campaign.campaign_id


def _object(uow: UnitOfWork) -> int:
    chosen = select(InspectionObject.object_id).where(InspectionObject.registration_code == OBJECT_CODE)
    known = uow.session.scalar(chosen)
    if known is not None:
        return known
    try:
        return _new_object(uow)
    except IntegrityError:
        # Someone else began the first trial of all in the same moment.
        return uow.session.scalars(chosen).one()


def _new_object(uow: UnitOfWork) -> int:
    inspected = InspectionObject(
        registration_code=OBJECT_CODE,
        name=OBJECT_NAME,
        short_name=OBJECT_NAME,
        district="-",
        person_in_charge="-",
        address="-",
        street="-",
        industry="-",
        risk="A",
        flags=[],
    )
    with uow.session.begin_nested():
        uow.session.add(inspected)
    return inspected.object_id


def is_trial(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a visit is a trial."""
    known: bool | None = uow.memo.get((OBJECT_CODE, visit_id))
    if known is None:
        known = bool(uow.session.scalar(select(Visit.is_trial).where(Visit.visit_id == visit_id)))
        uow.memo[OBJECT_CODE, visit_id] = known
    return known


def is_over(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a trial has ended."""
    return uow.session.scalar(select(Visit.state).where(Visit.visit_id == visit_id)) == "submitted"


def view_trial(uow: UnitOfWork, actor: Actor, visit_id: int) -> TrialView:
    """Return a trial. Raises `Refused` for anyone but its owner."""
    mine = membership(uow, actor, visit_id)
    if not mine.visit.is_trial:
        raise Refused(problems.NO_SUCH_TRIAL)
    version = uow.session.get_one(ChecklistVersion, mine.section.checklist_version_id)
    return TrialView(
        visit_id,
        mine.visit.number,
        mine.section.section_id,
        version.checklist_version_id,
        dict(version.body["title"]),
        version.body["version"],
        mine.visit.state == "submitted",
        mine.visit.state == "submitted" and mine.visit.submitted_by is None,
        progress(uow, mine.section.section_id),
    )


def end_trial(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """End a trial; again changes nothing. Raises `Refused` for anyone but its owner."""
    trial = view_trial(uow, actor, visit_id)
    if trial.is_ended:
        return
    _end(uow, visit_id, actor, trial.progress.answered)


def _end(uow: UnitOfWork, visit_id: int, by: Actor | None, answered: int) -> None:
    """End a trial; nobody's act when the clock does it."""
    visit = uow.session.get_one(Visit, visit_id)
    visit.state, visit.submitted_at, visit.submitted_by = "submitted", uow.now, by.person_id if by else None
    uow.record(f"visit:{visit.number}", "trial_ended", by.code if by else CLOCK, {"answered": answered})
    uow.session.flush()


def end_forgotten(uow: UnitOfWork) -> None:
    """End trials in which nobody answered anything for some days, the oldest first; nobody is told until they look."""
    before = uow.now - timedelta(days=KEPT_DAYS)
    lately = select(Answer.answer_id).where(Answer.section_id == Section.section_id, Answer.answered_at >= before)
    chosen = (
        select(Visit.visit_id, Section.section_id)
        # Of all visits few are trials: they are found by their campaigns.
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .where(Campaign.is_trial, Visit.state == "running", Visit.started_at < before, ~lately.exists())
        .order_by(Visit.visit_id)
        .limit(MOST)
    )
    for visit_id, section_id in uow.session.execute(chosen).all():
        _end(uow, visit_id, None, progress(uow, section_id).answered)


def start_over(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """End a trial and begin another of the same version; return it. Raises `Refused` as both do."""
    trial = view_trial(uow, actor, visit_id)
    end_trial(uow, actor, visit_id)
    return begin_trial(uow, actor, trial.version_id)
