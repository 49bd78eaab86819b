"""A draw that was held, and what happened to it afterwards."""

from collections.abc import Callable

import pytest

from rules.draw.addendum import recusal_entry, reserve_entry, standing_after
from rules.draw.commitment import Seed, commit_to
from rules.draw.proof import Proof, hold_draw
from rules.draw.snapshot import Snapshot
from tests.rules.draw.registers import DICE, SALT, Json, lists

T0, T1 = "2026-03-01T01:00:00Z", "2026-03-02T01:00:00Z"
LATER, LAST = "2026-03-03T01:00:00Z", "2026-03-04T01:00:00Z"
MARKET = "区市场监管局"


def held(register: Json) -> Proof:
    snapshot = Snapshot.from_json(register)
    return hold_draw(snapshot, commit_to(snapshot, SALT, "2026-001", T0), Seed(DICE, SALT, T1))


@pytest.fixture
def proof() -> Proof:
    return held(lists())


@pytest.fixture
def addendum(proof: Proof) -> list[Json]:
    """An inspector steps back, an object falls out, somebody of the new object's team steps back."""
    object_id = next(iter(proof.teams))
    first = recusal_entry(proof, [], LATER, object_id, MARKET, proof.teams[object_id][MARKET][0], "亲属", "s01")
    second = reserve_entry(proof, [first], LATER, object_id, "已注销", "s01")
    old = standing_after(proof, [first, second]).teams[second.new][MARKET][1]
    third = recusal_entry(proof, [first, second], LAST, second.new, MARKET, old, "亲属", "s01")
    return [each.to_json() for each in (first, second, third)]


Change = Callable[[list[Json]], object]
# A change, where it is told and by which code.
CHANGES: list[tuple[Change, str, str]] = [
    (lambda entries: entries.pop(0), "addendum[0].seq", "DRAW_083"),
    (lambda entries: entries.pop(0), "addendum[0].prev", "DRAW_084"),
    (lambda entries: entries[1].update(reason="其他"), "addendum[1].hash", "DRAW_085"),
    (lambda entries: entries[1].update(kind="swap"), "addendum[1].kind", "DRAW_086"),
    (lambda entries: entries[0].update(new="p99"), "addendum[0].new", "DRAW_089"),
    (lambda entries: entries[1].update(department=MARKET), "addendum[1].object", "DRAW_102"),
    (lambda entries: entries[2].update(at=T0), "addendum[2].at", "DRAW_088"),
    (lambda entries: entries[0].update(old="p99"), "addendum[0].old", "DRAW_031"),
]
