"""Registers to draw from: any, and one that is small and full of cases."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

DICE = "00314159265358979323"
SALT = "盐 42"
CATEGORIES = ["食品", "危化品", "特种设备"]
DEPARTMENTS = ["区市场监管局", "区消防救援支队", "区卫生健康委"]
REASONS = ["本年已检查", "歇业"]
# Round 1000 of quicknet, as drand's public interface gives it.
ROUND_1000: Json = {
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
}


def params(**other: Any) -> Json:
    return {
        "protocol": "fair-draw/1",
        "permille": {"A": 30, "B": 50, "C": 100, "D": 1000},
        "reserve": 2,
        "departments": DEPARTMENTS[:2],
        "per_department": 2,
        "max_load": 6,
        "load_slack": 1,
        "exclusion_reasons": list(REASONS),
        **other,
    }


def objects(number: int, risks: str = "AABCD") -> list[Json]:
    return [
        {"id": f"91500112MA{at:08}", "risk": risks[at % len(risks)], "category": CATEGORIES[at % 2]}
        for at in range(number)
    ]


def inspectors(number: int) -> list[Json]:
    return [
        {"id": f"p{at:02}", "dept": DEPARTMENTS[at % 2], "quals": CATEGORIES[: 1 + at // 2 % 2]} for at in range(number)
    ]


def lists(**other: Any) -> Json:
    """Forty objects, twelve inspectors of two departments, two excluded objects, two recusals."""
    found: Json = {
        "objects": objects(40),
        "inspectors": inspectors(12),
        "exclusions": [
            {"id": "91500112MA00000003", "reason": "歇业"},
            {"id": "91500112MA00000004", "reason": "本年已检查"},
        ],
        "recusals": [
            {"inspector": "p00", "object": "91500112MA00000009"},
            {"inspector": "p01", "object": "91500112MA00000014"},
        ],
        "params": params(),
    }
    return json.loads(json.dumps({**found, **other}))  # type: ignore[no-any-return]


def _codes(most: int) -> st.SearchStrategy[list[str]]:
    # Beyond the usual signs some that sort and encode otherwise, all of them in NFC and without a small form.
    signs = st.text("ABCXYZ0123456789-.渝É𝄞", min_size=1, max_size=8)
    return st.lists(signs, min_size=1, max_size=most, unique=True)


@st.composite
def any_lists(draw: Callable[..., Any]) -> Json:
    """Any register: of all sizes, with classes of nothing and of all, too few inspectors, every slack and load."""
    risks = draw(st.lists(st.sampled_from(["A", "B", "C", "D", "高"]), min_size=1, max_size=4, unique=True))
    departments = draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=1, max_size=3, unique=True))
    ids = draw(_codes(40))
    staff = draw(_codes(14))
    of = st.sampled_from
    entries = [{"id": id_, "risk": draw(of(risks)), "category": draw(of(CATEGORIES))} for id_ in ids]
    people = [
        {"id": id_, "dept": draw(of(DEPARTMENTS)), "quals": draw(st.lists(of(CATEGORIES), max_size=3, unique=True))}
        for id_ in staff
    ]
    excluded = draw(st.lists(of(ids), max_size=len(ids), unique=True))
    recused = draw(st.lists(st.tuples(of(staff), of(ids)), max_size=10))
    permille = {risk: draw(of([0, 1, 30, 50, 333, 999, 1000])) for risk in risks}
    return {
        "objects": entries,
        "inspectors": people,
        "exclusions": [{"id": id_, "reason": draw(of(REASONS))} for id_ in excluded],
        "recusals": [{"inspector": inspector, "object": id_} for inspector, id_ in recused],
        "params": params(
            permille=permille,
            departments=departments,
            reserve=draw(st.integers(0, 4)),
            per_department=draw(st.integers(2, 3)),
            max_load=draw(st.integers(1, 6)),
            load_slack=draw(st.integers(0, 3)),
        ),
    }
