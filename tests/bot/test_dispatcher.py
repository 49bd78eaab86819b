"""Dispatchers: every update takes effect once and in the order of its chat, however many work and whatever fails."""

import asyncio
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from forms.filling.reading import FormDefinition
from forms.filling.refusals import XFormRefused
from rules.chains import faults_of
from rules.errors.answers_on_site import NOTHING_TO_UNDO
from rules.errors.form_definitions import PART_MISSING
from rules.events import UpdateParked
from rules.messages import Card, Message, Text, Toast
from rules.refusals import Refused
from services.filled import FormUnread
from storage import inbox
from storage.database import Database
from storage.ledger import links_of
from storage.tables import InboxUpdate
from storage.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.bot.made_dispatchers import BOT, Clock, dispatchers, handled, said, stored, tap, text

CHATS, UPDATES = 20, 1000


def test_a_thousand_updates_take_effect_once_each_and_in_order(database: Database) -> None:
    count = 1 if database.is_sqlite else 4
    chance = random.Random(20260312)
    failing = {number for number in range(UPDATES) if chance.random() < 0.03}
    tried: set[int] = set()
    guard = threading.Lock()

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        number, chat = update["update_id"], update["message"]["chat"]["id"]
        uow.record(f"chat:{chat}", "said", str(chat), {"number": number})
        with guard:
            first = number not in tried
            tried.add(number)
        if first and number in failing:
            raise RuntimeError("injected")
        return [Text(f"{number}")]

    clock = Clock(speed=40)
    working = dispatchers(database, count, handle, clock)
    for each in working:
        each.start()
    updates = [text(number, 100 + chance.randrange(CHATS)) for number in range(UPDATES)]
    for start in range(0, UPDATES, 50):
        # Every batch comes with some of the one before, as after an answer that Telegram did not hear.
        with unit_of_work(database, BOT, clock) as uow:
            inbox.store(uow.connection, BOT, updates[max(0, start - 20) : start + 50], uow.now)
        for each in working:
            each.wake()
    deadline = time.monotonic() + 60
    while waiting(database):
        assert time.monotonic() < deadline, f"{waiting(database)} still wait"
        time.sleep(0.02)
        for each in working:
            each.wake()
    for each in working:
        each.stop()

    with reading(database) as session:
        states = session.scalars(select(InboxUpdate.state)).all()
        assert states == ["done"] * UPDATES
        for chat in range(100, 100 + CHATS):
            links = list(links_of(session, f"chat:{chat}"))
            wanted = [u["update_id"] for u in updates if u["message"]["chat"]["id"] == chat]
            assert [link["body"]["number"] for link in links] == wanted
            assert list(faults_of(links)) == []
    assert sorted(int(words) for kind, words in said(database) if kind == "text") == list(range(UPDATES))
    assert failing <= tried


def waiting(database: Database) -> int:
    with reading(database) as session:
        return len(session.scalars(select(InboxUpdate.arrival).where(InboxUpdate.state != "done")).all())


def test_all_that_an_update_does_is_stored_or_nothing_of_it(database: Database) -> None:
    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        uow.record("chat:1", "said", "1", {})
        uow.point(1, place="task")
        uow.enqueue("fetch", "1", {})
        uow.mailbox.say(1, [Text("half")])
        raise RuntimeError("in the middle")

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, text(1, 1))
    assert handled(dispatcher)
    with reading(database) as session:
        assert list(links_of(session, "chat:1")) == []
    assert said(database) == []


def test_a_refused_update_leaves_what_is_said_and_nothing_else(database: Database) -> None:
    def handler(update: dict[str, Any], uow: UnitOfWork) -> list[Message]:
        uow.point(1, tried=True)
        uow.emit(UpdateParked(1, "E-0000"))
        uow.mailbox.say(1, [Text("half an act")])
        raise Refused(NOTHING_TO_UNDO)

    [dispatcher] = dispatchers(database, 1, handler, Clock(), said_of=lambda refusal: [Text(refusal.code)])
    stored(database, text(1, chat=1), text(2, chat=1))
    assert [handled(dispatcher) for _ in range(3)] == [True, True, False]
    assert said(database) == [("text", "ITEM_003")] * 2
    with unit_of_work(database, BOT, Clock()) as uow:
        assert uow.pointer(1) == {}


