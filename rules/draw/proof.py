"""The whole draw, and the proof file that is published of it."""

import json
from dataclasses import dataclass
from typing import Any

from rules.draw.checks import snapshot_faults, snapshot_remarks
from rules.draw.commitment import Commitment, Seed, commit_faults, inspectors_seed, objects_seed, seed_faults
from rules.draw.drand import drand_faults, drand_remarks
from rules.draw.faults import DrawFault, DrawRefused, Place, fault
from rules.draw.objects import Stratum, draw_objects, in_ticket_order
from rules.draw.shape import SHAPES
from rules.draw.snapshot import PARTS, UNFILLED, Snapshot, sha
from rules.draw.teams import Team, Teams, draw_teams
from rules.errors import draw_proofs, draws


@dataclass(frozen=True, slots=True)
class Proof:
    """A draw with everything from which it follows (fair-draw/1, proof file).

    Attributes:
        strata: Result by risk class.
        teams: Inspectors by object and department, in the order of seats; `("UNFILLED",)` where nobody fits.
    """

    snapshot: Snapshot
    commitment: Commitment
    seed: Seed
    strata: dict[str, Stratum]
    teams: Teams

    @property
    def seed_hash(self) -> str:
        """SHA-256 of the text from which every ticket follows."""
        return sha(self.seed.text(self.commitment.hash))

    def to_json(self) -> dict[str, Any]:
        """Return the proof file; its order of keys is that of the format."""
        return {
            **self.snapshot.to_json(),
            "commit": self.commitment.to_json(),
            "commit_hash": self.commitment.hash,
            "seed": self.seed.to_json(),
            "seed_hash": self.seed_hash,
            "strata": {risk: stratum.to_json() for risk, stratum in self.strata.items()},
            "teams": {id_: teams_to_json(team) for id_, team in self.teams.items()},
        }

    def file(self) -> bytes:
        """Return the proof file as UTF-8: JSON, one line for each part."""
        parts = (f"{json.dumps(name)}: {_line(part)}" for name, part in self.to_json().items())
        return ("{\n" + ",\n".join(parts) + "\n}\n").encode()

    def sealed(self) -> dict[str, Any]:
        """Return what a sealed draw publishes at T1: hashes alone; the proof follows when the visits have ended."""
        return {"commit": self.commitment.to_json(), "seed_hash": self.seed_hash}

    def remarks(self) -> list[DrawFault]:
        """Return what should be known of a valid draw: of its lists, its beacon, and where nobody fits."""
        return [
            *snapshot_remarks(self.snapshot),
            *drand_remarks(self.commitment, self.seed.drand),
            *(fault(where, draws.UNFILLED_TEAM) for where in self.unfilled()),
        ]

    def unfilled(self) -> list[Place]:
        """Return where a team could not be filled."""
        return [
            ("teams", id_, department)
            for id_, by_department in self.teams.items()
            for department, team in by_department.items()
            if team == (UNFILLED,)
        ]


def _line(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(", ", ": "))


def teams_to_json(by_department: dict[str, Team]) -> dict[str, list[str]]:
    """Return an object's teams as the proof holds them."""
    return {department: list(team) for department, team in by_department.items()}


def hold_draw(snapshot: Snapshot, commit: Commitment, seed: Seed) -> Proof:
    """Return the proof of a draw.

    Raises:
        DrawRefused: With everything that stands against it: lists, parameters, dice, salt, times, or a snapshot or a
            salt that is not the one committed to.
    """
    written = {"params": snapshot.params.to_json(), "commit": commit.to_json(), "seed": seed.to_json()}
    if misshapen := [each for part, value in written.items() for each in SHAPES[part](value, (part,))]:
        raise DrawRefused(misshapen)
    faults = [
        *snapshot_faults(snapshot),
        *commit_faults(commit),
        *part_hash_faults(snapshot.hashes(), commit),
        *seed_faults(seed, commit),
        *beacon_faults(commit, seed.to_json()),
        *drand_faults(commit, seed.drand),
        *salt_faults(commit, seed.salt, ("seed", "salt")),
    ]
    if faults:
        raise DrawRefused(faults)
    return recomputed(snapshot, commit, seed)


def recomputed(snapshot: Snapshot, commit: Commitment, seed: Seed) -> Proof:
    """Return what follows from lists, commitment and seed, which nobody examines here."""
    text = seed.text(commit.hash)
    excluded = frozenset(each.id for each in snapshot.exclusions)
    strata = draw_objects(snapshot.objects, excluded, snapshot.params, objects_seed(text))
    order = in_ticket_order(strata, objects_seed(text))
    return Proof(snapshot, commit, seed, strata, draw_teams(snapshot, order, inspectors_seed(text)))


def part_hash_faults(hashes: dict[str, str], commit: Commitment) -> list[DrawFault]:
    """Return which parts are not those that were committed to."""
    return [
        fault((part,), draw_proofs.PART_HASH_DIFFERS, part=part, said=commit.hashes[part], computed=hashes[part])
        for part in PARTS
        if part in hashes and hashes[part] != commit.hashes[part]
    ]


def salt_faults(commit: Commitment, salt: str, where: Place) -> list[DrawFault]:
    """Return whether the salt that stands somewhere is another than the one committed to."""
    if sha(salt) == commit.salt_sha256:
        return []
    return [fault(where, draw_proofs.SALT_DIFFERS, said=commit.salt_sha256, computed=sha(salt))]


def beacon_faults(commit: Commitment, seed: dict[str, Any]) -> list[DrawFault]:
    """Return what a seed says of a beacon that was not announced, or does not say of one that was."""
    names = ("drand_round", "drand_randomness", "drand_signature")
    if commit.drand_round is None:
        return [fault(("seed", name), draws.DRAND_NOT_ANNOUNCED, name=name) for name in names if name in seed]
    return [fault(("seed", name), draw_proofs.MISSING, name=name) for name in names if name not in seed]
