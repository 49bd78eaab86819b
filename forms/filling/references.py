"""References as forms write them: absolute and relative paths of names, predicates left aside."""

import re
from typing import Final

_POSITION: Final = re.compile(r"\[(\d+)\]$")


def without_predicates(path: str) -> str:
    """Drops everything in square brackets; quoted brackets within them count as text."""
    kept, depth, quote = [], 0, ""
    for character in path:
        if depth and quote:
            quote = "" if character == quote else quote
        elif depth and character in "'\"":
            quote = character
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)


def resolve(written: str, base: str) -> str:
    """Gives the absolute reference of a path.

    Args:
        written: As in the form, such as `/data/g/q`, `../q`, `current()/../q` or `.`.
        base: Absolute reference that a relative path starts from.
    """
    path = "".join(without_predicates(written).split())
    if path.startswith("current()"):
        path = path.removeprefix("current()").removeprefix("/") or "."
    steps = [] if path.startswith("/") else base.split("/")[1:]
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step.removeprefix("child::"))
    return "/" + "/".join(steps)


def split_reference(reference: str) -> list[tuple[str, int | None]]:
    """Splits the reference of one node into names and positions, the latter from 1 and only where written."""
    steps: list[tuple[str, int | None]] = []
    for step in reference.strip().split("/")[1:]:
        found = _POSITION.search(step)
        steps.append((step[: found.start()], int(found[1])) if found else (step, None))
    return steps
