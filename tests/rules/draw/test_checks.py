"""What may not be drawn from: each fault with its place; and what is merely remarked."""

from collections.abc import Callable
from typing import Any

import pytest

from rules.draw.checks import plain_object_id, snapshot_faults, snapshot_remarks
from rules.draw.commitment import Seed, commit_to
from rules.draw.faults import DrawRefused, place_text
from rules.draw.proof import hold_draw
from rules.draw.snapshot import Snapshot
from rules.errors import describe
from tests.rules.draw.registers import DICE, SALT, Json, lists

Change = Callable[[Json], object]
T0, T1 = "2026-03-01T01:00:00Z", "2026-03-02T01:00:00Z"
FIRST = "91500112MA00000000"


def put(part: str, *path: Any) -> Change:
    """Return what sets the last of a path at the others."""

    def change(register: Json) -> None:
        at = register[part]
        for step in path[:-2]:
            at = at[step]
        at[path[-2]] = path[-1]

    return change


def add(part: str, entry: Json) -> Change:
    return lambda register: register[part].append(entry)


FAULTS: list[tuple[Change, str, str]] = [
    (put("objects", 1, "id", ""), "objects[1].id", "DRAW_001"),
    (put("objects", 1, "id", "91500112ma00000001"), "objects[1].id", "DRAW_002"),
    (put("objects", 1, "id", " 91500112MA00000001"), "objects[1].id", "DRAW_002"),
    (put("objects", 1, "id", "91500112MA00000001\u3000"), "objects[1].id", "DRAW_002"),
    (put("objects", 1, "id", "91500112MA00000001\ufeff"), "objects[1].id", "DRAW_002"),
    (put("objects", 1, "id", "E\u0301"), "objects[1].id", "DRAW_002"),
    (put("objects", 1, "id", FIRST), "objects[1].id", "DRAW_004"),
    (put("objects", 1, "risk", ""), "objects[1].risk", "DRAW_005"),
    (put("objects", 1, "risk", "  "), "objects[1].risk", "DRAW_005"),
    (put("objects", 1, "risk", "E"), "objects[1].risk", "DRAW_006"),
    (put("objects", 1, "category", ""), "objects[1].category", "DRAW_007"),
    (put("objects", 1, "category", "食品 "), "objects[1].category", "DRAW_008"),
    (put("inspectors", 1, "id", ""), "inspectors[1].id", "DRAW_001"),
    (put("inspectors", 1, "id", "p01 "), "inspectors[1].id", "DRAW_002"),
    (put("inspectors", 1, "id", "p00"), "inspectors[1].id", "DRAW_004"),
    (put("inspectors", 1, "id", "p|1"), "inspectors[1].id", "DRAW_003"),
    (put("inspectors", 1, "id", "UNFILLED"), "inspectors[1].id", "DRAW_003"),
    (put("inspectors", 1, "dept", ""), "inspectors[1].dept", "DRAW_008"),
    (put("inspectors", 1, "quals", ["食品", ""]), "inspectors[1].quals[1]", "DRAW_008"),
    (add("exclusions", {"id": "X", "reason": "歇业"}), "exclusions[2].id", "DRAW_015"),
    (add("exclusions", {"id": FIRST, "reason": "忙"}), "exclusions[2].reason", "DRAW_016"),
    (add("exclusions", {"id": "91500112MA00000003", "reason": "歇业"}), "exclusions[2].id", "DRAW_004"),
    (add("recusals", {"inspector": "x", "object": FIRST}), "recusals[2].inspector", "DRAW_017"),
    (add("recusals", {"inspector": "p00", "object": "X"}), "recusals[2].object", "DRAW_018"),
    (put("params", "protocol", "fair-draw/2"), "params.protocol", "DRAW_014"),
    (put("params", "permille", "A", 1001), "params.permille.A", "DRAW_009"),
    (put("params", "permille", "A", -1), "params.permille.A", "DRAW_009"),
    (put("params", "per_department", 1), "params.per_department", "DRAW_010"),
    (put("params", "max_load", 0), "params.max_load", "DRAW_011"),
    (put("params", "reserve", -1), "params.reserve", "DRAW_012"),
    (put("params", "load_slack", -1), "params.load_slack", "DRAW_012"),
    (put("params", "departments", []), "params.departments", "DRAW_013"),
    (put("params", "departments", ["甲", "甲"]), "params.departments[1]", "DRAW_004"),
    (put("params", "exclusion_reasons", ["歇业", "本年已检查", " "]), "params.exclusion_reasons[2]", "DRAW_008"),
]


@pytest.mark.parametrize(("change", "where", "code"), FAULTS)
def test_a_faulty_snapshot_is_refused_with_the_place(change: Change, where: str, code: str) -> None:
    register = lists()
    change(register)
    faults = snapshot_faults(Snapshot.from_json(register))
    assert (where, code) in [(place_text(each.where), each.code) for each in faults]
    for each in faults:
        assert describe(each, "zh-CN") != describe(each, "en")


