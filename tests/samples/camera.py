"""Takes pictures of the sandbox's page as it stands on a phone of 390 × 844."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sandbox.driver import Phone, Town

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Camera:
    """A browser that looks at one phone at a time."""

    def __init__(self, program: str, town: Town, folder: Path, language: str) -> None:
        from playwright.sync_api import sync_playwright

        self._town, self._folder, self._language = town, folder, language
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=program, args=FLAGS)

    @classmethod
    def of(cls, town: Town, folder: Path, language: str) -> "Camera | None":
        """Return a camera, none on a machine without a browser."""
        program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        return cls(program, town, folder, language) if program else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def shoot(self, phone: Phone, name: str) -> None:
        """Take a picture of a phone."""
        page = self._browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        page.goto(f"{self._town.sandbox.url}/?people={phone.number}&lang={self._language}")
        page.wait_for_selector("[data-message-id]")
        page.wait_for_timeout(400)
        page.screenshot(path=self._folder / f"{self._language}-{name}.png")
        page.close()


class NoCamera:
    """A machine without a browser: the visit is played all the same."""

    def shoot(self, phone: Phone, name: str) -> None:
        """Take no picture."""


@contextmanager
def no_camera() -> Iterator[NoCamera]:
    """Stand in for a camera."""
    yield NoCamera()
