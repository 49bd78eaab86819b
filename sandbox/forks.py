"""Programs forked from a zygote: the caller's side. Needs the standard library only, for it also runs as a launcher.

`python -I sandbox/forks.py <socket> <module:function>` becomes, for whoever waits for it, the forked program: same
standard streams, same process group, same exit code, without the seconds that importing takes.
"""

import array
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
PID_DIGITS = 10
PREPARE = "SANDBOX_PREPARE"
REHEARSE = "SANDBOX_REHEARSE"


class Fork:
    """A forked program; it is ended when its `Fork` is closed, and it leads the process group `pid`."""

    def __init__(self, pipe: socket.socket, pid: int) -> None:
        self._pipe = pipe
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code (negative: the signal that ended it), None while it runs."""
        return self._ended(0)

    def wait(self, seconds: float) -> int:
        """Wait for the end and return the exit code. Raises `TimeoutError`."""
        code = self._ended(seconds)
        if code is None:
            raise TimeoutError(f"process {self.pid} still runs after {seconds} s")
        return code

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program itself."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the program and everything that it started, at once (`kill -9` of the process group)."""
        if self._code is None:
            _kill_group(self.pid)
            self.wait(10)

    def _ended(self, seconds: float) -> int | None:
        if self._code is None:
            self._pipe.settimeout(seconds)
            try:
                line = self._pipe.recv(64)
            except (TimeoutError, BlockingIOError):
                return None
            self._code = int(line or b"-9")
            self._pipe.close()
        return self._code


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def fork(
    path: str,
    target: str,
    environment: Mapping[str, str],
    streams: Sequence[int],
    *,
    group: int = 0,
    arguments: Sequence[str] = (),
) -> Fork:
    """Ask the zygote that listens at `path` for a child which runs `module:function` and ends.

    Args:
        path: The zygote's socket.
        target: What to run.
        environment: The child's whole environment. `PREPARE` names a `module:function` that is called first, in the
            child and in the children that it has forked in turn. Without `REHEARSE` they begin unrehearsed.
        streams: File descriptors of its standard input, output and error.
        group: The process group it joins; 0 makes it the leader of a new one.
        arguments: What stands behind its name on the command line.
    """
    order = {"target": target, "environment": dict(environment), "group": group, "arguments": list(arguments)}
    pipe = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    pipe.connect(path)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))]
    body = json.dumps(order).encode() + b"\n"
    sent = pipe.sendmsg([body], rights)
    pipe.sendall(body[sent:])
    answer = pipe.recv(PID_DIGITS, socket.MSG_WAITALL)
    if not answer:
        pipe.close()
        raise RuntimeError("the zygote has gone")
    return Fork(pipe, int(answer))


class Zygote:
    """A process that has imported the program once and forks it on demand; lives as long as the `with` block."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "zygote.sock")
        # Its standard input is its lifeline: it ends when we do, however we end.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "sandbox.zygote", self.path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            self._close()
            raise RuntimeError("the zygote did not start; its error stands above")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def fork(self, target: str, environment: Mapping[str, str], log: Path) -> Fork:
        """Fork a program whose output goes to the end of a file. See `fork`."""
        with log.open("ab") as out, Path(os.devnull).open("rb") as nothing:
            streams = [nothing.fileno(), out.fileno(), out.fileno()]
            return fork(self.path, target, environment, streams)

    def run(
        self, target: str, arguments: Sequence[str], environment: Mapping[str, str], seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a program with arguments to its end; return its code and what it wrote. Raises `TimeoutError`."""
        with TemporaryFile() as out, TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
            streams = [nothing.fileno(), out.fileno(), err.fileno()]
            program = fork(self.path, target, environment, streams, arguments=arguments)
            try:
                code = program.wait(seconds)
            finally:
                program.kill()
            written = [(file.seek(0), file.read().decode())[1] for file in (out, err)]
        return subprocess.CompletedProcess(list(arguments), code, *written)


def _launch(path: str, target: str) -> int:
    """Stand in for a forked program: hand signals on, leave with its code."""
    child = fork(path, target, os.environ, [0, 1, 2], group=os.getpgrp())

    def hand_on(number: int, _frame: Any) -> None:
        child.send(signal.Signals(number))

    signal.signal(signal.SIGTERM, hand_on)
    os.close(0)
    os.close(1)
    code = child.wait(365 * 86_400)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(_launch(sys.argv[1], sys.argv[2]))
