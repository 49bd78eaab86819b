"""Telegram fails, or somebody cannot be reached: nothing is lost, nothing counts twice, those concerned hear of it."""

import time
from collections.abc import Iterator

import pytest

from sandbox.driver import Town
from sandbox.faults import FaultList
from sandbox.visit_script import (
    answer_the_fire_sheet,
    comply_with_rest,
    conclude,
    current_answers,
    on_the_page,
    written_answers,
)


@pytest.fixture
def faults(shared_town: Town) -> Iterator[FaultList]:
    """What Telegram shall do wrong; at the end all of it must have happened."""
    faults = shared_town.sandbox.world.faults
    yield faults
    deadline = time.monotonic() + 10
    while faults.waiting and time.monotonic() < deadline:
        time.sleep(0.05)
    left = list(faults.waiting)
    faults.clear()
    assert left == []


def test_a_blocked_bot_is_told_to_the_supervisor_and_the_visit_goes_on(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhao, supervisor = people.chen, people.zhao, people.supervisor
    zhao.types("继续")
    zhao.blocks()
    supervisor.sees("赵岩" if language == "zh-CN" else "Zhao Yan")
    comply_with_rest(chen)
    conclude(chen)
    assert len(current_answers(shared_town, visit_id)) == 20
    zhao.unblocks()
    zhao.types("继续" if language == "zh-CN" else "continue")
    comply_with_rest(zhao)
    answer_the_fire_sheet(zhao)
    assert len(current_answers(shared_town, visit_id)) == 32


def test_someone_who_blocked_while_the_bot_was_away_breaks_nothing(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen, zhou = people.chen, people.zhou
    shared_town.kill()
    zhou.blocks()
    # The bot learns of it by a 403 at the latest: the notice that it was blocked may be a day old and gone.
    shared_town.sandbox.world.updates.clear()
    shared_town.start()
    comply_with_rest(chen)
    conclude(chen)
    assert len(current_answers(shared_town, visit_id)) == 20
    zhou.unblocks()
    zhou.types("继续")
    zhou.sees(zhou.word("button-reopen"))


@pytest.mark.parametrize("kind", ["429", "500", "refuse", "drop"])
def test_answers_survive_a_telegram_that_fails(shared_town: Town, faults: FaultList, kind: str, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    for method in ("editmessagetext", "answercallbackquery", "sendmessage"):
        faults.add({"method": method, "kind": kind, "retry_after": 1, "chat_id": _chat(method, chen.number)})
    chen.taps(chen.word("button-comply-rest", count=7))
    chen.types("9 no 墙上有洞")
    chen.taps(chen.word("button-how-site"))
    chen.sends_photo()
    chen.taps(chen.word("button-finding-done"))
    chen.taps(chen.word("button-undo-rest"))
    assert current_answers(shared_town, visit_id) == {"pest_proof": "problem"}
    assert written_answers(shared_town, visit_id) == 15
    shared_town.works_off_jobs()
    chen.sees(chen.word("pictures-secured", count=1, kind="photo"))


def _chat(method: str, number: int) -> int:
    """An answered tap names no chat."""
    return 0 if method == "answercallbackquery" else number


def test_updates_that_come_twice_or_out_of_order_count_once_and_in_order(shared_town: Town, faults: FaultList) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    zhao = people.zhao
    zhao.types("继续")
    faults.add({"method": "getupdates", "kind": "duplicate"})
    zhao.types("6", is_awaited=False)
    zhao.types("8", is_awaited=False)
    zhao.settles()
    zhao.types("12")
    faults.add({"method": "getupdates", "kind": "reorder"})
    zhao.types("员工能说出", is_awaited=False)
    zhao.types("5 no 压力不足", is_awaited=False)
    zhao.types("2 no 用途不符", is_awaited=False)
    zhao.settles()
    standing = current_answers(shared_town, visit_id)
    assert standing["extinguishers"] == "8"
    assert written_answers(shared_town, visit_id) == len(standing)


def test_polling_that_fails_delays_and_loses_nothing(shared_town: Town, faults: FaultList) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    for kind in ("500", "drop", "refuse"):
        faults.add({"method": "getupdates", "kind": kind})
    # The poll under way ends whole with the first; the faults strike those that bring the others.
    chen.types("3 no 第3项有问题")
    for number in (4, 5, 6):
        chen.types(f"{number} no 第{number}项有问题", is_awaited=False)
    chen.settles()
    assert len(current_answers(shared_town, visit_id)) == 4
    assert written_answers(shared_town, visit_id) == 4
