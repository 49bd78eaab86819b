"""`make demo`: prints one address and runs until Ctrl-C."""

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

import structlog

from sandbox.demo import PORT, Demo

FOLDER = Path("build/demo")
LOOK_SECONDS = 0.5


def main() -> int:
    """Run the demo; what was played is there again at the next start."""
    parser = argparse.ArgumentParser(prog="make demo", description="Telegram, the bot and a demo district.")
    is_fresh = os.environ.get("FRESH", "") not in ("", "0")
    parser.add_argument("--fresh", action="store_true", default=is_fresh, help="forget what was played, begin anew")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where it is kept (default: %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="the port of the page (default: %(default)s)")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    try:
        with Demo(chosen.folder, is_fresh=chosen.fresh, port=chosen.port) as demo:
            if demo.port != chosen.port:
                _say(f"Port {chosen.port} is taken; this demo listens on {demo.port}.")
            _say(f"\n    {demo.address}\n")
            _say(
                "Open it in a browser. Ctrl-C ends the demo; what was played stays (make demo ARGS=--fresh forgets it)."
            )
            while not stopping.wait(LOOK_SECONDS):
                demo.keep_running(_say)
    except (OSError, RuntimeError) as error:
        sys.stderr.write(f"The demo cannot start: {error}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
