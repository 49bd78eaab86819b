"""A card that fits a phone: what can wait is folded, nothing is cut."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from handlers.screens.format import shortened
from handlers.screens.paging import LINE_WIDTH, lines_of
from handlers.words import Html, Words

FOLDED_LINES = 2  # its beginning, and the quotation
LINES_MOST = 11  # as estimated; a phone that breaks lines between words may need one more
_TAG = re.compile(r"<[^>]+>")
_FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)


class Passage(NamedTuple):
    """A part of a card's text; the higher `gives_way`, the sooner it is folded, and never at 0. What may go is said
    elsewhere as well, and is left out first.
    """

    text: Html
    gives_way: int = 0
    may_go: bool = False


@lru_cache(maxsize=4096)
def height_of(text: str) -> int:
    """Return about how many lines a phone shows of a text in Telegram HTML; of what is folded one."""
    plain = html.unescape(_TAG.sub("", _FOLDED.sub("…", text)))
    return sum(lines_of(line) for line in plain.split("\n"))


def fitted(passages: Sequence[Passage]) -> str:
    """Return a card's text; when it is too high for a phone, what can wait is folded behind a quotation."""
    kept = list(passages)
    if sum(height_of(each.text) for each in kept) > LINES_MOST:
        kept = [each for each in kept if not each.may_go]
    while sum(height_of(each.text) for each in kept) > LINES_MOST:
        may_give = [each for each in kept if each.gives_way and height_of(each.text) > FOLDED_LINES]
        if not may_give:
            break
        give = max(may_give, key=lambda each: each.gives_way)
        kept[kept.index(give)] = Passage(_folded(give.text))
    return "\n".join(each.text for each in kept)


def _folded(text: Html) -> Html:
    """Show how a passage begins, and fold the whole of it."""
    inner = _TAG.sub("", text)
    beginning = Words.escape(shortened(" ".join(html.unescape(inner).split()), LINE_WIDTH))
    return Html(f"{beginning}\n<blockquote expandable>{inner}</blockquote>")
