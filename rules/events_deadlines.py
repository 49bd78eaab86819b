"""What happened to deadlines, and to campaigns that are sent out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    """A team asks for more time for its visit."""

    extension_id: int


@dataclass(frozen=True, slots=True)
class ExtensionDecided:
    """The supervisor granted more time, or refused it."""

    extension_id: int
    decided_by: int


@dataclass(frozen=True, slots=True)
class CampaignSent:
    """A campaign's tasks were sent out; `is_late`: those of one visit more, added to what was sent before."""

    campaign_id: int
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class CampaignNotSent:
    """A campaign that was to be sent out now could not be; `code` names the problem."""

    campaign_id: int
    code: str


@dataclass(frozen=True, slots=True)
class TasksStillSilent:
    """Tasks of a supervisor's campaigns have no answer although their people were reminded."""

    person_id: int
    task_ids: tuple[int, ...]


DeadlineEvent = CampaignNotSent | CampaignSent | ExtensionAsked | ExtensionDecided | TasksStillSilent
