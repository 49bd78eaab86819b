"""Two implementations that share nothing agree on any register."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.draw.commitment import Commitment, DrandRound, Seed, commit_to
from rules.draw.proof import hold_draw
from rules.draw.reading import verify_files
from rules.draw.snapshot import Snapshot
from rules.draw.verification import verify
from tests.rules.draw.independent import proof_of
from tests.rules.draw.registers import DICE, ROUND_1000, SALT, Json, any_lists, lists

any_dice = st.text("0123456789", min_size=20, max_size=30)
any_salt = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def drawn(register: Json, dice: str = DICE, salt: str = SALT, drand: Json | None = None) -> Json:
    snapshot = Snapshot.from_json(register)
    round_ = drand["round"] if drand else None
    commit = commit_to(snapshot, salt, "2026-001", "2026-03-01T01:00:00Z", round_)
    beacon = DrandRound(**drand) if drand else None
    return hold_draw(snapshot, commit, Seed(dice, salt, "2026-03-02T01:00:00Z", beacon)).to_json()


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(any_lists(), any_dice, any_salt)
def test_a_thousand_registers_are_drawn_alike_and_verify(register: Json, dice: str, salt: str) -> None:
    proof = drawn(register, dice, salt)
    assert proof == proof_of(register, dice, salt)
    assert list(verify(proof, proof["commit_hash"]).reasons) == []


def test_the_announced_round_of_drand_is_part_of_the_seed() -> None:
    with_round = drawn(lists(), drand=ROUND_1000)
    assert with_round == proof_of(lists(), DICE, SALT, ROUND_1000)
    assert with_round["teams"] != drawn(lists())["teams"]
    assert verify(with_round).reasons == []


def test_the_file_holds_the_proof_and_is_verified_as_it_is() -> None:
    snapshot = Snapshot.from_json(lists())
    commit = commit_to(snapshot, SALT, "2026-001", "2026-03-01T01:00:00Z")
    proof = hold_draw(snapshot, commit, Seed(DICE, SALT, "2026-03-02T01:00:00Z"))
    assert json.loads(proof.file()) == proof.to_json()
    assert verify_files(("proof.json", b"\xef\xbb\xbf" + proof.file()), commit.hash).reasons == ()
    assert Commitment.from_json(proof.to_json()["commit"]) == commit


def test_the_same_hashes_come_of_entries_one_by_one_and_of_the_whole() -> None:
    register: dict[str, Any] = lists()
    commit = proof_of(register, DICE, SALT)["commit"]
    assert Snapshot.from_json(register).hashes() == {part: commit[f"{part}_sha256"] for part in register}
