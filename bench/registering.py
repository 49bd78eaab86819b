"""A clerk sends a file of 100,000 objects to the bot and confirms it while somebody else goes on pressing: a table.

`python -m bench.registering` plays it in the sandbox with all of the bot's processes, begun as an operator begins
them; Telegram's flood limits and the bot's pacing are on. The file is sent once more when it is written.
`--kill` ends the bot's processes in the middle of the writing and begins them anew: it must be whole all the same.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Self

from sqlalchemy import func, select

from bench.__main__ import postgresql
from bench.importing import ROWS, written
from sandbox.driver import Phone, Town
from sandbox.stock import Stock
from storage.tables import InspectionObject, RegistryChange, RegistryImport

FILE_BYTES_MOST = 20 << 20  # Bot API, getFile
PATIENCE_SECONDS = 600.0
STEP_SECONDS = 0.02
# One message a second is what Telegram takes in a chat.
PRESS_SECONDS = 1.5
NAME = "objects.xlsx"


class Cards:
    """What the card of the file has shown in a chat, each text with its moment."""

    def __init__(self, town: Town, phone: Phone) -> None:
        self._events, self._chat = town.sandbox.world.events, phone.number
        self._seen = self._events.last
        self.shown: list[tuple[float, str]] = []
        self._events.wakers.add(self._look)

    def _look(self) -> None:
        events, self._seen = self._events.after(self._seen) or [], self._events.last
        for event in events:
            if event["type"] in ("message", "edit") and event["chat"] == self._chat:
                self.shown.append((time.monotonic(), event["message"].get("text", "")))

    def wait(self, words: str, since: float) -> float:
        """Wait until it shows some words, and return when it did first; a fault when it does not."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            found = next((at for at, text in list(self.shown) if at >= since and words in text), None)
            if found is not None:
                return found
            time.sleep(STEP_SECONDS)
        raise AssertionError(f"{words!r} was not shown: {self.shown[-3:]}")

    def count(self, words: str, since: float, until: float) -> int:
        """Return how many different texts with some words it has shown in some time."""
        return len({text for at, text in self.shown if since <= at < until and words in text})


@dataclass
class Presses:
    """Somebody who goes to and fro in a list; `seconds` each took until the list was redrawn, with its moment."""

    phone: Phone
    seconds: list[tuple[float, float]] = field(default_factory=list)
    error: BaseException | None = None

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.phone.types("任务")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        if self.error is not None:
            raise self.error

    def _run(self) -> None:
        labels = [self.phone.word(key) for key in ("button-done-tasks", "button-all-tasks")]
        try:
            while not self._over.wait(PRESS_SECONDS):
                place = next(each for each in reversed(self.phone.buttons()) if each.label in labels)
                began = time.monotonic()
                self.phone.presses(place.message_id, place.row, place.column, seconds=PATIENCE_SECONDS)
                self.seconds.append((began, time.monotonic() - began))
        except BaseException as error:  # noqa: BLE001 - said by whoever waits for it
            self.error = error

    def told(self, since: float, until: float) -> str:
        """Return how long those of some time took, in milliseconds."""
        took = [seconds * 1000 for at, seconds in list(self.seconds) if since <= at < until]
        return f"{len(took)}: median {median(took):.0f} ms, slowest {max(took):.0f} ms" if took else "none"


class Clerk:
    """The clerk of the demo district, who sends one file."""

    def __init__(self, town: Town, rows: int, content: bytes) -> None:
        self._town, self._rows, self._content = town, rows, content
        self.phone = town.phone("SJ-05")
        self.cards = Cards(town, self.phone)

    def sends(self, until: str) -> tuple[float, float]:
        """Send the file; return when, and when the report stood there."""
        began = time.monotonic()
        self.phone.sends_file(self._content, NAME, is_awaited=False)
        return began, self.cards.wait(until, began)

    def confirms(self, in_the_middle: Callable[[], None] | None) -> tuple[float, float]:
        """Confirm it; return when, and when it was written."""
        began = time.monotonic()
        self.phone.taps(self.phone.word("button-import-all", count=self._rows), seconds=PATIENCE_SECONDS)
        if in_the_middle is not None:
            self.cards.wait("已写 ", began)
            in_the_middle()
        return began, self.cards.wait("✅", began)


def entered(town: Town) -> tuple[int, int]:
    """Return how many objects there are, and how many changes of the newest file were written."""
    with town.reading() as session:
        newest = select(func.max(RegistryImport.import_id)).scalar_subquery()
        applied = select(func.count()).select_from(RegistryChange)
        applied = applied.where(RegistryChange.import_id == newest, RegistryChange.applied_at.is_not(None))
        return session.scalar(select(func.count()).select_from(InspectionObject)) or 0, session.scalar(applied) or 0


def measure(town: Town, rows: int, content: bytes, *, is_killed: bool) -> list[tuple[str, str, str, str]]:
    """Play it; return for each part what it is, its seconds, the cards on the way, the presses of somebody else."""
    clerk, other = Clerk(town, rows, content), Presses(town.phone("SJ-01"))
    cards = clerk.cards
    before, _ = entered(town)
    with other:
        quiet = time.monotonic()
        time.sleep(10 * PRESS_SECONDS)
        sent, reported = clerk.sends(f"新增 {rows}")
        assert entered(town) == (before, 0)
        confirmed, done = clerk.confirms(town.restart if is_killed else None)
        assert entered(town) == (before + rows, rows)
        again, told = clerk.sends("没有变化")
        assert entered(town)[0] == before + rows

    def line(what: str, words: str, since: float, until: float) -> tuple[str, str, str, str]:
        seen = str(cards.count(words, since, until)) if words else ""
        return what, f"{until - since:.1f}", seen, other.told(since, until)

    return [
        line("nothing is sent", "", quiet, sent),
        line("sent to report", "已", sent, reported),
        line("confirmed to written", "已写", confirmed, done),
        line("sent again to “nothing changed”", "已", again, told),
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.registering", description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    arguments.add_argument("--kill", action="store_true", help="end the bot's processes in the middle of the writing")
    chosen = arguments.parse_args()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hecha-registering-")))
        file = folder / NAME
        written(file, chosen.rows)
        content = file.read_bytes()
        assert len(content) <= FILE_BYTES_MOST, f"{len(content)} bytes are more than a bot may fetch"
        server = held.enter_context(postgresql()) if chosen.postgresql else ""
        stock = Stock(folder, lambda: server)
        town = Town(folder, stock=stock, is_postgresql=chosen.postgresql, is_flooded=True, pacing=True)
        with town:
            found = measure(town, chosen.rows, content, is_killed=chosen.kill)
    print(f"{chosen.rows:,} rows, {len(content) / 1e6:.1f} MB\n")
    print("| | s | cards with progress | presses of somebody else, from press to redraw |\n|---|---|---|---|")
    for line in found:
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
