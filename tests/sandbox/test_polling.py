"""Long polling over the wire."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest

from sandbox.acts import talking
from sandbox.server import Sandbox

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
Poll = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def poll(sandbox: Sandbox) -> AsyncIterator[Poll]:
    async with httpx.AsyncClient(base_url=sandbox.url, trust_env=False, verify=False, timeout=20) as client:

        async def run(**params: Any) -> dict[str, Any]:
            answer: dict[str, Any] = (await client.post(f"/bot{sandbox.token}/getUpdates", data=params)).json()
            return answer

        yield run


def texts(answer: dict[str, Any]) -> list[str]:
    return [update["message"]["text"] for update in answer["result"]]


async def test_an_update_ends_a_long_poll_at_once(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    waiting = asyncio.create_task(poll(timeout=10))
    await asyncio.sleep(0.05)
    started = time.monotonic()
    await asyncio.to_thread(talking.text, sandbox.world, wang, "到了")
    assert texts(await waiting) == ["到了"]
    assert time.monotonic() - started < 2


async def test_an_album_comes_in_one_batch(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    waiting = asyncio.create_task(poll(timeout=10, offset=1))
    await asyncio.sleep(0.05)
    with sandbox.world.acting:
        for number in range(3):
            talking.text(sandbox.world, wang, str(number))
    assert texts(await waiting) == ["0", "1", "2"]


async def test_a_poll_without_news_ends_empty(wang: int, poll: Poll) -> None:
    assert await poll(timeout=1, offset=wang) == {"ok": True, "result": []}


async def test_confirmed_updates_do_not_come_again(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    for number in range(3):
        talking.text(sandbox.world, wang, str(number))
    first = await poll(limit=2)
    assert texts(first) == ["0", "1"]
    second = await poll(offset=first["result"][-1]["update_id"] + 1)
    assert texts(second) == ["2"]
    assert texts(await poll(offset=second["result"][0]["update_id"])) == ["2"]


async def test_a_spinning_bot_is_slowed_down(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    for number in range(3):
        talking.text(sandbox.world, wang, str(number))
    offset = (await poll())["result"][0]["update_id"]
    assert len((await poll(offset=offset))["result"]) == 3
    assert len((await poll(offset=offset))["result"]) == 1


async def test_an_impatient_bot_waits_three_seconds(wang: int, poll: Poll) -> None:
    await poll(offset=5, timeout=0)
    started = time.monotonic()
    assert (await poll(offset=5, timeout=0))["result"] == []
    assert 2.5 < time.monotonic() - started < 6


async def test_a_second_poll_ends_the_first_with_a_conflict(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    older = asyncio.create_task(poll(timeout=10))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(poll(timeout=10, offset=3))
    assert await older == {
        "ok": False,
        "error_code": 409,
        "description": f"Conflict: {OTHER_POLL}",
    }
    await asyncio.to_thread(talking.text, sandbox.world, wang, "到了")
    assert texts(await newer) == ["到了"]


async def test_a_displaced_poll_gets_no_updates() -> None:
    with Sandbox() as sandbox:
        pid = sandbox.world.add_person(first_name="王").id
        async with httpx.AsyncClient(
            base_url=f"{sandbox.url}/bot{sandbox.token}", trust_env=False, verify=False, timeout=20
        ) as line:
            polls = []
            for number in range(3):
                polls.append(asyncio.create_task(line.get("/getUpdates", params={"timeout": 10, "offset": number})))
                await asyncio.sleep(0.1)
            # The second refusal comes three seconds after the first; the update must not go there meanwhile.
            await asyncio.to_thread(talking.text, sandbox.world, pid, "到了")
            answers = [answer.json() for answer in await asyncio.gather(*polls)]
    assert [answer["ok"] for answer in answers] == [False, False, True]
    assert texts(answers[2]) == ["到了"]


async def test_a_short_poll_does_not_disturb(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    older = asyncio.create_task(poll(timeout=10))
    await asyncio.sleep(0.05)
    assert (await poll(timeout=0, offset=9))["ok"] is True
    await asyncio.to_thread(talking.text, sandbox.world, wang, "到了")
    assert texts(await older) == ["到了"]


async def test_a_dead_poll_takes_nothing(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    dead = asyncio.create_task(poll(timeout=10, offset=-5))
    await asyncio.sleep(0.05)
    dead.cancel()
    await asyncio.gather(dead, return_exceptions=True)
    await asyncio.sleep(0.05)
    assert sandbox.world.updates.last_batch == []
    await asyncio.to_thread(talking.text, sandbox.world, wang, "到了")
    assert texts(await poll(timeout=5)) == ["到了"]


async def test_only_wanted_kinds_come(sandbox: Sandbox, wang: int, poll: Poll) -> None:
    await poll(allowed_updates='["callback_query"]', offset=1)
    await asyncio.to_thread(talking.text, sandbox.world, wang, "unheard")
    await poll(allowed_updates='["message"]', offset=2)
    await asyncio.to_thread(talking.text, sandbox.world, wang, "heard")
    assert texts(await poll(offset=3)) == ["heard"]
