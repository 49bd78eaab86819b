"""Two who add the next link to one chain at the same time: the later one begins anew, and nobody hears of it."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from rules.chains import faults_of
from sandbox.stock import BOT_ID
from storage.database import Database, is_collision, is_passing
from storage.ledger import Personal, links_of
from storage.unit_of_work import BEGINNINGS, anew_when_collided, reading, unit_of_work
from tests.rivals import let_rival_in
from tests.storage.conftest import TurnedClock

CHAIN = "registry"


def types(database: Database) -> list[str]:
    with reading(database) as session:
        links = list(links_of(session, CHAIN))
    assert list(faults_of(links)) == []
    return [link["type"] for link in links]


def test_both_of_two_threads_that_add_to_one_chain_get_through(database: Database, clock: TurnedClock) -> None:
    # SQLite lets the second one in only after the first.
    both = threading.Barrier(1 if database.is_sqlite else 2, timeout=20)
    tried: list[str] = []

    @anew_when_collided
    def add(type_: str) -> None:
        with unit_of_work(database, BOT_ID, clock) as uow:
            uow.ledger.head(CHAIN)
            if type_ not in tried:
                tried.append(type_)
                both.wait()
            uow.record(CHAIN, type_, "SJ-01", {"reason": Personal("一人")})

    threads = [threading.Thread(target=add, args=(type_,)) for type_ in ("bound", "invited")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(types(database)) == ["bound", "invited"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_who_always_comes_second_gives_up_and_may_come_again(
    database: Database, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = let_rival_in(monkeypatch, database, times=BEGINNINGS + 1)

    @anew_when_collided
    def add() -> None:
        with unit_of_work(database, BOT_ID, clock) as uow:
            uow.record(CHAIN, "bound", "SJ-01", {})

    with pytest.raises(IntegrityError) as refused:
        add()
    assert is_collision(refused.value)
    assert is_passing(refused.value)
    assert len(met) == BEGINNINGS
    assert types(database) == ["came_first"] * BEGINNINGS


def test_any_other_number_that_is_taken_is_no_collision(database: Database, clock: TurnedClock) -> None:
    begun: list[int] = []

    @anew_when_collided
    def add() -> None:
        begun.append(1)
        with unit_of_work(database, BOT_ID, clock) as uow:
            for _ in range(2):
                uow.connection.exec_driver_sql("INSERT INTO duties (duty, done_at) VALUES ('a', CURRENT_TIMESTAMP)")

    with pytest.raises(IntegrityError) as refused:
        add()
    assert not is_collision(refused.value)
    assert not is_passing(refused.value)
    assert begun == [1]
