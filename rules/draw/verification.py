"""Recomputing a published draw: valid, or every reason why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.canonical_json import canonical
from rules.draw.addendum import AddendumEntry, addendum_faults
from rules.draw.checks import params_faults, snapshot_faults
from rules.draw.commitment import Commitment, Seed, commit_faults, seed_faults
from rules.draw.drand import drand_faults
from rules.draw.faults import DrawFault, Place, fault
from rules.draw.proof import Proof, beacon_faults, part_hash_faults, recomputed, salt_faults, teams_to_json
from rules.draw.shape import ADDENDUM, LISTS, PROOF, SEALED, shown
from rules.draw.snapshot import PARTS, Snapshot, sha
from rules.errors import draw_proofs as problems

_SEALED_KEYS = {"commit", "seed_hash"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out of verifying.

    Attributes:
        reasons: Everything that makes it invalid; none means that it is valid.
        remarks: What should be known although it is valid.
        proof: The draw as it was recomputed, None when it could not be.
        commit_hash: Hash of the commitment, None when there is none that reads.
        changes: The entries of the addendum when it was verified with the proof and agrees, else nothing.
    """

    reasons: Sequence[DrawFault]
    remarks: Sequence[DrawFault]
    proof: Proof | None
    commit_hash: str | None
    changes: Sequence[AddendumEntry] = ()


def verify(published: Any, commit_hash: str | None = None, addendum: Any = None) -> Verdict:
    """Recompute everything of a proof and say every reason against it.

    Args:
        published: The proof file as JSON was read, or the lists of a draw that was given up.
        commit_hash: The hash that a witness kept from T0, where there is one.
        addendum: The list of late recusals and used reserves as JSON was read, where there is one.
    """
    if isinstance(published, dict) and published.keys() == _SEALED_KEYS:
        return _sealed_verdict(published, commit_hash)
    if isinstance(published, dict) and "salt" in published and "seed" not in published:
        return _lists_verdict(published, commit_hash)
    reasons = list(PROOF(published, ()))
    if not isinstance(published, dict):
        return Verdict(reasons, (), None, None)
    whole = published.keys() - {str(each.where[0]) for each in reasons}
    commit = Commitment.from_json(published["commit"]) if "commit" in whole else None
    seed = Seed.from_json(published["seed"]) if "seed" in whole else None
    snapshot = Snapshot.from_json(published) if whole.issuperset(PARTS) else None
    stands_against = len(reasons)
    if snapshot:
        reasons += snapshot_faults(snapshot)
    if commit:
        reasons += commit_faults(commit)
        reasons += part_hash_faults(_hashes(published, snapshot), commit)
        reasons += _commit_hash_faults(published if "commit_hash" in whole else {}, commit, commit_hash)
    if commit and seed:
        reasons += [*seed_faults(seed, commit), *salt_faults(commit, seed.salt, ("seed", "salt"))]
        reasons += beacon_faults(commit, published["seed"]) or drand_faults(commit, seed.drand)
        computed = sha(seed.text(commit.hash))
        if "seed_hash" in whole and published["seed_hash"] != computed:
            told = {"said": published["seed_hash"], "computed": computed}
            reasons.append(fault(("seed_hash",), problems.SEED_HASH_DIFFERS, **told))
    proof = None
    if snapshot and commit and seed and _can_be_drawn(snapshot):
        proof = recomputed(snapshot, commit, seed)
        reasons += _result_faults(published, proof, whole)
    elif stands_against or reasons:
        reasons.append(fault((), problems.NOT_RECOMPUTED))
    remarks = proof.remarks() if proof else []
    changes: Sequence[AddendumEntry] = ()
    if addendum is not None:
        found = _addendum_verdict(addendum, proof)
        reasons += found
        changes = () if found or proof is None else [AddendumEntry(**each) for each in addendum]
    return Verdict(reasons, remarks, proof, commit.hash if commit else None, changes)


def sealed_faults(sealed: Mapping[str, Any], proof: Proof) -> list[DrawFault]:
    """Return where an opened proof differs from what was published of it sealed."""
    return [
        fault((name,), problems.SEALED_DIFFERS, name=name, said=_told(opened), computed=_told(sealed.get(name)))
        for name, opened in proof.sealed().items()
        if opened != sealed.get(name)
    ]


def _told(value: Any) -> str:
    return value if isinstance(value, str) else sha(canonical(value))


def _sealed_verdict(sealed: dict[str, Any], commit_hash: str | None) -> Verdict:
    reasons = list(SEALED(sealed, ()))
    if any(each.where[0] == "commit" for each in reasons):
        return Verdict(reasons, (), None, None)
    commit = Commitment.from_json(sealed["commit"])
    reasons += [*commit_faults(commit), *_other_commit(commit, commit_hash)]
    reasons.append(fault((), problems.SEALED, computed=commit.hash))
    return Verdict(reasons, (), None, commit.hash)


