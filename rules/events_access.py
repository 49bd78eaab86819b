"""What happened to people's access."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InvitationVoided:
    """An invitation was refused or missed three times; the inviter should know."""

    person_id: int
    invited_by: int | None
    because: str


@dataclass(frozen=True, slots=True)
class PersonRevoked:
    """A person may not act any more; `task_ids` are the parts that now need the next of the drawn order."""

    person_id: int
    task_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeadJoined:
    """A lead was linked with the chat, or somebody was made a lead."""

    person_id: int


@dataclass(frozen=True, slots=True)
class SupervisorGone:
    """A supervisor was revoked, lost the role or went to another department: others look after their campaigns.

    `over`: the departments that they supervise no more, None for the district.
    """

    person_id: int
    over: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SupervisorJoined:
    """A supervisor was linked with the chat, made one or put into another department: they stand in where others are
    gone.
    """

    person_id: int


@dataclass(frozen=True, slots=True)
class HandoverDropped:
    """A hand-over that nobody decided is not needed any more: the person is back."""

    task_id: int


AccessEvent = InvitationVoided | PersonRevoked | LeadJoined | SupervisorGone | SupervisorJoined | HandoverDropped
