"""References to other questions as an author writes them: `${name}` and `${last-saved#name}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WRITTEN = re.compile(r"\$\{(?P<inner>[^}]*)(?P<end>\}?)")
_INNER = re.compile(r"(?P<last>last-saved#)?(?P<name>[^\W\d][\w.\-]*)")
# The converter makes straight quotes of these; here one sign stays one sign, so that places stay right.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a cell.

    Attributes:
        written: As it stands there.
        position: Of its first character in the cell, from 1.
        name: What it refers to; empty when it cannot be read.
        is_last_saved: It means the answer in the last saved record.
    """

    written: str
    position: int
    name: str
    is_last_saved: bool = False


def references_in(text: str) -> Iterator[Reference]:
    """Yields the references of a cell in order, those that cannot be read among them."""
    if "${" not in text:
        return
    for found in _WRITTEN.finditer(text):
        inner = _INNER.fullmatch(found["inner"]) if found["end"] else None
        if inner is None:
            yield Reference(found.group(), found.start() + 1, "")
        else:
            yield Reference(found.group(), found.start() + 1, inner["name"], inner["last"] is not None)


def as_paths(text: str) -> str:
    """Writes an expression with paths for references, every character staying where it was.

    `${name}` becomes ` /name `, so that an error of the expression tells the place in the cell.
    """
    straight = text.translate(STRAIGHT)
    return _WRITTEN.sub(_path, straight) if "${" in straight else straight


def _path(found: re.Match[str]) -> str:
    return f" /{found['inner'].replace('#', '_')} "
