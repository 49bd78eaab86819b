"""Towns for whole conversations: the sandbox, the demo district in a database of its own, and a real bot process.

Whatever a bot shows in any of them is watched: no button's label may be cut, no text may outgrow the screen.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.labels import cut_labels
from sandbox.lines import lines_of
from sandbox.stock import Stock
from tests.servers import free_port

MOST_LINES = 12
# A day of one figure becomes one of two: a card is to fit on the 27th as on the 7th.
SHORT_DAY = re.compile(r"(?<!\d)(\d)(?=\u00a0(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|日)")
Json = dict[str, Any]


class Watch:
    """Keeps every message of the bot, and every later edition of it, as the phones showed it."""

    def __init__(self, town: Town) -> None:
        self._events = town.sandbox.world.events
        self._seen = self._events.last
        self.shown: list[Json] = []
        self._events.wakers.add(self._look)

    def _look(self) -> None:
        events, self._seen = self._events.after(self._seen) or [], self._events.last
        for event in events:
            if event["type"] in ("message", "edit") and event["message"]["from"]["is_bot"]:
                self.shown.append(event["message"])

    def ensure_readable(self) -> None:
        """Raise `AssertionError` for a label that is cut or a text that is too long."""
        self._events.wakers.discard(self._look)
        cut = {label for message in self.shown for label in cut_labels(_rows(message))}
        assert not cut, f"labels are cut: {sorted(cut)}"
        long = {message["text"] for message in self.shown if "text" in message and _longest(message) > MOST_LINES}
        assert not long, f"texts over {MOST_LINES} lines:\n" + "\n---\n".join(sorted(long))


def _rows(message: Json) -> list[list[tuple[str, bool]]]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[(key["text"], bool(key.keys() & {"url", "web_app", "copy_text"})) for key in row] for row in keyboard]


def _longest(message: Json) -> int:
    is_folded = any(entity["type"] == "expandable_blockquote" for entity in message.get("entities", []))
    text = message["text"] if is_folded else SHORT_DAY.sub(r"2\1", message["text"])
    return lines_of(message | {"text": text})


@contextmanager
def watched(town: Town) -> Iterator[Town]:
    """Open a town, and judge at its end what was shown in it."""
    with town:
        watch = Watch(town)
        yield town
        watch.ensure_readable()


@pytest.fixture
def town(tmp_path: Path, stock: Stock, zygote: Zygote) -> Iterator[Town]:
    """A furnished town on SQLite with a running bot; its log must be calm at the end."""
    with watched(Town(tmp_path, stock=stock, zygote=zygote)) as town:
        yield town


@pytest.fixture
def town_anywhere(tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str) -> Iterator[Town]:
    """The same, once on each kind of database."""
    is_postgresql = database_kind == "postgresql"
    with watched(Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql)) as town:
        yield town


@pytest.fixture(scope="module")
def shared_town(tmp_path_factory: pytest.TempPathFactory, stock: Stock, zygote: Zygote) -> Iterator[Town]:
    """One town for all tests of a module, each of which takes a fresh visit of its own."""
    with watched(Town(tmp_path_factory.mktemp("town"), stock=stock, zygote=zygote)) as town:
        yield town


@pytest.fixture(params=["zh-CN", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Run the test in each language."""
    return str(request.param)


@pytest.fixture
def public_town(tmp_path: Path, stock: Stock, zygote: Zygote, language: str) -> Iterator[Town]:
    """A town whose bot serves the pages of pads; each language on another database."""
    place = f"127.0.0.1:{free_port()}"
    town = Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=language == "en", office=place)
    with watched(town) as town:
        yield town
