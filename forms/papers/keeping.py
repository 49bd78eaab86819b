"""What stays on one page with the signatures, by estimate: nobody signs a page that does not say what is signed."""

from collections.abc import Sequence

from forms.papers.grid_columns import placed
from forms.papers.heights import INSET_MM, block_height, repeated_heads, row_height
from forms.papers.page import Line, Row, Table, Text

PAGE_MM = 241.0  # between the margins
_ENDS = "。；！？"
_LEAST_PIECE = 20  # signs


def fitting(table: Table, size: float, most: int) -> int:
    """Return how many of a table's last rows, at most `most`, one page holds below what is said again above them.
    `size` is the points of a letter.
    """
    rows = list(placed(table))
    heads = rows[: repeated_heads(table, rows, size)]
    room = PAGE_MM - sum(row_height(table, row, size) for row in heads)
    last = rows[-most:]
    for count, row in enumerate(reversed(last)):
        room -= row_height(table, row, size)
        if room < 0:
            return count
    return len(last)


def height(widths: Sequence[float], rows: Sequence[Row], size: float) -> float:
    """Return how tall ruled rows will be, in millimetres."""
    table = Table(tuple(widths), tuple(rows))
    return sum(row_height(table, row, size) for row in placed(table))


def last_lines(
    lines: Sequence[Line],
    width: float,
    size: float,
    most: float,
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return lines of words in two parts, of which the second is at most `most` millimetres tall in a ruled cell of a
    width; a single line that is taller is cut, at the end of a sentence where it has one.
    """
    inside = width - INSET_MM[True][0]
    kept = 0
    while kept < len(lines) and block_height(lines[len(lines) - kept - 1 :], inside, size) <= most:
        kept += 1
    if kept:
        return tuple(lines[: len(lines) - kept]), tuple(lines[len(lines) - kept :])
    text = "".join(part.text for part in lines[-1].parts if isinstance(part, Text))
    at = len(text) - _LEAST_PIECE
    while at > 0 and block_height((_said(text[at:]),), inside, size) <= most:
        at -= _LEAST_PIECE
    at = max(at + _LEAST_PIECE, 1)
    at = next((end + 1 for end in range(at, len(text) - 1) if text[end] in _ENDS), at)
    return (*lines[:-1], _said(text[:at])), (_said(text[at:]),)


def _said(text: str) -> Line:
    return Line((Text(text),))
