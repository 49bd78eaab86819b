"""Calls of Telegram: what is worth another try is tried again, each refusal is told by its kind."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.caller import Caller, CallRefused, PolledElsewhere, TokenRefused, WebhookElsewhere

OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_IS_SET = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
WEBHOOK_IS_SET_NOW = "Conflict: terminated by setWebhook request"
DONE = httpx.Response(200, json={"ok": True, "result": True})


def refusal(code: int, description: str, **parameters: Any) -> httpx.Response:
    return httpx.Response(code, json={"ok": False, "description": description, "parameters": parameters})


class Telegram:
    """Gives answers one after the other, the last one for ever."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.was_asked = asyncio.Event()
        self.stopping = asyncio.Event()

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        self.was_asked.set()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    async def call(self) -> Any:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer)) as client:
            return await Caller(client, "http://telegram/bot1:a", self.stopping).call("getUpdates", offset=1)


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (refusal(401, "Unauthorized"), TokenRefused, ""),
        (refusal(404, "Not Found"), TokenRefused, ""),
        (refusal(409, OTHER_POLL), PolledElsewhere, "terminated by other getUpdates"),
        (refusal(409, WEBHOOK_IS_SET), WebhookElsewhere, "webhook is active"),
        (refusal(409, WEBHOOK_IS_SET_NOW), WebhookElsewhere, "terminated by setWebhook"),
        (refusal(400, "Logged out"), CallRefused, "getUpdates: Logged out"),
    ],
)
async def test_a_refusal_is_told_by_its_kind_and_not_repeated(
    answer: httpx.Response, kind: type[Exception], told: str
) -> None:
    telegram = Telegram(answer)
    with pytest.raises(kind) as raised:
        await telegram.call()
    assert told in str(raised.value)
    assert telegram.asked == ["/bot1:a/getUpdates"]


@pytest.mark.parametrize(
    "answer",
    [
        refusal(500, "Internal Server Error: restart"),
        refusal(429, "Too Many Requests: retry after 0", retry_after=0),
        httpx.Response(502, text="<html>"),
        httpx.Response(404, text="<html>of a proxy</html>"),
        httpx.Response(200, json=["no answer of Telegram"]),
    ],
)
async def test_what_may_be_mended_by_waiting_is_tried_again(answer: httpx.Response) -> None:
    telegram = Telegram(answer, DONE)
    assert await telegram.call() is True
    assert len(telegram.asked) == 2


async def test_who_is_asked_to_stop_waits_for_nothing_more() -> None:
    telegram = Telegram(refusal(429, "Too Many Requests: retry after 60", retry_after=60))
    calling = asyncio.create_task(telegram.call())
    await telegram.was_asked.wait()
    telegram.stopping.set()
    assert await asyncio.wait_for(calling, 5) is None