def test_what_shared_a_transaction_with_a_refused_update_is_handled_all_the_same_and_once(database: Database) -> None:
    def handler(update: dict[str, Any], uow: UnitOfWork) -> list[Message]:
        number = update["update_id"]
        uow.record("all", "said", "1", {"number": number})
        if number % 3 == 0:
            raise Refused(NOTHING_TO_UNDO)
        return [Text(str(number))]

    [dispatcher] = dispatchers(database, 1, handler, Clock(), said_of=lambda refusal: [Text(refusal.code)])
    stored(database, *(text(number, chat=number) for number in range(1, 10)))
    while handled(dispatcher):
        pass
    words = [words for _, words in said(database)]
    assert sorted(words) == ["1", "2", "4", "5", "7", "8", *["ITEM_003"] * 3]
    with reading(database) as session:
        links = list(links_of(session, "all"))
    assert [link["body"]["number"] for link in links] == [1, 2, 4, 5, 7, 8]
    assert list(faults_of(links)) == []


@pytest.mark.parametrize("ends", ["said", "refused", "fails"])
def test_a_form_is_read_while_nobody_waits_and_the_update_comes_once_more(database: Database, ends: str) -> None:
    seen: list[tuple[bool, str]] = []

    def read() -> FormDefinition:
        # Nobody holds the writer.
        with unit_of_work(database, BOT, Clock()) as uow:
            uow.record("all", "read", "1", {})
        raise XFormRefused(PART_MISSING, part="model")

    def handler(update: dict[str, Any], uow: UnitOfWork) -> list[Message]:
        uow.record("all", "said", "1", {})
        seen.append((uow.is_waited_for, update["callback_query"]["data"]))
        if uow.is_waited_for:
            raise FormUnread("a", read)
        if ends == "refused":
            raise Refused(NOTHING_TO_UNDO)
        if ends == "fails":
            raise RuntimeError(ends)
        return [Text("done")]

    [dispatcher] = dispatchers(database, 1, handler, Clock(), said_of=lambda refusal: [Text(refusal.code)])
    stored(database, tap(1, chat=1))
    assert handled(dispatcher)
    assert seen == [(True, "x"), (False, "x")]
    with reading(database) as session:
        types = [link["type"] for link in links_of(session, "all")]
    assert types == (["read", "said"] if ends == "said" else ["read"])
    texts = [words for kind, words in said(database) if kind == "text"]
    assert texts == {"said": ["done"], "refused": ["ITEM_003"], "fails": []}[ends]


def test_a_tap_is_always_answered(database: Database) -> None:
    answers: Iterator[list[Any]] = iter([[], [Card("a", "card")], [Toast("已记"), Card("a", "card 2")]])
    (dispatcher,) = dispatchers(database, 1, lambda _update, _uow: next(answers), Clock())
    stored(database, tap(1, 1), tap(2, 1), tap(3, 1))
    while handled(dispatcher):
        pass
    assert said(database) == [("toast", ""), ("toast", ""), ("card", ""), ("toast", "已记"), ("card", "")]


def test_a_person_is_told_of_the_second_failure_and_of_the_last_and_of_the_end(database: Database) -> None:
    clock = Clock()

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        raise RuntimeError("always")

    (dispatcher,) = dispatchers(database, 1, handle, clock)
    stored(database, tap(1, 1), text(2, 2))
    told = []
    for _ in range(inbox.ATTEMPTS):
        while handled(dispatcher):
            pass
        told.append([kind for kind, _ in said(database)])
        clock.turn(60)
    assert told[0] == []
    assert told[1] == told[2] == told[3] == ["card"] * 2
    assert sorted(told[4]) == ["card"] * 4 + ["toast"]
    assert not handled(dispatcher)


