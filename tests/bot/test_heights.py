"""What hides a card from view."""

import pytest

from bot.heights import TALL, height_received


@pytest.mark.parametrize(
    ("message", "height"),
    [
        ({"text": "5 yes"}, 1),
        ({"text": "国" * 120}, 1),
        ({"text": "国" * 3000}, TALL),
        ({"text": "a\n" * 20}, TALL),
        ({"photo": []}, TALL),
        ({"contact": {}}, 1),
    ],
)
def test_pictures_and_long_texts_are_tall(message: dict[str, object], height: int) -> None:
    assert height_received(message) == height
