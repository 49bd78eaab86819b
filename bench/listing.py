"""Task lists and search with a district's years of work behind them, beside the same with little: they should be flat.

`python -m bench.listing` alone. The person has the same tasks in both; everything else is other people's. Both
databases are filled by plain inserts and kept in the run's temporary folder.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, insert, select

from bench.contest import ratios
from bench.report import Line, table
from sandbox.stock import BOT_ID, Stock
from services import supervision, tasks
from services.access import actor_by_id
from services.dispatch_view import due_visits, silent_tasks
from services.registry_history import history_of
from services.routes import view_route
from storage.database import Database
from storage.tables import Campaign, ChecklistVersion, InspectionObject, Notice, Person, Role, Section, Task, Visit
from storage.unit_of_work import UnitOfWork, looking, migrating

SMALL, LARGE = (1_000, 1_000), (1_000_000, 100_000)
FIRST = 1_000_000_000
OWN_OPEN, OWN_DONE = 20, 100
CALLS = 20
CHUNK = 20_000
MINE, OTHERS, HEAD = "SJ-01", "SJ-06", "SJ-04"


def filled(folder: Path, objects: int, visits: int) -> Database:
    """Return a database with so much in it, filled once for each folder."""
    file = folder / f"listing-{objects}-{visits}.db"
    is_new = not file.exists()
    database = (
        Database(Stock(folder, lambda: "").sqlite(file, is_furnished=True)) if is_new else Database(f"sqlite:///{file}")
    )
    if is_new:
        with migrating(database) as connection:
            _fill(connection, objects, visits)
            connection.exec_driver_sql("ANALYZE")
    return database


def _fill(connection: Connection, objects: int, visits: int) -> None:
    version = connection.execute(select(ChecklistVersion.checklist_version_id, ChecklistVersion.department_id)).first()
    people = {row.code: row.person_id for row in connection.execute(select(Person.code, Person.person_id))}
    campaign = connection.scalar(select(Campaign.campaign_id))
    assert version is not None
    now, day = datetime(2025, 3, 1, tzinfo=UTC), date(2025, 3, 1)
    # Other years' campaigns are another supervisor's.
    old = FIRST
    body = {"number": "900", "title": {"zh": "-"}, "task_kind": "daily", "starts_on": day, "ends_on": day}
    # Who supervises no more would be stood in for.
    connection.execute(insert(Role).values(person_id=people["XF-03"], role="supervisor", department_id=None))
    more = {"campaign_id": old, "lead_department_id": version.department_id, "supervisor_id": people["XF-03"]}
    connection.execute(insert(Campaign), [{**body, **more, "dispatched_at": now}])

    def state(n: int) -> str:
        return "assigned" if n < OWN_OPEN else "submitted"

    until = datetime.now(UTC).date() + timedelta(days=3)
    _rows(connection, InspectionObject, map(_object, range(objects)))
    _rows(
        connection,
        Visit,
        (
            {
                "visit_id": FIRST + n,
                "number": f"900-{n}",
                "campaign_id": campaign if n < OWN_OPEN else old,
                "object_id": FIRST + n * (objects // visits),
                "state": state(n),
                "window_from": day,
                "window_until": until if n < OWN_OPEN else day,
                "submitted_at": None if n < OWN_OPEN else now,
            }
            for n in range(visits)
        ),
    )
    _rows(
        connection,
        Notice,
        ({"visit_id": FIRST + n, "year": 1900, "serial": n, "state": "served"} for n in range(visits)),
    )
    _rows(
        connection,
        Section,
        (
            {
                "section_id": FIRST + n,
                "visit_id": FIRST + n,
                "department_id": version.department_id,
                "checklist_version_id": version.checklist_version_id,
                "place": 1,
                "state": "waiting" if n < OWN_OPEN else "concluded",
                "results": [],
                "start_reasons": {},
            }
            for n in range(visits)
        ),
    )
    _rows(
        connection,
        Task,
        (
            {
                "visit_id": FIRST + n,
                "section_id": FIRST + n,
                "person_id": people[MINE if n < OWN_OPEN + OWN_DONE else OTHERS],
                "seat": 1,
                "state": "accepted",
                "presence": "unknown",
            }
            for n in range(visits)
        ),
    )


def _object(n: int) -> dict[str, Any]:
    return {
        "object_id": FIRST + n,
        "registration_code": f"V{n:017}",
        "name": f"对象{n}有限公司",
        "short_name": f"对象{n}",
        "district": "-",
        "person_in_charge": "-",
        "address": "-",
        "street": "-",
        "latitude": f"29.{n % 1_000_000:06}",
        "longitude": "106.600000",
        "industry": "-",
        "risk": "ABCD"[n % 4],
        "flags": [],
    }


def _rows(connection: Connection, kind: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            connection.execute(insert(kind), part)
            part = []
    if part:
        connection.execute(insert(kind), part)


def looks(uow: UnitOfWork) -> dict[str, Callable[[], object]]:
    """Return every list and search that is measured."""
    people = {row.code: row.person_id for row in uow.session.execute(select(Person.code, Person.person_id))}
    mine, head = actor_by_id(uow, people[MINE]), actor_by_id(uow, people[HEAD])
    listed = partial(tasks.my_tasks, uow, mine)
    return {
        "open": listed,
        "done": partial(listed, view="done"),
        "today": partial(listed, view="today"),
        "near": partial(listed, view="near", start=("29.700000", "106.600000")),
        "search": partial(listed, contains="象7"),
        "route": partial(view_route, uow, mine, None),
        "supervised": partial(supervision.supervised_visits, uow, head),
        "silent": partial(silent_tasks, uow, head),
        "due": partial(due_visits, uow, head),
        "history": partial(history_of, uow, "V00000000000000007"),
    }


def contest(folder: Path, rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the seconds of CALLS of each look, round by round, with little and with much."""
    grounds = [filled(folder, *SMALL), filled(folder, *LARGE)]
    found: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
    for _ in range(rounds):
        for database, into in zip(grounds, found, strict=True):
            opening: AbstractContextManager[UnitOfWork] = looking(database, BOT_ID, lambda: datetime.now(UTC))
            with opening as uow:
                for name, look in looks(uow).items():
                    look()
                    gc.collect()
                    began = time.process_time()
                    for _call in range(CALLS):
                        look()
                    into.setdefault(name, []).append(time.process_time() - began)
    for database in grounds:
        database.close()
    return found


def line(rounds: int) -> Line:
    """Return the row of the table: the look that grows most."""
    with tempfile.TemporaryDirectory() as spare:
        small, large = contest(Path(os.environ.get("BENCH_FOLDER", spare)), rounds)
    grown = {name: ratios(large[name], small[name]) for name in small}
    worst = max(grown, key=lambda name: median(grown[name]))
    told = "; ".join(f"{name} {median(grown[name]):.2f}" for name in grown)
    return Line(
        f"lists and search of tasks with {LARGE[0]:,} objects, {LARGE[1]:,} visits",
        f"itself with {SMALL[0]:,} and {SMALL[1]:,}",
        grown[worst],
        1.5,
        1.1,
        told,
        is_more_better=False,
    )


if __name__ == "__main__":
    print(table([line(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]))
