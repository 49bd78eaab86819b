"""The results of a department's block: which may stand together, given the problems found."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from rules.conclusions import (
    ResultSetInvalid,
    choose,
    ensure_concludable,
    is_open_to_choice,
    numbers_text,
    result_set,
    standing_choice,
)
from rules.refusals import Refused

PROFILE = Path(__file__).parents[2] / "sandbox" / "district_data" / "profile.toml"


def row(key: str, *, excludes_others: bool = False, needs_problem: bool = True) -> dict[str, Any]:
    return {
        "key": key,
        "zh": f"结果{key}",
        "en": f"result {key}",
        "short": {"zh": key, "en": key},
        "excludes_others": excludes_others,
        "needs_problem": needs_problem,
    }


# As in the rule text, and a result that another district may have: allowed with problems and without.
SET = result_set(
    [
        row("none", excludes_others=True, needs_problem=False),
        row("order"),
        row("guidance"),
        row("moved", needs_problem=False),
    ]
)


@pytest.mark.parametrize(
    ("stored", "numbers", "standing"),
    [
        ([], [], ("none",)),
        ([], [10], ()),
        (["none"], [], ("none",)),
        (["none"], [10], ()),
        (["order"], [10], ("order",)),
        (["order"], [], ("none",)),
        (["guidance", "order"], [3, 10], ("order", "guidance")),
        (["none", "order"], [10], ("order",)),
        (["moved"], [], ("moved",)),
        (["none", "moved"], [], ("none",)),
        (["a result that no longer exists"], [], ("none",)),
    ],
)
def test_what_counts_as_chosen_follows_the_problems(
    stored: list[str], numbers: list[int], standing: tuple[str, ...]
) -> None:
    assert standing_choice(SET, stored, numbers) == standing


@pytest.mark.parametrize(
    ("stored", "key", "numbers", "chosen"),
    [
        ([], "none", [], ("none",)),
        ([], "order", [10], ("order",)),
        (["order"], "guidance", [10], ("order", "guidance")),
        (["order", "guidance"], "order", [10], ("guidance",)),
        (["order"], "order", [10], ()),
        ([], "moved", [], ("moved",)),
        (["moved"], "none", [], ("none",)),
        (["none"], "moved", [], ("moved",)),
        (["order"], "moved", [10], ("order", "moved")),
    ],
)
def test_pressing_a_result_chooses_it_or_takes_it_back(
    stored: list[str], key: str, numbers: list[int], chosen: tuple[str, ...]
) -> None:
    assert choose(SET, stored, key, numbers) == chosen


@pytest.mark.parametrize(
    ("key", "numbers", "code", "words"),
    [
        ("none", [10], "RESULT_001", "已记1个问题（第10项）"),
        ("none", [1, 2, 3, 4, 5, 6], "RESULT_001", "已记6个问题（第1, 2, 3, 4, 5 …项）"),
        ("order", [], "RESULT_002", "先在检查表里记下问题"),
    ],
)
def test_a_result_that_the_problems_forbid_is_refused_in_words(
    key: str, numbers: list[int], code: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        choose(SET, [], key, numbers)
    assert refused.value.code == code
    assert refused.value.is_law
    assert words in refused.value.text("zh-CN")
    assert not set("（）。") & set(refused.value.text("en"))


def test_nothing_is_concluded_without_a_result() -> None:
    assert ensure_concludable(SET, [], []) == ("none",)
    with pytest.raises(Refused) as refused:
        ensure_concludable(SET, ["none"], [4])
    assert refused.value.code == "RESULT_003"


def test_an_unknown_result_is_not_chosen() -> None:
    with pytest.raises(KeyError):
        choose(SET, [], "penalty", [1])


@pytest.mark.parametrize(
    "rows",
    [[], [row("order"), row("order")], [row("none", excludes_others=True, needs_problem=True)]],
    ids=["nothing", "a key twice", "alone and yet with a problem"],
)
def test_a_set_that_contradicts_itself_is_not_taken(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ResultSetInvalid):
        result_set(rows)


def test_the_set_of_the_rule_text_opens_its_first_result_only_without_problems() -> None:
    results = result_set(tomllib.loads(PROFILE.read_text("utf-8"))["body"]["results"])
    assert [result.key for result in results if is_open_to_choice(result, [])] == ["none"]
    assert [result.key for result in results if is_open_to_choice(result, [10])] == [
        "order",
        "guidance",
        "penalty",
        "coercion",
        "other",
    ]


def test_many_numbers_are_listed_in_part() -> None:
    assert numbers_text([]) == ""
    assert numbers_text([7]) == "7"
    assert numbers_text(list(range(1, 9)), most=3) == "1, 2, 3 …"
