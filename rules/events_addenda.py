"""What happened to an addendum, told to others in the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddendumSigned:
    """An addendum to a submitted record is signed by all, or has the reason where the party did not sign."""

    addendum_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class AddendumPageSigned:
    """A signed page of an addendum was taken down; officers ticked by a colleague may confirm on their own phones."""

    addendum_id: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AddendumDenied:
    """An officer says that the signature ticked on an addendum is not theirs; it may have been complete by it."""

    addendum_id: int
    person_id: int
    taken_by: int
    was_signed: bool


@dataclass(frozen=True, slots=True)
class AddendumChanged:
    """Who has signed an addendum, or that it stands, is no longer as the colleagues see it."""

    addendum_id: int
    person_id: int


AddendumEvent = AddendumChanged | AddendumDenied | AddendumPageSigned | AddendumSigned
