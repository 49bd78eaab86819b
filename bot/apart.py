"""A process of its own for foreign bytes: with limits, without secrets; however it ends, there is a sentence to say.

It gets a folder and leaves `result.json` there ([why](../docs/decisions/0014-foreign-workbooks-are-opened-apart.md)).
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
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


def run_apart(command: tuple[str, ...], folder: Path, limits: Limits) -> dict[str, Any]:
    """Run a program on a folder; return what it found, or why it found nothing as `faults`."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HECHA_")}
    try:
        ended = subprocess.run(  # noqa: S603 - our own program
            [*command, str(folder)], env=environment, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return failed(problems.CHECK_TOO_LONG, seconds=str(limits.seconds))
    result = folder / RESULT
    if ended.returncode == 0 and result.exists():
        found: dict[str, Any] = orjson.loads(result.read_bytes())
        return found
    if ended.returncode in (-signal.SIGXCPU, -signal.SIGALRM):
        return failed(problems.CHECK_TOO_LONG, seconds=str(limits.seconds))
    if ended.returncode in (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGXFSZ):
        return failed(problems.CHECK_TOO_LARGE)
    import structlog  # only here: the process apart need not wait for it

    log = structlog.get_logger()
    log.error("workbook_stumbled_over", code=ended.returncode, said=ended.stderr.decode(errors="replace")[-2000:])
    return failed(problems.CHECK_BROKEN)


def command_of(module: str) -> tuple[str, ...]:
    """Return what runs a module of ours."""
    return (sys.executable, "-m", module)


def failed(problem: Problem, **params: str) -> dict[str, Any]:
    """Return one fault of a whole file, as data for JSON."""
    return {"faults": [Fault(None, None, None, problem.code, params).to_dict()]}
