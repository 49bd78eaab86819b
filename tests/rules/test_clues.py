"""What may become of a clue, and when it may be closed."""

import pytest

from rules.clues import LIVE, ClueState, ensure_proven, next_state
from rules.refusals import Refused


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("open", "unit"),
        ("open", "ordered"),
        ("open", "offered"),
        ("offered", "unit"),
        ("offered", "open"),
        ("ordered", "closed"),
        ("unit", "offered"),
        ("closed", "open"),
    ],
)
def test_a_clue_goes_on(now: str, then: str) -> None:
    assert next_state(now, then) == then


@pytest.mark.parametrize(("now", "then"), [("open", "closed"), ("offered", "closed"), ("closed", "unit")])
def test_a_clue_does_not_end_before_anything_was_done(now: str, then: str) -> None:
    with pytest.raises(Refused) as refused:
        next_state(now, then)
    assert refused.value.code == "CLUE_001"


def test_every_clue_that_lives_can_end() -> None:
    for state in LIVE:
        reached, todo = {state}, [state]
        while todo:
            now = todo.pop()
            fresh = [then for then in ClueState if then not in reached and _follows(now, then)]
            reached.update(fresh)
            todo += fresh
        assert ClueState.CLOSED in reached


def _follows(now: ClueState, then: ClueState) -> bool:
    try:
        return next_state(now, then) == then
    except Refused:
        return False


def test_closing_takes_a_file() -> None:
    ensure_proven(1)
    with pytest.raises(Refused):
        ensure_proven(0)
