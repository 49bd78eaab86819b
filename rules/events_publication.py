"""What happened to publications, told to others in the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicationWished:
    """Something was prepared and waits for somebody of the department to agree."""

    publishing_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PublicationReturned:
    """What was prepared was sent back, with the reason."""

    publishing_id: int
    wished_by: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublicationSettled:
    """A result is published, corrected, withheld or withdrawn, as somebody had agreed."""

    publishing_id: int
    wish: str
    wished_by: int
    agreed_by: int


@dataclass(frozen=True, slots=True)
class PublicationFailed:
    """What was agreed to could not be done; the code says why. It waits for agreement again, unless it has changed."""

    publishing_id: int
    person_id: int
    code: str


@dataclass(frozen=True, slots=True)
class PublicationDue:
    """A person's departments have results to publish: how many too late, how many soon, how many withholdings are to be
    looked at again, and how many public ones to be corrected.
    """

    person_id: int
    late: int
    soon: int
    again: int
    outdated: int


@dataclass(frozen=True, slots=True)
class PublicationOutdated:
    """The record of a public result has changed, or its visit was reopened; `because`: addendum, denied (a signature on
    one), reopened, approved (and says something else), unchanged (approved, nothing to correct).
    """

    publishing_id: int
    because: str


PublicationEvent = (
    PublicationWished
    | PublicationReturned
    | PublicationSettled
    | PublicationFailed
    | PublicationDue
    | PublicationOutdated
)
