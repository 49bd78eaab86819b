"""What the clock reminds of, outside the quiet hours and once each: closing windows, silence, the day's digest."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from rules.events import DigestDue, TaskUnanswered, WindowClosing, WindowMissed
from rules.events_deadlines import TasksStillSilent
from rules.notices import DIGEST_AT
from rules.working_days import is_working_day, working_days_until
from services.access import actor_by_id
from services.anchoring import root_now
from services.duties import first_time, last_time
from services.in_charge import in_charge, looked_after_by
from services.office_day import calendar, day_of
from services.profile import profile_on
from services.reaching import people_with_lines
from services.review_queue import waiting_since
from storage.tables import Campaign, Evidence, Finding, Person, Role, Section, Signature, Task, Visit
from storage.unit_of_work import UnitOfWork

SILENCE_DAYS = 2
CLOSING_DAYS = 2


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened in the campaigns that somebody looks after since the last digest, and what is due.

    `reviews` wait for that person, the `oldest` for so many working days; `root` is the Merkle root over the heads of
    all chains.
    """

    day: date
    reviews: int
    oldest: int
    submitted: int
    problems: int
    refused: int
    closing: int
    overdue: int
    unanswered: int
    requests: int
    lost_files: int
    root: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened and nothing is due."""
        counts = (
            self.reviews,
            self.submitted,
            self.problems,
            self.refused,
            self.closing,
            self.overdue,
            self.unanswered,
            self.requests,
            self.lost_files,
        )
        return not any(counts)


def remind(uow: UnitOfWork) -> None:
    """Emit what is due now; at most once an hour, never in the quiet hours, only on working days."""
    local = office_time(uow)
    if local is not None and first_time(uow, f"reminded:{local:%Y-%m-%dT%H}"):
        _remind_tasks(uow, local.date())
        _remind_visits(uow, local.date())


def send_digests(uow: UnitOfWork) -> None:
    """Emit the day's digest for every supervisor and for whom something was kept, once, late on a working day."""
    local = office_time(uow)
    if local is None or local.time() < DIGEST_AT:
        return
    last = last_time(uow, "digest")
    if not first_time(uow, f"digest:{local:%Y-%m-%d}"):
        return
    # Evenings and days of rest belong to the digest that follows.
    since = last or datetime.combine(local.date(), time(), local.tzinfo)
    supervisors = select(Role.person_id).where(Role.role == "supervisor")
    waiting = {*uow.session.scalars(supervisors), *people_with_lines(uow)}
    # Of those who were revoked it waits until they are back.
    present = select(Person.person_id).where(Person.person_id.in_(waiting), Person.revoked_at.is_(None))
    for person_id in uow.session.scalars(present.order_by(Person.person_id)).all():
        uow.emit(DigestDue(person_id, local.date(), since))


def office_time(uow: UnitOfWork) -> datetime | None:
    """Return the office's clock on a working day outside the quiet hours, none at any other time."""
    try:
        profile = profile_on(uow, uow.now.date())
    except LookupError:
        return None
    local = uow.now.astimezone(ZoneInfo(profile["time_zone"]))
    return None if not is_working_day(local.date(), calendar(uow)) or is_quiet(profile, local.time()) else local


def is_quiet(profile: dict[str, Any], at: time) -> bool:
    """Return whether people are not to be disturbed at a time of the office's day."""
    begins, ends = time.fromisoformat(profile["quiet_from"]), time.fromisoformat(profile["quiet_until"])
    return at >= begins or at < ends if begins > ends else begins <= at < ends


