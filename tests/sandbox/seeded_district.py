"""The demo district in a database, and what the tests of it read out of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.district import seed
from storage.database import Database
from storage.migrations import upgrade
from storage.tables import (
    Department,
    Person,
    Section,
    Table,
    Task,
    Visit,
)
from storage.unit_of_work import reading, unit_of_work

BOT_ID = 1
TODAY = date(2026, 11, 23)


def clock() -> datetime:
    return datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def seeded_database(folder: Path, today: date) -> Database:
    database = Database(f"sqlite:///{folder / 'hecha.db'}")
    upgrade(database)
    with unit_of_work(database, BOT_ID, clock) as uow:
        seed(uow, today)
    return database


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The seeded district; tests that change something make their own."""
    made = seeded_database(tmp_path_factory.mktemp("district"), TODAY)
    yield made
    made.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with reading(database) as opened:
        yield opened


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[Database]:
    made = seeded_database(tmp_path, TODAY)
    yield made
    made.close()


def everything(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in Table.metadata.sorted_tables
        }


def all_of(session: Session, table: type[Any]) -> list[Any]:
    return list(session.scalars(select(table)))


def seats(session: Session) -> dict[tuple[str, str], list[Person]]:
    """The officers of each visit and department, in the order of their seats."""
    chosen = (
        select(Visit.number, Department.code, Person)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(Task, Task.section_id == Section.section_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Task.visit_id == Visit.visit_id)
        .order_by(Visit.number, Section.place, Task.seat)
    )
    found: dict[tuple[str, str], list[Person]] = {}
    for number, department, person in session.execute(chosen):
        found.setdefault((number, department), []).append(person)
    return found


def is_certified(person: Person, until: date) -> bool:
    return person.certificate_until is not None and person.certificate_until >= until
