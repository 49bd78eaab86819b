"""A worker: its time limit ends a job that hangs, and never what comes after the job."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from bot import worker
from bot.worker import TimeLimit, TooLong


@pytest.fixture(autouse=True)
def own_signal() -> Iterator[None]:
    """Leave the test runner's alarm as it was."""
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_job_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS_PER_JOB", 1)
    with pytest.raises(TooLong), TimeLimit():
        time.sleep(30)


def test_an_alarm_that_comes_late_interrupts_nothing() -> None:
    limit = TimeLimit()
    with limit:
        pass
    os.kill(os.getpid(), signal.SIGALRM)
    time.sleep(0.01)


def test_each_job_has_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS_PER_JOB", 1)
    limit = TimeLimit()
    for _ in range(3):
        with limit:
            time.sleep(0.5)
    time.sleep(0.6)
