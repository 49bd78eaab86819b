"""The voice: calls are made by a process of its own, which may die at any time."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.undelivered import Undelivered
from bot.voice import Voice
from rules.messages import Text, to_dict
from sandbox.server import Sandbox

CHEN, STRANGER = 7101, 999


@pytest.fixture
async def voice(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Voice]:
    """A voice with a running speaker."""
    settings = Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path)
    voice = Voice(settings)
    running = asyncio.create_task(voice.run())
    yield voice
    voice.stop()
    await running


def speakers() -> list[int]:
    """The processes that this one has begun."""
    tasks = Path("/proc/self/task").glob("*/children")
    found = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for pid in found if b"bot.speaker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def chat(sandbox: Sandbox) -> list[str]:
    with sandbox.world.acting:
        return [str(message.data["text"]) for message in sandbox.world.messages(CHEN)]


async def say(voice: Voice, text: str, chat_id: int = CHEN) -> int | None:
    return await voice.make("send", chat_id, to_dict(Text(text)))


async def test_what_is_said_stands_in_the_chat_under_the_number_that_comes_back(voice: Voice, sandbox: Sandbox) -> None:
    numbers = [await say(voice, text) for text in ("一", "two", "3\n行")]
    with sandbox.world.acting:
        assert [message.message_id for message in sandbox.world.messages(CHEN)] == numbers
    assert chat(sandbox) == ["一", "two", "3\n行"]


async def test_calls_that_were_begun_together_each_get_their_own_answer(voice: Voice, sandbox: Sandbox) -> None:
    numbers = await asyncio.gather(*(say(voice, str(n)) for n in range(20)))
    with sandbox.world.acting:
        texts = {message.message_id: message.data["text"] for message in sandbox.world.messages(CHEN)}
    assert [texts[number] for number in numbers if number] == [str(n) for n in range(20)]


async def test_why_something_was_not_delivered_comes_back_in_words(voice: Voice, sandbox: Sandbox) -> None:
    with pytest.raises(Undelivered) as unknown:
        await say(voice, "?", STRANGER)
    assert (unknown.value.why, unknown.value.words) == ("refused", "Chat not found")
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "sendMessage", "kind": "429", "retry_after": 3})
    with pytest.raises(Undelivered) as flooded:
        await say(voice, "!")
    assert (flooded.value.why, flooded.value.seconds) == ("flooded", 3)


async def test_what_can_never_be_said_is_refused_and_the_next_is_said(voice: Voice, sandbox: Sandbox) -> None:
    with pytest.raises(Undelivered) as unsendable:
        await voice.make("send", CHEN, {"kind": "gesture"})
    assert (unsendable.value.why, unsendable.value.words) == ("refused", "KeyError")
    await say(voice, "next")
    assert chat(sandbox) == ["next"]


async def test_a_speaker_that_is_killed_is_followed_by_another(voice: Voice, sandbox: Sandbox) -> None:
    await say(voice, "before")
    (first,) = speakers()
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "sendMessage", "kind": "delay", "seconds": 30})
    on_its_way = asyncio.create_task(say(voice, "during"))
    await asyncio.sleep(0.2)
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Undelivered) as cut:
        await on_its_way
    assert cut.value.why == "away"
    await say(voice, "after")
    assert chat(sandbox)[0] == "before"
    assert chat(sandbox)[-1] == "after"
    (second,) = speakers()
    assert second != first


async def test_no_speaker_outlives_its_voice(sandbox: Sandbox, tmp_path: Path) -> None:
    voice = Voice(Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path))
    running = asyncio.create_task(voice.run())
    await say(voice, "farewell")
    assert len(speakers()) == 1
    voice.stop()
    await running
    assert speakers() == []
