"""`hecha` as people type it, forked from the session's zygote: a command begins in milliseconds instead of seconds."""

import atexit
import functools
import os
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from sandbox.forks import Zygote

SECONDS = 120.0
Ran = subprocess.CompletedProcess[str]


@functools.cache
def session_zygote() -> Zygote:
    """Return the one process of this session that forks bots and commands; it ends with the session."""
    held = ExitStack()
    atexit.register(held.close)
    folder = held.enter_context(tempfile.TemporaryDirectory(prefix="hecha-zygote-"))
    return held.enter_context(Zygote(Path(folder)))


def hecha(*arguments: object, **environment: str) -> Ran:
    """Run `hecha` with arguments and further variables; settings of the tests' own environment do not reach it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
    words = [str(argument) for argument in arguments]
    return session_zygote().run("bot.__main__:main", words, inherited | environment, SECONDS)
