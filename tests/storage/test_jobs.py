"""Jobs: each is done once, by one worker at a time, whatever happens to the workers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

import pytest
from sqlalchemy import select

from storage import jobs
from storage.jobs import Claimed
from storage.tables import Job
from storage.unit_of_work import UnitOfWork

Work = Callable[[], AbstractContextManager[UnitOfWork]]


class Clock(Protocol):
    def turn(self, seconds: float) -> None: ...


def enqueued(work: Work, *subjects: str) -> None:
    with work() as uow:
        for subject in subjects:
            uow.enqueue("fetch", subject, {"file_id": f"file {subject}"})


def claimed(work: Work, owner: str = "worker 1") -> Claimed | None:
    with work() as uow:
        return jobs.claim(uow.connection, owner, uow.now)


def begun(work: Work, owner: str = "worker 1") -> Claimed:
    job = claimed(work, owner)
    assert job is not None
    return job


def states(work: Work) -> list[str]:
    with work() as uow:
        return list(uow.session.scalars(select(Job.state).order_by(Job.job_id)))


def test_a_job_is_added_once_and_done_once(work: Work) -> None:
    enqueued(work, "1", "2", "1")
    first, second = begun(work), begun(work)
    assert (first.subject, first.body, second.subject) == ("1", {"file_id": "file 1"}, "2")
    assert claimed(work) is None
    with work() as uow:
        assert jobs.finish(uow.connection, first)
        assert not jobs.finish(uow.connection, first)
    assert states(work) == ["done", "running"]


def test_a_running_job_is_left_alone_until_its_lease_has_run_out(work: Work, clock: Clock) -> None:
    enqueued(work, "1")
    lost = begun(work, "worker 1")
    clock.turn(jobs.LEASE.total_seconds() - 1)
    assert claimed(work, "worker 2") is None
    clock.turn(2)
    found = begun(work, "worker 2")
    assert (found.job_id, found.attempts) == (lost.job_id, 2)


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_job(work: Work, clock: Clock) -> None:
    enqueued(work, "1")
    lost = begun(work, "worker 1")
    clock.turn(jobs.LEASE.total_seconds() + 1)
    found = begun(work, "worker 2")
    with work() as uow:
        assert not jobs.finish(uow.connection, lost)
        assert not jobs.put_back(uow.connection, lost, "TimeoutError", uow.now)
        jobs.fail(uow.connection, lost, "gone")
    assert states(work) == ["running"]
    with work() as uow:
        assert jobs.finish(uow.connection, found)


def test_a_failed_attempt_comes_again_later_and_fails_for_good_in_the_end(work: Work, clock: Clock) -> None:
    enqueued(work, "1")
    verdicts = []
    for _ in range(jobs.ATTEMPTS):
        job = begun(work)
        with work() as uow:
            verdicts.append(jobs.put_back(uow.connection, job, "TimeoutError", uow.now))
        assert claimed(work) is None
        clock.turn(300)
    assert verdicts == [False] * (jobs.ATTEMPTS - 1) + [True]
    assert states(work) == ["failed"]


def test_a_job_that_cannot_be_mended_is_not_tried_again(work: Work, clock: Clock) -> None:
    enqueued(work, "1")
    job = begun(work)
    with work() as uow:
        jobs.fail(uow.connection, job, "too_big")
    clock.turn(100_000)
    assert claimed(work) is None
    assert states(work) == ["failed"]


def test_results_of_a_lost_job_go_nowhere_with_it(work: Work) -> None:
    enqueued(work, "1")
    job = begun(work)
    with work() as uow:
        assert jobs.finish(uow.connection, job)
        uow.connection.rollback()
    assert states(work) == ["running"]


def test_a_restart_gives_back_what_runs_and_counts_no_attempt(work: Work) -> None:
    enqueued(work, "1", "2")
    begun(work)
    with work() as uow:
        jobs.release_all(uow.connection)
    assert states(work) == ["waiting", "waiting"]
    assert begun(work).attempts == 1


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_workers_never_get_the_same_job(work: Work) -> None:
    enqueued(work, "1", "2")
    with work() as one, work() as other:
        first = jobs.claim(one.connection, "worker 1", one.now)
        second = jobs.claim(other.connection, "worker 2", other.now)
        assert first is not None
        assert second is not None
        assert first.job_id != second.job_id


def test_what_is_done_keeps_no_body_and_is_let_go_of_after_a_while_and_what_failed_stays(
    work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "FORGOTTEN_AT_ONCE", 2)
    enqueued(work, "1", "2", "3", "failed", "running", "waiting")
    for _ in range(3):
        job = begun(work)
        with work() as uow:
            jobs.finish(uow.connection, job)
    bad = begun(work)
    with work() as uow:
        jobs.fail(uow.connection, bad, "E")
        assert uow.session.scalars(select(Job.body).where(Job.state == "done")).all() == [{}] * 3
    kept = [{"file_id": "file failed"}, {"file_id": "file running"}, {"file_id": "file waiting"}]
    clock.turn(timedelta(days=jobs.KEPT_DAYS).total_seconds())
    begun(work)
    for turned, left in ((0, 6), (1, 4), (0, 3), (0, 3)):
        clock.turn(turned)
        with work() as uow:
            jobs.forget_old(uow.connection, uow.now)
        assert len(states(work)) == left
    assert states(work) == ["failed", "running", "waiting"]
    with work() as uow:
        assert uow.session.scalars(select(Job.body).order_by(Job.job_id)).all() == kept
    # Once more is a job of its own.
    enqueued(work, "1")
    assert states(work)[-1] == "waiting"
