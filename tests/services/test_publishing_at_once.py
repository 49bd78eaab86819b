"""Several publish at the same time: each act stands, and the one chain of publication holds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from rules.chains import faults_of
from sandbox.stock import Stock
from services.publishing import CHAIN, prepare
from services.publishing_together import go_on
from storage.database import Database
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Publishing
from storage.unit_of_work import reading
from tests.services.publications_made import Publisher, person

VISITS = ("017-01", "017-02", "017-03", "017-04", "017-05", "017-06")


@pytest.fixture
def publisher(stock: Stock, database_kind: str, tmp_path: Path) -> Iterator[Publisher]:
    if database_kind == "sqlite":
        address = stock.sqlite(tmp_path / "hecha.db", is_furnished=True)
    else:
        address = stock.postgresql(is_furnished=True)
    database = Database(address)
    yield Publisher(database, FileStore(f"file://{tmp_path / 'files'}"))
    database.close()
    if database_kind == "postgresql":
        stock.discard(address)


def test_acts_at_the_same_time_follow_one_another(publisher: Publisher) -> None:
    for number in VISITS:
        publisher.submits(number)
    sections = [publisher.section(number) for number in VISITS]

    def alone(number: str) -> None:
        with publisher.acting() as uow:
            prepare(uow, person(uow, "XF-03"), others[number])

    def together(_: int) -> None:
        with publisher.acting() as uow:
            body = {"person": person(uow, "SJ-05").person_id, "act": "prepare", "of": [[each] for each in sections]}
            go_on(uow, {**body, "subject": "s"})

    others = {number: publisher.section(number, "XF") for number in VISITS}
    with ThreadPoolExecutor(8) as threads:
        tasks = [threads.submit(together, at) for at in range(3)]
        tasks += [threads.submit(alone, number) for number in reversed(VISITS)]
        for task in tasks:
            task.result(60)
    with reading(publisher.database) as session:
        links = list(links_of(session, CHAIN))
        assert not list(faults_of(links))
        numbers = sorted(session.scalars(select(Publishing.number)))
    assert sorted(link["body"]["number"] for link in links) == numbers
    assert len(numbers) == len(VISITS) + 4
