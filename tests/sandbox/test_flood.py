"""Flood limits, on the pushed clock."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import talking
from sandbox.acts.groups import open_group
from sandbox.errors import ApiError
from sandbox.methods import METHODS, Call
from sandbox.parameters import Parameters
from sandbox.world import World


@pytest.fixture
def strict() -> World:
    return World(flood=True)


@pytest.fixture
def li(strict: World) -> int:
    pid = strict.add_person(first_name="李").id
    talking.start(strict, pid)
    return pid


@pytest.fixture
def send(strict: World) -> Callable[[int], dict[str, Any]]:
    def run(chat_id: int) -> dict[str, Any]:
        sent: dict[str, Any] = METHODS["sendmessage"](Call(strict, Parameters({"chat_id": str(chat_id), "text": "x"})))
        return sent

    return run


Send = Callable[[int], dict[str, Any]]


def refused(send: Send, chat_id: int) -> int:
    with pytest.raises(ApiError) as error:
        send(chat_id)
    wait = error.value.retry_after
    assert error.value.code == 429
    assert error.value.description == f"Too Many Requests: retry after {wait}"
    assert wait is not None
    return wait


def test_a_burst_of_five_then_one_a_second(strict: World, li: int, send: Send) -> None:
    for _ in range(5):
        send(li)
    wait = refused(send, li)
    assert wait == 1
    strict.advance(wait)
    send(li)


def test_asking_again_too_early_doubles_the_wait(strict: World, li: int, send: Send) -> None:
    for _ in range(5):
        send(li)
    assert [refused(send, li) for _ in range(4)] == [1, 2, 4, 8]
    strict.advance(8)
    send(li)


def test_edits_count_as_messages(strict: World, li: int, send: Send) -> None:
    card = send(li)["message_id"]
    for number in range(4):
        values = {"chat_id": str(li), "message_id": str(card), "text": str(number)}
        METHODS["editmessagetext"](Call(strict, Parameters(values)))
    refused(send, li)


def test_one_slow_chat_does_not_stop_another(strict: World, li: int, send: Send) -> None:
    other = strict.add_person(first_name="王").id
    talking.start(strict, other)
    for _ in range(5):
        send(li)
    refused(send, li)
    send(other)


def test_all_chats_together_take_thirty_a_second(strict: World, send: Send) -> None:
    pids = [strict.add_person(first_name=str(number)).id for number in range(40)]
    for pid in pids:
        talking.start(strict, pid)
    for pid in pids[:30]:
        send(pid)
    # A machine may be slow enough to earn one more during the thirty.
    with pytest.raises(ApiError, match="retry after 1"):
        _send_to_all(send, pids[30:])


def _send_to_all(send: Send, pids: list[int]) -> None:
    for pid in pids:
        send(pid)


def test_a_group_takes_twenty_a_minute(strict: World, li: int, send: Send) -> None:
    group = open_group(strict, "两江监管", [li]).id
    for _ in range(20):
        strict.advance(0.1)
        send(group)
    assert refused(send, group) == 59
    strict.advance(60)
    send(group)


def test_refused_calls_change_nothing(strict: World, li: int, send: Send) -> None:
    for _ in range(5):
        send(li)
    before = len(strict.messages(li))
    refused(send, li)
    assert len(strict.messages(li)) == before


def test_limits_can_be_switched_off(strict: World, li: int, send: Send) -> None:
    strict.flood.enabled = False
    for _ in range(40):
        send(li)
