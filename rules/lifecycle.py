"""The states of visits, sections and tasks, and which may follow which."""

from enum import StrEnum
from typing import TypeVar


class VisitState(StrEnum):
    """A visit is assigned, runs from the first section's start, and is frozen by its submission; one whose object fell
    out of the draw before it began is void.
    """

    ASSIGNED = "assigned"
    RUNNING = "running"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VOID = "void"


OVER = (VisitState.SUBMITTED.value, VisitState.VOID.value)
"""States in which nothing of a visit is awaited from its team."""


class SectionState(StrEnum):
    """A section waits until its department is on site, runs, and is concluded."""

    WAITING = "waiting"
    RUNNING = "running"
    CONCLUDED = "concluded"


class TaskState(StrEnum):
    """A task is sent, accepted or contested; a replaced one belongs to nobody any more."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RECUSAL_ASKED = "recusal_asked"
    HANDOVER_ASKED = "handover_asked"
    REPLACED = "replaced"


# By kind first: two kinds have states of the same word, and such states are equal.
NEXT: dict[type[StrEnum], dict[StrEnum, frozenset[StrEnum]]] = {
    VisitState: {
        VisitState.ASSIGNED: frozenset({VisitState.RUNNING, VisitState.VOID}),
        VisitState.VOID: frozenset(),
        VisitState.RUNNING: frozenset({VisitState.SUBMITTED}),
        VisitState.SUBMITTED: frozenset({VisitState.RETURNED}),
        VisitState.RETURNED: frozenset({VisitState.SUBMITTED}),
    },
    SectionState: {
        SectionState.WAITING: frozenset({SectionState.RUNNING}),
        SectionState.RUNNING: frozenset({SectionState.CONCLUDED}),
        SectionState.CONCLUDED: frozenset({SectionState.RUNNING}),
    },
    TaskState: {
        TaskState.SENT: frozenset({TaskState.ACCEPTED, TaskState.RECUSAL_ASKED, TaskState.HANDOVER_ASKED}),
        TaskState.ACCEPTED: frozenset({TaskState.RECUSAL_ASKED, TaskState.HANDOVER_ASKED}),
        TaskState.RECUSAL_ASKED: frozenset({TaskState.REPLACED, TaskState.ACCEPTED, TaskState.SENT}),
        TaskState.HANDOVER_ASKED: frozenset({TaskState.REPLACED, TaskState.ACCEPTED, TaskState.SENT}),
        TaskState.REPLACED: frozenset(),
    },
}


Step = TypeVar("Step", bound=StrEnum)


class NotAStep(ValueError):
    """One state does not follow the other."""


def step(now: Step, then: Step) -> Step:
    """Return the next state. Raises `NotAStep` when it does not follow."""
    if then not in NEXT[type(now)][now]:
        raise NotAStep(f"{then} does not follow {now}")
    return then
