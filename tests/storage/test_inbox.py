"""The inbox: nothing twice, nothing lost, each chat's acts in the order in which they were made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pytest
from sqlalchemy import event, insert, select

from storage import inbox
from storage.tables import InboxUpdate
from storage.unit_of_work import UnitOfWork

BOT = 7
Work = Callable[[], AbstractContextManager[UnitOfWork]]


class Clock(Protocol):
    def turn(self, seconds: float) -> None: ...


def text(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id}, "text": f"text {update_id}"}}


def stored(work: Work, *updates: dict[str, Any]) -> int:
    with work() as uow:
        return inbox.store(uow.connection, BOT, updates, uow.now)


def claimed(work: Work) -> int | None:
    """Handle the next update; return its number."""
    with work() as uow:
        arrivals = inbox.claim(uow.connection, BOT, uow.now)
        return arrivals[0].update_id if arrivals else None


def failed(work: Work) -> tuple[int, bool]:
    """Fail at the next update; return its number and whether it was parked."""
    with work() as uow:
        (arrival,) = inbox.claim(uow.connection, BOT, uow.now)
        uow.connection.rollback()
    with work() as uow:
        return arrival.update_id, inbox.put_back(uow.connection, arrival, "E-1", uow.now) == "parked"


def test_a_repeated_update_changes_nothing(work: Work) -> None:
    assert stored(work, text(1), text(2)) == 2
    assert stored(work, text(1), text(2), text(3)) == 1
    assert [claimed(work) for _ in range(4)] == [1, 2, 3, None]
    assert stored(work, text(1)) == 0
    assert claimed(work) is None


def test_the_same_number_for_another_bot_is_another_update(work: Work) -> None:
    stored(work, text(1))
    with work() as uow:
        assert inbox.store(uow.connection, BOT + 1, [text(1)], uow.now) == 1


def test_a_bot_takes_its_own_updates_only_and_waits_for_no_other_ones(work: Work) -> None:
    with work() as uow:
        inbox.store(uow.connection, BOT + 1, [text(1)], uow.now)
    stored(work, text(2))
    assert [claimed(work), claimed(work)] == [2, None]
    with work() as uow:
        (other,) = inbox.claim(uow.connection, BOT + 1, uow.now)
        assert other.update_id == 1


def test_what_waits_is_found_by_the_indexes_of_what_waits(work: Work) -> None:
    asked: list[str] = []
    with work() as uow:
        rows = [
            {"bot_id": BOT, "update_id": n, "chat_id": n % 50, "received_at": uow.now, "payload": "{}"}
            | {"state": "done", "not_before": uow.now}
            for n in range(3000)
        ]
        uow.connection.execute(insert(InboxUpdate), rows)
        engine = uow.connection.engine

        def explain(_c: Any, _r: Any, statement: str, values: Any, _x: Any, _m: bool) -> None:
            if statement.startswith(("UPDATE", "WITH")):
                begin = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
                cursor = uow.connection.connection.cursor()
                cursor.execute(begin + statement, values)
                asked.extend(str(row) for row in cursor.fetchall())

        event.listen(engine, "before_cursor_execute", explain)
        inbox.claim(uow.connection, BOT, uow.now)
        event.remove(engine, "before_cursor_execute", explain)
    assert any("ix_inbox_turn" in line or "ix_inbox_waiting" in line for line in asked)
    assert not any("uq_inbox" in line or "autoindex" in line or "Seq Scan on inbox" in line for line in asked), asked


def test_a_batch_in_disorder_is_handled_in_the_order_of_its_numbers(work: Work) -> None:
    stored(work, text(3), text(1), text(2))
    assert [claimed(work) for _ in range(3)] == [1, 2, 3]


def test_what_is_not_committed_waits_again(work: Work) -> None:
    stored(work, text(1))
    with work() as uow:
        assert inbox.claim(uow.connection, BOT, uow.now)
        uow.connection.rollback()
    assert claimed(work) == 1


def test_a_failed_update_holds_back_its_own_chat_and_no_other(work: Work, clock: Clock) -> None:
    stored(work, text(1, chat_id=1), text(2, chat_id=1), text(3, chat_id=2))
    assert failed(work) == (1, False)
    assert [claimed(work), claimed(work)] == [3, None]
    clock.turn(0.6)
    assert [claimed(work), claimed(work)] == [1, 2]


def test_the_pause_before_each_new_attempt_is_twice_the_last(work: Work, clock: Clock) -> None:
    stored(work, text(1))
    pauses = []
    for _ in range(4):
        failed(work)
        waited = 0.0
        while claimed_nothing(work):
            clock.turn(0.25)
            waited += 0.25
        pauses.append(waited)
    assert pauses == [0.5, 1, 2, 4]


def claimed_nothing(work: Work) -> bool:
    with work() as uow:
        found = inbox.claim(uow.connection, BOT, uow.now)
        uow.connection.rollback()
    return not found


def test_an_update_that_always_fails_is_parked_and_the_chat_goes_on(work: Work, clock: Clock) -> None:
    stored(work, text(1), text(2))
    verdicts = []
    for _ in range(inbox.ATTEMPTS):
        verdicts.append(failed(work))
        clock.turn(60)
    assert verdicts == [(1, False)] * (inbox.ATTEMPTS - 1) + [(1, True)]
    assert [claimed(work), claimed(work)] == [2, None]


def test_a_parked_update_is_taken_up_again_for_its_own_chat_only(work: Work, clock: Clock) -> None:
    stored(work, text(1, chat_id=1))
    for _ in range(inbox.ATTEMPTS):
        failed(work)
        clock.turn(60)
    with work() as uow:
        arrival = uow.session.scalars(select(InboxUpdate.arrival)).one()
        assert not inbox.take_up(uow.connection, 2, arrival, uow.now)
        assert inbox.take_up(uow.connection, 1, arrival, uow.now)
        assert not inbox.take_up(uow.connection, 1, arrival, uow.now)
    assert claimed(work) == 1


def test_an_update_whose_transaction_was_given_up_is_taken_again_once(work: Work) -> None:
    stored(work, text(1))
    with work() as uow:
        (arrival,) = inbox.claim(uow.connection, BOT, uow.now)
        uow.connection.rollback()
    with work() as uow:
        assert inbox.claim_again(uow.connection, arrival)
    with work() as uow:
        assert not inbox.claim_again(uow.connection, arrival)
    assert claimed(work) is None


def test_a_failure_noted_late_does_not_bring_a_handled_update_back(work: Work) -> None:
    stored(work, text(1))
    with work() as uow:
        (arrival,) = inbox.claim(uow.connection, BOT, uow.now)
        uow.connection.rollback()
    assert claimed(work) == 1  # another dispatcher was quicker
    with work() as uow:
        assert inbox.put_back(uow.connection, arrival, "E-1", uow.now) is None
    assert claimed(work) is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_several_chats_are_claimed_at_once_each_by_its_oldest_and_what_is_not_handled_is_given_back(work: Work) -> None:
    stored(work, text(1, chat_id=1), text(2, chat_id=1), text(3, chat_id=2), text(4, chat_id=3))
    with work() as uow:
        arrivals = inbox.claim(uow.connection, BOT, uow.now, most=2)
        assert [arrival.update_id for arrival in arrivals] == [1, 3]
        inbox.give_back(uow.connection, arrivals[1:])
    assert [claimed(work) for _ in range(4)] == [2, 3, 4, None]


def test_handled_updates_are_forgotten_after_eight_days_and_no_others(work: Work, clock: Clock) -> None:
    stored(work, text(1), text(2))
    claimed(work)
    clock.turn(inbox.KEPT_DAYS * 86_400 + 1)
    stored(work, text(3))
    with work() as uow:
        inbox.forget_old(uow.connection, uow.now)
        assert uow.session.scalars(select(InboxUpdate.update_id).order_by(InboxUpdate.arrival)).all() == [2, 3]


@pytest.mark.parametrize(
    ("update", "chat_id"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": 5}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, 6),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"inline_query": {"from": {"id": 6}}}, 6),
        ({"poll": {"id": "x"}}, 0),
        ({"message": {"chat": {"id": 1 << 63}}}, 0),
        ({"callback_query": {"from": {"id": 6}, "message": "x"}}, 6),
        ({}, 0),
    ],
)
def test_an_update_waits_for_the_turn_of_its_chat(update: dict[str, Any], chat_id: int) -> None:
    assert inbox.chat_of({"update_id": 1, **update}) == chat_id


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_chat_whose_turn_is_taken_is_passed_over(work: Work) -> None:
    stored(work, text(1, chat_id=1), text(2, chat_id=1), text(3, chat_id=2))
    with work() as first, work() as second, work() as third:
        (ours,) = inbox.claim(first.connection, BOT, first.now)
        (theirs,) = inbox.claim(second.connection, BOT, second.now)
        assert (ours.update_id, theirs.update_id) == (1, 3)
        assert inbox.claim(third.connection, BOT, third.now) == []
    assert claimed(work) == 2
