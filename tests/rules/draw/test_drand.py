"""The optional beacon: the announced round, its value, its signature."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rules.draw.commitment import Commitment, DrandRound, Seed, commit_to
from rules.draw.drand import drand_remarks, signature_holds
from rules.draw.faults import place_text
from rules.draw.proof import hold_draw
from rules.draw.snapshot import Snapshot, sha
from rules.draw.verification import verify
from rules.errors import describe
from tests.conftest import BLS
from tests.rules.draw.registers import DICE, ROUND_1000, SALT, Json, lists

ROUND = DrandRound(**ROUND_1000)
T0, T1 = "2023-08-23T15:00:00Z", "2026-03-02T01:00:00Z"


def commit(published_at: str = T0, number: int | None = 1000) -> Commitment:
    return commit_to(Snapshot.from_json(lists()), SALT, "2026-001", published_at, number)


def proof(published_at: str = T0) -> Json:
    return hold_draw(Snapshot.from_json(lists()), commit(published_at), Seed(DICE, SALT, T1, ROUND)).to_json()


def test_the_value_is_the_hash_of_the_signature() -> None:
    assert sha(bytes.fromhex(ROUND.signature)) == ROUND.randomness


@pytest.fixture
def _library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The optional library, which other tests do without."""
    monkeypatch.delitem(sys.modules, BLS)
    signature_holds.cache_clear()
    yield
    signature_holds.cache_clear()


def said_of_the_signature() -> str:
    (remark,) = drand_remarks(commit(), ROUND)
    assert describe(remark, "zh-CN") != describe(remark, "en")
    return remark.code


@pytest.mark.usefixtures("_library")
def test_the_signature_is_checked_where_a_library_is_installed() -> None:
    assert said_of_the_signature() == "DRAW_047"


def test_it_is_said_that_the_signature_was_not_checked_without_the_library() -> None:
    assert said_of_the_signature() == "DRAW_046"


@pytest.mark.usefixtures("_library")
def test_a_signature_of_another_round_is_found() -> None:
    assert signature_holds(ROUND)
    assert signature_holds(replace(ROUND, round=1001)) is False


def test_the_library_does_not_lift_the_limit_that_keeps_deep_files_harmless() -> None:
    code = (
        "import sys; from tests.rules.draw.test_drand import *; signature_holds(ROUND); print(sys.getrecursionlimit())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(told) == 1000


def test_a_signature_of_another_chain_cannot_be_checked() -> None:
    assert signature_holds(replace(ROUND, signature="ab" * 96)) is None


@pytest.mark.parametrize(
    ("published_at", "is_ahead"),
    [("2023-08-23T15:59:23Z", True), ("2023-08-23T15:59:24Z", False), ("2026-03-01T01:00:00Z", False)],
)
def test_a_round_that_was_out_before_the_commitment_is_remarked(published_at: str, is_ahead: bool) -> None:
    found = [each for each in drand_remarks(commit(published_at), ROUND) if each.code == "DRAW_048"]
    assert bool(found) != is_ahead
    assert all("2023-08-23T15:59:24Z" in describe(each, "en") for each in found)


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"drand_round": 1001}, "seed.drand_round", "DRAW_026"),
        ({"drand_randomness": "0" * 64}, "seed.drand_randomness", "DRAW_027"),
        ({"drand_signature": "00"}, "seed.drand_randomness", "DRAW_027"),
        ({"drand_signature": "0"}, "seed.drand_signature", "DRAW_101"),
        ({"drand_signature": None}, "seed.drand_signature", "DRAW_060"),
    ],
)
def test_another_round_or_value_is_found(changes: Json, where: str, code: str) -> None:
    changed = proof()
    changed["seed"] |= changes
    changed["seed"] = {name: value for name, value in changed["seed"].items() if value is not None}
    assert (where, code) in [(place_text(each.where), each.code) for each in verify(changed).reasons]


def test_a_round_that_was_not_announced_is_not_used() -> None:
    changed = proof()
    changed["commit"]["drand"] = None
    codes = [each.code for each in verify(changed).reasons]
    assert codes.count("DRAW_025") == 3
