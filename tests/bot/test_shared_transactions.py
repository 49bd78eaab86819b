"""Updates that share a transaction: none is lost, none is taken for another, and what one of them broke is its own."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.dispatcher import UpdateDispatcher
from rules.chains import faults_of
from rules.messages import Card, Text
from storage.database import Database
from storage.ledger import links_of
from storage.tables import CardRow, InboxUpdate, Person
from storage.unit_of_work import UnitOfWork, reading
from tests.bot.made_dispatchers import Clock, dispatchers, handled, said, stored, tap, text

UNWRITABLE = "\ud800"


def handle_all(dispatcher: UpdateDispatcher) -> None:
    for _ in range(60):
        if not handled(dispatcher):
            return
    raise AssertionError("never done")


def attempts(database: Database) -> dict[int, int]:
    with reading(database) as session:
        return {row.update_id: row.attempts for row in session.scalars(select(InboxUpdate))}


def test_what_one_wants_written_and_cannot_be_keeps_none_of_the_others_back(database: Database) -> None:
    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number = update["update_id"]
        return [Text(UNWRITABLE if number == 5 else str(number))]

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, *(text(number, number) for number in range(1, 10)))
    handle_all(dispatcher)
    assert sorted(words for _, words in said(database)) == [str(n) for n in range(1, 10) if n != 5]
    assert attempts(database) == {n: int(n == 5) for n in range(1, 10)}


def test_a_pointer_that_one_moved_is_found_by_the_next(database: Database) -> None:
    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number = update["update_id"]
        place = uow.pointer(number).get("place", "nowhere")
        uow.point(number + 1, place=f"from {number}")
        return [Text(place)]

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, *(text(number, number) for number in range(1, 5)))
    handle_all(dispatcher)
    assert [words for _, words in said(database)] == ["nowhere", "from 1", "from 2", "from 3"]


def test_a_card_that_one_changed_is_judged_as_it_stands_by_the_next(database: Database) -> None:
    presses: list[bool] = []

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number = update["update_id"]
        if number == 2:
            wire = "x~1"
            presses.append(uow.mailbox.press(2, 5, wire, uow.now, timedelta()).is_fresh)
        uow.mailbox.say(2, [Card("a", f"text {number}")])
        return []

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, text(10, 10))
    handle_all(dispatcher)
    with database.writing() as connection:
        connection.execute(update(CardRow).values(message_id=5, shown_version=1))
        connection.commit()
    stored(database, text(1, 1), text(2, 2))
    handle_all(dispatcher)
    assert presses == [False]
    with reading(database) as session:
        card = session.scalars(select(CardRow)).one()
    assert (card.version, card.wanted["text"]) == (3, "text 2")


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_dispatchers_that_wait_for_one_another_both_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else one of them takes both.
    monkeypatch.setattr("bot.dispatcher.SHARED_MOST", 1)
    both = threading.Barrier(2, timeout=20)
    tried: set[int] = set()

    def handle(changed: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number = changed["update_id"]
        mine, theirs = (1, 2) if number == 1 else (2, 1)
        lock = select(Person.person_id).with_for_update()
        uow.connection.execute(lock.where(Person.person_id == mine))
        if number not in tried:
            tried.add(number)
            both.wait()
        uow.connection.execute(lock.where(Person.person_id == theirs))
        return [Text(str(number))]

    with database.writing() as connection:
        people: list[dict[str, Any]] = [
            {"person_id": n, "code": f"P-{n}", "name": {}, "language": "en"} for n in (1, 2)
        ]
        connection.execute(insert(Person), people)
        connection.commit()
    pair = dispatchers(database, 2, handle, Clock())
    stored(database, text(1, 1), tap(2, 2))
    threads = [threading.Thread(target=handled, args=(each,)) for each in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    handle_all(pair[0])
    assert sorted(words for kind, words in said(database) if kind == "text") == ["1", "2"]
    assert set(attempts(database).values()) == {0}


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_of_two_dispatchers_that_add_to_one_chain_neither_apologises(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else one of them takes both.
    monkeypatch.setattr("bot.dispatcher.SHARED_MOST", 1)
    both = threading.Barrier(2, timeout=20)
    tried: set[int] = set()

    def handle(changed: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number = changed["update_id"]
        uow.ledger.head("registry")
        if number not in tried:
            tried.add(number)
            both.wait()
        uow.record("registry", "invited", "SJ-01", {"number": number})
        return [Text(str(number))]

    pair = dispatchers(database, 2, handle, Clock())
    stored(database, text(1, 1), text(2, 2))
    threads = [threading.Thread(target=handled, args=(each,)) for each in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    handle_all(pair[0])
    with reading(database) as session:
        links = list(links_of(session, "registry"))
    assert list(faults_of(links)) == []
    assert sorted(link["body"]["number"] for link in links) == [1, 2]
    assert sorted(words for kind, words in said(database) if kind == "text") == ["1", "2"]
    assert set(attempts(database).values()) == {0}
