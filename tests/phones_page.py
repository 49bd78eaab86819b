"""The page of phones in a browser: how it is opened, and where things are on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import FilePayload, Locator, Page


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

    def choose_files(self, pick: str, *files: FilePayload, person: int = 101) -> None:
        self.act("attach", person).click()
        self.phone(person).locator(f"[data-pick='{pick}']").set_input_files(list(files))


@contextmanager
def opened(page: Page, address: str) -> Iterator[Phones]:
    """Open the page of phones; until the end, none of its scripts may fail."""
    faults: list[str] = []

    def note(error: object) -> None:
        faults.append(str(error))

    page.on("pageerror", note)
    page.goto(address, wait_until="commit")
    wait_until_live(page)
    yield Phones(page)
    page.remove_listener("pageerror", note)
    assert faults == []


def wait_until_live(page: Page) -> None:
    """Looks often: the browser's own way of waiting looks only after a tenth, a quarter, half a second."""
    for _ in range(500):
        if page.evaluate("document.documentElement?.dataset.live") == "on":
            return
        page.wait_for_timeout(20)
    raise AssertionError("the page got no event stream")
