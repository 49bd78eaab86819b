"""Addenda: their numbers, and what counts as their words."""

import pytest

from rules.addenda import WORDS_MOST, addendum_number, ensure_differs, ensure_words
from rules.refusals import Refused


def test_the_number_follows_that_of_the_visit() -> None:
    assert addendum_number("017-03", 2) == "017-03-A2"


@pytest.mark.parametrize("typed", ["4", "14℃", "一", " 经营地址：12号 ", "字" * WORDS_MOST])
def test_a_figure_alone_is_what_a_record_may_say(typed: str) -> None:
    assert ensure_words(typed) == typed.strip()


@pytest.mark.parametrize(
    ("typed", "code"), [("", "ADDENDUM_005"), (" \n ", "ADDENDUM_005"), ("字" * (WORDS_MOST + 1), "VISIT_010")]
)
def test_nothing_and_too_much_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        ensure_words(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(("stands", "reads"), [("14℃", "14 ℃"), ("甲\n乙", "甲乙"), ("一样", "一样")])
def test_the_same_words_correct_nothing(stands: str, reads: str) -> None:
    with pytest.raises(Refused) as refused:
        ensure_differs(stands, reads)
    assert refused.value.code == "ADDENDUM_006"


def test_other_words_correct_something() -> None:
    ensure_differs("14℃", "1.4℃")
