"""What happened at the doors to other systems."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubscriberDropped:
    """A subscriber has failed for too long, or wants no more; it is not written to any more."""

    subscriber_id: int


@dataclass(frozen=True, slots=True)
class ForwardingGivenUp:
    """A section could not be handed to the form server for good; why stands with it."""

    forwarding_id: int


@dataclass(frozen=True, slots=True)
class ForwardedIncomplete:
    """A section was handed to the form server without files that could not be fetched, by their names there."""

    forwarding_id: int
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyingOutdated:
    """The municipal platform has a result as it was before: `because` it was approved anew, or of an addendum that was
    signed or denied.
    """

    section_id: int
    because: str


@dataclass(frozen=True, slots=True)
class ResultToTakeBack:
    """A result is kept back now that stands on the municipal platform or on a form server."""

    section_id: int


DoorEvent = SubscriberDropped | ForwardingGivenUp | ForwardedIncomplete | KeyingOutdated | ResultToTakeBack
