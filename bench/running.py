"""Contestants as processes: begun, loaded with updates, measured (seconds, CPU, memory), ended."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent
TOKEN = "7000000001:" + "A" * 35
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One load: seconds until the last call, CPU seconds of the contestant and of the stub, delays in seconds."""

    updates: int
    seconds: float
    cpu: float
    stub_cpu: float
    delays: Sequence[float]

    @property
    def per_second(self) -> float:
        """Updates handled in a second."""
        return self.updates / self.seconds

    @property
    def micros(self) -> float:
        """Microseconds of CPU that the contestant used for an update."""
        return self.cpu / self.updates * 1e6


class Process:
    """A Python module as a process of its own."""

    def __init__(self, module: str, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self._log = Path(os.environ["BENCH_FOLDER"]) / f"{module.replace('.', '-')}.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env={**kept, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.pid = self._running.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def line(self) -> str:
        """Return the next line that it prints."""
        assert self._running.stdout is not None
        return self._running.stdout.readline()

    def cpu(self) -> float:
        """Return the CPU seconds that it and its living children have used."""
        return sum(_cpu(pid) for pid in [self.pid, *_children(self.pid)])

    def peak_mib(self, *, with_children: bool = True) -> float:
        """Return the largest resident size so far of it and its children, in MiB."""
        return sum(_peak(pid) for pid in [self.pid, *(_children(self.pid) if with_children else [])]) / 1024

    def end(self) -> None:
        """Ask it to stop; kill it when it does not."""
        if self._running.poll() is None:
            self._running.terminate()
            try:
                self._running.wait(20)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()
        if self._running.stdout is not None:
            self._running.stdout.close()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._running.poll() is None

    def tail(self) -> str:
        """Return the end of its log."""
        return self._log.read_text(errors="replace")[-2000:]


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in found for child in file.read_text().split()]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _peak(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


class Stub(Process):
    """The Bot API that answers at once."""

    def __init__(self) -> None:
        super().__init__("bench.stub")
        self.url = f"http://127.0.0.1:{int(self.line())}"

    def load(self, updates: list[dict[str, Any]], per_second: float = 0) -> None:
        """Let updates wait for whoever polls, all at once or so many a second."""
        chats = [u["callback_query"]["from"]["id"] if "callback_query" in u else 0 for u in updates]
        self._post("load", {"updates": updates, "per_second": per_second, "chats": chats if per_second else []})

    def state(self) -> dict[str, Any]:
        """Return what was called since the load."""
        found: dict[str, Any] = self._post("state", {})
        return found

    def _post(self, name: str, body: object) -> Any:
        request = urllib.request.Request(f"{self.url}/{name}", json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def measure(
        self, contestant: Process, updates: list[dict[str, Any]], calls: Mapping[str, int], per_second: float = 0
    ) -> Measured:
        """Load updates and wait until the contestant has made so many calls of each method.

        Raises `RuntimeError` when it ends or stalls first.
        """
        cpu, stub_cpu = contestant.cpu(), self.cpu()
        self.load(updates, per_second)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            time.sleep(0.05)
            state = self.state()
            made = state["calls"]
            if all(made.get(name, 0) >= count for name, count in calls.items()):
                break
            if time.monotonic() > deadline or not contestant.is_alive():
                raise RuntimeError(f"stalled at {made} of {dict(calls)}:\n{contestant.tail()}")
        return Measured(len(updates), state["seconds"], contestant.cpu() - cpu, self.cpu() - stub_cpu, state["delays"])


def echo_bot(stub: Stub) -> Process:
    """The stock echo."""
    return Process("bench.echo", stub.url, TOKEN)


def running_bot(stub: Stub, address: str, folder: Path, **settings: object) -> Process:
    """The product itself, `hecha run`."""
    env = {"HECHA_TOKEN": TOKEN, "HECHA_API_URL": stub.url, "HECHA_DATABASE_URL": address}
    env["HECHA_DATA_FOLDER"] = str(folder)
    env |= {
        f"HECHA_{name.upper()}": str(value)
        for name, value in ({"pacing": False, "dwell_seconds": 0} | settings).items()
    }
    return Process("bot", "run", env=env)


REDRAW = ("answerCallbackQuery", "editMessageText")


def redraws(count: int) -> dict[str, int]:
    """The calls that so many presses lead to."""
    return dict.fromkeys(REDRAW, count)


def replies(count: int) -> dict[str, int]:
    """The calls that so many echoes lead to."""
    return {"sendMessage": count}
