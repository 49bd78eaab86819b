"""Every page of the public site in Chromium at 390 pixels on a processor slowed four times. Prints a table.

`python -m bench.pages` publishes results of the demo district, follows every link, and measures each page that it finds
from the click to all that is drawn, in both languages, with scripts.
"""

import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize

from sandbox.stock import Stock
from storage.database import Database
from tests.browser import browser_program, running_browser
from tests.services.publications_made import Publisher
from tests.web.conftest import Office

SLOWED = 4
ROUNDS = 3
PAGES_MOST = 60
# What a page may take and weigh.
MUST_SECONDS, MUST_BYTES = 2.0, 100_000
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def served(office: Office) -> Iterator[str]:
    """Serve the pages on loopback; gives their address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(office.app(), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/hecha/"
        server.should_exit = True
        thread.join(20)


def published(folder: Path) -> Office:
    """Return the office of a district with results that are public, corrected, and withdrawn."""
    address = Stock(folder, str).sqlite(folder / "pages.db", is_furnished=True)
    office = Office(Database(address), folder)
    publisher = Publisher(office.database, office.files)
    for number, results in (("017-03", ["none"]), ("017-02", ["order", "penalty"]), ("017-04", ["guidance"])):
        publisher.submits(number, results)
        publisher.publishes(number)
    publisher.corrects("017-03", "复核后更正。", ["order"])
    publisher.withdraws("017-02", "处罚决定已被撤销。")
    return office


def measured(browser: Browser, start: str, office: Office) -> dict[str, tuple[float, int]]:
    """Return seconds and bytes of each page that the start leads to, the nearest first."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=3, is_mobile=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    waiting, found = [f"{start}?lang=zh-CN", f"{start}?lang=en"], dict[str, tuple[float, int]]()
    while waiting and len(found) < PAGES_MOST:
        address = waiting.pop(0)
        # The allowance of readers is not what is measured.
        office.now += ROUNDS * 10
        seconds, size = [], 0
        for _ in range(ROUNDS):
            took, size = _opened(page, address)
            seconds.append(took)
        found[address] = (median(seconds), size)
        links = [str(link.get_attribute("href")) for link in page.locator("a[href]:not([download])").all()]
        whole = [page.evaluate("link => new URL(link, location).href", link) for link in links]
        waiting += [link for link in dict.fromkeys(whole) if _is_page(link, start) and link not in {*found, *waiting}]
    context.close()
    return found


def _is_page(link: str, start: str) -> bool:
    return link.startswith(start) and re.search(r"\.\w+(\?|$)", link.removeprefix(start)) is None


def _opened(page: Page, address: str) -> tuple[float, int]:
    began = time.monotonic()
    answer = page.goto(address, wait_until="load")
    # Two frames later all of it is on the screen.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    took = time.monotonic() - began
    assert answer is not None
    assert answer.ok, f"{address}: {answer.status}"
    return took, len(answer.body())


def main() -> None:
    """Measure and print, the slowest first."""
    program = browser_program()
    if program is None:
        raise SystemExit("no browser")
    with tempfile.TemporaryDirectory(prefix="hecha-pages-") as folder:
        office = published(Path(folder))
        with served(office) as start, running_browser(program) as browser:
            found = measured(browser, start, office)
    print("| page | seconds | bytes |\n|---|---|---|")
    for address, (seconds, size) in sorted(found.items(), key=lambda each: -each[1][0])[:10]:
        print(f"| {address.removeprefix(start)} | {seconds:.2f} | {size} |")
    slowest, largest = max(seconds for seconds, _ in found.values()), max(size for _, size in found.values())
    print(
        f"\n{len(found)} pages; the slowest {slowest:.2f} s (must ≤ {MUST_SECONDS:g}), "
        f"the largest {largest} bytes (must ≤ {MUST_BYTES})"
    )


if __name__ == "__main__":
    main()
