"""The protocol's exact rules, as tables."""

import json

import pytest

from rules.draw.commitment import Seed, commit_to
from rules.draw.faults import DrawRefused
from rules.draw.objects import draw_objects
from rules.draw.proof import Proof, hold_draw
from rules.draw.snapshot import ObjectEntry, Params, Snapshot
from rules.draw.tickets import Tickets
from rules.draw.verification import sealed_faults, verify
from tests.rules.draw import independent
from tests.rules.draw.registers import DICE, SALT, Json, inspectors, lists, objects, params

T0, T1 = "2026-03-01T01:00:00Z", "2026-03-02T01:00:00Z"


def held(register: Json, dice: str = DICE) -> Proof:
    snapshot = Snapshot.from_json(register)
    return hold_draw(snapshot, commit_to(snapshot, SALT, "2026-001", T0), Seed(dice, SALT, T1))


# Tickets


@pytest.mark.parametrize(
    ("id_", "digits"),
    # The example that consistent_sampler prints for seed 314159, nine digits after the first nines.
    [
        ("B-2", "0.410310858"),
        ("B-3", "0.470960291"),
        ("A-3", "0.471438751"),
        ("A-2", "0.567089805"),
        ("B-1", "0.9781715679"),
        ("A-1", "0.9828515724"),
    ],
)
def test_tickets_are_those_of_the_consistent_sampler(id_: str, digits: str) -> None:
    assert Tickets("314159").of(id_).startswith(digits)


def test_ids_stand_in_the_order_of_the_consistent_sampler() -> None:
    ids = ["A-1", "A-2", "A-3", "B-1", "B-2", "B-3"]
    assert sorted(ids, key=Tickets("314159").order) == ["B-2", "B-3", "A-3", "A-2", "B-1", "A-1"]


def test_a_ticket_has_64_digits_at_least_and_keeps_leading_zeros() -> None:
    tickets = Tickets("seed")
    found = [tickets.of(str(number)) for number in range(3000)]
    assert all(len(each) >= 66 for each in found)
    assert any(each.startswith("0.00") for each in found)
    assert found == [independent.ticket(str(number), "seed") for number in range(3000)]


# Objects


@pytest.mark.parametrize(
    ("pool", "permille", "n"),
    [
        (0, 1000, 0),
        (1, 1, 1),
        (22, 30, 1),
        (33, 30, 1),
        (34, 30, 2),
        (7, 0, 0),
        (7, 1000, 7),
        (1000, 1, 1),
        (3, 333, 1),
    ],
)
def test_the_number_drawn_is_rounded_up(pool: int, permille: int, n: int) -> None:
    rule = Params.from_json(params(permille={"A": permille}))
    entries = [ObjectEntry(f"N{at}", "A", "食品") for at in range(max(pool, 1))]
    excluded = set() if pool else {"N0"}
    stratum = draw_objects(entries, excluded, rule, "seed")["A"]
    assert (stratum.pool, stratum.n, len(stratum.drawn)) == (pool, n, n)
    assert len(stratum.reserve) == min(2, pool - n)


def test_a_class_whose_objects_are_all_excluded_appears_with_nothing() -> None:
    left_out = [{"id": each["id"], "reason": "歇业"} for each in objects(40) if each["risk"] == "B"]
    strata = held(lists(exclusions=left_out)).strata
    assert strata["B"].to_json() == {"pool": 0, "n": 0, "drawn": [], "reserve": []}
    assert strata["A"].n == 1


def test_when_every_object_is_excluded_nobody_is_drawn() -> None:
    proof = held(lists(exclusions=[{"id": each["id"], "reason": "歇业"} for each in objects(40)]))
    assert proof.teams == {}
    assert verify(proof.to_json()).reasons == []


def test_a_class_that_does_not_occur_has_no_stratum_and_is_remarked() -> None:
    proof = held(lists(params=params(permille={"A": 30, "B": 50, "C": 100, "D": 1000, "E": 10})))
    assert "E" not in proof.strata
    assert "DRAW_040" in [each.code for each in proof.remarks()]


def test_the_reserve_follows_the_drawn_and_overlaps_nothing() -> None:
    few, more = (held(lists(params=params(permille=dict.fromkeys("ABCD", permille)))) for permille in (100, 200))
    for stratum in few.strata.values():
        assert not set(stratum.drawn) & set(stratum.reserve)
        assert len(stratum.reserve) == 2
    assert few.commitment.hash != more.commitment.hash


@pytest.mark.parametrize("wanted", [1, 5, 400, 3999])
def test_objects_sifted_by_their_first_digits_are_those_of_a_whole_sorting(wanted: int) -> None:
    entries = [ObjectEntry(f"N{at}", "A", "食品") for at in range(4000)]
    rule = Params.from_json(params(permille={"A": 1000}, reserve=0))
    whole = draw_objects(entries, set(), rule, "seed")["A"].drawn
    few = Params.from_json(params(permille={"A": 0}, reserve=wanted))
    assert draw_objects(entries, set(), few, "seed")["A"].reserve == whole[:wanted]


def test_when_the_sieve_keeps_too_few_all_are_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [ObjectEntry(f"N{at}", "AB"[at % 2], "食品") for at in range(500)]
    rule = Params.from_json(params(permille={"A": 100, "B": 200}))
    expected = draw_objects(entries, {"N7"}, rule, "seed")
    monkeypatch.setattr("rules.draw.objects._sieve", lambda _wanted, _found: bytes(10_000))
    assert draw_objects(entries, {"N7"}, rule, "seed") == expected


# Teams


