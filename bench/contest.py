"""The rounds: every contestant does the same load in turn, so that a busy machine disturbs all alike."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.chats import enter_chats, presses, texts
from bench.running import (
    ROOT,
    TOKEN,
    Measured,
    Process,
    Stub,
    echo_bot,
    redraws,
    replies,
    running_bot,
)
from bench.volume import Volume, enter_volume
from sandbox.stock import Stock
from storage.database import Database

STEP_UPDATES = 1_000_000
SIEGE_CONNECTIONS = 8
# A bot and its worker rehearse in their first quiet moments, which are not what is measured.
QUIET_SECONDS = 12.0


@dataclass(slots=True)
class Contestant:
    """A bot with a stub of its own. `load` makes the updates of a step, `calls` says what they lead to."""

    name: str
    stub: Stub
    bot: Process
    load: Callable[[int, range, int], list[dict[str, Any]]]
    calls: Callable[[int], dict[str, int]]
    rounds: list[Measured] = field(default_factory=list)

    def run(self, places: range, step: int) -> Measured:
        """Do one step of each of these chats."""
        return self.stub.measure(self.bot, self.load(step * STEP_UPDATES, places, step), self.calls(len(places)))


def _texts(first_id: int, places: range, _step: int) -> list[dict[str, Any]]:
    return texts(first_id, places)


class Ground:
    """Where the contest takes place: a folder and databases with chats."""

    def __init__(self, folder: Path, stock: Stock, chats: int) -> None:
        self.folder, self.stock, self.chats = folder, stock, chats
        self._number = 0

    def sqlite(self, volume: Volume | None = None, *, has_logic: bool = False) -> str:
        self._number += 1
        address = self.stock.sqlite(self.folder / f"{self._number}.db", is_furnished=True)
        return self._furnish(address, volume, has_logic=has_logic)

    def postgresql(self) -> str:
        return self._furnish(self.stock.postgresql(is_furnished=True), None)

    def _furnish(self, address: str, volume: Volume | None, *, has_logic: bool = False) -> str:
        database = Database(address)
        enter_chats(database, self.chats, has_logic=has_logic)
        if volume:
            enter_volume(database, volume)
        database.close()
        return address

    @contextmanager
    def echo(self) -> Iterator[Contestant]:
        with Stub() as stub, echo_bot(stub) as bot:
            yield Contestant("echo", stub, bot, _texts, replies)

    @contextmanager
    def orm(self) -> Iterator[Contestant]:
        with Stub() as stub, Process("bench.orm", stub.url, TOKEN, self.sqlite()) as bot:
            yield Contestant("orm", stub, bot, presses, redraws)

    @contextmanager
    def ours(self, name: str, address: str, *, has_logic: bool = False, **settings: object) -> Iterator[Contestant]:
        self._number += 1
        folder = self.folder / f"data-{self._number}"
        folder.mkdir()
        with Stub() as stub, running_bot(stub, address, folder, **settings) as bot:
            yield Contestant(name, stub, bot, partial(presses, has_logic=has_logic), redraws)


def contest(ground: Ground, *, rounds: int, updates: int, volume: Volume) -> dict[str, list[Measured]]:
    """Let all of them run, and return what each measured: echo, orm, ours, logic, large, postgresql-1, -2, -4."""
    with ExitStack() as open_:
        entered = [
            open_.enter_context(each)
            for each in (
                ground.echo(),
                ground.orm(),
                ground.ours("ours", ground.sqlite(), workers=0),
                ground.ours("logic", ground.sqlite(has_logic=True), has_logic=True, workers=0),
                ground.ours("large", ground.sqlite(volume), workers=0),
                *(ground.ours(f"postgresql-{n}", ground.postgresql(), workers=0, dispatchers=n) for n in (1, 2, 4)),
            )
        ]
        places = range(updates)
        for each in entered:
            each.run(places, 1)
        time.sleep(QUIET_SECONDS)
        for step in range(2, rounds + 2):
            for each in entered:
                each.rounds.append(each.run(places, step))
    return {each.name: each.rounds for each in entered}


def without_sending(ground: Ground, rounds: int, updates: int) -> tuple[list[float], list[float]]:
    """Return microseconds of an update for ours and for the empty handler, by round."""
    command = [sys.executable, "-m", "bench.dispatching", ground.sqlite()]
    ours, empty = [], []
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for step in range(1, rounds + 2):
            process.stdin.write(json.dumps(presses(step * STEP_UPDATES, range(updates), step)) + "\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            if step > 1:
                ours.append(told["ours"][1] / updates * 1e6)
                empty.append(told["empty"][1] / updates * 1e6)
        process.stdin.close()
    return ours, empty


def redraw_delays(ground: Ground, seconds: int, per_second: int = 30) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds from a press to its redraw, limiter and pacing on."""
    with ground.ours("paced", ground.sqlite(), pacing=True) as ours:
        ours.run(range(ground.chats - 20, ground.chats), 1)
        time.sleep(QUIET_SECONDS)
        count = seconds * per_second
        load = presses(STEP_UPDATES * 2, range(count), 1)
        delays = ours.stub.measure(ours.bot, load, redraws(count), per_second).delays
    cuts = quantiles(delays, n=20)
    return cuts[9] * 1000, cuts[18] * 1000


def start_seconds(ground: Ground, rounds: int) -> tuple[list[float], list[float]]:
    """Return seconds from the start to the first update handled, and to import aiogram alone, by round."""
    ours, importing = [], []
    address = ground.sqlite()
    for step in range(1, rounds + 1):
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "import aiogram"], check=True, cwd=ROOT)
        importing.append(time.monotonic() - began)
        with Stub() as stub:
            stub.load(presses(STEP_UPDATES * step, range(1), step))
            began = time.monotonic()
            with running_bot(stub, address, ground.folder) as bot:
                while not stub.state()["calls"]:
                    if not bot.is_alive() or time.monotonic() - began > 60:
                        raise RuntimeError(bot.tail())
                    time.sleep(0.01)
                ours.append(time.monotonic() - began)
    return ours, importing


def peaks(ground: Ground) -> Mapping[str, float]:
    """Return the peak RSS in MiB with every chat active: the bot with its worker, and the bare echo."""
    found = {}
    for made in (ground.echo(), ground.ours("ours", ground.sqlite())):
        with made as each:
            each.run(range(ground.chats), 1)
            found[each.name] = each.bot.peak_mib()
            if each.name == "ours":
                found["alone"] = each.bot.peak_mib(with_children=False)
    return found


def siege(seconds: float = 1.5) -> float:
    """Return how many calls a second the stub answers to a client that does nothing but ask."""
    request = b"POST /bot1/sendMessage HTTP/1.1\r\nhost: a\r\ncontent-length: 16\r\n\r\nchat_id=1&text=1"
    with Stub() as stub, ExitStack() as open_:
        port = int(stub.url.rpartition(":")[2])
        lines = [open_.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SIEGE_CONNECTIONS)]
        began, count = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            for line in lines:
                line.sendall(request)
            for line in lines:
                line.recv(1024)
            count += len(lines)
        return count / (time.monotonic() - began)


def ratios(first: list[float], second: list[float]) -> list[float]:
    """Return the ratios of two contestants, round by round."""
    return [one / other for one, other in zip(first, second, strict=True)]


def spread(values: list[float], digits: int = 2) -> str:
    """Write a median with the least and the greatest."""
    return f"{median(values):.{digits}f} [{min(values):.{digits}f}..{max(values):.{digits}f}]"
