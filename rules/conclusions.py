"""The results of a department's block (附件1), as data of the district: which may be chosen, given the problems found.

A result that excludes the others (“no problem found”) stands alone and only without problems; one that needs a problem
is refused without one. The set itself, its wording and its order belong to the district's profile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.errors import conclusions as problems
from rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Result:
    """One result; `text` is printed word for word, `short` fits a button. Both by language code."""

    key: str
    text: Mapping[str, str]
    short: Mapping[str, str]
    excludes_others: bool
    needs_problem: bool


class ResultSetInvalid(ValueError):
    """A district's result set contradicts itself; the text says how."""


def result_set(rows: Iterable[Mapping[str, Any]]) -> tuple[Result, ...]:
    """Return the results of a profile, in its order.

    Raises:
        ResultSetInvalid: A key twice, no result at all, or one that is to stand alone and yet needs a problem.
        KeyError: A field is missing.
    """
    results = tuple(
        Result(
            row["key"],
            {"zh": row["zh"], "en": row["en"]},
            dict(row["short"]),
            bool(row["excludes_others"]),
            bool(row["needs_problem"]),
        )
        for row in rows
    )
    keys = [result.key for result in results]
    if not keys or len(set(keys)) != len(keys):
        raise ResultSetInvalid(f"keys must be there and differ: {keys}")
    if any(result.excludes_others and result.needs_problem for result in results):
        raise ResultSetInvalid("a result that stands alone cannot need a problem")
    return results


def is_open_to_choice(result: Result, numbers: Sequence[int]) -> bool:
    """Return whether a result may be chosen when the items of these numbers are problems."""
    return not (result.excludes_others if numbers else result.needs_problem)


def standing_choice(results: Sequence[Result], chosen: Iterable[str], numbers: Sequence[int]) -> tuple[str, ...]:
    """Return what counts as chosen, in the set's order.

    Choices that the problems have overtaken fall away; without problems the first result that stands alone is
    chosen beforehand.
    """
    wanted = set(chosen)
    allowed = [result for result in results if is_open_to_choice(result, numbers)]
    kept = [result for result in allowed if result.key in wanted]
    if not kept and not numbers:
        kept = [result for result in allowed if result.excludes_others][:1]
    alone = [result for result in kept if result.excludes_others][:1]
    return tuple(result.key for result in alone or kept)


def choose(results: Sequence[Result], chosen: Iterable[str], key: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the choice after pressing one result: several may hold, one that excludes the others stands alone.

    Raises:
        Refused: The problems forbid it, or there are none and it needs one.
        KeyError: The set has no such result.
    """
    pressed = next((result for result in results if result.key == key), None)
    if pressed is None:
        raise KeyError(key)
    _ensure_open(pressed, numbers)
    standing = set(standing_choice(results, chosen, numbers))
    if pressed.excludes_others:
        return (key,)
    alone = {result.key for result in results if result.excludes_others}
    wanted = (standing - alone) ^ {key}
    return tuple(result.key for result in results if result.key in wanted)


def ensure_concludable(results: Sequence[Result], chosen: Iterable[str], numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the choice with which a section may be concluded. Raises `Refused` when nothing is chosen."""
    standing = standing_choice(results, chosen, numbers)
    if not standing:
        raise Refused(problems.NOTHING_CHOSEN)
    return standing


def numbers_text(numbers: Sequence[int], most: int = 5) -> str:
    """Return item numbers for a sentence of either language: the first few, then an ellipsis."""
    return ", ".join(str(number) for number in numbers[:most]) + (" …" if len(numbers) > most else "")


def _ensure_open(result: Result, numbers: Sequence[int]) -> None:
    if is_open_to_choice(result, numbers):
        return
    if numbers:
        raise Refused(problems.PROBLEMS_NOTED, is_law=True, count=len(numbers), numbers=numbers_text(numbers))
    raise Refused(problems.NO_PROBLEM_NOTED, is_law=True)
