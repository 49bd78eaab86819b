"""What happened to clues, the problems of approved visits that are followed up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CluesOpened:
    """The problems of an approved visit became clues."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class ClueOffered:
    """A clue was handed to another department, which is to accept or to reject it."""

    clue_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ClueAnswered:
    """The other department accepted a clue, or rejected it; `told_id` handed it over."""

    clue_id: int
    department_id: int
    told_id: int
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class ClueEnded:
    """A clue was closed by the department that had received it; `told_id` handed it over."""

    clue_id: int
    told_id: int


@dataclass(frozen=True, slots=True)
class CluesGiven:
    """Clues became a person's to answer for, by no act of that person."""

    person_id: int
    clue_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CluesDue:
    """Clues of a person are overdue or will be soon; `is_escalation`: those of others whom the person supervises."""

    person_id: int
    overdue: int
    soon: int
    is_escalation: bool


@dataclass(frozen=True, slots=True)
class FollowUpEnded:
    """The visit of a follow-up inspection was approved: the problem is gone, or it stands."""

    follow_up_id: int
    is_complied: bool


@dataclass(frozen=True, slots=True)
class ClueTakenBack:
    """A clue that nobody had received yet was taken back from whoever was asked."""

    clue_id: int
    told_id: int


ClueEvent = CluesOpened | ClueOffered | ClueAnswered | ClueTakenBack | ClueEnded | CluesGiven | CluesDue | FollowUpEnded
