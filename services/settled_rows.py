"""How far lists go that other programs follow by cursors: to what no write that still lasts can stand before.

On PostgreSQL rows appear when their act commits, not in the order of their numbers or instants: a list that went to the
newest row would pass over one that appears before it a moment later. So a list ends where rows are younger than
`LONGEST_WRITE`. True as long as no act takes longer, and the clocks of the machines differ by less.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from storage.unit_of_work import UnitOfWork

LONGEST_WRITE = timedelta(seconds=60)


def horizon(uow: UnitOfWork) -> datetime:
    """Return the instant up to which everything has been committed."""
    return uow.now - LONGEST_WRITE


def settled(
    uow: UnitOfWork, number: InstrumentedAttribute[int], made_at: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """Return which rows of a table, by number, stand before every row that is younger than the longest write."""
    first = uow.session.scalar(select(func.min(number)).where(made_at > horizon(uow)))
    return true() if first is None else number < first
