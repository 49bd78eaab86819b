"""A process of its own for foreign bytes: with limits, without secrets; however it ends, there is a sentence to say.

It gets a folder and leaves `result.json` there ([why](../docs/decisions/0014-foreign-workbooks-are-opened-apart.md)).
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from forms.faults import Fault
from rules.errors import Problem
from rules.errors import form_library as problems

RESULT = "result.json"
OUT_OF_MEMORY = 3
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: seconds, bytes of memory, bytes of a file that it writes."""

    seconds: int
    memory: int
    written: int


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Set this process its limits; out of memory is told by its exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.written, limits.written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Should the worker be gone, nobody else would end us.
    signal.alarm(2 * limits.seconds)
    try:
        yield
    except MemoryError:
        raise SystemExit(OUT_OF_MEMORY) from None


def run_apart(
    command: tuple[str, ...], folder: Path, limits: Limits, waiting: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Run a program on a folder; return what it found, or why it found nothing as `faults`. `waiting` is called again
    and again meanwhile.
    """
    ended = _ended([*command, str(folder)], limits.seconds, waiting)
    if ended is None:
        return failed(problems.CHECK_TOO_LONG, seconds=str(limits.seconds))
    code, said = ended
    result = folder / RESULT
    if code == 0 and result.exists():
        found: dict[str, Any] = orjson.loads(result.read_bytes())
        return found
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return failed(problems.CHECK_TOO_LONG, seconds=str(limits.seconds))
    if code in (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGXFSZ):
        return failed(problems.CHECK_TOO_LARGE)
    import structlog  # only here: the process apart need not wait for it

    log = structlog.get_logger()
    log.error("workbook_stumbled_over", code=code, said=said.decode(errors="replace")[-2000:])
    return failed(problems.CHECK_BROKEN)


def _ended(command: list[str], seconds: float, waiting: Callable[[], None]) -> tuple[int, bytes] | None:
    """Run a command to its end; return its code and what it said of faults, none when it took too long."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HECHA_")}
    until = time.monotonic() + seconds
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        try:
            while (left := until - time.monotonic()) > 0:
                try:
                    _, said = running.communicate(timeout=min(LOOK_SECONDS, left))
                except subprocess.TimeoutExpired:
                    waiting()
                else:
                    return running.returncode, said
        finally:
            # It may have ended, and then this does nothing.
            running.kill()
    return None


def command_of(module: str) -> tuple[str, ...]:
    """Return what runs a module of ours."""
    return (sys.executable, "-m", module)


def failed(problem: Problem, **params: str) -> dict[str, Any]:
    """Return one fault of a whole file, as data for JSON."""
    return {"faults": [Fault(None, None, None, problem.code, params).to_dict()]}
