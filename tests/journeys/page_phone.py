"""A person who sees everything on the page of phones and does everything there: clicks, types, chooses files."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import FilePayload, Locator, expect

from sandbox.driver import Phone
from sandbox.screen import Shown, holds, spots
from tests.phones_page import Phones

LIMIT_MS = 15_000
LOOK_MS = 10
SAMPLE = "hydrant"
MESSAGES = """nodes => nodes.map(node => {
  const text = node.querySelector(".text")?.cloneNode(true);
  text?.querySelectorAll("[data-act='expand']").forEach(toggle => toggle.remove());
  return {
    message_id: Number(node.dataset.messageId),
    text: text?.textContent ?? "",
    labels: [...node.querySelectorAll(".inline-row")].map(row => [...row.children].map(key => key.dataset.key)),
    is_mine: node.closest(".row").dataset.from === "me",
  };
})"""


class PagePhone:
    """One person's phone on the page; of the phone of the driver it asks words and quiet only.

    Attributes:
        number: The person's Telegram number.
    """

    def __init__(self, phones: Phones, phone: Phone) -> None:
        self.number = phone.number
        self._phones, self._phone = phones, phone
        self._page = phones.page
        self._node = phones.phone(phone.number)
        self._chip = self._page.locator(f"[data-chip='{phone.number}']")

    # What is on the screen

    def word(self, key: str, **values: Any) -> str:
        """Return a button label of the catalogue in this person's language."""
        return self._phone.word(key, **values)

    def messages(self) -> list[Shown]:
        """Take up the phone, wait until it shows all that was said, and return that, oldest first."""
        if not self._node.is_visible():
            self._chip.click()
            expect(self._node).to_be_visible()
        self._phone.settles()
        deadline = time.monotonic() + LIMIT_MS / 1000
        while [*map(_looks, seen := self._seen())] != [*map(_looks, said := self._phone.messages())]:
            assert time.monotonic() < deadline, f"the page shows {seen[-2:]}, but said was {said[-2:]}"
            self._page.wait_for_timeout(LOOK_MS)
        return seen

    def card(self) -> Shown:
        """Return the newest message with inline buttons."""
        return [message for message in self.messages() if message.labels][-1]

    def newest(self) -> Shown:
        """Return the newest message of the bot."""
        return [message for message in self.messages() if not message.is_mine][-1]

    def sees(self, words: str) -> Shown:
        """Return the newest message of the bot that holds the words."""
        found = [message for message in self.messages() if not message.is_mine and holds(message, words)]
        assert found, f"does not see {words!r}\n{self._phone.screen()}"
        return found[-1]

    def has_unread(self, count: int) -> None:
        """Wait until the name above the phones tells of so many new messages."""
        expect(self._chip).to_have_attribute("data-unread", str(count), timeout=LIMIT_MS)

    def _seen(self) -> list[Shown]:
        found = self._node.locator("[data-message-id]").evaluate_all(MESSAGES)
        return [Shown(**{**one, "labels": tuple(map(tuple, one["labels"]))}, kind="") for one in found]

    # What the person does

    def starts(self) -> None:
        """Open the chat for the first time."""
        self.messages()
        with self._reaching("start"):
            self._act("start").click()

    def taps(self, label: str) -> None:
        """Click the inline button with this label, or whose label holds it, on the newest message that has one."""
        button = self._button(label)
        with self._reaching("press"):
            button.click()
        expect(self._node.locator("[aria-busy='true']")).to_have_count(0, timeout=LIMIT_MS)

    def types(self, text: str) -> None:
        """Type a text and send it."""
        self.messages()
        with self._reaching("text"):
            self._phones.write(text, self.number)

    def shares_location(self, latitude: float, longitude: float) -> None:
        """Click the key that asks for the place, and enter one (degrees, WGS-84)."""
        self.messages()
        self._node.locator(".reply-button[data-asks='location']").click()
        self._act("latitude").fill(str(latitude))
        self._act("longitude").fill(str(longitude))
        with self._reaching("key"):
            self._act("place-send").click()

    def sends_photo(self, data: bytes | None = None) -> None:
        """Choose a photo of one's own, or send one of the drawn samples of the page."""
        self.messages()
        if data is None:
            self._act("attach").click()
            self._act("sample").click()
            self._node.locator(f"[data-scene='{SAMPLE}']").click()
        else:
            chosen: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": data}
            self._phones.choose_files("album", chosen, person=self.number)
        with self._reaching("photo"):
            self._act("send-files" if data else "send-sample").click()

    def _button(self, label: str) -> Locator:
        for message in reversed(self.messages()):
            if found := spots(message, label):
                assert len(found) == 1, f"finds {label!r} on {len(found)} buttons\n{self._phone.screen()}"
                [(row, column)] = found
                shown = self._phones.message(message.message_id, self.number)
                return shown.locator(f"[data-row='{row}'][data-column='{column}']")
        raise AssertionError(f"finds no button {label!r}\n{self._phone.screen()}")

    def _act(self, name: str) -> Locator:
        return self._phones.act(name, self.number)

    @contextmanager
    def _reaching(self, act: str) -> Iterator[None]:
        """Wait until what is clicked meanwhile has come to Telegram; from then on there is something to wait for."""
        address = re.compile(rf"/sim/chats/{self.number}/{act}$")
        with self._page.expect_response(address, timeout=LIMIT_MS) as answer:
            yield
        assert answer.value.ok, answer.value.text()


def _looks(message: Shown) -> tuple[int, str, tuple[tuple[str, ...], ...], bool]:
    """Return what must be the same on the page; a quotation stands on lines of its own without saying so."""
    return message.message_id, "".join(message.text.split()), message.labels, message.is_mine
