"""A crowd at the public site while inspectors go on pressing: what either gets. Prints a table.

`python -m bench.crowd` lets a thousand requests a second come to the published results, first all from one address,
then each from another, then to the API with a token that is none, and measures from press to redraw beside the same
presses in peace.
"""

import argparse
import asyncio
import os
import socket
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from bench.chats import presses
from bench.contest import STEP_UPDATES, Ground
from bench.running import Process, Stub, redraws, running_bot
from sandbox.stock import Stock

CONNECTIONS = 64
ANSWER_SECONDS = 20.0
PRESSES_A_SECOND = 10
QUIET_SECONDS = 5.0
RESULTS = "/hecha/results?q=%E9%A4%90%E9%A5%AE"
# With a token that is none.
API = "/hecha/api/v1/results"
JUNK = "authorization: Bearer hecha_junk\r\n"
CROWDS: dict[str, tuple[str, bool] | None] = {
    "nobody": None,
    "one address": (RESULTS, True),
    "all the world": (RESULTS, False),
    "all the world, at the API": (API, False),
}


@dataclass(slots=True)
class Heard:
    """What the crowd was answered: statuses, and seconds until each answer stood whole."""

    statuses: Counter[str] = field(default_factory=Counter)
    delays: list[float] = field(default_factory=list)

    def told(self, seconds: float) -> str:
        """Return it as a line."""
        statuses = ", ".join(f"{status} {count / seconds:.0f}/s" for status, count in sorted(self.statuses.items()))
        return f"{statuses}; answered within {_cut(self.delays, 95) * 1000:.0f} ms (p95)"


async def crowd(port: int, per_second: int, seconds: float, path: str, *, is_one: bool) -> Heard:
    """Send requests for a path at a rate over kept connections, from one address or each from another."""
    heard, pause = Heard(), CONNECTIONS / per_second
    began = time.monotonic()
    await asyncio.gather(
        *(
            _ask(port, heard, place, began + place / per_second, pause, began + seconds, path, is_one)
            for place in range(CONNECTIONS)
        )
    )
    return heard


async def _ask(
    port: int, heard: Heard, place: int, due: float, pause: float, until: float, path: str, is_one: bool
) -> None:
    streams = None
    number = 0
    while due < until:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        number += 1
        asker = "198.51.100.7" if is_one else f"10.{place}.{number >> 8 & 255}.{number & 255}"
        asked = f"GET {path} HTTP/1.1\r\nhost: a\r\nx-forwarded-for: {asker}\r\n{JUNK}\r\n".encode()
        try:
            streams = streams or await asyncio.open_connection("127.0.0.1", port)
            streams[1].write(asked)
            async with asyncio.timeout(ANSWER_SECONDS):
                heard.statuses[await _status(streams[0])] += 1
            heard.delays.append(time.monotonic() - due)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            heard.statuses[type(error).__name__] += 1
            if streams:
                streams[1].close()
            streams = None
        due += pause
    if streams:
        streams[1].close()
        with suppress(OSError):
            await streams[1].wait_closed()


async def _status(answers: asyncio.StreamReader) -> str:
    head = (await answers.readuntil(b"\r\n\r\n")).decode().lower()
    length = head.partition("content-length:")[2].partition("\r")[0]
    await answers.readexactly(int(length or 0))
    return head.split()[1]


def _cut(values: list[float], per_cent: int) -> float:
    return quantiles(values, n=100)[per_cent - 1] if len(values) > 1 else 0.0


def _pressed(stub: Stub, bot: Process, step: int, seconds: float) -> list[float]:
    count = int(PRESSES_A_SECOND * seconds)
    load = presses(STEP_UPDATES * step, range(count), step)
    return list(stub.measure(bot, load, redraws(count), PRESSES_A_SECOND).delays)


async def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.crowd", description=__doc__)
    arguments.add_argument("--per-second", type=int, default=1000)
    arguments.add_argument("--seconds", type=float, default=10)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="hecha-crowd-") as folder:
        os.environ["BENCH_FOLDER"] = folder
        await _measure(Path(folder), chosen.per_second, chosen.seconds)


async def _measure(folder: Path, per_second: int, seconds: float) -> None:
    ground = Ground(folder, Stock(folder, str), int(PRESSES_A_SECOND * seconds))
    address = ground.sqlite()
    port = _free_port()
    pages = {"public_url": "https://office.example/hecha", "listen": f"127.0.0.1:{port}"}
    with Stub() as stub, running_bot(stub, address, folder, pacing=True, **pages) as bot:
        await asyncio.to_thread(_pressed, stub, bot, 1, seconds)
        # It takes the first quiet moment to rehearse.
        await asyncio.sleep(QUIET_SECONDS)
        print("| who asks | the crowd is answered | from press to redraw, p50, p95 |\n|---|---|---|")
        for step, (who, asks) in enumerate(CROWDS.items(), 2):
            asking = asyncio.create_task(crowd(port, per_second, seconds, asks[0], is_one=asks[1])) if asks else None
            delays = await asyncio.to_thread(_pressed, stub, bot, step, seconds)
            told = (await asking).told(seconds) if asking else "–"
            print(
                f"| {who} | {told} | {_cut(delays, 50) * 1000:.0f} ms, {_cut(delays, 95) * 1000:.0f} ms |", flush=True
            )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(main())
