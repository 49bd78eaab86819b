"""Keeps the process that opens what people send: begun at the first file, killed when a file is too much for it."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

import structlog

from bot import opener
from forms.pictures.camera import CameraFacts
from forms.pictures.examination import Announced, Examined
from forms.pictures.formats import sniff
from forms.pictures.strip import Strip
from rules.errors import Problem
from rules.errors import files as problems

log = structlog.get_logger()

COMMAND: tuple[str, ...] = (sys.executable, "-m", "bot.opener")
# Pillow keeps so many blocks of 16 MB for the next picture: asking the system for them anew takes as long as decoding.
ENVIRONMENT = {"PILLOW_BLOCKS_MAX": "8"}
# Not kept for nothing: a worker at rest stays small.
REST_SECONDS: Final = 10


class OpenerFailed(OSError):
    """The process ended for a reason that nobody foresaw, perhaps before it saw the file: another attempt may do."""


class _Gone(Exception):
    """The process ended, or was ended, over a file; `may_be_chance`: perhaps for a reason outside the file."""

    def __init__(self, reason: str, *, may_be_chance: bool) -> None:
        super().__init__(reason)
        self.may_be_chance = may_be_chance


class Opener:
    """Opens files for one worker; `fonts` are the folders with the letters of the strips."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        self._fonts = [str(folder) for folder in fonts]
        self._process: subprocess.Popen[bytes] | None = None
        self._used = 0.0

    def examine(self, data: bytes, announced: Announced, strip: Strip | None) -> Examined:
        """Look into a file; one that is too much for the process is a file with a problem like any other.

        Raises `OpenerFailed` when the process itself fails.
        """
        order = {
            "task": "examine",
            "announced": asdict(announced),
            "strip": asdict(strip) if strip else None,
            "fonts": self._fonts,
        }
        try:
            told, copies = self._ask_twice(order, data)
        except _Gone as gone:
            log.warning("file_too_much", reason=str(gone))
            return _kept_apart(data, problems.TOO_MUCH)
        found, full = told["found"], told["sizes"][0]
        camera = CameraFacts(**found.pop("camera"))
        return Examined(**found, camera=camera, stamped=copies[:full], preview=copies[full:])

    def read_code(self, data: bytes) -> str | None:
        """Return the text of the first bar code on a picture, none where there is none."""
        try:
            told, _ = self._ask_twice({"task": "code"}, data)
        except _Gone:
            return None
        text: str | None = told.get("code")
        return text

    def rest(self) -> None:
        """Let the process go when nothing was opened for some time."""
        if self._process is not None and time.monotonic() > self._used + REST_SECONDS:
            self.close()

    def close(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    @property
    def pid(self) -> int | None:
        """The number of the process, none while there is none."""
        return self._process.pid if self._process else None

    def _ask_twice(self, order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        """Ask again where a busy machine may have been the reason and not the file."""
        try:
            return self._ask(order, data)
        except _Gone as gone:
            if not gone.may_be_chance:
                raise
        return self._ask(order, data)

    def _ask(self, order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        is_answered = False
        try:
            process = self._begun()
            assert process.stdin is not None
            assert process.stdout is not None
            deadline = time.monotonic() + opener.SECONDS
            process.stdin.write(json.dumps(order | {"size": len(data)}).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            told: dict[str, Any] = json.loads(_read_line(process.stdout, deadline))
            copies = _read(process.stdout, sum(told.get("sizes", ())), deadline)
            is_answered = not told["is_last"]
            return told, copies
        except (BrokenPipeError, EOFError) as error:
            raise self._end() from error
        except TimeoutError as error:
            raise _Gone("time", may_be_chance=True) from error
        finally:
            # Whatever interrupts us, an answer to the file before must never be taken for one to the next.
            if not is_answered:
                self.close()
            self._used = time.monotonic()

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            environment = {key: value for key, value in os.environ.items() if not key.startswith("HECHA_")}
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | ENVIRONMENT
            )
        return self._process

    def _end(self) -> _Gone:
        """Return how the process ended. Raises `OpenerFailed`."""
        assert self._process is not None
        code = self._process.wait(opener.SECONDS)
        if code >= 0 and code != opener.OUT_OF_MEMORY:
            # What nobody foresaw; the process has said on standard error what it stumbled over.
            raise OpenerFailed(f"the opener ended with code {code}")
        return _Gone(str(code), may_be_chance=code == -signal.SIGKILL)


def _read_line(stream: IO[bytes], deadline: float) -> bytes:
    line = bytearray()
    while not line.endswith(b"\n"):
        line += _read(stream, 1, deadline)
    return bytes(line)


def _read(stream: IO[bytes], size: int, deadline: float) -> bytes:
    """Return so many bytes. Raises `TimeoutError` or `EOFError`."""
    got = bytearray()
    while len(got) < size:
        readable, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
        if not readable:
            raise TimeoutError
        more = os.read(stream.fileno(), min(size - len(got), 1 << 20))
        if not more:
            raise EOFError
        got += more
    return bytes(got)


def _kept_apart(data: bytes, problem: Problem) -> Examined:
    return Examined(sniff(data), problem.code)
