"""Every command on the page of the draw is run as it stands there."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def commands() -> list[list[str]]:
    lines = (ROOT / "docs" / "draw.md").read_text("utf-8").splitlines()
    return [shlex.split(line) for line in lines if line.startswith("    ")]


def test_the_commands_of_the_page_do_what_it_says(tmp_path: Path) -> None:
    found = commands()
    assert len(found) == 4
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
    # What is verified must be there: the rehearsal comes first.
    for command in sorted(found, key=lambda words: "rehearse" not in words):
        program = [sys.executable, "-m", "bot"] if command[0] == ".venv/bin/hecha" else [sys.executable]
        words = [word.replace("build/", f"{tmp_path}/") for word in command[1:]]
        ran = subprocess.run([*program, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        assert "DRAW_" not in ran.stdout
