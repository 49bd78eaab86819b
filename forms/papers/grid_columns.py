"""Which columns the cells of a table take, where cells above reach down into their rows."""

from collections.abc import Iterator

from forms.papers.page import Cell, Table


def placed(table: Table) -> Iterator[tuple[tuple[int, Cell | None, int], ...]]:
    """Yield each row as (first column, cell, columns taken); no cell where one above reaches down."""
    below: dict[int, tuple[int, int]] = {}  # first column: rows still taken, columns
    for row in table.rows:
        cells = iter(row)
        placed_row: list[tuple[int, Cell | None, int]] = []
        column = 0
        while column < len(table.widths):
            rows_left, across = below.pop(column, (0, 0))
            if rows_left:
                placed_row.append((column, None, across))
            else:
                cell = next(cells)
                placed_row.append((column, cell, cell.across))
                rows_left, across = cell.down, cell.across
            if rows_left > 1:
                below[column] = (rows_left - 1, across)
            column += across
        yield tuple(placed_row)