def team_of(proof: Proof) -> Json:
    [team] = [json.loads(json.dumps(each)) for each in proof.teams.values()]
    return dict(team)


def one_object(staff: list[Json], recusals: list[Json] | None = None, **other: object) -> Json:
    rule = params(permille={"D": 1000}, departments=["甲"], **other)
    return lists(
        objects=[{"id": "N1", "risk": "D", "category": "食品"}],
        inspectors=staff,
        exclusions=[],
        recusals=recusals or [],
        params=rule,
    )


def officer(id_: str, *quals: str) -> Json:
    return {"id": id_, "dept": "甲", "quals": list(quals)}


@pytest.mark.parametrize(
    ("staff", "recused", "who"),
    [
        ([officer("q", "食品"), officer("r")], [], ["q", "r"]),
        ([officer("r"), officer("s")], [], ["UNFILLED"]),  # nobody is qualified
        ([officer("q", "食品")], [], ["UNFILLED"]),  # nobody for the second seat
        ([], [], ["UNFILLED"]),
        ([officer("q", "食品"), officer("r"), officer("s")], ["r"], ["q", "s"]),
        ([officer("q", "食品"), officer("r")], ["q"], ["UNFILLED"]),
    ],
)
def test_the_first_seat_is_qualified_and_no_rule_is_relaxed(
    staff: list[Json], recused: list[str], who: list[str]
) -> None:
    recusals = [{"inspector": id_, "object": "N1"} for id_ in recused]
    proof = held(one_object(staff, recusals))
    assert team_of(proof) == {"甲": who}
    assert proof.unfilled() == ([("teams", "N1", "甲")] if who == ["UNFILLED"] else [])
    assert ("DRAW_045" in [each.code for each in proof.remarks()]) == (who == ["UNFILLED"])


def load_of(proof: Proof) -> dict[str, int]:
    seats = [id_ for team in proof.teams.values() for each in team.values() for id_ in each if id_ != "UNFILLED"]
    return {id_: seats.count(id_) for id_ in {each.id for each in proof.snapshot.inspectors}}


@pytest.mark.parametrize("slack", [0, 1, 3])
def test_nobody_is_drawn_further_above_the_lowest_load_than_the_slack(slack: int) -> None:
    staff = [officer(f"q{at}", "食品", "危化品") for at in range(8)]
    rule = params(permille=dict.fromkeys("ABCD", 1000), departments=["甲"], load_slack=slack, max_load=99)
    loads = load_of(held(lists(inspectors=staff, recusals=[], params=rule))).values()
    assert max(loads) - min(loads) <= slack + 1
    assert sum(loads) == 2 * 38


def test_a_full_load_leaves_the_rest_unfilled_and_adds_nothing() -> None:
    staff = [officer(f"q{at}", "食品", "危化品") for at in range(4)]
    rule = params(permille=dict.fromkeys("ABCD", 1000), departments=["甲"], max_load=2)
    proof = held(lists(inspectors=staff, recusals=[], params=rule))
    assert set(load_of(proof).values()) == {2}
    assert len(proof.unfilled()) == 38 - 4
    assert verify(proof.to_json()).reasons == []


def test_departments_get_their_teams_in_the_order_of_the_parameters() -> None:
    proof = held(lists(params=params(departments=["区消防救援支队", "区市场监管局"])))
    assert {tuple(team) for team in proof.teams.values()} == {("区消防救援支队", "区市场监管局")}


# Commitment, seed, publication


def test_other_dice_another_salt_or_number_draw_others() -> None:
    snapshot = Snapshot.from_json(lists())
    found = {
        json.dumps(hold_draw(snapshot, commit_to(snapshot, salt, id_, T0), Seed(dice, salt, T1)).to_json()["strata"])
        for dice, salt, id_ in [
            (DICE, SALT, "2026-001"),
            ("1" + DICE[1:], SALT, "2026-001"),
            (DICE, "other", "2026-001"),
            (DICE, SALT, "2026-002"),
        ]
    }
    assert len(found) == 4


def test_a_register_that_changed_after_the_commitment_is_not_drawn_from() -> None:
    commit = commit_to(Snapshot.from_json(lists()), SALT, "2026-001", T0)
    with pytest.raises(DrawRefused) as refused:
        hold_draw(Snapshot.from_json(lists(objects=objects(41))), commit, Seed(DICE, SALT, T1))
    assert [(each.where, each.code) for each in refused.value.faults] == [(("objects",), "DRAW_069")]


def test_what_is_sealed_shows_hashes_alone_and_the_opened_proof_agrees() -> None:
    proof = held(lists())
    sealed = proof.sealed()
    assert sealed == {"commit": proof.commitment.to_json(), "seed_hash": proof.seed_hash}
    assert DICE not in json.dumps(sealed)
    assert sealed_faults(sealed, proof) == []
    other = held(lists(), "1" * 20)
    assert [each.where for each in sealed_faults(sealed, other)] == [("seed_hash",)]


def test_a_sealed_publication_is_not_yet_valid_but_its_commitment_is_compared() -> None:
    proof = held(lists())
    assert [each.code for each in verify(proof.sealed(), proof.commitment.hash).reasons] == ["DRAW_081"]
    assert [each.code for each in verify(proof.sealed(), "0" * 64).reasons] == ["DRAW_071", "DRAW_081"]


def test_the_order_in_which_a_list_is_written_is_part_of_what_is_committed_to() -> None:
    turned = lists(inspectors=inspectors(12)[::-1])
    assert held(turned).commitment.hash != held(lists()).commitment.hash
