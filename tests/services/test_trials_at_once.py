"""Two clerks who begin to try forms in the same moment, on a database that lets both write."""

from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import select

from forms.workbook import load_workbook
from sandbox.stock import Stock
from services import trials
from services.form_library import take_in
from storage.database import Database
from storage.tables import Department, Role, Visit
from tests.journeys.form_books import cold
from tests.services.conftest import District


@pytest.fixture
def district(stock: Stock) -> Iterator[District]:
    """The demo district on PostgreSQL."""
    address = stock.postgresql(is_furnished=True)
    database = Database(address)
    yield District(database)
    database.close()
    stock.discard(address)


@pytest.mark.parametrize("is_first", [True, False])
def test_both_trials_begin(district: District, is_first: bool) -> None:
    with district.act() as uow:
        department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
        version = take_in(uow, "SJ-05", department.department_id, load_workbook(cold(), "cold"), {}).version_id
        if not is_first:
            trials.begin_trial(uow, district.actor(uow, "SJ-05"), version)
    begun: list[int] = []

    def at_once() -> None:
        with district.act() as uow:
            other = district.actor(uow, "SJ-04")
            uow.session.add(Role(person_id=other.person_id, role="clerk", department_id=other.department_id))
            uow.flush()
            begun.append(trials.begin_trial(uow, district.actor(uow, "SJ-04"), version))

    with district.act() as uow:
        begun.append(trials.begin_trial(uow, district.actor(uow, "SJ-05"), version))
        second = Thread(target=at_once)
        second.start()
        # It waits for this transaction where both make the same row, and not at all otherwise.
        second.join(timeout=1)
    second.join()
    assert len(begun) == 2
    with district.act() as uow:
        numbers = list(uow.session.scalars(select(Visit.number).where(Visit.is_trial)))
    assert len(numbers) == len(set(numbers)) == 3 - is_first
