"""The queue of updates: confirming, lifetimes, and what the bot asked for."""

import json

import pytest

from sandbox.acts import talking
from sandbox.clock import Clock
from sandbox.journal import NoJournal
from sandbox.updates import MAX_ANSWER_BYTES, UpdateQueue, Waiting
from sandbox.world import World


@pytest.fixture
def queue() -> UpdateQueue:
    return UpdateQueue(Clock(), NoJournal())


def fill(queue: UpdateQueue, count: int) -> list[int]:
    return [queue.add("message", {"text": str(number)}, 86_400, "chat 1") for number in range(count)]


def numbers(found: list[Waiting]) -> list[int]:
    return [waiting.update_id for waiting in found]


def test_numbers_start_somewhere_and_count_up(queue: UpdateQueue) -> None:
    first, second, third = fill(queue, 3)
    assert first >= 100_000_000
    assert (second, third) == (first + 1, first + 2)


def test_only_a_higher_offset_confirms(queue: UpdateQueue) -> None:
    ids = fill(queue, 3)
    assert numbers(queue.take(0, 100)) == ids
    assert numbers(queue.take(ids[0], 100)) == ids
    assert numbers(queue.take(ids[2], 100)) == ids[2:]
    assert numbers(queue.take(0, 100)) == ids[2:]
    assert queue.take(ids[2] + 1, 100) == []


def test_a_negative_offset_keeps_only_the_last_ones(queue: UpdateQueue) -> None:
    ids = fill(queue, 5)
    assert numbers(queue.take(-2, 100)) == ids[3:]
    assert numbers(queue.take(0, 100)) == ids[3:]
    assert numbers(queue.take(-9, 100)) == ids[3:]


def test_an_offset_far_off_loses_nothing(queue: UpdateQueue) -> None:
    ids = fill(queue, 3)
    assert numbers(queue.take(ids[2] + 12, 100)) == ids
    assert numbers(queue.take(ids[0] - 100_001, 100)) == ids
    assert queue.take(ids[2] + 11, 100) == []


def test_a_limit_cuts_the_batch(queue: UpdateQueue) -> None:
    ids = fill(queue, 5)
    assert numbers(queue.take(0, 2)) == ids[:2]


def test_an_answer_ends_before_four_mebibytes(queue: UpdateQueue) -> None:
    for _ in range(3):
        queue.add("message", {"text": "x" * (MAX_ANSWER_BYTES // 2 - 100)}, 86_400, "chat 1")
    assert len(queue.take(0, 100)) == 2


def test_messages_live_a_day_and_taps_150_seconds(queue: UpdateQueue) -> None:
    message = queue.add("message", {}, 86_400, "chat 1")
    queue.add("callback_query", {}, 150, "user 1")
    queue.clock.advance(151)
    assert numbers(queue.take(0, 100)) == [message]
    queue.clock.advance(86_400)
    assert queue.take(0, 100) == []


def test_after_a_quiet_week_numbers_start_anew() -> None:
    queue = UpdateQueue(Clock(), NoJournal())
    last = fill(queue, 1)[0]
    queue.take(last + 1, 1)
    queue.clock.advance(8 * 86_400)
    restarted = fill(queue, 1)[0]
    assert restarted != last + 1
    assert 100_000_000 <= restarted <= 900_000_000


def test_only_wanted_kinds_are_made(queue: UpdateQueue) -> None:
    assert queue.wants("message")
    assert not queue.wants("message_reaction")
    queue.set_allowed('["callback_query"]')
    assert queue.add("message", {}, 86_400, "chat 1") == 0
    assert queue.add("callback_query", {}, 150, "user 1") > 0


@pytest.mark.parametrize("raw", ["", "[", "5", '[5,"message"]', "null"])
def test_a_garbled_wish_keeps_the_old_one(queue: UpdateQueue, raw: str) -> None:
    queue.set_allowed('["message"]')
    queue.set_allowed(raw)
    assert queue.allowed == ["message"]


@pytest.mark.parametrize("raw", ["[]", '["telepathy"]'])
def test_an_empty_wish_means_the_default(queue: UpdateQueue, raw: str) -> None:
    queue.set_allowed('["message"]')
    queue.set_allowed(raw)
    assert queue.allowed is None


def test_what_waits_stays_when_the_wish_changes(queue: UpdateQueue) -> None:
    ids = fill(queue, 1)
    queue.set_allowed('["callback_query"]')
    assert numbers(queue.take(0, 100)) == ids


def test_an_injected_repeat_comes_once_although_confirmed(queue: UpdateQueue) -> None:
    ids = fill(queue, 3)
    queue.take(ids[2] + 1, 1)
    assert queue.inject({"update_id": ids[0], "message": {"text": "again"}}) == ids[0]
    assert numbers(queue.take(ids[2] + 1, 100)) == [ids[0]]
    assert queue.take(ids[2] + 1, 100) == []


def test_an_injected_update_without_number_gets_the_next(queue: UpdateQueue) -> None:
    ids = fill(queue, 1)
    assert queue.inject({"message": {"text": "x"}}) == ids[0] + 1
    assert fill(queue, 1) == [ids[0] + 2]


def test_an_update_keeps_what_the_bot_could_see_then(world: World, li: int) -> None:
    message = talking.text(world, li, "旧")
    talking.edit(world, li, message.message_id, "新")
    bodies = [json.loads(waiting.body) for waiting in world.updates.take(0, 100)][-2:]
    assert bodies[0]["message"]["text"] == "旧"
    assert bodies[1]["edited_message"]["text"] == "新"
