"""What results suggest, row by row of the tables of rules."""

from dataclasses import replace
from datetime import date

import pytest

from rules.statistics.plane import laid_flat, round_metres, thinned
from rules.statistics.proposals import breach_suggested, risk_suggested, rules_of
from rules.statistics.tallies import Part, Point

TODAY = date(2026, 11, 27)
Seen = tuple[str, str]


def parts(*seen: Seen) -> list[Part]:
    """Parts of visits, each by its day and its result."""
    return [
        Part(
            number,
            f"017-{number:02d}",
            *(1, 1, 1),
            *("餐饮", "回兴街道", "B"),
            (),
            "daily",
            True,
            date.fromisoformat(day),
            (result,),
            result != "none",
        )
        for number, (day, result) in enumerate(seen, 1)
    ]


CLEAN = [("2024-01-10", "none"), ("2025-01-10", "none"), ("2026-01-10", "none")]
RISKS: list[tuple[str, str, tuple[str, ...], list[Seen], tuple[str, str, tuple[int, ...]] | None]] = [
    ("a penalty raises", "B", (), [("2026-01-10", "penalty")], ("severe", "C", (1,))),
    ("compulsion raises", "A", (), [("2026-01-10", "coercion")], ("severe", "B", (1,))),
    ("an old penalty does not", "B", (), [("2024-11-26", "penalty")], None),
    ("one on the first day does", "B", (), [("2024-11-27", "penalty")], ("severe", "C", (1,))),
    ("one order does not", "B", (), [("2026-01-10", "order")], None),
    ("two visits with problems do", "B", (), [("2025-02-01", "order"), ("2026-01-10", "guidance")],
     ("repeated", "C", (1, 2))),
    ("nothing is above D", "D", (), [("2026-01-10", "penalty")], None),
    ("nor does another rule then hold", "D", (), [("2026-01-10", "penalty"), *CLEAN], None),
    ("three clean visits lower", "C", (), CLEAN, ("clean", "B", (1, 2, 3))),
    ("nothing is below A", "A", (), CLEAN, None),
    ("not where a flag stands", "C", ("complaints",), CLEAN, None),
    ("other flags are no matter", "C", ("online_business",), CLEAN, ("clean", "B", (1, 2, 3))),
    ("two clean visits do not", "C", (), CLEAN[1:], None),
    ("nor three with a problem among them", "C", (), [*CLEAN, ("2026-02-01", "order")], None),
    ("nothing at all", "B", (), [], None),
]  # fmt: skip
BREACHES: list[tuple[str, tuple[str, ...], list[Seen], tuple[str, tuple[int, ...]] | None]] = [
    ("two penalties", (), [("2024-03-01", "penalty"), ("2026-03-01", "coercion")], ("penalties", (1, 2))),
    ("one", (), [("2026-03-01", "penalty")], None),
    ("one with a record", ("violations",), [("2026-03-01", "penalty")], ("penalty_flagged", (1,))),
    ("one with complaints", ("complaints",), [("2026-03-01", "penalty")], None),
    ("two orders", ("violations",), [("2026-03-01", "order"), ("2026-04-01", "order")], None),
    ("one too old", (), [("2023-11-26", "penalty"), ("2026-03-01", "penalty")], None),
]


@pytest.mark.parametrize(
    ("risk", "flags", "seen", "expected"), [row[1:] for row in RISKS], ids=[row[0] for row in RISKS]
)
def test_results_suggest_a_class(
    risk: str, flags: tuple[str, ...], seen: list[Seen], expected: tuple[str, str, tuple[int, ...]] | None
) -> None:
    found = risk_suggested(risk, flags, parts(*seen), TODAY)
    assert (found and (found.rule.key, found.risk, found.visits)) == expected


@pytest.mark.parametrize(("flags", "seen", "expected"), [row[1:] for row in BREACHES], ids=[row[0] for row in BREACHES])
def test_results_propose_an_object_for_the_list(
    flags: tuple[str, ...], seen: list[Seen], expected: tuple[str, tuple[int, ...]] | None
) -> None:
    found = breach_suggested(flags, parts(*seen), TODAY)
    assert (found and (found.rule.key, found.visits)) == expected


@pytest.mark.parametrize("table", ["risk", "breaches"])
def test_every_rule_says_why_in_both_languages_and_where_it_stands(table: str) -> None:
    rules = rules_of(table)
    assert len({rule.key for rule in rules}) == len(rules) > 1
    assert all(rule.reason.keys() == {"zh", "en"} and rule.source for rule in rules)


def test_two_departments_in_one_visit_are_one_visit() -> None:
    one, other = parts(("2026-01-10", "order"), ("2026-01-10", "order"))
    both = [one, replace(other, visit_id=one.visit_id, visit_number=one.visit_number, department_id=2)]
    assert risk_suggested("B", (), both, TODAY) is None
    assert risk_suggested("B", (), [one, other], TODAY) is not None


def test_points_are_true_to_scale_and_north_is_up() -> None:
    south, north, east = Point(29.60, 106.50, False), Point(29.70, 106.50, True), Point(29.60, 106.60, False)
    plane = laid_flat([south, north, east])
    (x0, y0, _), (x1, y1, problem), (x2, y2, _) = plane.points
    assert problem
    assert y1 < y0
    assert x2 > x0
    assert (x0, y0) == pytest.approx((x1, y2))
    assert (y0 - y1) * plane.metres == pytest.approx(11_132)
    assert (x2 - x0) * plane.metres == pytest.approx(11_132 * 0.8694, rel=1e-3)


def test_many_points_become_fewer_and_keep_their_problems() -> None:
    many = [Point(29.6 + n % 50 * 0.001, 106.5 + n // 50 * 0.001, n == 777) for n in range(2000)]
    plane = thinned(laid_flat(many), 400)
    assert len(plane.points) <= 400
    assert sum(problem for *_, problem in plane.points) == 1
    few = laid_flat(many[:10])
    assert thinned(few, 400).points == few.points


@pytest.mark.parametrize(("metres", "whole"), [(0.2, 1), (7, 5), (49, 20), (50, 50), (999, 500), (12_345, 10_000)])
def test_a_scale_is_a_round_length(metres: float, whole: int) -> None:
    assert round_metres(metres) == whole
