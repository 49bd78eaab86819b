"""What happened after a draw, and a draw that was given up: the published script agrees with the product."""

import json
import re
import runpy
from typing import Any

import pytest

from rules.chains import link_hash
from rules.draw.faults import place_text
from rules.draw.proof import Proof
from rules.draw.reading import verify_files
from rules.draw.verification import verify
from rules.errors import problem
from tests.rules.draw.addenda import CHANGES, Change, addendum, proof
from tests.rules.draw.changes import at_rest, changes_of, small_proof
from tests.rules.draw.published_script import SCRIPT, Script, script
from tests.rules.draw.registers import Json

__all__ = ["addendum", "proof", "script"]


def given_up() -> Json:
    """The lists of a draw that was given up before its dice."""
    published = {name: value for name, value in small_proof().items() if name not in ("seed", "strata", "teams")}
    del published["seed_hash"]
    salt = small_proof()["seed"]["salt"]
    return {
        **published,
        "salt": salt,
        "readings": [{"code": "s01", "dice": "1", "set_aside": ""}],
        "reason": "名单有误",
    }


def test_what_happened_afterwards_is_checked_and_its_last_hash_told(
    proof: Proof, addendum: list[Json], script: Script
) -> None:
    ran = script(proof.file(), addendum=at_rest(addendum))
    assert (ran.code, addendum[-1]["hash"] in ran.said) == (0, True)
    assert script(proof.file(), proof.commitment.hash, addendum=b"[]").code == 0


@pytest.mark.parametrize(("change", "where", "code"), CHANGES)
def test_a_change_is_told_in_the_words_of_the_catalogue(
    change: Change, where: str, code: str, proof: Proof, addendum: list[Json], script: Script
) -> None:
    change(addendum)
    ran = script(proof.file(), addendum=at_rest(addendum))
    begins = re.split(r"{", problem(code).zh)[0]
    assert ran.code == 1
    assert f"{where}: {code} {begins}" in ran.said


def test_every_change_to_an_addendum_has_the_same_reasons_as_the_product(
    proof: Proof, addendum: list[Json], script: Script
) -> None:
    published, differing = proof.to_json(), {}
    changes = [(what, changed["all"]) for what, changed in changes_of({"all": addendum}) if "all" in changed]
    for what, changed in changes[::9]:
        mine = [f"{place_text(each.where)}: {each.code}" for each in verify(published, None, changed).reasons]
        ran = script(proof.file(), addendum=at_rest(changed))
        theirs = re.findall(r"^(\S+: DRAW_[0-9]{3})", ran.said, re.MULTILINE)
        if sorted(mine) != sorted(theirs) or ran.code != bool(mine):
            differing[what] = (mine, theirs)
    assert differing == {}


def test_an_addendum_that_was_chained_anew_is_still_found(proof: Proof, addendum: list[Json], script: Script) -> None:
    addendum[2]["new"] = addendum[2]["old"]
    addendum[2]["hash"] = link_hash(addendum[2])
    assert "DRAW_089" in script(proof.file(), addendum=at_rest(addendum)).said


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe[]"])
def test_an_addendum_that_is_no_json_is_unreadable(data: bytes, proof: Proof, script: Script) -> None:
    assert script(proof.file(), addendum=data).code == 2


def test_the_lists_of_a_draw_that_was_given_up_are_held_against_its_hash(script: Script) -> None:
    lists = given_up()
    told = verify_files(("lists.json", at_rest(lists)), lists["commit_hash"])
    assert (list(told.reasons), [each.code for each in told.remarks]) == ([], ["DRAW_103"])
    ran = script(at_rest(lists), lists["commit_hash"])
    assert (ran.code, problem("DRAW_103").zh in ran.said) == (0, True)
    other: Any = json.loads(at_rest(lists))
    other["objects"][0]["risk"] = "B"
    other["salt"] += "x"
    assert [each.code for each in verify(other, "0" * 64).reasons] == ["DRAW_069", "DRAW_071", "DRAW_072"]
    assert script(at_rest(other), "0" * 64).code == 1
    assert verify({**lists, "commit": 1}).reasons[0].code == "DRAW_066"


def test_the_words_of_the_script_are_those_of_the_catalogue() -> None:
    told: dict[int, str] = runpy.run_path(str(SCRIPT))["WORDS"]
    assert {n: f"{problem(f'DRAW_{n:03}').zh} {problem(f'DRAW_{n:03}').en}" for n in told} == told
