"""Cursors: where a page ended, for nobody to read or to make up; they hold across restarts and new rows."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from rules.errors import api as problems
from rules.refusals import Refused

MOST = 200
LARGEST = 1 << 62


def cursor_after(kind: str, *place: object) -> str:
    """Return the cursor of a place in a list."""
    written = json.dumps([kind, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def row_in(kind: str, cursor: str | None) -> int:
    """Return the row after which a page begins, 0 for the first. Raises `Refused` for what is no cursor of its list."""
    if cursor is None:
        return 0
    place = _read(kind, cursor)
    if len(place) != 1 or not _is_row(place[0]):
        raise Refused(problems.CURSOR_WRONG)
    return int(str(place[0]))


def moment_in(kind: str, cursor: str | None) -> tuple[datetime, int] | None:
    """Return the instant and the row after which a page begins, none for the first. Raises `Refused` as `row_in`."""
    if cursor is None:
        return None
    place = _read(kind, cursor)
    try:
        at, row = datetime.fromisoformat(str(place[0])), place[1]
        if at.tzinfo is None or len(place) != 2 or not _is_row(row):
            raise Refused(problems.CURSOR_WRONG)
        # At the ends of all years there is no such instant in UTC.
        return at.astimezone(UTC), int(str(row))
    except (ValueError, IndexError, OverflowError):
        raise Refused(problems.CURSOR_WRONG) from None


def _read(kind: str, cursor: str) -> Sequence[object]:
    try:
        read = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise Refused(problems.CURSOR_WRONG) from None
    if not isinstance(read, list) or not read or read[0] != kind:
        raise Refused(problems.CURSOR_WRONG)
    return read[1:]


def _is_row(value: object) -> bool:
    return type(value) is int and 0 <= value < LARGEST