def _lists_verdict(lists: dict[str, Any], commit_hash: str | None) -> Verdict:
    """Hold the lists and the salt of a draw that was given up against its commitment."""
    reasons = list(LISTS(lists, ()))
    whole = lists.keys() - {str(each.where[0]) for each in reasons}
    if "commit" not in whole:
        return Verdict(reasons, (), None, None)
    commit = Commitment.from_json(lists["commit"])
    reasons += [*commit_faults(commit), *part_hash_faults(_hashes(lists, None), commit)]
    reasons += _commit_hash_faults(lists if "commit_hash" in whole else {}, commit, commit_hash)
    if "salt" in whole:
        reasons += salt_faults(commit, lists["salt"], ("salt",))
    return Verdict(reasons, () if reasons else [fault((), problems.LISTS_ALONE)], None, commit.hash)


def _can_be_drawn(snapshot: Snapshot) -> bool:
    """Return whether there is a result at all, however the lists may otherwise be at fault."""
    has_sound_params = next(params_faults(snapshot.params), None) is None
    return has_sound_params and all(each.risk in snapshot.params.permille for each in snapshot.objects)


def _hashes(published: Mapping[str, Any], snapshot: Snapshot | None) -> dict[str, str]:
    """Return the hashes of all parts that can be written canonically, whatever their shape."""
    if snapshot:
        return snapshot.hashes()
    hashes = {}
    for part in PARTS:
        try:
            hashes[part] = sha(canonical(published[part]))
        except (KeyError, ValueError, RecursionError):  # its shape is told already
            continue
    return hashes


def _commit_hash_faults(published: Mapping[str, Any], commit: Commitment, held: str | None) -> Iterator[DrawFault]:
    said = published.get("commit_hash")
    if said is not None and said != commit.hash:
        yield fault(("commit_hash",), problems.COMMIT_HASH_DIFFERS, said=shown(said), computed=commit.hash)
    yield from _other_commit(commit, held)


def _other_commit(commit: Commitment, held: str | None) -> Iterator[DrawFault]:
    if held is not None and held.strip().lower() != commit.hash:
        yield fault(("commit",), problems.OTHER_COMMIT, said=held, computed=commit.hash)


def _result_faults(published: Mapping[str, Any], proof: Proof, whole: set[str]) -> Iterator[DrawFault]:
    if "strata" in whole:
        yield from _strata_faults(published["strata"], proof)
    if "teams" in whole:
        yield from _team_faults(published["teams"], proof)


def _strata_faults(said: Mapping[str, Any], proof: Proof) -> Iterator[DrawFault]:
    for risk in said.keys() - proof.strata.keys():
        yield fault(("strata", risk), problems.STRATUM_UNKNOWN, risk=risk)
    for risk, stratum in proof.strata.items():
        if risk not in said:
            yield fault(("strata", risk), problems.STRATUM_MISSING, risk=risk)
            continue
        computed = stratum.to_json()
        for name in ("pool", "n"):
            if said[risk][name] != computed[name]:
                told = {"said": said[risk][name], "computed": computed[name]}
                yield fault(("strata", risk, name), problems.COUNT_DIFFERS, **told)
        for name in ("drawn", "reserve"):
            yield from _list_faults(said[risk][name], computed[name], ("strata", risk, name))


def _team_faults(said: Mapping[str, Any], proof: Proof) -> Iterator[DrawFault]:
    for id_ in said.keys() - proof.teams.keys():
        yield fault(("teams", id_), problems.TEAM_UNKNOWN, name=id_)
    for id_, team in proof.teams.items():
        computed = teams_to_json(team)
        given = said.get(id_, {})
        for department in given.keys() - computed.keys():
            yield fault(("teams", id_, department), problems.TEAM_UNKNOWN, name=f"{id_} {department}")
        for department, seats in computed.items():
            where = ("teams", id_, department)
            if department in given:
                yield from _list_faults(given[department], seats, where)
            else:
                told = {"name": f"{id_} {department}", "computed": ", ".join(seats)}
                yield fault(where, problems.TEAM_MISSING, **told)


def _list_faults(said: Sequence[str], computed: Sequence[str], where: Place) -> Iterator[DrawFault]:
    """Yield the first place at which two lists differ; what follows differs because of it."""
    for at in range(max(len(said), len(computed))):
        mine, theirs = ([*each[at : at + 1], "-"][0] for each in (computed, said))
        if mine != theirs:
            yield fault(where, problems.LIST_DIFFERS, place=at + 1, said=theirs, computed=mine)
            return


def _addendum_verdict(addendum: Any, proof: Proof | None) -> list[DrawFault]:
    shape = list(ADDENDUM(addendum, ("addendum",)))
    if shape or proof is None:
        return shape
    return list(addendum_faults(addendum, proof))
