"""What is typed for a campaign, the class by which a flagged object is drawn, and dice that are compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.campaigns import (
    differing,
    effective_risk,
    thrown,
    title_of,
    typed_officers,
    typed_ratios,
    typed_title,
    typed_window,
    with_group,
)

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A 3 B 5 C 10 D 100", {"A": 30, "B": 50, "C": 100, "D": 1000}),
        ("a3%,b 0.5%；Ｃ：１０", {"A": 30, "B": 5, "C": 100}),
        ("A级3、B级5", {"A": 30, "B": 50}),
        ("A 3 A 5", None),
        ("A 101", None),
        ("A 3 E 5", None),
        ("三成", None),
        ("", None),
    ],
)
def test_ratios_are_read_in_per_cent(text: str, read: dict[str, int] | None) -> None:
    assert typed_ratios(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [("2 6", (2, 6)), ("２，６", (2, 6)), ("3/10", (3, 10)), ("1 6", None), ("2 0", None), ("2", None), ("两人", None)],
)
def test_officers_are_two_numbers(text: str, read: tuple[int, int] | None) -> None:
    assert typed_officers(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3.15 3.20", (date(2026, 3, 15), date(2026, 3, 20))),
        ("3月12日至4月1日", (date(2026, 3, 12), date(2026, 4, 1))),
        ("12.20 1.10", (date(2026, 12, 20), date(2027, 1, 10))),
        ("2026-03-20 2026-03-15", None),
        ("2026-03-01 2026-03-15", None),
        ("3.15", None),
    ],
)
def test_a_window_is_two_days_in_their_order_none_behind(text: str, read: tuple[date, date] | None) -> None:
    assert typed_window(text, TODAY) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" 餐饮抽查 ", "餐饮抽查"),
        ("Joint inspection", "Joint inspection"),
        ("平台\u3000抽查", "平台\u3000抽查"),
        ("甲", None),
        ("甲" * 41, None),
        ("一行\n两行", None),
        ("一\t二", None),
        ("\u202e平台", None),
        ("\u200b\u200b", None),
    ],
)
def test_a_name_is_one_line_of_signs_that_are_seen(text: str, read: str | None) -> None:
    assert typed_title(text) == read


def test_a_long_matter_of_many_lines_becomes_a_name() -> None:
    assert title_of("食品\n销售\u200b\u00a0检查" + "甲" * 60) == "食品 销售 检查" + "甲" * 32


@pytest.mark.parametrize(
    ("risk", "flags", "drawn_as"),
    [
        ("A", [], "A"),
        ("A", ["complaints"], "B"),
        ("B", ["abnormal", "violations"], "C"),
        ("D", ["abnormal"], "D"),
        ("C", ["moved", "exempt"], "C"),
    ],
)
def test_a_flagged_object_is_drawn_by_the_next_class(risk: str, flags: list[str], drawn_as: str) -> None:
    assert effective_risk(risk, flags) == drawn_as


@given(st.text("0123456789", min_size=20, max_size=40), st.sampled_from(["", " ", "，", "\n", "-"]))
def test_signs_between_dice_count_for_nothing(dice: str, between: str) -> None:
    assert thrown(between.join(dice)) == dice


@given(st.text("0123456789", min_size=20, max_size=40), st.data())
def test_a_mistyped_die_is_found_at_its_place(dice: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(dice) - 1))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != dice[at]]))
    assert differing([dice, dice[:at] + other + dice[at + 1 :], dice]) == [at + 1]
    assert differing([dice, dice]) == []


@pytest.mark.parametrize(
    ("mine", "typed", "places", "read"),
    [
        ("", "07392", [], "07392"),
        ("07392", "41486", [], "0739241486"),
        ("07392", "4148622075", [], "073924148622075"),
        ("0739241486", "41489", [8], "0739241489"),
        ("0739241486220759061", "", [], None),
        ("07392", "4148", [], None),
        ("07392414862207590618", "11111", [], None),
        ("07392414862207590618", "11111", [3, 20], "11111414862207590618"),
        ("07392", "00314159265358979323", [], "00314159265358979323"),
    ],
)
def test_dice_are_read_in_groups_of_five(mine: str, typed: str, places: list[int], read: str | None) -> None:
    assert with_group(mine, typed, places) == read


def test_while_somebody_still_types_only_what_all_have_read_is_compared() -> None:
    assert differing(["07392" * 4, "07392"]) == []
    assert differing(["07392" * 4, "07391"]) == [5]
    assert differing(["07392" * 4, "07392" * 4 + "1"]) == [21]
