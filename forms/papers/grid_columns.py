"""Which columns the cells of a table take, where cells above reach down into their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.papers.page import Cell, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in a row: its first column, its width in millimetres, and whether it begins in this row."""

    column: int
    width: float
    cell: Cell
    begins: bool


PlacedRow = tuple[Placed, ...]
Seam = tuple[str, ...]


def placed(table: Table) -> Iterator[PlacedRow]:
    """Yield the rows of a table; a cell that reaches down stands in each row that it reaches."""
    reaching: dict[int, tuple[int, Cell]] = {}  # first column: rows still to come, cell
    for row in table.rows:
        cells = iter(row)
        placed_row = []
        column = 0
        while column < len(table.widths):
            below, cell = reaching.pop(column, (0, None))
            begins = cell is None
            if cell is None:
                cell = next(cells)
                below = cell.down
            width = sum(table.widths[column : column + cell.across])
            placed_row.append(Placed(column, width, cell, begins))
            if below > 1:
                reaching[column] = (below - 1, cell)
            column += cell.across
        yield tuple(placed_row)


def seams_of(rows: Sequence[PlacedRow]) -> Iterator[list[Seam]]:
    """Yield for each cell of each row where it has no rule: `top` or `bottom` beside one that it goes on from or in,
    `bare` for one below the form.
    """
    for row, following in zip(rows, [*rows[1:], ()], strict=True):
        joined_below = {each.column for each in following if each.begins and each.cell.is_joined}
        yield [
            ("bare",)
            if each.cell.is_bare
            else (*(("top",) if each.cell.is_joined else ()), *(("bottom",) if each.column in joined_below else ()))
            for each in row
        ]
