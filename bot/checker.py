"""Opens one workbook that somebody sent, in a process of its own with limits, and writes down what it found.

`python -m bot.checker FOLDER`: the folder holds `workbook`, `name`, and under `files/` whatever was sent along; the
process leaves `result.json` there: a `checklist` as it is stored, or `faults`. It is told no secrets.
"""

import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1 << 30
SECONDS = 30
WRITTEN_BYTES = 128 << 20
RESULT = "result.json"


def check(folder: Path) -> dict[str, Any]:
    """Return the checklist of the workbook in a folder, or its faults, as data for JSON."""
    from forms.workbook import WorkbookRefused, load_workbook

    files = {file.name: file.read_bytes() for file in (folder / "files").iterdir()}
    name = (folder / "name").read_text(encoding="utf-8")
    try:
        return {"checklist": load_workbook((folder / "workbook").read_bytes(), name, files).to_dict()}
    except WorkbookRefused as refused:
        return {"faults": [fault.to_dict() for fault in refused.faults]}


def main() -> None:
    """Check the workbook in the folder that is named; out of memory is told by the exit code 3."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Should the worker be gone, nobody else would end us.
    signal.alarm(2 * SECONDS)
    folder = Path(sys.argv[1])
    try:
        found = json.dumps(check(folder), ensure_ascii=False)
        (folder / RESULT).write_text(found, encoding="utf-8")
    except MemoryError:
        raise SystemExit(3) from None


if __name__ == "__main__":
    main()
