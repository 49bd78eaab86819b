"""Takes pictures of the sandbox's page as it stands on a phone of 390 × 844."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, expect

from sandbox.driver import Phone, Town
from tests.browser import browser_program, running_browser
from tests.phones_page import opened

SIZE: ViewportSize = {"width": 390, "height": 844}
ALL_DRAWN = "() => [...document.images].every(image => image.complete)"


class Camera:
    """A browser that looks at one phone at a time."""

    def __init__(self, browser: Browser, town: Town, folder: Path, language: str) -> None:
        self._browser, self._town, self._folder, self._language = browser, town, folder, language

    def shoot(self, phone: Phone, name: str) -> None:
        """Take a picture of a phone and keep it."""
        (self._folder / f"{self._language}-{name}.png").write_bytes(self.seen(phone))

    def seen(self, phone: Phone) -> bytes:
        """Return a picture of a phone, as PNG."""
        page = self._browser.new_page(viewport=SIZE, device_scale_factor=2)
        address = f"{self._town.sandbox.url}/?people={phone.number}&lang={self._language}"
        with opened(page, address) as phones:
            expect(phones.message(phone.messages()[-1].message_id, phone.number)).to_be_in_viewport()
            page.wait_for_function(ALL_DRAWN)
            seen = page.screenshot()
        page.close()
        return seen

    def seen_page(self, address: str) -> bytes:
        """Return a picture of a public page."""
        page = self._browser.new_page(viewport=SIZE, device_scale_factor=2)
        page.goto(address)
        seen = page.screenshot()
        page.close()
        return seen


class NoCamera:
    """A machine without a browser: the visit is played all the same."""

    def shoot(self, phone: Phone, name: str) -> None:
        """Take no picture."""

    def seen(self, phone: Phone) -> None:
        """Return none."""

    def seen_page(self, address: str) -> None:
        """Return none."""


@contextmanager
def a_camera(town: Town, folder: Path, language: str) -> Iterator[Camera | NoCamera]:
    """Hold a camera, where there is a browser."""
    program = browser_program()
    if program is None:
        yield NoCamera()
        return
    with running_browser(program) as browser:
        yield Camera(browser, town, folder, language)
