"""What results suggest, row by row of the tables of rules."""

from dataclasses import replace
from datetime import date

import pytest

from rules.statistics import proposals
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


PENALTY_THEN_ORDERS = [("2026-01-10", "penalty"), ("2026-02-01", "order"), ("2026-03-01", "guidance")]
DECIDED: list[tuple[str, str, list[Seen], set[tuple[int, str]], tuple[str, tuple[int, ...]] | None]] = [
    ("what was decided is not suggested again", "B", PENALTY_THEN_ORDERS[:1], {(1, "penalty")}, None),
    ("the next rule is looked at", "C", PENALTY_THEN_ORDERS, {(1, "penalty")}, ("repeated", (1, 2, 3))),
    ("which rests on one new visit at least", "C", PENALTY_THEN_ORDERS,
     {(1, "penalty"), (2, "order"), (3, "guidance")}, None),
    ("a visit inspected last was assigned first", "C", [("2026-03-01", "penalty"), ("2026-01-10", "penalty")],
     {(2, "penalty")}, ("severe", (2, 1))),
    ("other results are new", "C", PENALTY_THEN_ORDERS[:1], {(1, "coercion")}, ("severe", (1,))),
    ("results that are not known are not", "C", PENALTY_THEN_ORDERS[:1], {(1, "*")}, None),
    ("of clean visits one new one is enough", "C", CLEAN, {(1, "none")}, ("clean", (1, 2, 3))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("risk", "seen", "decided", "expected"), [row[1:] for row in DECIDED], ids=[row[0] for row in DECIDED]
)
def test_what_was_decided_hides_nothing_else(
    risk: str, seen: list[Seen], decided: set[tuple[int, str]], expected: tuple[str, tuple[int, ...]] | None
) -> None:
    known = {(f"017-{number:02d}", results) for number, results in decided}
    found = risk_suggested(risk, (), parts(*seen), TODAY, known)
    assert (found and (found.rule.key, found.visits)) == expected


TWO_PENALTIES = [("2026-01-10", "penalty"), ("2026-02-01", "penalty")]
USED: list[tuple[str, str, list[Seen], set[tuple[int, str]], tuple[str, tuple[int, ...]] | None]] = [
    ("two penalties that raised once do not raise again with an older order", "C",
     [*TWO_PENALTIES, ("2025-12-01", "order")], {(1, "penalty"), (2, "penalty")}, None),
    ("nor with a newer one", "C", [*TWO_PENALTIES, ("2026-03-01", "order")], {(1, "penalty"), (2, "penalty")}, None),
    ("two orders that are not used do", "C", [*TWO_PENALTIES, ("2026-03-01", "order"), ("2026-04-01", "guidance")],
     {(1, "penalty"), (2, "penalty")}, ("repeated", (3, 4))),
    ("so does one more penalty, by itself", "C", [*TWO_PENALTIES, ("2026-03-01", "penalty")],
     {(1, "penalty"), (2, "penalty")}, ("severe", (3,))),
    ("and a used visit whose results are others now", "C", TWO_PENALTIES[:1], {(1, "order")}, ("severe", (1,))),
    ("clean visits lower a class once", "B", CLEAN, {(1, "none"), (2, "none"), (3, "none")}, None),
    ("and not with one more", "B", [*CLEAN, ("2026-03-01", "none")], {(1, "none"), (2, "none"), (3, "none")}, None),
]  # fmt: skip


@pytest.mark.parametrize(("risk", "seen", "used", "expected"), [row[1:] for row in USED], ids=[row[0] for row in USED])
def test_one_set_of_facts_makes_one_step(
    risk: str, seen: list[Seen], used: set[tuple[int, str]], expected: tuple[str, tuple[int, ...]] | None
) -> None:
    known = {(f"017-{number:02d}", results) for number, results in used}
    found = risk_suggested(risk, (), parts(*seen), TODAY, known, known)
    assert (found and (found.rule.key, found.visits)) == expected


def test_used_visits_keep_the_class_from_falling(monkeypatch: pytest.MonkeyPatch) -> None:
    raising, _, lowering = rules_of("risk")
    monkeypatch.setattr(proposals, "rules_of", lambda _table: (raising, replace(lowering, months=6, visits=1)))
    seen = parts(("2026-01-10", "penalty"), ("2026-10-10", "none"))
    assert risk_suggested("C", (), seen, TODAY, (), {("017-01", "penalty")}) is None


def test_a_decided_rule_that_raises_keeps_the_class_from_falling(monkeypatch: pytest.MonkeyPatch) -> None:
    raising, _, lowering = rules_of("risk")
    shorter = replace(lowering, months=6, visits=1)
    monkeypatch.setattr(proposals, "rules_of", lambda _table: (raising, shorter))
    seen = parts(("2026-01-10", "penalty"), ("2026-10-10", "none"))
    assert risk_suggested("C", (), seen, TODAY, {("017-01", "penalty")}) is None
    assert risk_suggested("C", (), seen[1:], TODAY) is not None


def test_a_second_ground_for_the_list_is_not_hidden_by_the_first() -> None:
    seen = parts(("2026-01-10", "penalty"), ("2026-03-01", "coercion"))
    both = {("017-01", "penalty"), ("017-02", "coercion")}
    assert breach_suggested(("violations",), seen, TODAY, both) is None
    later = [*seen, replace(seen[0], visit_id=9, visit_number="017-09", day=date(2026, 2, 1))]
    found = breach_suggested(("violations",), later, TODAY, both)
    assert found is not None
    assert (found.rule.key, found.visits, found.last) == ("penalties", (1, 9, 2), date(2026, 3, 1))


def test_a_suggestion_is_another_when_anything_of_it_is() -> None:
    seen = parts(("2026-01-10", "penalty"), ("2026-03-01", "penalty"))
    order = [replace(seen[0], results=("order", "penalty")), seen[1]]
    joined = [*seen, replace(seen[0], department_id=2, results=("none",), has_problem=False)]
    asked = (("B", seen), ("C", seen), ("B", seen[:1]), ("B", seen[1:]), ("B", order), ("B", joined))
    found = [risk_suggested(risk, (), of, TODAY) for risk, of in asked]
    assert len({each.mark for each in found if each}) == len(asked)


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
