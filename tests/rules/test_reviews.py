"""Who may approve a visit, and what follows."""

import pytest

from rules.refusals import Refused
from rules.reviews import state_after_approval

FIRST, SECOND, INSPECTOR = 1, 2, 7
TEAM = frozenset({INSPECTOR, 8})


@pytest.mark.parametrize(
    ("state", "person", "first_by", "needs_two", "then"),
    [
        ("waiting", FIRST, None, False, "approved"),
        ("waiting", FIRST, None, True, "seconding"),
        ("seconding", SECOND, FIRST, True, "approved"),
        ("seconding", SECOND, FIRST, False, "approved"),
        ("seconding", FIRST, FIRST, False, "approved"),
    ],
)
def test_an_approval_settles_a_visit_unless_a_second_one_is_asked_for(
    state: str, person: int, first_by: int | None, needs_two: bool, then: str
) -> None:
    assert state_after_approval(state, person, team=TEAM, first_by=first_by, needs_two=needs_two) == then


@pytest.mark.parametrize(
    ("state", "person", "first_by", "code"),
    [
        ("approved", FIRST, None, "REVIEW_001"),
        ("returned", FIRST, None, "REVIEW_001"),
        ("waiting", INSPECTOR, None, "REVIEW_002"),
        ("seconding", INSPECTOR, FIRST, "REVIEW_002"),
        ("seconding", FIRST, FIRST, "REVIEW_003"),
    ],
)
def test_nobody_approves_twice_or_their_own_visit(state: str, person: int, first_by: int | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        state_after_approval(state, person, team=TEAM, first_by=first_by, needs_two=True)
    assert refused.value.code == code
