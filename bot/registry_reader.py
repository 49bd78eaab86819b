"""Has a file of a registry, or of another platform, read in a process of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from bot import registry_checker
from bot.apart import command_of, run_apart

COMMAND = command_of("bot.registry_checker")
BLOCK = 1 << 20


def look_into(
    folder: Path,
    content: bytes,
    name: str,
    remembered: Mapping[str, Mapping[str, str]],
    platform: Mapping[str, Any] | None = None,
    tell: Callable[[int], None] = lambda rows: None,
) -> dict[str, Any]:
    """Let a process of its own read a file; return what its headings say or its `faults`; rows are in the folder, those
    of a table with the columns of a `platform` are returned. `tell` hears meanwhile how many rows are in the folder.
    """
    (folder / "table").write_bytes(content)
    (folder / "name").write_text(name, encoding="utf-8")
    (folder / "remembered.json").write_bytes(orjson.dumps(remembered))
    if platform is not None:
        (folder / "platform.json").write_bytes(orjson.dumps(platform))
    counting = GrowingRows(folder / registry_checker.ROWS)
    return run_apart(COMMAND, folder, registry_checker.LIMITS, lambda: tell(counting.rows()))


class GrowingRows:
    """Counts the rows of a file that grows; what was counted is not read again."""

    def __init__(self, path: Path) -> None:
        self._path, self._read, self._rows = path, 0, 0

    def rows(self) -> int:
        """Return how many rows are in the file by now."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read)
                while block := file.read(BLOCK):
                    self._read += len(block)
                    self._rows += block.count(b"\n")
        return self._rows
