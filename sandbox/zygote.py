"""The zygote: imports the whole program, then forks it on demand. It never starts a thread, so a fork is safe.

A bot forked here runs its first update after milliseconds instead of seconds; journeys and storms restart it often.
"""

import array
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any

import bot.dispatcher
import bot.factory
import bot.voice
import bot.worker
import bot.workers
from bot.warming import open_calendar, warm_up
from sandbox import forks

PROGRAMS = (
    "bot.__main__",
    "bot.beginning",
    "bot.factory",
    "bot.public_site",
    "bot.webhook",
    "bot.speaker",
    "bot.worker",
)
# What the program's libraries import only when they are used.
USED_LATER = (
    "anyio._backends._asyncio",
    "anyio.streams.tls",
    "concurrent.futures.thread",
    "httpcore",
    "httptools",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlite3",
    "uvicorn.protocols.http.httptools_impl",
)
MOST_BYTES = 1 << 20
STREAMS = 3


class Server:
    """Forks what callers ask for, and tells each when its child has ended."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(path)
        self._listener.listen(64)
        self._callers: dict[int, socket.socket] = {}
        self._bell, self._ringer = os.pipe()

    def serve(self) -> None:
        """Serve until standard input ends; then end every child."""
        os.set_blocking(self._ringer, False)
        signal.set_wakeup_fd(self._ringer)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            watched: list[int | socket.socket] = [0, self._bell, self._listener, *self._callers.values()]
            readable = select.select(watched, [], [])[0]
            if 0 in readable:
                break
            if self._bell in readable:
                os.read(self._bell, 4096)
                self._reap()
            if self._listener in readable:
                self._answer(self._listener.accept()[0])
            for pid, caller in list(self._callers.items()):
                # A caller never writes twice: it is readable only when it has gone, and its child goes with it.
                if caller in readable:
                    self._end(pid)
        for pid in list(self._callers):
            self._end(pid)

    def _end(self, pid: int) -> None:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        self._callers.pop(pid).close()

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                if caller := self._callers.pop(pid, None):
                    with contextlib.suppress(OSError):
                        caller.sendall(str(os.waitstatus_to_exitcode(status)).encode())
                    caller.close()

    def _answer(self, caller: socket.socket) -> None:
        order, streams = _read(caller)
        if not order:
            caller.close()
            return
        pid = os.fork()
        if not pid:
            self._leave_to_parent(caller)
            _become(order, streams, self._path)
        with contextlib.suppress(OSError):
            # Both sides set the group, so that it is set for whoever of them runs on first.
            os.setpgid(pid, order["group"])
        for stream in streams:
            os.close(stream)
        self._callers[pid] = caller
        try:
            caller.sendall(f"{pid:{forks.PID_DIGITS}}".encode())
        except OSError:
            # A launcher that was killed the moment after it had asked.
            self._end(pid)

    def _leave_to_parent(self, caller: socket.socket) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for held in (self._listener, caller, *self._callers.values()):
            held.close()
        os.close(self._bell)
        os.close(self._ringer)


def _read(caller: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Read an order and its file descriptors; nothing of a caller that has gone."""
    room = array.array("i")
    body = b""
    with contextlib.suppress(OSError):
        body, rights, _, _ = caller.recvmsg(MOST_BYTES, socket.CMSG_SPACE(STREAMS * room.itemsize))
        for _, _, packed in rights:
            room.frombytes(packed[: len(packed) - len(packed) % room.itemsize])
        while body and not body.endswith(b"\n") and (more := caller.recv(MOST_BYTES)):
            body += more
    if body.endswith(b"\n") and len(room) == STREAMS:
        return json.loads(body), list(room)
    for stream in room:
        os.close(stream)
    return {}, []


def _become(order: dict[str, Any], streams: list[int], path: str) -> None:
    """Be the ordered program from now on. Never returns."""
    code = 1
    try:
        with contextlib.suppress(OSError):
            os.setpgid(0, order["group"])
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.argv[1:] = order["arguments"]
        os.environ.clear()
        os.environ.update(order["environment"])
        # Its processes come from here as well, by way of a launcher that stands in for each.
        launched = (sys.executable, "-I", forks.__file__, path)
        bot.workers.COMMAND = (*launched, "bot.worker:main")
        bot.voice.COMMAND = (*launched, "bot.speaker:main")
        if forks.REHEARSE not in os.environ:
            # A second of processor time at each start, which spares the first act a moment that nobody waits for here.
            setattr(bot.dispatcher.UpdateDispatcher, "rehearse", _idle)  # noqa: B010 - types know them as they are
            setattr(bot.worker, "rehearse_securing", _leave_out)  # noqa: B010
        if prepare := os.environ.get(forks.PREPARE):
            _named(prepare)()
        _named(order["target"])()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the child must never run on as a zygote
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


async def _idle(_dispatcher: object) -> None:
    """Stand in for a dispatcher's rehearsal."""


def _leave_out(_uow: object) -> None:
    """Stand in for a worker's rehearsal."""


def _named(name: str) -> Callable[[], object]:
    module, _, function = name.partition(":")
    found: Callable[[], object] = getattr(importlib.import_module(module), function)
    return found


def main() -> None:
    """Run as `python -m sandbox.zygote <socket>`."""
    for name in (*PROGRAMS, *USED_LATER):
        importlib.import_module(name)
    warm_up()
    open_calendar()
    gc.collect()
    gc.freeze()
    Server(sys.argv[1]).serve()


if __name__ == "__main__":
    main()
