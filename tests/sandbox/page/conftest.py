"""A real Chromium, a running sandbox, and short words for what is on the page and what the bot does."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, sync_playwright

from sandbox.server import Sandbox

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PEOPLE = ((101, "陈立", "市场监管 · 陈立"), (102, "周敏", "市场监管 · 周敏"), (103, "赵岩", "消防救援 · 赵岩"))
LARGE = (1500, 900)
SMALL = (390, 844)
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


class Phones:
    """The page, and where things are on it. Phones are named by their person's number."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def phone(self, person: int = 101) -> Locator:
        return self.page.locator(f"section[data-person='{person}']")

    def message(self, number: int, person: int = 101) -> Locator:
        return self.phone(person).locator(f"[data-message-id='{number}']")

    def act(self, name: str, person: int = 101) -> Locator:
        return self.phone(person).locator(f"[data-act='{name}']")

    def write(self, text: str, person: int = 101) -> None:
        self.act("write", person).fill(text)
        self.act("write", person).press("Enter")

    def choose_files(self, pick: str, *files: FilePayload) -> None:
        self.act("attach").click()
        self.phone().locator(f"[data-pick='{pick}']").set_input_files(list(files))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("CI needs chromium")
        pytest.skip("skipped: no browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


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
    yield from opened(tab, sandbox, LARGE)


@pytest.fixture
def small_phones(tab: Page, sandbox: Sandbox) -> Iterator[Phones]:
    yield from opened(tab, sandbox, SMALL)


def opened(tab: Page, sandbox: Sandbox, size: tuple[int, int]) -> Iterator[Phones]:
    faults: list[str] = []

    def note(error: object) -> None:
        faults.append(str(error))

    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.on("pageerror", note)
    tab.goto(f"{sandbox.url}/?people=101,102", wait_until="commit")
    wait_until_live(tab)
    yield Phones(tab)
    tab.remove_listener("pageerror", note)
    assert faults == []


def wait_until_live(tab: Page) -> None:
    """Looks often: the browser's own way of waiting looks only after a tenth, a quarter, half a second."""
    for _ in range(500):
        if tab.evaluate("document.documentElement?.dataset.live") == "on":
            return
        tab.wait_for_timeout(20)
    raise AssertionError("the page got no event stream")


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
