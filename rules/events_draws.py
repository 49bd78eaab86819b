"""What happened to draws."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawCommitted:
    """The lists of a draw are frozen and their hash is published: the dice may be thrown."""

    draw_id: int


@dataclass(frozen=True, slots=True)
class DiceTyped:
    """Somebody typed the dice of a draw."""

    draw_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReadingWithdrawn:
    """Somebody took back what they had typed of the dice of a draw."""

    draw_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ReaderSetAside:
    """A reading that stood in the way of a draw counts no more, for a public reason."""

    draw_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class DrawHeld:
    """The dice of a draw are final, and who and what is drawn follows from them."""

    draw_id: int


@dataclass(frozen=True, slots=True)
class DrawAbandoned:
    """A draw that was committed to will not be held; `is_lapsed` because its days have passed."""

    draw_id: int
    is_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class DrawUnsent:
    """A held draw is not sent out although its days have come, or, `is_over`, although they have passed."""

    draw_id: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class DrawnReplaced:
    """So many seats of a draw had officers who could not act any more when it was sent out; the next tickets stepped
    in, but for so many objects that were left `unfilled`: without a full team, to be decided about.
    """

    draw_id: int
    count: int
    unfilled: int = 0


@dataclass(frozen=True, slots=True)
class DrawOpened:
    """A sealed draw was opened before its day: everybody may see what was drawn."""

    draw_id: int


@dataclass(frozen=True, slots=True)
class DrawBeingMade:
    """So many objects of a campaign were read, and are being reckoned with for whoever asked."""

    person_id: int
    campaign_id: int
    objects: int


@dataclass(frozen=True, slots=True)
class DrawRefusedLate:
    """A draw of a campaign could not be committed to, or held, when it was to be; an error of the catalogue, whose
    places are filled with text or with names by language.
    """

    person_id: int
    campaign_id: int
    code: str
    placeholders: Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ReserveUsed:
    """An object fell out of a draw, and the next reserve came in."""

    draw_id: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class UnfilledDecided:
    """It was decided what becomes of an object without a full team."""

    draw_id: int


@dataclass(frozen=True, slots=True)
class VisitVoided:
    """A visit will not be; those who had a task of it have none any more."""

    visit_id: int
    people: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DicePhotoSecured:
    """A witness's photograph of the dice is fetched, hashed and stored, or is lost."""

    dice_photo_id: int


DrawEvent = (
    DrawCommitted
    | DiceTyped
    | ReadingWithdrawn
    | ReaderSetAside
    | DicePhotoSecured
    | DrawHeld
    | DrawAbandoned
    | DrawUnsent
    | DrawnReplaced
    | DrawOpened
    | DrawBeingMade
    | DrawRefusedLate
    | ReserveUsed
    | UnfilledDecided
    | VisitVoided
)
