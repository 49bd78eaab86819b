"""Too few inspectors are told before anything is committed to."""

from dataclasses import replace

import pytest

from rules.draw.snapshot import Exclusion, InspectorEntry, ObjectEntry, Params, Snapshot
from rules.draw.staffing import numbers_to_draw, staffing_faults

PARAMS = Params({"A": 500}, 1, ("甲局",), 2, 2, 1, ("承诺免检",))
OBJECTS = [ObjectEntry(f"MA{n:08d}", "A", "餐饮") for n in range(5)]
STAFF = [InspectorEntry(f"J-{n}", "甲局", ("餐饮",)) for n in range(3)]
WHOLE = Snapshot(OBJECTS, STAFF, [], [], PARAMS)


@pytest.mark.parametrize(
    ("snapshot", "codes"),
    [
        (WHOLE, []),
        (replace(WHOLE, inspectors=STAFF[:1]), ["DRAW_034"]),
        (replace(WHOLE, inspectors=[replace(each, dept="乙局") for each in STAFF]), ["DRAW_034"]),
        (replace(WHOLE, inspectors=[replace(each, quals=("旅馆",)) for each in STAFF]), ["DRAW_035"]),
        (replace(WHOLE, inspectors=STAFF[:2]), ["DRAW_036"]),
        (replace(WHOLE, inspectors=STAFF[:2], exclusions=[Exclusion(OBJECTS[0].id, "承诺免检")]), []),
    ],
)
def test_what_a_department_lacks_is_told(snapshot: Snapshot, codes: list[str]) -> None:
    assert [fault.code for fault in staffing_faults(snapshot)] == codes


def test_how_many_are_drawn_is_known_before() -> None:
    assert numbers_to_draw(WHOLE) == {"A": (5, 3)}
    assert numbers_to_draw(replace(WHOLE, exclusions=[Exclusion(OBJECTS[0].id, "承诺免检")])) == {"A": (4, 2)}
