"""Captions: the item's number at their head, and what papers print of them."""

import pytest

from rules.captions import number_of_caption, printed_caption, without_number

# As typed: the item it names, what is said besides, what is printed.
CAPTIONS = {
    "3": (3, "", ""),
    " ３ ": (3, "", ""),
    "3 冰柜14℃": (3, "冰柜14℃", "3 冰柜14℃"),
    "后厨\n  全景": (None, "后厨\n  全景", "后厨 全景"),
    "冰柜14℃": (None, "冰柜14℃", "冰柜14℃"),
    "2026": (None, "2026", "2026"),
    "": (None, "", ""),
}


@pytest.mark.parametrize("typed", CAPTIONS, ids=range(len(CAPTIONS)))
def test_a_caption_that_only_names_an_item_is_not_printed(typed: str) -> None:
    assert (number_of_caption(typed), without_number(typed), printed_caption(typed)) == CAPTIONS[typed]
