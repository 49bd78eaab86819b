"""One speaker per token: the lock that a killed process leaves at once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.lock import AlreadyRunning, sole_speaker
from storage.database import Database

BOT = 7_000_000_001
HOLDER = """
import sys, time
from pathlib import Path
from bot.lock import sole_speaker
from storage.database import Database
with sole_speaker(Database(sys.argv[1]), Path(sys.argv[2]), {bot}):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_lock_is_free_as_soon_as_its_holder_is_gone(database: Database, tmp_path: Path, how: signal.Signals) -> None:
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", HOLDER.format(bot=BOT), url, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), sole_speaker(database, tmp_path, BOT):
            raise AssertionError
        with sole_speaker(database, tmp_path, BOT + 1):
            pass  # another token has a lock of its own
        os.kill(holder.pid, how)
        holder.wait(10)
    deadline = time.monotonic() + 2
    while True:
        try:
            with sole_speaker(database, tmp_path, BOT):
                return
        except AlreadyRunning:
            # A database server notices the end of a connection a moment later.
            assert time.monotonic() < deadline
            time.sleep(0.01)
