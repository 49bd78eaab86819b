"""A unit of work on an empty database of each kind, with a clock that the test turns."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.unit_of_work import UnitOfWork, unit_of_work

BOT = 7


class TurnedClock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> TurnedClock:
    """The clock of this test's units of work."""
    return TurnedClock()


@pytest.fixture
def work(database: Database, clock: TurnedClock) -> Callable[[], AbstractContextManager[UnitOfWork]]:
    """Begin a unit of work: `with work() as uow`."""
    return lambda: unit_of_work(database, BOT, clock)
