"""Late recusals and used reserves: the next ticket, chained, and every change to the chain found."""

import copy
from typing import Any

import pytest

from rules.draw.addendum import AddendumEntry, Standing, recusal_entry, reserve_entry, standing_after
from rules.draw.faults import DrawRefused, place_text
from rules.draw.proof import Proof
from rules.draw.verification import verify
from rules.errors import describe
from tests.rules.draw import independent
from tests.rules.draw.addenda import CHANGES, LAST, LATER, MARKET, T0, Change, addendum, held, proof
from tests.rules.draw.changes import changes_of
from tests.rules.draw.registers import Json, inspectors, lists

__all__ = ["addendum", "proof"]


def reasons(proof: Proof, addendum: Any) -> list[tuple[str, str]]:
    found = verify(proof.to_json(), None, addendum).reasons
    assert all(describe(each, "zh-CN") != describe(each, "en") for each in found)
    return [(place_text(each.where), each.code) for each in found]


def test_what_happened_afterwards_verifies_with_the_proof(proof: Proof, addendum: list[Json]) -> None:
    assert reasons(proof, addendum) == []
    assert reasons(proof, []) == []


def test_the_next_ticket_steps_in_by_the_rule_of_its_seat(proof: Proof) -> None:
    second_implementation = independent.Inspectors(lists(), proof.seed.text(proof.commitment.hash))
    for id_ in proof.teams:
        second_implementation.team(id_)
    for id_, team in proof.teams.items():
        for seat, old in enumerate(team[MARKET]):
            expected = copy.deepcopy(second_implementation)
            expected.recusals.append((old, id_))
            expected.loads[old] -= 1
            others = [each for each in team[MARKET] if each != old]
            assert Standing(proof).recuse(id_, MARKET, old) == expected.seat(id_, MARKET, others, is_first=seat == 0)


def test_the_reserve_comes_in_its_order_with_a_team_of_its_own(proof: Proof) -> None:
    standing = Standing(proof)
    old = proof.strata["A"].drawn[0]
    first, second = proof.strata["A"].reserve
    assert standing.use_reserve(old) == first
    assert old not in standing.teams
    assert list(standing.teams[first]) == list(proof.snapshot.params.departments)
    assert standing.use_reserve(first) == second
    with pytest.raises(DrawRefused) as refused:
        standing.use_reserve(second)
    assert [each.code for each in refused.value.faults] == ["DRAW_030"]


def test_when_nobody_may_step_in_the_seat_stays_unfilled() -> None:
    proof = held(lists(inspectors=inspectors(4), recusals=[]))
    id_, team = next((id_, each[MARKET]) for id_, each in proof.teams.items() if each[MARKET] != ("UNFILLED",))
    standing = Standing(proof)
    assert standing.recuse(id_, MARKET, team[1]) == "UNFILLED"
    assert standing.teams[id_][MARKET] == (team[0], "UNFILLED")


@pytest.mark.parametrize(
    ("object_id", "old", "code"), [("X", "p00", "DRAW_032"), ("", "p99", "DRAW_031"), ("", "UNFILLED", "DRAW_031")]
)
def test_only_who_is_drawn_now_can_step_back(proof: Proof, object_id: str, old: str, code: str) -> None:
    with pytest.raises(DrawRefused) as refused:
        recusal_entry(proof, [], LATER, object_id or next(iter(proof.teams)), MARKET, old, "亲属", "s01")
    assert [each.code for each in refused.value.faults] == [code]


def test_an_object_that_is_not_drawn_cannot_fall_out(proof: Proof) -> None:
    with pytest.raises(DrawRefused) as refused:
        reserve_entry(proof, [], LATER, "X", "已注销", "s01")
    assert [each.code for each in refused.value.faults] == ["DRAW_032"]


@pytest.mark.parametrize(
    ("at", "reason", "approver", "code"),
    [
        (T0, "亲属", "s01", "DRAW_088"),
        ("tomorrow", "亲属", "s01", "DRAW_023"),
        (LATER, " ", "s01", "DRAW_087"),
        (LATER, "亲属", "", "DRAW_087"),
    ],
)
def test_a_change_names_its_time_reason_and_approver(
    proof: Proof, at: str, reason: str, approver: str, code: str
) -> None:
    with pytest.raises(DrawRefused) as refused:
        reserve_entry(proof, [], at, next(iter(proof.teams)), reason, approver)
    assert [each.code for each in refused.value.faults] == [code]


def test_every_single_change_to_an_addendum_is_found(proof: Proof, addendum: list[Json]) -> None:
    changes = [(what, changed["all"]) for what, changed in changes_of({"all": addendum}) if "all" in changed]
    changes = [(what, changed) for what, changed in changes if changed != addendum]
    assert len(changes) > 200
    # The last entry taken away leaves a whole chain: how long it is, only its head shows.
    assert [what for what, changed in changes if not reasons(proof, changed)] == ["all: without entry 2"]


@pytest.mark.parametrize(("change", "where", "code"), CHANGES)
def test_a_change_is_told_with_its_place(
    change: Change, where: str, code: str, proof: Proof, addendum: list[Json]
) -> None:
    change(addendum)
    assert (where, code) in reasons(proof, addendum)


def test_entries_read_back_from_the_file_are_continued(proof: Proof, addendum: list[Json]) -> None:
    entries = [AddendumEntry(**each) for each in addendum]
    object_id = next(iter(standing_after(proof, entries).teams))
    fourth = reserve_entry(proof, entries, LAST, object_id, "歇业", "s01")
    assert (fourth.seq, fourth.prev) == (4, entries[-1].hash)
    assert reasons(proof, [*addendum, fourth.to_json()]) == []
