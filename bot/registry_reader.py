"""Has a file of a registry, or of another platform, read in a process of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from bot import registry_checker
from bot.apart import command_of, run_apart

COMMAND = command_of("bot.registry_checker")


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
    return run_apart(COMMAND, folder, registry_checker.LIMITS, lambda: tell(_rows_in(folder)))


def _rows_in(folder: Path) -> int:
    rows = folder / registry_checker.ROWS
    return rows.read_bytes().count(b"\n") if rows.exists() else 0
