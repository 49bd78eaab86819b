"""What a draw of 3 % of a million objects costs, beside hashing their tickets; `python -m bench.drawing` runs it alone.

The yardstick is the least that the protocol asks for each object: SHA-256 of the seed's hash and the id, and nothing
made of it. Memory is what Python's own account (tracemalloc) shows at most beyond the lists, in a draw of its own.
"""

import gc
import hashlib
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median

from bench.contest import ratios
from bench.report import Line, table
from rules.draw.objects import draw_objects
from rules.draw.snapshot import ObjectEntry, Params, sha

OBJECTS = 1_000_000
CLASSES = "ABCD"
SEED = "seed:objects"
PARAMS = Params(dict.fromkeys(CLASSES, 30), 20, ("甲",), 2, 6, 1, ("歇业",))
EXCLUDED = frozenset(f"91500112MA{at:08}" for at in range(0, OBJECTS, 500))


def register(number: int) -> list[ObjectEntry]:
    """Return objects of four classes in turn."""
    return [ObjectEntry(f"91500112MA{at:08}", CLASSES[at % len(CLASSES)], "食品") for at in range(number)]


def hashed(objects: list[ObjectEntry]) -> None:
    """Hash the ticket of each object."""
    start = sha(SEED)
    for each in objects:
        hashlib.sha256((start + each.id).encode()).digest()


def made(objects: list[ObjectEntry]) -> None:
    """Make the whole ticket of each object as the protocol writes it: number, digits, the other way round."""
    start = sha(SEED)
    for each in objects:
        _ = "0." + str(int(hashlib.sha256((start + each.id).encode()).hexdigest(), 16)).rjust(64, "0")[::-1]


def contest(rounds: int, number: int = OBJECTS) -> tuple[list[float], list[float], list[float], float]:
    """Return seconds of the draw and of the hashing, round by round, and MiB that a draw takes beyond its lists.

    A second yardstick, whole tickets, stands in the figures alone: sorting every one of them is what we need not do.
    """
    objects = register(number)

    draw = partial(draw_objects, objects, EXCLUDED, PARAMS, SEED)
    contestants: tuple[Callable[[], object], ...] = (draw, partial(hashed, objects), partial(made, objects))
    measured: tuple[list[float], list[float], list[float]] = ([], [], [])
    for _ in range(rounds):
        for function, into in zip(contestants, measured, strict=True):
            into.append(_seconds(function))
    gc.collect()
    tracemalloc.start()
    draw()
    mebibytes = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return *measured, mebibytes


def _seconds(function: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    function()
    return time.process_time() - began


def lines(rounds: int) -> list[Line]:
    """Return the rows of the table."""
    ours, floor, whole, mebibytes = contest(rounds)
    return [
        Line(
            f"draw of 3 % of {OBJECTS:,} objects, in memory",
            "hashing the same tickets",
            ratios(ours, floor),
            2,
            1.2,
            f"{median(ours):.2f} s; hashing {median(floor):.2f} s; whole tickets {median(whole):.2f} s",
            is_more_better=False,
        ),
        Line(
            "memory of that draw beyond its lists",
            "–",
            [mebibytes],
            100,
            30,
            "Python's own account",
            is_more_better=False,
            unit=" MiB",
        ),
    ]


if __name__ == "__main__":
    print(table(lines(int(sys.argv[1]) if len(sys.argv) > 1 else 7)))
