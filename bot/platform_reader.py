"""Reads a table of another platform in a process of its own with limits, and writes its rows down as texts.

`python -m bot.platform_reader FOLDER`: the folder holds `table` and `name`; `result.json` gets the rows, or the faults.
"""

import sys
from pathlib import Path
from typing import Any

from bot.apart import RESULT, Limits, command_of, limited, run_apart

LIMITS = Limits(seconds=40, memory=1 << 30, written=100 << 20)
ROWS_MOST = 5_000
COMMAND = command_of("bot.platform_reader")


def rows_of(folder: Path, content: bytes, name: str) -> dict[str, Any]:
    """Have a file read apart; return `rows`, each its number and its cells, or `faults`."""
    (folder / "table").write_bytes(content)
    (folder / "name").write_text(name, encoding="utf-8")
    return run_apart(COMMAND, folder, LIMITS)


def read(folder: Path) -> dict[str, Any]:
    """Return the rows of the first sheet that holds any."""
    from forms.faults import WorkbookRefused, refusal
    from forms.registry_sheets import open_tables
    from rules.errors import registry_files as problems
    from rules.registries.cells import plain

    name = (folder / "name").read_text(encoding="utf-8")
    try:
        for table in open_tables((folder / "table").read_bytes(), name):
            rows = [(number, [plain(cell) for cell in cells]) for number, cells in table.rows_from(1)]
            if len(rows) > ROWS_MOST:
                raise refusal(problems.TOO_MANY_ROWS, rows=len(rows), most=ROWS_MOST)
            if any(any(cells) for _, cells in rows):
                return {"rows": rows}
    except WorkbookRefused as refused:
        return {"faults": [fault.to_dict() for fault in refused.faults]}
    return {"rows": []}


def main() -> None:
    """Read the table of the folder that is named."""
    import orjson

    folder = Path(sys.argv[1])
    with limited(LIMITS):
        (folder / RESULT).write_bytes(orjson.dumps(read(folder)))


if __name__ == "__main__":
    main()
