"""What a button carries is read again as it was written, and never as another button's."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons_checklist import AnswerButton, ItemButton

WORDS = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=5)


@given(WORDS, st.integers(0, 10**9), st.integers(0, 999), st.integers(0, 99), st.integers(-1, 9), WORDS)
def test_what_is_written_is_read_again(
    act: str, visit_id: int, number: int, revision: int, place: int, mark: str
) -> None:
    data = AnswerButton(act=act, visit_id=visit_id, number=number, revision=revision, place=place, mark=mark)
    assert AnswerButton.unpack(data.pack()) == data


def test_it_is_the_first_word_and_the_values_in_their_order() -> None:
    assert ItemButton(visit_id=7, number=3, mark="a").pack() == "item:7:3:a"


def test_a_colon_within_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        AnswerButton(act="a:b", visit_id=1, number=1).pack()


@pytest.mark.parametrize("data", ["", "item", "item:7", "item:7:3:a:b", "ans:7:3:a", "item:seven:3:a", "item::3:a"])
def test_data_of_no_such_button_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"no data of|validation error"):
        ItemButton.unpack(data)


def test_a_button_of_an_earlier_edition_takes_the_defaults_of_what_it_did_not_have_yet() -> None:
    assert ItemButton.unpack("item:7:3") == ItemButton(visit_id=7, number=3)


def test_whoever_draws_screens_without_talking_to_telegram_loads_neither_of_its_libraries() -> None:
    look = "import sys, bot.worker; print(*{'aiogram', 'telegram'} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.strip() == ""
