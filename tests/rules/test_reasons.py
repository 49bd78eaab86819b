"""A reason has words."""

import pytest

from rules.errors import visits as problems
from rules.reasons import ensure_reason
from rules.refusals import Refused


@pytest.mark.parametrize("typed", ["出差", "ill", "🚗 堵车", "去3楼了", "no", "病 假"])
def test_words_are_a_reason(typed: str) -> None:
    assert ensure_reason(f" {typed}\n", most=20) == typed


@pytest.mark.parametrize("typed", ["👍", "🤒🤒🤒", ".", "……", "？？", "1", "2026", "病", "x", "-_-"])
def test_signs_numbers_and_emoji_are_none(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        ensure_reason(typed, most=20)
    assert refused.value.problem is problems.REASON_WORDLESS


def test_nothing_and_too_much_are_told_apart() -> None:
    for typed, problem in (("  ", problems.REASON_MISSING), ("原因" * 11, problems.REASON_TOO_LONG)):
        with pytest.raises(Refused) as refused:
            ensure_reason(typed, most=20)
        assert refused.value.problem is problem
