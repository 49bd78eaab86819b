"""Opens what people sent, one file after another, in a process of its own with limits and without secrets.

`python -m bot.opener`: each order is a line of JSON and the bytes of a file on standard input, each answer a line of
JSON and the bytes of the copies on standard output. It ends with its standard input; whatever a file does to it, the
worker that ordered goes on (`bot/opening.py`).
"""

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1 << 30
# For one file; the processor's seconds, and on the wall for whoever waits.
CPU_SECONDS = 15
SECONDS = 20
# What a large picture leaves behind is given back with the process.
RESIDENT_BYTES = 300 << 20
OUT_OF_MEMORY = 3


def answer(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Do what an order says with a file; return the answer as data for JSON, and the copies' bytes."""
    if order["task"] == "code":
        from bot.barcodes import read_code

        return {"code": read_code(data)}, b""
    from forms.pictures.examination import Announced, examine
    from forms.pictures.strip import Strip

    strip = Strip(tuple(order["strip"]["lines"]), order["strip"]["code"]) if order["strip"] else None
    found = examine(data, Announced(**order["announced"]), strip, [Path(folder) for folder in order["fonts"]])
    told = asdict(found)
    full, small = told.pop("stamped"), told.pop("preview")
    return {"found": told, "sizes": [len(full), len(small)]}, full + small


def serve(orders: int, answers: int) -> None:
    """Answer the orders that come through one pipe into the other, until it ends."""
    # The system also counts what the worker held when it began us.
    most = max(RESIDENT_BYTES, _most_resident())
    with os.fdopen(orders, "rb") as incoming, os.fdopen(answers, "wb") as outgoing:
        while line := incoming.readline():
            order = json.loads(line)
            data = incoming.read(order["size"])
            _allow_seconds()
            try:
                told, copies = answer(order, data)
            except MemoryError:
                raise SystemExit(OUT_OF_MEMORY) from None
            signal.alarm(0)
            # Said beforehand: an order that met us leaving would look like a file that killed us.
            told["is_last"] = _most_resident() > most
            outgoing.write(json.dumps(told).encode() + b"\n" + copies)
            outgoing.flush()


def _most_resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _allow_seconds() -> None:
    """Allow so much of the processor for one file. Should the worker be gone, nobody else would end us."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.alarm(2 * SECONDS)


def main() -> None:
    """Serve on the standard streams; what a library prints goes to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # It writes no files, however it is asked to.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    answers = os.dup(1)
    os.dup2(2, 1)
    serve(os.dup(0), answers)


if __name__ == "__main__":
    main()
