"""Which state may follow which."""

from enum import StrEnum

import pytest

from rules.lifecycle import NEXT, NotAStep, SectionState, TaskState, VisitState, step


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (VisitState.ASSIGNED, VisitState.RUNNING),
        (VisitState.RUNNING, VisitState.SUBMITTED),
        (VisitState.SUBMITTED, VisitState.RETURNED),
        (VisitState.RETURNED, VisitState.SUBMITTED),
        (SectionState.WAITING, SectionState.RUNNING),
        (SectionState.RUNNING, SectionState.CONCLUDED),
        (SectionState.CONCLUDED, SectionState.RUNNING),
        (TaskState.SENT, TaskState.ACCEPTED),
        (TaskState.RECUSAL_ASKED, TaskState.REPLACED),
    ],
)
def test_a_step_leads_on(now: StrEnum, then: StrEnum) -> None:
    assert step(now, then) is then


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (VisitState.ASSIGNED, VisitState.SUBMITTED),
        (VisitState.SUBMITTED, VisitState.RUNNING),
        (SectionState.WAITING, SectionState.CONCLUDED),
        (TaskState.REPLACED, TaskState.ACCEPTED),
    ],
)
def test_no_state_is_skipped_and_none_comes_back_by_itself(now: StrEnum, then: StrEnum) -> None:
    with pytest.raises(NotAStep):
        step(now, then)


def test_every_state_of_every_kind_has_its_steps() -> None:
    assert {kind: set(steps) for kind, steps in NEXT.items()} == {
        kind: set(kind) for kind in (VisitState, SectionState, TaskState)
    }
