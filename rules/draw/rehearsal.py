"""The whole protocol on plain lists and parameters, marked as a rehearsal: it appoints nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from rules.draw.checks import params_faults
from rules.draw.commitment import INSTANT, Seed, commit_to, dice_faults, instant
from rules.draw.faults import DrawFault, DrawRefused
from rules.draw.lists import ListRead, half_width
from rules.draw.proof import Proof, hold_draw
from rules.draw.reading import JsonRead
from rules.draw.shape import PARAMS, text
from rules.draw.snapshot import Params, Snapshot

LISTS = ("objects", "inspectors", "exclusions", "recusals")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came out of rehearsing.

    Attributes:
        lists: The lists as read, by the names of `LISTS`, with what is to be mended in their files.
        proof: The proof, None when anything is to be mended.
        faults: What is to be mended in the lists' entries, the parameters or the seed.
    """

    lists: Mapping[str, ListRead[Any]]
    proof: Proof | None = None
    faults: list[DrawFault] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places are to be mended."""
        return len(self.faults) + sum(len(each.faults) for each in self.lists.values())


def rehearse(
    lists: Mapping[str, ListRead[Any]],
    params: JsonRead,
    dice: str,
    salt: str,
    *,
    draw_id: str,
    published_at: str,
    revealed_at: str = "",
) -> Rehearsal:
    """Hold a draw on lists; everything that stands against it is said at once.

    Args:
        lists: By the names of `LISTS`; one that is missing is empty.
        params: The parameters as in a proof.
        dice: As typed: full-width digits and spaces between them are understood.
        salt: Any text.
        draw_id: Number of the draw.
        published_at: T0 in UTC.
        revealed_at: T1 in UTC; a second after T0 when not said.
    """
    thrown = half_width("".join(dice.split()))
    read = {name: lists.get(name) or ListRead[Any]() for name in LISTS}
    faults = [*params.faults, *PARAMS(params.value, ("params",))]
    # What a terminal typed in another encoding cannot be hashed.
    faults += [*text(salt, ("seed", "salt")), *text(draw_id, ("commit", "draw_id"))]
    given = None if faults else Params.from_json(params.value)
    if given is None or any(each.faults for each in read.values()):
        faults += [*(params_faults(given) if given else ()), *dice_faults(thrown)]
        return Rehearsal(read, None, faults)
    t0 = instant(published_at)
    t1 = revealed_at or (published_at if t0 is None else (t0 + timedelta(seconds=1)).strftime(INSTANT))
    snapshot = Snapshot(**{name: each.entries for name, each in read.items()}, params=given)
    try:
        proof = hold_draw(snapshot, commit_to(snapshot, salt, draw_id, published_at), Seed(thrown, salt, t1))
    except DrawRefused as refused:
        return Rehearsal(read, None, refused.faults)
    return Rehearsal(read, proof)
