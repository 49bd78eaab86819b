"""The voice: calls are made by a process of its own, which may die at any time."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import lives
from bot import voice as voices
from bot.lives import Lives, NeverBegins
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


async def say(voice: Voice, text: str, chat_id: int = CHEN) -> int:
    number: int = await voice.make("send", chat_id, to_dict(Text(text)))
    return number


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


async def test_a_speaker_that_hangs_is_killed_and_followed_by_another_and_that_is_told(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    monkeypatch.setattr(voices, "BREATH_SECONDS", 0.5)
    voice = Voice(Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path))
    running = asyncio.create_task(voice.run())
    await say(voice, "before")
    (first,) = speakers()
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(Undelivered) as hung:
        await asyncio.wait_for(say(voice, "during"), 10)
    assert hung.value.why == "away"
    monkeypatch.setattr(voices, "BREATH_SECONDS", 15)
    await asyncio.wait_for(say(voice, "after"), 20)
    assert chat(sandbox)[-1] == "after"
    assert first not in speakers()
    voice.stop()
    await running
    assert [report["event"] for report in reports] == ["speaker_hangs", "speaker_died"]


async def test_a_call_that_is_never_answered_ends_its_speaker(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: list[MutableMapping[str, Any]]
) -> None:
    voice = Voice(Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path))
    running = asyncio.create_task(voice.run())
    await say(voice, "before")
    monkeypatch.setattr(voices, "CALL_SECONDS", 0.5)
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "sendMessage", "kind": "delay", "seconds": 30})
    with pytest.raises(Undelivered) as hung:
        await say(voice, "during")
    assert hung.value.why == "away"
    voice.stop()
    await running
    assert reports[0]["event"] == "speaker_hangs"


async def test_a_hanging_speaker_does_not_keep_the_program_from_ending(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "FAREWELL_SECONDS", 0.3)
    voice = Voice(Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path))
    running = asyncio.create_task(voice.run())
    await say(voice, "before")
    os.kill(speakers()[0], signal.SIGSTOP)
    voice.stop()
    await asyncio.wait_for(running, 10)
    assert speakers() == []


async def test_a_speaker_that_never_gets_ready_ends_the_attempts(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "PAUSES", (0,))
    monkeypatch.setattr(voices, "COMMAND", ("false",))
    voice = Voice(Settings(token=SecretStr(sandbox.token), api_url=sandbox.url, data_folder=tmp_path))
    with pytest.raises(NeverBegins, match=r"bot\.speaker"):
        await asyncio.wait_for(voice.run(), 10)


def test_the_pause_grows_with_each_death_and_begins_small_again_after_a_good_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("bot.lives.time.monotonic", lambda: now)
    life = Lives("x")
    life.get_ready()
    pauses = [life.end() for _ in range(7)]
    assert pauses == [0.2, 1, 5, 15, 30, 30, 30]
    life.start()
    now += lives.GOOD_WHILE_SECONDS
    assert life.end() == 0.2
    life.start()
    assert life.end() == 1
