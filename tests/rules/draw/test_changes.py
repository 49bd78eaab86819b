"""No single change to a proof stays hidden: not from the product, not from the script that is published with it."""

import sys

import pytest

from rules.draw.reading import verify_files
from rules.errors import describe
from rules.refusals import Refused
from tests.rules.draw.changes import at_rest, changes_of, impossible_proofs, small_proof
from tests.rules.draw.published_script import SCRIPT, Script, script
from tests.rules.draw.registers import Json

__all__ = ["script"]


def reasons(proof: Json) -> list[str]:
    try:
        found = verify_files(("proof.json", at_rest(proof))).reasons
        return [each.code for each in found if describe(each, "zh-CN") != describe(each, "en")]
    except Refused as refused:
        return [refused.code]


def test_the_unchanged_proof_is_valid_to_both(script: Script) -> None:
    proof = small_proof()
    assert reasons(proof) == []
    assert script(at_rest(proof)).code == 0
    assert script(at_rest(proof), proof["commit_hash"]).code == 0


def test_every_single_change_is_found_by_the_product() -> None:
    changes = list(changes_of(small_proof()))
    assert len(changes) > 1200
    assert [what for what, changed in changes if not reasons(changed)] == []


def test_every_single_change_is_found_by_the_published_script(script: Script) -> None:
    assert [what for what, changed in changes_of(small_proof()) if script(at_rest(changed)).code != 1] == []


@pytest.mark.parametrize(("what", "proof"), list(impossible_proofs()))
def test_nonsense_that_was_committed_to_is_told_and_breaks_nothing(what: str, proof: Json, script: Script) -> None:
    assert len(reasons(proof)) > 1, what
    assert script(at_rest(proof)).code == 1


def test_a_key_that_stands_twice_is_found_by_both(script: Script) -> None:
    data = at_rest(small_proof()).replace(b'"pool"', b'"pool": 1, "pool"', 1)
    assert [each.code for each in verify_files(("proof.json", data)).reasons] == ["DRAW_062"]
    assert script(data).code == 1


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{}", b"id,risk\n", b"[" * 100_000])
def test_what_is_no_json_is_unreadable_to_both(data: bytes, script: Script) -> None:
    with pytest.raises(Refused):
        verify_files(("proof.json", data))
    assert script(data).code == 2


def test_the_script_knows_a_draw_that_was_not_the_announced_one(script: Script) -> None:
    assert script(at_rest(small_proof()), "0" * 64).code == 1


def test_the_script_is_short_and_needs_nothing_but_python() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert len(lines) < 300
    assert imported <= sys.stdlib_module_names
