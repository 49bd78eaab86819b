"""The lists of a draw as they are kept: packed, apart from what a card reads, so that a million objects are a column
that nobody touches but who recomputes.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from rules.draw.commitment import Commitment, Seed
from rules.draw.objects import Stratum
from rules.draw.proof import Proof, recomputed
from rules.draw.snapshot import Exclusion, ObjectEntry, Snapshot
from storage.tables import Draw

# More takes longer than it saves.
LEVEL = 1
LONG, SMALL = ("objects", "exclusions"), ("inspectors", "recusals", "params")
FLAGGED = "flagged"
_BEHIND = f',"{FLAGGED}":'.encode()


@dataclass(frozen=True, slots=True)
class Packed:
    """A snapshot ready to be kept: `lists` are its long parts, `small` the others as JSON, `sizes` by part."""

    lists: bytes
    small: Mapping[str, Any]
    sizes: Mapping[str, int]


def packed(snapshot: Snapshot, flagged: Sequence[str] = ()) -> Packed:
    """Return a snapshot ready to be kept, and beside it which objects were flagged: statistics ask, no proof does."""
    long: dict[str, Iterable[Sequence[str]]] = {
        "objects": [(each.id, each.risk, each.category) for each in snapshot.objects],
        "exclusions": [(each.id, each.reason) for each in snapshot.exclusions],
    }
    long[FLAGGED] = flagged
    small = replace(snapshot, objects=[], exclusions=[]).to_json()
    sizes = {part: len(getattr(snapshot, part)) for part in ("objects", "inspectors", "exclusions", "recusals")}
    return Packed(zlib.compress(orjson.dumps(long), LEVEL), {part: small[part] for part in SMALL}, sizes)


def is_kept_as(draw: Draw, snapshot: Snapshot) -> bool:
    """Return whether a snapshot is that of a draw; much faster than hashing both."""
    other = packed(snapshot)
    small = {part: draw.snapshot[part] for part in SMALL}
    return small == other.small and _published(draw.lists) == _published(other.lists)


def _published(lists: bytes) -> bytes:
    """Return the long lists as they are hashed: what is flagged stands behind them, and is none."""
    return zlib.decompress(lists).partition(_BEHIND)[0].removesuffix(b"}")


def snapshot_kept(draw: Draw) -> Snapshot:
    """Return the whole snapshot of a draw: of a million objects it takes seconds, and memory to match."""
    long = orjson.loads(zlib.decompress(draw.lists))
    small = Snapshot.from_json({**draw.snapshot, "objects": [], "exclusions": []})
    objects = [ObjectEntry(*each) for each in long["objects"]]
    return replace(small, objects=objects, exclusions=[Exclusion(*each) for each in long["exclusions"]])


def objects_at_stake(draw: Draw) -> set[str]:
    """Return the objects that a held draw names; of one that is still to be held all that are frozen."""
    if draw.result is not None:
        return {code for code, _, _ in draw.result["entries"]}
    return {each[0] for each in orjson.loads(zlib.decompress(draw.lists))["objects"]}


def parts_of(draw: Draw) -> tuple[Snapshot, Commitment, Seed]:
    """Return all that a draw follows from; its dice are final."""
    return snapshot_kept(draw), Commitment.from_json(draw.commitment), seed_of(draw)


def seed_of(draw: Draw) -> Seed:
    """Return the seed of a draw whose dice are final."""
    written = {"dice": draw.dice or "", "salt": draw.salt, "revealed_at": draw.revealed_at or "", **(draw.beacon or {})}
    return Seed.from_json(written)


def proof_of(draw: Draw) -> Proof:
    """Return the proof of a draw that was held, computed anew from everything; `standing_of` is for daily use."""
    return recomputed(*parts_of(draw))


def flagged_kept(draw: Draw) -> Collection[str] | None:
    """Return the objects that were flagged when a draw was committed to, none where it kept nothing of that."""
    kept: list[str] | None = orjson.loads(zlib.decompress(draw.lists)).get(FLAGGED)
    return kept


def result_of(proof: Proof, flagged: Collection[str] | None) -> dict[str, Any]:
    """Return what is kept of a held draw: its result, the entries of every object that it names, and which of them
    were flagged then.
    """
    written = proof.to_json()
    named = {code for each in proof.strata.values() for code in (*each.drawn, *each.reserve)}
    entries = [[each.id, each.risk, each.category] for each in proof.snapshot.objects if each.id in named]
    kept = {"strata": written["strata"], "teams": written["teams"], "entries": entries}
    return kept if flagged is None else {**kept, FLAGGED: sorted(named.intersection(flagged))}


def standing_of(draw: Draw) -> Proof:
    """Return a held draw as it was kept, of the objects only those that it names: enough for all that comes after."""
    assert draw.result is not None
    small = Snapshot.from_json({**draw.snapshot, "objects": [], "exclusions": []})
    snapshot = replace(small, objects=[ObjectEntry(*each) for each in draw.result["entries"]])
    strata = {
        risk: Stratum(each["pool"], each["n"], tuple(each["drawn"]), tuple(each["reserve"]))
        for risk, each in draw.result["strata"].items()
    }
    teams = {
        code: {department: tuple(seats) for department, seats in team.items()}
        for code, team in draw.result["teams"].items()
    }
    return Proof(snapshot, Commitment.from_json(draw.commitment), seed_of(draw), strata, teams)
