"""What happened to the review of a submitted visit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitApproved:
    """A supervisor approved; `is_final` unless a second one has to."""

    visit_id: int
    person_id: int
    is_final: bool


@dataclass(frozen=True, slots=True)
class VisitReturned:
    """One or several things of a visit were sent back to its team."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReturnTakenBack:
    """What was sent back is not asked for any more; the visit waits for its review again."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReturnDiscussed:
    """Somebody wrote a line about what was sent back: the team asks, or the supervisor answers."""

    return_id: int
    person_id: int
    is_question: bool


@dataclass(frozen=True, slots=True)
class ReviewReopened:
    """An approved visit waits for its review again."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReturnOverdue:
    """What was sent back was not submitted again by its day."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class ReviewsDue:
    """Visits wait for a person's review whose results are soon to be public, or should be already."""

    person_id: int
    visit_ids: tuple[int, ...]


ReviewEvent = (
    VisitApproved | VisitReturned | ReturnTakenBack | ReturnDiscussed | ReviewReopened | ReturnOverdue | ReviewsDue
)
