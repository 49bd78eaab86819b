"""The webhook: what addresses are taken, and how updates get there."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from sandbox.acts import talking
from sandbox.server import Sandbox
from sandbox.world import World

Api = Callable[..., dict[str, Any]]
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Bot:
    """A small web server that takes updates; `answers` says how it answers the next ones."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.answers: list[tuple[int, bytes]] = []
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = bot.answers.pop(0) if bot.answers else (200, b"")
                bot.secrets.append(self.headers.get("x-telegram-bot-api-secret-token", ""))
                bot.got.append(json.loads(body))
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name is inherited)
                """Keeps the tests quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def wait(self, count: int) -> list[dict[str, Any]]:
        """The updates so far, once there are `count` of them."""
        for _ in range(200):
            if len(self.got) >= count:
                break
            time.sleep(0.02)
        return self.got


@pytest.fixture
def bot() -> Iterator[Bot]:
    bot = Bot()
    thread = threading.Thread(target=bot.server.serve_forever, args=(0.02,))
    thread.start()
    yield bot
    bot.server.shutdown()
    bot.server.server_close()
    thread.join()


@pytest.fixture
def hooked(sandbox: Sandbox, api: Api, bot: Bot, wang: int) -> Iterator[int]:
    # One change a second is all that Telegram takes, and another test may just have made one.
    sandbox.world.advance(1)
    assert api("setWebhook", url=bot.url, secret_token="s-1", max_connections=7)["ok"] is True
    yield wang
    api("deleteWebhook")


def emptied(sandbox: Sandbox) -> bool:
    """Whether the queue is empty within two seconds; the bot hears of an update before the queue does."""
    for _ in range(100):
        if sandbox.world.updates.count() == 0:
            return True
        time.sleep(0.02)
    return False


def test_updates_come_one_by_one_with_the_secret(sandbox: Sandbox, bot: Bot, hooked: int) -> None:
    for number in range(3):
        talking.text(sandbox.world, hooked, str(number))
    assert [update["message"]["text"] for update in bot.wait(3)] == ["0", "1", "2"]
    assert bot.secrets == ["s-1"] * 3
    assert emptied(sandbox)


def test_what_the_bot_does_not_take_comes_again_in_order(sandbox: Sandbox, api: Api, bot: Bot, hooked: int) -> None:
    bot.answers = [(500, b""), (500, b"")]
    talking.text(sandbox.world, hooked, "first")
    talking.text(sandbox.world, hooked, "second")
    # The first repeat comes at once, the next after two seconds of Telegram's clock.
    bot.wait(2)
    time.sleep(0.1)
    info = api("getWebhookInfo")["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 2
    sandbox.world.advance(2)
    assert [update["message"]["text"] for update in bot.wait(4)] == ["first", "first", "first", "second"]


def test_one_silent_chat_does_not_hold_up_another(sandbox: Sandbox, bot: Bot, hooked: int) -> None:
    other = sandbox.world.add_person(first_name="赵").id
    bot.answers = [(500, b""), (500, b"")]
    talking.text(sandbox.world, hooked, "stuck")
    bot.wait(2)
    talking.text(sandbox.world, other, "free")
    assert bot.wait(3)[2]["message"]["text"] == "free"


def test_an_update_that_is_never_taken_is_dropped_at_its_age(sandbox: Sandbox, bot: Bot, hooked: int) -> None:
    bot.answers = [(500, b"")] * 10
    talking.text(sandbox.world, hooked, "unwanted")
    bot.wait(2)
    sandbox.world.advance(90_000)
    assert emptied(sandbox)


def test_the_bot_may_answer_with_a_method(sandbox: Sandbox, bot: Bot, hooked: int) -> None:
    answer = {"method": "sendMessage", "chat_id": hooked, "text": "回"}
    bot.answers = [(200, json.dumps(answer).encode())]
    talking.text(sandbox.world, hooked, "问")
    bot.wait(1)
    for _ in range(100):
        if sandbox.world.messages(hooked)[-1].by_bot:
            break
        time.sleep(0.02)
    assert sandbox.world.messages(hooked)[-1].data["text"] == "回"


def test_polling_and_a_webhook_exclude_each_other(api: Api, hooked: int) -> None:
    assert api("getUpdates") == {"ok": False, "error_code": 409, "description": WEBHOOK_IS_SET}
    assert api("deleteWebhook") == {"ok": True, "result": True, "description": "Webhook was deleted"}
    assert api("deleteWebhook")["description"] == "Webhook is already deleted"
    assert api("getUpdates", timeout=0, offset=hooked)["ok"] is True


def test_the_webhook_tells_how_it_is(sandbox: Sandbox, api: Api, bot: Bot, hooked: int) -> None:
    assert api("getWebhookInfo")["result"] == {
        "url": bot.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
        "ip_address": "127.0.0.1",
    }
    sandbox.world.advance(1)
    again = api("setWebhook", url=bot.url, secret_token="s-1", max_connections=7)
    assert again["description"] == "Webhook is already set"
    too_fast = api("setWebhook", url=bot.url)
    assert (too_fast["error_code"], too_fast["parameters"]) == (429, {"retry_after": 1})


def test_no_webhook_is_set_to_where_nobody_listens(sandbox: Sandbox, api: Api) -> None:
    sandbox.world.advance(1)
    assert api("setWebhook", url="http://127.0.0.1:9/hook")["description"] == (
        "Bad Request: bad webhook: Connection refused"
    )


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "http://bot.example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://127.0.0.1:8080/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://bot.example.org:8080/"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://10.0.0.1/"}, "bad webhook: IP address 10.0.0.1 is reserved"),
        ({"url": "https://localhost:8443/"}, "bad webhook: IP address 127.0.0.1 is reserved"),
        (
            {"url": "https://bot.example.org/"},
            "bad webhook: Failed to resolve host: Temporary failure in name resolution",
        ),
        ({"url": "https://x.cn", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://x.cn", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_an_address_that_telegram_could_not_reach_is_refused(params: dict[str, str], reason: str) -> None:
    from sandbox.errors import ApiError
    from sandbox.methods import Call
    from sandbox.parameters import Parameters
    from sandbox.polling import Polling
    from sandbox.webhook import Webhook

    world = World()
    with pytest.raises(ApiError) as refused:
        await Webhook(world, Polling(world)).set_webhook(Call(world, Parameters(params)))
    assert refused.value.description == f"Bad Request: {reason}"
