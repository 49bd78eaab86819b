"""Who may approve a visit, and which states its review has."""

from collections.abc import Collection

from rules.errors import reviews as problems
from rules.refusals import Refused

WAITING, SECONDING, APPROVED, RETURNED = "waiting", "seconding", "approved", "returned"
ITEM, RESULT, SIGNING = "item", "result", "signing"
# Working days that a team has for what was sent back, where the office has not said otherwise.
RETURN_DAYS = 2


def state_after_approval(
    state: str, person_id: int, *, team: Collection[int], first_by: int | None, needs_two: bool
) -> str:
    """Return the state of a review once a supervisor approves: two must, where the office has said so.

    Raises `Refused` for one who inspected, for the first of two approving again, and when there is nothing to approve.
    """
    if state not in (WAITING, SECONDING):
        raise Refused(problems.NOT_WAITING)
    if person_id in team:
        raise Refused(problems.INSPECTED_YOURSELF, is_law=True)
    if not needs_two:
        return APPROVED
    if state == WAITING or first_by is None:
        return SECONDING
    if person_id == first_by:
        raise Refused(problems.SAME_PERSON, is_law=True)
    return APPROVED
