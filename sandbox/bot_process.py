"""The bot as a real process: begun, stopped, killed, its log read."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.forks import ROOT, Fork, Zygote

START_SECONDS = 60.0
STOP_SECONDS = 30.0
STEP_SECONDS = 0.005
EXCEPTION_LINES = 4


class Killed(RuntimeError):
    """The bot was killed before it was ready; nothing is wrong with it."""


class BotProcess:
    """One life of `hecha run`.

    Args:
        settings: The `HECHA_*` variables, and whatever else it shall find in its environment.
        log: The file to whose end its output goes.
        zygote: Forks it in milliseconds; without one it is begun as a command.
    """

    def __init__(self, settings: Mapping[str, str], log: Path, zygote: Zygote | None = None) -> None:
        self._log = log
        self._began_at = log.stat().st_size if log.exists() else 0
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
        environment.update(settings)
        self._running: Fork | subprocess.Popen[bytes]
        if zygote is not None:
            self._running = zygote.fork("bot.__main__:run", environment, log)
        else:
            leash, command = subprocess.PIPE, [sys.executable, "-m", "sandbox.leash"]
            with log.open("ab") as out:
                self._running = subprocess.Popen(  # noqa: S603 - our own program
                    command, cwd=ROOT, env=environment, stdin=leash, stdout=out, stderr=out, process_group=0
                )
        self.pid = self._running.pid

    def wait_until_ready(self) -> None:
        """Wait until it takes updates. Raises `RuntimeError` with the end of its log when it ends before, `Killed` when
        somebody has ended it.
        """
        deadline = time.monotonic() + START_SECONDS
        while not any(line.get("event") == "running" for line in lines_of(self._log, self._began_at)):
            code = self.poll()
            if code is not None or time.monotonic() > deadline:
                self.kill()
                failure = Killed if code == -signal.SIGKILL else RuntimeError
                raise failure(f"the bot did not start (code {code}):\n{tail_of(self._log)}")
            time.sleep(STEP_SECONDS)

    def poll(self) -> int | None:
        """Return the exit code (negative: the signal that ended it), None while it runs."""
        return self._running.poll()

    def stop(self) -> int:
        """Ask it to stop and return its exit code. Raises `TimeoutError` or `subprocess.TimeoutExpired`."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
        code = self._running.wait(STOP_SECONDS)
        self.kill()
        return code

    def kill(self) -> None:
        """End it and all that it started, at once (`kill -9` of its process group)."""
        if isinstance(self._running, Fork):
            self._running.kill()
            return
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self._running.wait(STOP_SECONDS)
            if self._running.stdin is not None:
                self._running.stdin.close()


def lines_of(log: Path, offset: int = 0) -> list[dict[str, Any]]:
    """Return the events of a log from a byte offset on; what is no JSON comes as `{"text": …}`."""
    if not log.exists():
        return []
    with log.open("rb") as file:
        file.seek(offset)
        raw = file.read().decode(errors="replace")
    return [_event(line) for line in raw.splitlines() if line.strip()]


def tail_of(log: Path, count: int = 8) -> str:
    """Return the last lines of a log, of each exception only its end."""
    return "\n".join(_short(line) for line in lines_of(log)[-count:]) or "(no log)"


def _short(line: dict[str, Any]) -> str:
    if trace := line.get("exception"):
        line = {**line, "exception": "… " + " / ".join(part.strip() for part in trace.splitlines()[-EXCEPTION_LINES:])}
    return "  " + json.dumps(line, ensure_ascii=False)


def _event(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {"text": line}
    return found if isinstance(found, dict) else {"text": line}
