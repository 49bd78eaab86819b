"""What a button carries is written as aiogram would write it, and aiogram reads it."""

import pytest
from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons_checklist import AnswerButton

WORDS = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), min_size=1, max_size=5)


@given(WORDS, st.integers(0, 10**9), st.integers(0, 999), st.integers(0, 99), st.integers(-1, 9))
def test_it_is_written_and_read_as_aiogram_does(
    act: str, visit_id: int, number: int, revision: int, place: int
) -> None:
    data = AnswerButton(act=act, visit_id=visit_id, number=number, revision=revision, place=place)
    assert data.pack() == CallbackData.pack(data)
    assert AnswerButton.unpack(data.pack()) == data


def test_a_colon_within_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        AnswerButton(act="a:b", visit_id=1, number=1).pack()
