"""How tall rows will be, by estimate: what a page's end had better not cut, and what no page can hold whole.

An estimate too tall only lets a page's end cut a row; one too short would push signs off the page, so it errs upwards.
"""

import re
from collections.abc import Sequence
from math import ceil

from forms.papers.grid_columns import PlacedRow, placed
from forms.papers.page import Blank, Block, Line, Part, Picture, Space, Table, Text

INSET_MM = {True: (3.2, 4.4), False: (1.0, 4.0)}  # of a ruled or unruled cell: both sides, above and below
SIGN_MM = 0.362  # width of a sign of one point, its share of what surrounds it included
_LINE_MM = 0.53  # height of a line of one point
_WHOLE_MM = 140.0
_HEAD_MM = 60.0
_PLAIN = re.compile(r"[\x20-\u024f\u2010-\u203b\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NARROW = re.compile(r"[0-9 ]")
_NARROW_SIGN = 0.65
_SMALL = 8.5  # points of a caption
_BETWEEN_MM = 2.5  # below a picture
_ODD_SIGNS = 3  # what has no glyph is set as its code


def is_whole(table: Table, row: PlacedRow, size: float) -> bool:
    """Return whether a row is kept on one page. `size` is the points of a letter."""
    return row_height(table, row, size) <= _WHOLE_MM


def repeated_heads(table: Table, rows: Sequence[PlacedRow], size: float) -> int:
    """Return how many first rows stand on each page: none when they would leave no room for anything else."""
    height = sum(row_height(table, row, size) for row in rows[: table.heads])
    return table.heads if height <= _HEAD_MM else 0


def row_height(table: Table, row: PlacedRow, size: float) -> float:
    """Return the height of the tallest cell; one that reaches down counts whole: its last row may have to hold it."""
    beside, above = INSET_MM[table.is_ruled]
    return above + max((block_height(each.cell.blocks, each.width - beside, size) for each in row), default=0.0)


def block_height(blocks: Sequence[Block], width: float, size: float) -> float:
    """Return the height of blocks that have so much width, both in millimetres."""
    total = 0.0
    for block in blocks:
        match block:
            case Line(parts, look):
                pictures = [part for part in parts if isinstance(part, Picture)]
                points = _SMALL if look == "caption" else size
                signs = sum(map(_signs, parts)) * points * SIGN_MM + sum(picture.width for picture in pictures)
                line = points * _LINE_MM
                tallest = max((picture.height + _BETWEEN_MM for picture in pictures), default=0.0)
                total += max(0, ceil(signs / width) - 1) * line + max(line, tallest)
            case Space(height):
                total += height
            case Table():
                total += sum(row_height(block, row, size) for row in placed(block))
    return total


def _signs(part: Part) -> float:
    if isinstance(part, Blank):
        return part.width
    if not isinstance(part, Text):
        return 0.0 if isinstance(part, Picture) else 1.2
    plain = len(_PLAIN.findall(part.text))
    narrow = len(_NARROW.findall(part.text))
    return plain + (len(part.text) - plain) * _ODD_SIGNS - narrow * (1 - _NARROW_SIGN)
