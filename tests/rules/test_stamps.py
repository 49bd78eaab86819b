"""The revision on a button's wire data."""

import pytest

from rules.messages import Button
from rules.stamps import revision_of, stamped


def test_the_wire_carries_revision_and_dwell_behind_the_button_s_own_data() -> None:
    assert stamped(Button("x", "a:1"), 36) == "a:1~10"
    assert stamped(Button("x", "a:1", dwell=True), 35) == "a:1~z!"
    assert stamped(Button("x", "a:1", steady=True), 35) == "a:1"


def test_data_that_telegram_would_refuse_is_refused_before_it_is_sent() -> None:
    assert stamped(Button("x", "a" * 62), 1)
    with pytest.raises(ValueError, match="64 bytes"):
        stamped(Button("x", "a" * 62, dwell=True), 1)


@pytest.mark.parametrize("version", [1, 9, 10, 35, 36, 1295, 1296, 99_999])
def test_a_tap_names_the_revision_that_was_stamped(version: int) -> None:
    assert revision_of(stamped(Button("x", "a", dwell=True), version).partition("~")[2]) == version


@pytest.mark.parametrize("stamp", ["", "!", "ü", "1~2", "-"])
def test_a_stamp_that_we_never_wrote_names_no_revision(stamp: str) -> None:
    assert revision_of(stamp) == 0