def test_a_sound_snapshot_has_no_fault_and_nothing_to_remark() -> None:
    snapshot = Snapshot.from_json(lists())
    assert snapshot_faults(snapshot) == []
    assert list(snapshot_remarks(snapshot)) == []


def test_everything_is_said_at_once_and_nothing_is_drawn() -> None:
    register = lists()
    for change in (FAULTS[0][0], put("objects", 2, "risk", ""), put("params", "max_load", 0)):
        change(register)
    snapshot = Snapshot.from_json(register)
    with pytest.raises(DrawRefused) as refused:
        hold_draw(snapshot, commit_to(snapshot, SALT, "1", T0), Seed("1" * 19, "", "2026-03-01"))
    assert [each.code for each in refused.value.faults] == [
        *("DRAW_011", "DRAW_001", "DRAW_005", "DRAW_019", "DRAW_021", "DRAW_023", "DRAW_072")
    ]


def test_where_something_stands_first_is_said() -> None:
    register = lists()
    put("objects", 7, "id", FIRST)(register)
    [twice] = snapshot_faults(Snapshot.from_json(register))
    assert describe(twice, "en").startswith(f"“{FIRST}” stands here again; it stands at objects[0].id already")


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        (put("params", "permille", "E", 5), "params.permille.E", "DRAW_040"),
        (put("params", "departments", ["区市场监管局", "区消防救援支队", "丙"]), "params.departments[2]", "DRAW_041"),
        (put("inspectors", 1, "dept", "丁"), "inspectors[1].dept", "DRAW_042"),
        (put("inspectors", 1, "quals", []), "inspectors[1].quals", "DRAW_043"),
        (add("recusals", {"inspector": "p00", "object": "91500112MA00000009"}), "recusals[2]", "DRAW_044"),
    ],
)
def test_what_surprises_later_is_remarked_before(change: Change, where: str, code: str) -> None:
    register = lists()
    change(register)
    snapshot = Snapshot.from_json(register)
    assert snapshot_faults(snapshot) == []
    assert [(place_text(each.where), each.code) for each in snapshot_remarks(snapshot)] == [(where, code)]
    assert describe(next(snapshot_remarks(snapshot)), "en")


@pytest.mark.parametrize(
    ("dice", "codes"),
    [
        ("1" * 19, ["DRAW_019"]),
        ("", ["DRAW_019"]),
        ("0" * 20, []),
        ("1" * 20 + "x", ["DRAW_020"]),
        ("１" + "1" * 19, ["DRAW_020"]),
        ("1" * 20 + "\n", ["DRAW_020"]),
        ("1 " * 5, ["DRAW_020"] * 5 + ["DRAW_019"]),
    ],
)
def test_dice_are_twenty_digits_at_least(dice: str, codes: list[str]) -> None:
    assert refusals(dice=dice) == codes


@pytest.mark.parametrize(
    ("published", "revealed", "codes"),
    [
        (T0, T1, []),
        (T0, T0, ["DRAW_024"]),
        (T1, T0, ["DRAW_024"]),
        ("2026-03-01 01:00", T1, ["DRAW_023"]),
        ("2026-02-30T01:00:00Z", T1, ["DRAW_023"]),
        (T0, "2026-03-02T01:00:00+08:00", ["DRAW_023"]),
    ],
)
def test_the_seed_is_later_than_the_commitment(published: str, revealed: str, codes: list[str]) -> None:
    assert refusals(published=published, revealed=revealed) == codes


@pytest.mark.parametrize(("salt", "draw_id", "codes"), [("", "1", ["DRAW_021"]), ("s", " ", ["DRAW_022"])])
def test_salt_and_number_are_needed(salt: str, draw_id: str, codes: list[str]) -> None:
    assert refusals(salt=salt, draw_id=draw_id) == codes


def refusals(
    dice: str = DICE, salt: str = SALT, draw_id: str = "1", published: str = T0, revealed: str = T1
) -> list[str]:
    snapshot = Snapshot.from_json(lists())
    try:
        hold_draw(snapshot, commit_to(snapshot, salt, draw_id, published), Seed(dice, salt, revealed))
    except DrawRefused as refused:
        return [each.code for each in refused.faults if describe(each, "zh-CN") != describe(each, "en")]
    return []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [(" 9150ma1 ", "9150MA1"), ("e\u0301", "É"), ("\u30009150\xa0", "9150"), ("ﬀ", "FF"), ("渝123", "渝123")],
)
def test_codes_of_objects_are_made_plain(typed: str, plain: str) -> None:
    assert plain_object_id(typed) == plain