def test_a_step_that_is_stored_after_all_takes_its_apology_away(database: Database) -> None:
    outcomes = iter([RuntimeError("once"), RuntimeError("twice"), None])

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        if error := next(outcomes):
            raise error
        return [Text("done")]

    clock = Clock()
    (dispatcher,) = dispatchers(database, 1, handle, clock)
    stored(database, text(1, 1))
    while handled(dispatcher):
        clock.turn(60)
    # The apology, the answer, and the apology's withdrawal.
    assert [kind for kind, _ in said(database)] == ["card", "text", "card"]


def test_a_rehearsal_leaves_nothing_behind(database: Database) -> None:
    heard: list[str] = []

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        heard.append(next(iter(update)))
        uow.record("chat:1", "said", "1", {})
        return [Text("rehearsed")]

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    while not dispatcher.has_rehearsed:
        asyncio.run(dispatcher.rehearse())
    assert len(heard) > 1
    assert said(database) == []
    with reading(database) as session:
        assert list(links_of(session, "chat:1")) == []


def test_a_dispatcher_survives_a_database_that_goes_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        heard.append(update["update_id"])
        return []

    claim, faults = inbox.claim, iter([OSError("gone"), OSError("gone")])

    def claim_or_fail(*args: Any, **more: Any) -> Any:
        if error := next(faults, None):
            raise error
        return claim(*args, **more)

    monkeypatch.setattr(inbox, "claim", claim_or_fail)
    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, text(1, 1))
    dispatcher.start()
    deadline = time.monotonic() + 10
    while not heard:
        assert time.monotonic() < deadline
        dispatcher.wake()
        time.sleep(0.01)
    dispatcher.stop()
    assert heard == [1]


def locked() -> OperationalError:
    """What SQLAlchemy raises when another process holds SQLite's writer for too long."""
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("INSERT", {}, busy)


def attempts(database: Database) -> list[tuple[int, str]]:
    with reading(database) as session:
        rows = session.execute(select(InboxUpdate.attempts, InboxUpdate.state).order_by(InboxUpdate.arrival))
        return [(row.attempts, row.state) for row in rows]


def test_a_database_that_is_busy_counts_against_no_update(database: Database) -> None:
    faults = iter([locked() for _ in range(inbox.ATTEMPTS + 1)])

    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        if error := next(faults, None):
            raise error
        return [Text("done")]

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, text(1, 1))
    for _ in range(inbox.ATTEMPTS + 1):
        with pytest.raises(OperationalError):
            handled(dispatcher)
        assert attempts(database) == [(0, "waiting")]
    assert handled(dispatcher)
    assert said(database) == [("text", "done")]


def test_what_a_database_refuses_for_good_counts_against_the_update_that_asked(database: Database) -> None:
    def handle(update: dict[str, Any], uow: UnitOfWork) -> list[Any]:
        uow.connection.execute(sql("SELECT nothing FROM nowhere"))
        return []

    (dispatcher,) = dispatchers(database, 1, handle, Clock())
    stored(database, text(1, 1))
    assert handled(dispatcher)
    assert attempts(database) == [(1, "waiting")]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_no_update_is_to_blame_when_what_was_not_reached_cannot_be_given_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise RuntimeError("injected")

    (dispatcher,) = dispatchers(database, 1, lambda _update, _uow: [], Clock())
    monkeypatch.setattr(inbox, "give_back", fail)
    monkeypatch.setattr("bot.dispatcher.SHARED_SECONDS", 0)
    stored(database, text(1, 1), text(2, 2), text(3, 3))
    with pytest.raises(RuntimeError, match="injected"):
        handled(dispatcher)
    assert attempts(database) == [(0, "waiting")] * 3
