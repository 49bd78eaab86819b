"""What becomes of a problem after its visit is approved (rule text 五): the states of a clue 线索 and its terms."""

from datetime import date, timedelta
from enum import StrEnum

from rules.errors import clues as problems
from rules.refusals import Refused


class ClueState(StrEnum):
    """A clue is open until a way is chosen; then with the department's own unit, offered to another department, or
    ordered to be rectified; and closed, or void where the problem does not stand any more.
    """

    OPEN = "open"
    UNIT = "unit"
    OFFERED = "offered"
    ORDERED = "ordered"
    CLOSED = "closed"
    VOID = "void"


YEAR = timedelta(days=366)
LIVE = frozenset({ClueState.OPEN, ClueState.UNIT, ClueState.OFFERED, ClueState.ORDERED})
# From the choice of one way another may be chosen; what is offered waits for its receipt.
WAYS = frozenset({ClueState.UNIT, ClueState.OFFERED, ClueState.ORDERED})
NEXT = {
    ClueState.OPEN: WAYS | {ClueState.VOID},
    # A follow-up inspection may show that the problem stands: a way is to be chosen anew.
    ClueState.UNIT: WAYS | {ClueState.OPEN, ClueState.CLOSED, ClueState.VOID},
    ClueState.ORDERED: WAYS | {ClueState.OPEN, ClueState.CLOSED, ClueState.VOID},
    ClueState.OFFERED: {ClueState.UNIT, ClueState.OPEN, ClueState.VOID},
    ClueState.CLOSED: {ClueState.OPEN},
    ClueState.VOID: {ClueState.OPEN},
}
# Working days that each step has, where the office has not said otherwise (`clue_working_days` of its profile).
TERMS = {"open": 5, "unit": 20, "offered": 5}


def clue_number(visit: str, serial: int) -> str:
    """Return how a clue is called: by its visit, and the how manieth of it."""
    return f"{visit}-X{serial}"


# A follow-up inspection is made by at least so many officers of the department (rule text 四(六)).
OFFICERS_LEAST = 2
FOLLOWED = frozenset({ClueState.UNIT, ClueState.ORDERED})
"""States in which a follow-up inspection may be sent out."""


def next_state(now: str, then: str) -> str:
    """Return the next state of a clue. Raises `Refused` when it does not follow."""
    if then not in NEXT[ClueState(now)]:
        raise Refused(problems.NOT_NOW)
    return ClueState(then).value


def ensure_proven(files: int) -> None:
    """Ensure that a clue is closed with a file that proves how it ended. Raises `Refused`."""
    if not files:
        raise Refused(problems.UNPROVEN)


def ensure_near(day: date, today: date) -> None:
    """Ensure that a day is not more than a year ahead: one so far was meant for another. Raises `Refused`."""
    if day - today > YEAR:
        raise Refused(problems.TOO_FAR, day=day.isoformat())
