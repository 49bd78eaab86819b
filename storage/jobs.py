"""Jobs: work that takes long or opens foreign bytes, claimed for a lease and done with no transaction open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Job

LEASE = timedelta(seconds=60)
ATTEMPTS = 8
# A job that was begun this often without ever being finished or put back takes its workers down with it.
BEGINNINGS = 3 * ATTEMPTS
KEPT_DAYS = 8
FORGOTTEN_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in the hands of one worker."""

    job_id: int
    kind: str
    subject: str
    body: dict[str, Any]
    attempts: int
    owner: str


def enqueue(connection: Connection, kind: str, subject: str, body: dict[str, Any], now: datetime) -> None:
    """Add a job once; the same kind and subject again changes nothing."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {
        "kind": kind,
        "subject": subject,
        "body": body,
        "not_before": now,
        "state": "waiting",
        "attempts": 0,
    }
    connection.execute(insert(Job).values(row).on_conflict_do_nothing(index_elements=["kind", "subject"]))


def claim(connection: Connection, owner: str, now: datetime, *, last: Collection[str] = ()) -> Claimed | None:
    """Claim the oldest due job, or one whose worker has let its lease run out; those of some kinds after all others."""
    due = select(Job.job_id).where(_is_due(now)).order_by(Job.not_before, Job.job_id).limit(1)
    due = due.with_for_update(skip_locked=True)
    # Asked one after the other: an order by kind first would sort all that waits.
    job_id = connection.scalar(due.where(Job.kind.not_in(last)))
    if job_id is None and last:
        job_id = connection.scalar(due.where(Job.kind.in_(last)))
    if job_id is None:
        return None
    taken = connection.execute(
        update(Job)
        .where(Job.job_id == job_id)
        .values(state="running", owner=owner, lease_until=now + LEASE, attempts=Job.attempts + 1)
        .returning(Job.kind, Job.subject, Job.body, Job.attempts)
    ).one()
    return Claimed(job_id, taken.kind, taken.subject, dict(taken.body), taken.attempts, owner)


def neglected_since(connection: Connection, now: datetime) -> datetime | None:
    """Return since when the oldest job is due while no worker has any in hand; none when one has, and when none is."""
    if connection.scalar(select(Job.job_id).where(Job.state == "running", Job.lease_until >= now).limit(1)) is not None:
        return None
    return connection.scalar(select(func.min(Job.not_before)).where(_is_due(now)))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        (Job.state == "waiting") & (Job.not_before <= now),
        (Job.state == "running") & (Job.lease_until < now),
    )


def is_any_due(connection: Connection, kind: str, subjects: Collection[str], now: datetime) -> bool:
    """Return whether one of some jobs is in hand or could be by now; one that waits for its next attempt is not."""
    due = select(Job.job_id).where(
        Job.kind == kind,
        Job.subject.in_(subjects),
        Job.state.in_(["waiting", "running"]),
        Job.not_before <= now,
    )
    return connection.execute(due.limit(1)).first() is not None


def hold(connection: Connection, job: Claimed, now: datetime) -> None:
    """Hold a job that is still ours for another lease: a step of it begins that may take as long."""
    ours = (Job.job_id == job.job_id, Job.state == "running", Job.owner == job.owner)
    connection.execute(update(Job).where(*ours).values(lease_until=now + LEASE))


def finish(connection: Connection, job: Claimed) -> bool:
    """Mark a job done if it is still ours; the results go into the same transaction, or nowhere. What it was to do is
    not kept: of a long row of jobs each holds all that is left.
    """
    return _leave(connection, job, state="done", error=None, not_before=None, body={})


def put_back(connection: Connection, job: Claimed, error: str, now: datetime) -> bool:
    """Give a failed attempt back for later; return whether that was the last one, so that the job has failed."""
    failed = job.attempts >= ATTEMPTS
    later = now + timedelta(seconds=min(2**job.attempts, 300))
    state = "failed" if failed else "waiting"
    return _leave(connection, job, state=state, error=error[:300], not_before=later) and failed


def fail(connection: Connection, job: Claimed, error: str) -> None:
    """End a job that no repetition can mend."""
    _leave(connection, job, state="failed", error=error[:300], not_before=None)


def release_all(connection: Connection) -> None:
    """Give back what a killed process held; only for the one process that may own every worker (SQLite).

    Being killed is no failure of the job: it does not count as an attempt.
    """
    given_back = {"state": "waiting", "owner": None, "lease_until": None, "attempts": Job.attempts - 1}
    connection.execute(update(Job).where(Job.state == "running").values(given_back))


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop some of what was due more than eight days ago and is done; what failed stays, for whoever looks into it.

    A subject has a moment, a revision or the number of something new; what comes again after such a time, a bar code
    that was moved, may be done once more.
    """
    old = select(Job.job_id).where(Job.state == "done", Job.not_before < now - timedelta(days=KEPT_DAYS))
    some = old.order_by(Job.job_id).limit(FORGOTTEN_AT_ONCE)
    connection.execute(delete(Job).where(Job.job_id.in_(some)))


def _leave(
    connection: Connection, job: Claimed, *, state: str, error: str | None, not_before: datetime | None, **more: Any
) -> bool:
    values: dict[str, Any] = {"state": state, "error": error, "owner": None, "lease_until": None, **more}
    if not_before is not None:
        values["not_before"] = not_before
    left = (
        update(Job)
        .where(Job.job_id == job.job_id, Job.state == "running", Job.owner == job.owner)
        .values(**values)
        .returning(Job.job_id)
    )
    return connection.execute(left).first() is not None
