"""Reads one file of a registry that somebody sent, in a process of its own with limits, and writes down what it found.

`python -m bot.registry_checker FOLDER`: the folder holds `table`, `name` and `remembered.json`; the process leaves
there `rows` and `refused`, a line of JSON for each row, and `result.json`. It is told no secrets.
"""

import gc
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.apart import RESULT, Limits, limited

LIMITS = Limits(seconds=40, memory=1 << 30, written=400 << 20)
ROWS, REFUSED = "rows", "refused"


def check(folder: Path, remembered: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Write down the rows of the file in a folder; return what its headings say, or its faults, as data for JSON."""
    from forms.faults import WorkbookRefused
    from forms.registry_reading import key_fault, read_registry

    name = (folder / "name").read_text(encoding="utf-8")
    try:
        reading = read_registry((folder / "table").read_bytes(), name, remembered)
        heading = reading.heading
        found: dict[str, Any] = {
            "registry": heading.registry,
            "sheet": reading.table.sheet,
            "columns": list(heading.columns),
            "titles": list(heading.titles),
            "named": {name: heading.titles[column] for name, column in heading.columns.items()},
            "unknown": list(heading.unknown),
        }
        if fault := key_fault(heading, reading.table.sheet):
            return found | {"faults": [fault.to_dict()]}
        return found | _write_rows(folder, reading)
    except WorkbookRefused as refused:
        return {"faults": [fault.to_dict() for fault in refused.faults]}


def _write_rows(folder: Path, reading: Any) -> dict[str, Any]:
    from orjson import dumps

    from forms.registry_reading import row_fault, texts

    read = refused = 0
    sheet = reading.table.sheet
    with (folder / ROWS).open("wb") as rows, (folder / REFUSED).open("wb") as bad:
        for row, cells in reading.rows():
            if row.faults:
                refused += 1
                told = [row_fault(each, sheet, row.number).to_dict() for each in row.faults]
                bad.write(dumps([row.number, texts(cells), told]) + b"\n")
            else:
                read += 1
                rows.write(dumps([row.number, row.key, row.facts]) + b"\n")
    return {"read": read, "refused": refused}


def main() -> None:
    """Check the file in the folder that is named."""
    from orjson import dumps, loads

    # It makes no cycles, and ends soon.
    gc.disable()
    folder = Path(sys.argv[1])
    with limited(LIMITS):
        remembered = loads((folder / "remembered.json").read_bytes())
        (folder / RESULT).write_bytes(dumps(check(folder, remembered)))


if __name__ == "__main__":
    main()
