"""The script that is published with a proof, run as whoever downloaded it runs it."""

import runpy
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "forms" / "draw_kit" / "verify_draw.py"


@dataclass(frozen=True, slots=True)
class Ran:
    """How it ended, and what it said."""

    code: int
    said: str


Script = Callable[..., Ran]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Script:
    """Runs it on a proof, on an addendum with it where there is one."""

    def run(data: bytes, *arguments: str, addendum: bytes | None = None) -> Ran:
        file, added = tmp_path / "proof.json", tmp_path / "addendum.json"
        file.write_bytes(data)
        if addendum is not None:
            added.write_bytes(addendum)
            arguments = (*arguments, "--addendum", str(added))
        monkeypatch.setattr(sys, "argv", [str(SCRIPT), str(file), *arguments])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(SCRIPT), run_name="__main__")
        return Ran(int(ended.value.code or 0), capsys.readouterr().out)

    return run
