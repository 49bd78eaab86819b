"""The draw of objects by risk class (fair-draw/1, step 4; 四(五) of the rule text)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from math import ceil, sqrt
from operator import attrgetter
from typing import Any

from rules.draw.snapshot import ObjectEntry, Params
from rules.draw.tickets import Tickets

# Tickets are sifted by their first digits, which are the last of the number: one remainder tells them.
SIFTED_DIGITS = 4
STEPS = 10**SIFTED_DIGITS
# Called from C for each of a million objects: twice as fast as a loop.
_ID, _RISK = attrgetter("id"), attrgetter("risk")


@dataclass(frozen=True, slots=True)
class Stratum:
    """The result of one risk class.

    Attributes:
        pool: Objects of the class that are not excluded.
        n: Objects to draw, `ceil(pool × permille / 1000)`.
        drawn: Their ids in the order of tickets.
        reserve: The ids that follow, used in this order only.
    """

    pool: int
    n: int
    drawn: tuple[str, ...]
    reserve: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what the proof holds."""
        return {"pool": self.pool, "n": self.n, "drawn": list(self.drawn), "reserve": list(self.reserve)}


def draw_objects(
    objects: Collection[ObjectEntry], excluded: Collection[str], params: Params, seed: str
) -> dict[str, Stratum]:
    """Return the strata by their risk class, each class of `params.permille`.

    Only what may be drawn is kept and sorted: for a million objects that is a few per cent of them.

    Args:
        objects: Gone through twice, or once more for a class of which too few were kept the first time.
        excluded: Ids that are left out before anything is counted.
        params: Ratios and reserve.
        seed: The seed of objects, `objects_seed`.
    """
    tickets = Tickets(seed)
    found = Counter(map(_RISK, objects))
    pools = dict(found)
    if excluded:
        are_excluded = map(excluded.__contains__, map(_ID, objects))
        for risk, left_out in Counter(compress(map(_RISK, objects), are_excluded)).items():
            pools[risk] -= left_out
    numbers = {risk: -(-pool * params.permille[risk] // 1000) for risk, pool in pools.items()}
    wanted = {risk: min(pool, numbers[risk] + params.reserve) for risk, pool in pools.items()}
    sieves = {risk: _sieve(wanted[risk], found[risk]) for risk in pools}
    kept = _kept(objects, excluded, tickets, sieves)
    if few := {risk: _ALL for risk in pools if len(kept[risk]) < wanted[risk]}:
        kept |= _kept((each for each in objects if each.risk in few), excluded, tickets, few)
    strata = {}
    for risk in sorted(pools):
        ordered = sorted(kept[risk], key=tickets.order)[: wanted[risk]]
        n = numbers[risk]
        strata[risk] = Stratum(pools[risk], n, tuple(ordered[:n]), tuple(ordered[n:]))
    return strata


_ALL = bytes([1]) * STEPS


def _sieve(wanted: int, found: int) -> bytes:
    """Return for each remainder whether a ticket that ends in it is kept: more than wanted, by six deviations."""
    share = (wanted + 6 * sqrt(wanted) + 16) / found if wanted else 0.0
    least = min(STEPS, ceil(share * STEPS))
    sieve = bytearray(STEPS)
    for first_digits in range(least):
        sieve[int(f"{first_digits:0{SIFTED_DIGITS}}"[::-1])] = 1
    return bytes(sieve)


def _kept(
    objects: Iterable[ObjectEntry], excluded: Collection[str], tickets: Tickets, sieves: Mapping[str, bytes]
) -> dict[str, list[str]]:
    """Return the ids whose tickets pass the sieve of their class, excluded ones left out."""
    kept: dict[str, list[str]] = {risk: [] for risk in sieves}
    fresh, number = tickets.state.copy, int.from_bytes
    widest = bytes(map(max, zip(*sieves.values(), strict=True)))
    for each in objects:
        state = fresh()
        state.update(each.id.encode())
        digits = number(state.digest()) % STEPS
        if widest[digits] and sieves[each.risk][digits] and each.id not in excluded:
            kept[each.risk].append(each.id)
    return kept


def in_ticket_order(strata: Mapping[str, Stratum], seed: str) -> list[str]:
    """Return the drawn objects of all classes in the order of their tickets, in which they get their teams."""
    drawn = (id_ for stratum in strata.values() for id_ in stratum.drawn)
    return sorted(drawn, key=Tickets(seed).order)