def _remind_tasks(uow: UnitOfWork, today: date) -> None:
    silent = (
        select(Task.task_id, Task.sent_at, Campaign)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(Task.state == "sent", Visit.state == "assigned", Task.sent_at.is_not(None))
    )
    still_silent: dict[Campaign, list[int]] = {}
    for task_id, sent_at, campaign in uow.session.execute(silent.order_by(Task.task_id)):
        assert sent_at is not None
        days = working_days_until(day_of(uow, sent_at), today, calendar(uow))
        if days >= SILENCE_DAYS and first_time(uow, f"silent:{task_id}"):
            uow.emit(TaskUnanswered(task_id))
        if days > SILENCE_DAYS and first_time(uow, f"still_silent:{task_id}"):
            still_silent.setdefault(campaign, []).append(task_id)
    told: dict[int, list[int]] = {}
    for campaign, task_ids in still_silent.items():
        for person_id in in_charge(uow, campaign):
            told.setdefault(person_id, []).extend(task_ids)
    for person_id, task_ids in told.items():
        uow.emit(TasksStillSilent(person_id, tuple(task_ids)))


def _remind_visits(uow: UnitOfWork, today: date) -> None:
    for visit_id, until in uow.session.execute(
        select(Visit.visit_id, Visit.window_until).where(
            Visit.state.in_(["assigned", "running"]), Visit.is_trial.is_(False)
        )
    ):
        left = working_days_until(today, until, calendar(uow))
        if today > until:
            if first_time(uow, f"missed:{visit_id}:{until}"):
                uow.emit(WindowMissed(visit_id))
        elif left <= CLOSING_DAYS and first_time(uow, f"closing:{visit_id}:{until}"):
            uow.emit(WindowClosing(visit_id, left))


def digest_of(uow: UnitOfWork, person_id: int, day: date, since: datetime) -> Digest:
    """Return a supervisor's digest on a day of the office, of what happened after an instant."""
    actor = actor_by_id(uow, person_id)
    mine = select(Visit.visit_id).join(Campaign)
    mine = mine.where(looked_after_by(uow, actor), Visit.is_trial.is_(False))
    reviews, first_at = waiting_since(uow, actor)
    submitted = select(Visit.visit_id).where(Visit.visit_id.in_(mine), Visit.submitted_at > since)
    sections = select(Section.section_id).where(Section.visit_id.in_(submitted))
    waiting = Visit.state.in_(["assigned", "running"])

    def count(statement: Any) -> int:
        return uow.session.scalar(select(func.count()).select_from(statement.subquery())) or 0

    ends = list(uow.session.scalars(select(Visit.window_until).where(Visit.visit_id.in_(mine), waiting)))
    return Digest(
        day=day,
        reviews=reviews,
        oldest=working_days_until(day_of(uow, first_at), day, calendar(uow)) if first_at else 0,
        submitted=count(submitted),
        problems=count(select(Finding.finding_id).where(Finding.section_id.in_(sections), Finding.is_open)),
        refused=count(
            select(Signature.signature_id).where(
                Signature.visit_id.in_(mine),
                Signature.way == "refused",
                Signature.signed_at > since,
                Signature.state == "standing",
            )
        ),
        closing=sum(day <= end and working_days_until(day, end, calendar(uow)) <= CLOSING_DAYS for end in ends),
        overdue=sum(end < day for end in ends),
        unanswered=count(
            select(Task.task_id)
            .join(Visit, Visit.visit_id == Task.visit_id)
            .where(Task.visit_id.in_(mine), Task.state == "sent", waiting)
        ),
        requests=count(
            select(Task.task_id)
            .join(Visit, Visit.visit_id == Task.visit_id)
            .where(Task.visit_id.in_(mine), Task.state.in_(["recusal_asked", "handover_asked"]), waiting)
        ),
        lost_files=count(
            select(Evidence.evidence_id).where(
                Evidence.visit_id.in_(mine), Evidence.state == "lost", Evidence.withdrawn_at.is_(None)
            )
        ),
        root=_root(uow),
    )


def _root(uow: UnitOfWork) -> str:
    """Return the root over all heads as the digests of one act name it: the act itself records nothing."""
    if root_now not in uow.memo:
        uow.memo[root_now] = root_now(uow)
    root: str = uow.memo[root_now]
    return root
