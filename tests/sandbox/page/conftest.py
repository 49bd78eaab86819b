"""A real Chromium, a running sandbox, and short words for what is on the page and what the bot does."""

import io
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize

from sandbox.server import Sandbox
from tests.browser import browser_for_tests
from tests.phones_page import Phones, opened

PEOPLE = ((101, "陈立", "市场监管 · 陈立"), (102, "周敏", "市场监管 · 周敏"), (103, "赵岩", "消防救援 · 赵岩"))
LARGE: ViewportSize = {"width": 1500, "height": 900}
SMALL: ViewportSize = {"width": 390, "height": 844}
MOST_UPDATES = 40


class Bot:
    """The bot's side: calls the sandbox as a program with the token would."""

    def __init__(self, client: httpx.Client, sandbox: Sandbox) -> None:
        self.client = client
        self.sandbox = sandbox
        self.offset = 0
        self.waiting: list[dict[str, Any]] = []

    def call(self, method: str, *, files: dict[str, Any] | None = None, **params: Any) -> Any:
        fields = {
            name: json.dumps(value) if isinstance(value, dict | list | bool) else value
            for name, value in params.items()
        }
        address = f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"
        answer = self.client.post(address, data=fields, files=files).json()
        assert answer["ok"], answer
        return answer["result"]

    def say(self, text: str, *rows: list[dict[str, Any]], chat: int = 101, **params: Any) -> int:
        """Sends a text with rows of inline buttons; gives its number."""
        if rows:
            params["reply_markup"] = {"inline_keyboard": list(rows)}
        number: int = self.call("sendMessage", chat_id=chat, text=text, **params)["message_id"]
        return number

    def heard(self, kind: str, **wanted: Any) -> Any:
        """Waits for an update of this kind whose fields have these values."""
        for _ in range(MOST_UPDATES):
            if not self.waiting:
                self.waiting = self.call("getUpdates", offset=self.offset, timeout=8)
                assert self.waiting, f"no {kind} with {wanted} came"
            update = self.waiting.pop(0)
            self.offset = update["update_id"] + 1
            found = update.get(kind)
            if found and all(found.get(name) == value for name, value in wanted.items()):
                return found
        raise AssertionError(f"no {kind} with {wanted} among {MOST_UPDATES} updates")

    def heard_with(self, field: str) -> Any:
        """Waits for a message that carries this field."""
        while field not in (found := self.heard("message")):
            pass
        return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests, each of which loads the page anew: a new one would cost more than the test."""
    context = browser.new_context(
        locale="zh-CN", reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20) as client:
        yield client


@pytest.fixture
def sandbox(client: httpx.Client) -> Iterator[Sandbox]:
    with Sandbox(local_web=True, flood=False) as running:
        populate(client, running)
        yield running


@pytest.fixture
def bot(client: httpx.Client, sandbox: Sandbox) -> Bot:
    return Bot(client, sandbox)


@pytest.fixture
def phones(tab: Page, sandbox: Sandbox) -> Iterator[Phones]:
    tab.set_viewport_size(LARGE)
    with opened(tab, f"{sandbox.url}/?people=101,102") as phones:
        yield phones


@pytest.fixture
def small_phones(tab: Page, sandbox: Sandbox) -> Iterator[Phones]:
    tab.set_viewport_size(SMALL)
    with opened(tab, f"{sandbox.url}/?people=101,102") as phones:
        yield phones


def populate(client: httpx.Client, sandbox: Sandbox) -> None:
    for number, name, title in PEOPLE:
        sandbox.world.add_person(number, name, title=title)
        client.post(f"{sandbox.url}/sim/chats/{number}/start", json={}).raise_for_status()


@pytest.fixture
def pictures() -> list[FilePayload]:
    """Three different pictures, as a file chooser gives them."""
    chosen: list[FilePayload] = []
    for colour in ("teal", "olive", "navy"):
        kept = io.BytesIO()
        Image.new("RGB", (900, 600), colour).save(kept, "JPEG")
        chosen.append({"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()})
    return chosen
