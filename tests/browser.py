"""A real Chromium, for everything that looks at pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_program() -> str | None:
    """Return the path of the browser, None on a machine without one."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


@contextmanager
def running_browser(program: str) -> Iterator[Browser]:
    """Run a browser. No other event loop may run in this thread meanwhile: Playwright's does."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def browser_for_tests() -> Iterator[Browser]:
    """Run a browser; without one the tests are left out."""
    program = browser_program()
    if program is None:
        pytest.skip("skipped: no browser")
    with running_browser(program) as browser:
        yield browser
