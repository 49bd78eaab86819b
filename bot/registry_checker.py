"""Reads one file of a registry that somebody sent, in a process of its own with limits, and writes down what it found.

`python -m bot.registry_checker FOLDER`: the folder holds `table`, `name`, `remembered.json` and, where a table of a
platform is understood, `platform.json` with its columns; the process leaves there `rows` and `refused`, a line of JSON
for each row, and `result.json`, which holds the rows of a platform's table. It is told no secrets.
"""

import gc
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.apart import RESULT, Limits, limited

if TYPE_CHECKING:
    from forms.registry_reading import PlatformTable

LIMITS = Limits(seconds=40, memory=1 << 30, written=400 << 20)
ROWS, REFUSED = "rows", "refused"
# Of a platform's table: all of it is one act.
PLATFORM_ROWS_MOST = 2_000


def check(
    folder: Path, remembered: Mapping[str, Mapping[str, str]], platform: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Write down the rows of the file in a folder; return what its headings say, or its faults, as data for JSON."""
    from forms.faults import WorkbookRefused
    from forms.registry_reading import PlatformTable, key_fault, read_registry
    from rules.platform_columns import read_columns

    columns = read_columns(platform) if platform else None
    name = (folder / "name").read_text(encoding="utf-8")
    try:
        reading = read_registry((folder / "table").read_bytes(), name, remembered, columns)
        if isinstance(reading, PlatformTable):
            return _platform_rows(reading)
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


def _platform_rows(reading: "PlatformTable") -> dict[str, Any]:
    from forms.faults import WorkbookRefused, refusal
    from rules.errors import registry_files as problems

    if spoilt := reading.spoilt():
        raise WorkbookRefused(spoilt)
    found = reading.rows()
    rows = list(islice(found, PLATFORM_ROWS_MOST + 1))
    if len(rows) == 1:
        raise refusal(problems.EMPTY)
    if more := sum(1 for _ in found):
        raise refusal(problems.TOO_MANY_ROWS, rows=PLATFORM_ROWS_MOST + more, most=PLATFORM_ROWS_MOST)
    return {"platform": reading.part, "sheet": reading.table.sheet, "rows": rows}


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
        columns = folder / "platform.json"
        platform = loads(columns.read_bytes()) if columns.exists() else None
        (folder / RESULT).write_bytes(dumps(check(folder, remembered, platform)))


if __name__ == "__main__":
    main()
