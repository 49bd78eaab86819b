"""Opens one workbook that somebody sent, in a process of its own with limits, and writes down what it found.

`python -m bot.checker FOLDER`: the folder holds `workbook`, `name`, under `files/` whatever was sent along, and
`platform.json` where a table of a platform is understood; the process leaves `result.json` there: a `checklist` as it
is stored, or `faults`, or that it is a `registry` instead, or a platform's table. It is told no secrets.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.apart import RESULT, Limits, limited
from forms.faults import Fault
from rules.errors.form_files import COLUMN_MISSING
from rules.errors.registry_files import NEITHER

LIMITS = Limits(seconds=30, memory=1 << 30, written=128 << 20)


def check(folder: Path) -> dict[str, Any]:
    """Return the checklist of the workbook in a folder, or its faults, as data for JSON."""
    from forms.registry_reading import is_registry
    from forms.workbook import WorkbookRefused, load_workbook
    from rules.platform_columns import read_columns

    name = (folder / "name").read_text(encoding="utf-8")
    workbook = (folder / "workbook").read_bytes()
    columns = folder / "platform.json"
    platform = read_columns(json.loads(columns.read_bytes())) if columns.exists() else None
    if is_registry(workbook, f"{name}.xlsx", platform):
        return {"registry": True}
    files = {file.name: file.read_bytes() for file in (folder / "files").iterdir()}
    try:
        return {"checklist": load_workbook(workbook, name, files).to_dict()}
    except WorkbookRefused as refused:
        return {"faults": [fault.to_dict() for fault in _told(refused.faults)]}


def _told(faults: Sequence[Fault]) -> Sequence[Fault]:
    """Return the faults of a workbook; one without the two columns of a form is not asked to become a form."""
    missing = {fault.column for fault in faults if fault.code == COLUMN_MISSING.code}
    return [Fault(None, None, None, NEITHER.code, {})] if {"type", "name"} <= missing else faults


def main() -> None:
    """Check the workbook in the folder that is named."""
    folder = Path(sys.argv[1])
    with limited(LIMITS):
        found = json.dumps(check(folder), ensure_ascii=False)
        (folder / RESULT).write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
