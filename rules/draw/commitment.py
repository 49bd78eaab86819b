"""Commitment and seed: everything is frozen and its hash published before the dice are thrown (steps 2 and 3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rules.canonical_json import canonical
from rules.draw.faults import DrawFault, fault
from rules.draw.snapshot import PARTS, Snapshot, sha
from rules.errors import draws as problems

LEAST_DICE = 20
INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is published at T0.

    Attributes:
        hashes: SHA-256 of each part of the snapshot, by the names of `PARTS`.
        salt_sha256: SHA-256 of the salt, which stays secret until T1.
        drand_round: Announced round of drand's beacon, None when dice alone give the seed.
        draw_id: Number of the draw; consecutive.
        published_at: T0 in UTC, such as `2026-03-01T01:00:00Z`.
    """

    hashes: Mapping[str, str]
    salt_sha256: str
    drand_round: int | None
    draw_id: str
    published_at: str

    def to_json(self) -> dict[str, Any]:
        """Return what is published and stands in the proof."""
        return {
            **{f"{part}_sha256": self.hashes[part] for part in PARTS},
            "salt_sha256": self.salt_sha256,
            "drand": None if self.drand_round is None else {"round": self.drand_round},
            "draw_id": self.draw_id,
            "published_at": self.published_at,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Commitment":
        """Read a commit, its shape being right."""
        drand = value["drand"]
        return cls(
            {part: value[f"{part}_sha256"] for part in PARTS},
            value["salt_sha256"],
            None if drand is None else drand["round"],
            value["draw_id"],
            value["published_at"],
        )

    @property
    def hash(self) -> str:
        """`commit_hash`, which is published at once and kept by witnesses."""
        return sha(canonical(self.to_json()))


@dataclass(frozen=True, slots=True)
class DrandRound:
    """A round of drand's public beacon: its number, its value and its BLS signature, both in hexadecimal."""

    round: int
    randomness: str
    signature: str


@dataclass(frozen=True, slots=True)
class Seed:
    """What is thrown and opened at T1.

    Attributes:
        dice: At least 20 digits of ten-sided dice, in the order thrown.
        salt: The text whose hash was published at T0.
        revealed_at: T1 in UTC, later than T0.
        drand: The announced round, None when there was none.
    """

    dice: str
    salt: str
    revealed_at: str
    drand: DrandRound | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what the proof holds."""
        seed: dict[str, Any] = {"dice": self.dice, "salt": self.salt, "revealed_at": self.revealed_at}
        if self.drand:
            seed["drand_round"] = self.drand.round
            seed["drand_randomness"] = self.drand.randomness
            seed["drand_signature"] = self.drand.signature
        return seed

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Seed":
        """Read a seed, its shape being right; of a round of drand its value is what counts for the seed."""
        drand = None
        if "drand_randomness" in value:
            drand = DrandRound(value.get("drand_round", 0), value["drand_randomness"], value.get("drand_signature", ""))
        return cls(value["dice"], value["salt"], value["revealed_at"], drand)

    def text(self, commit_hash: str) -> str:
        """Return `S`, the text from which every ticket follows."""
        return ":".join((commit_hash, self.dice, self.drand.randomness if self.drand else "", self.salt))


def commit_to(
    snapshot: Snapshot, salt: str, draw_id: str, published_at: str, drand_round: int | None = None
) -> Commitment:
    """Return the commitment to a snapshot and a salt; `commit_faults` says what stands against it."""
    return Commitment(snapshot.hashes(), sha(salt), drand_round, draw_id, published_at)


def objects_seed(seed_text: str) -> str:
    """Return the seed of the objects' tickets."""
    return f"{seed_text}:objects"


def inspectors_seed(seed_text: str) -> str:
    """Return the seed of the inspectors' tickets."""
    return f"{seed_text}:inspectors"


def commit_faults(commit: Commitment) -> Iterator[DrawFault]:
    """Yield what is wrong with a commitment in itself."""
    if not commit.draw_id.strip():
        yield fault(("commit", "draw_id"), problems.DRAW_ID_EMPTY)
    if instant(commit.published_at) is None:
        yield fault(("commit", "published_at"), problems.INSTANT_WRONG, value=commit.published_at)
    if commit.drand_round is not None and commit.drand_round < 1:
        yield fault(("commit", "drand", "round"), problems.ROUND_TOO_SMALL, value=commit.drand_round)


def dice_faults(dice: str) -> Iterator[DrawFault]:
    """Yield every die that is none, and too few of them."""
    for place, sign in enumerate(dice, 1):
        if sign not in "0123456789":
            yield fault(("seed", "dice"), problems.DIE_NOT_A_DIGIT, place=place, sign=sign)
    if len(dice) < LEAST_DICE:
        yield fault(("seed", "dice"), problems.DICE_TOO_FEW, count=len(dice), least=LEAST_DICE)


def seed_faults(seed: Seed, commit: Commitment) -> Iterator[DrawFault]:
    """Yield what is wrong with a seed for its commitment."""
    yield from dice_faults(seed.dice)
    if not seed.salt:
        yield fault(("seed", "salt"), problems.SALT_EMPTY)
    revealed, published = instant(seed.revealed_at), instant(commit.published_at)
    if revealed is None:
        yield fault(("seed", "revealed_at"), problems.INSTANT_WRONG, value=seed.revealed_at)
    elif published is not None and revealed <= published:
        told = {"revealed": seed.revealed_at, "published": commit.published_at}
        yield fault(("seed", "revealed_at"), problems.REVEALED_TOO_EARLY, **told)


def instant(text: str) -> datetime | None:
    """Return a moment written in UTC to the second, None when it is not."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None
