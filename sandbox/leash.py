"""The bot on a leash: it ends when whoever began it is gone, so that a killed demo leaves no bot behind.

`python -m sandbox.leash` with a pipe as standard input; when the pipe ends, the whole process group does.
"""

import os
import signal
import threading

from bot.__main__ import run


def _watch() -> None:
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_watch, name="leash", daemon=True).start()
    run()
