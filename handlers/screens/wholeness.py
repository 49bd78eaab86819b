"""A card that fits a phone: what can wait is folded, and only what no message can hold is cut."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from handlers.screens.format import shortened
from handlers.screens.paging import LINE_WIDTH, lines_of
from handlers.words import Html, Words

FOLDED_LINES = 2  # its beginning, and the quotation
LINES_MOST = 11  # as estimated; a phone that breaks lines between words may need one more
SEVERAL = 2  # more than these are folded together
SIGNS_MOST = 3900  # UTF-16 units, a little less than the 4,096 that Telegram takes in one message
SIGNS_LEFT = 100  # of a passage that is cut
_TAG = re.compile(r"<[^>]+>")
_FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)


class Passage(NamedTuple):
    """A part of a card's text; the higher `gives_way`, the sooner it is folded, and never at 0. What may go is said
    elsewhere as well, and is left out first.
    """

    text: Html
    gives_way: int = 0
    may_go: bool = False


class Fitted(NamedTuple):
    """A card's text, and whether something of it was cut."""

    text: str
    is_cut: bool


@lru_cache(maxsize=4096)
def height_of(text: str) -> int:
    """Return about how many lines a phone shows of a text in Telegram HTML; of what is folded one."""
    plain = html.unescape(_TAG.sub("", _FOLDED.sub("…", text)))
    return sum(lines_of(line) for line in plain.split("\n"))


def fitted(passages: Sequence[Passage]) -> Fitted:
    """Return a card's text; when it is too high for a phone, what can wait is folded behind a quotation, and when it is
    too long for a message the longest is cut.
    """
    kept = list(passages)
    if _height(kept) > LINES_MOST:
        kept = [each for each in kept if not each.may_go]
    while _height(kept) > LINES_MOST:
        may_give = [each for each in kept if each.gives_way and height_of(each.text) > FOLDED_LINES]
        joined = _joined(kept)
        if may_give and not (len(may_give) > SEVERAL and len(joined) < len(kept)):
            give = max(may_give, key=lambda each: each.gives_way)
            kept[kept.index(give)] = Passage(folded(give.text))
        elif len(joined) < len(kept):
            kept = joined
        else:
            break
    return _short_enough(kept)


def _height(passages: Sequence[Passage]) -> int:
    return sum(height_of(each.text) for each in passages)


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages with neighbours that give way alike as one, that many short ones can be folded."""
    joined: list[Passage] = []
    for gives_way, several in groupby(passages, lambda each: each.gives_way):
        if gives_way:
            joined.append(Passage(Html("\n".join(each.text for each in several)), gives_way))
        else:
            joined += several
    return joined


def folded(text: Html) -> Html:
    """Show how a passage begins, and fold the whole of it."""
    inner = _TAG.sub("", text)
    beginning = Words.escape(shortened(" ".join(html.unescape(inner).split()), LINE_WIDTH))
    return Html(f"{beginning}\n{quoted(inner)}")


def quoted(text: str) -> Html:
    """Return a text folded behind a quotation."""
    return Html(f"<blockquote expandable>{_TAG.sub('', text)}</blockquote>")


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def signs(plain: str) -> int:
    """Return how long Telegram takes a text without marks for."""
    return len(plain.encode("utf-16-le")) // 2


def cut(plain: str, most: int) -> str:
    """Return a text without marks cut to so many UTF-16 units, with an ellipsis."""
    return plain if signs(plain) <= most else _beginning(plain, most) + "…"


def _signs(text: str) -> int:
    return signs(_plain(text)) + 1


def _short_enough(passages: Sequence[Passage]) -> Fitted:
    # Only a text that is long in bytes can be long in signs.
    text = "\n".join([each.text for each in passages])
    if len(text) <= SIGNS_MOST // 2:
        return Fitted(text, False)
    parts = [each.text for each in passages]
    is_cut = False
    while (over := sum(map(_signs, parts)) - SIGNS_MOST) > 0:
        longest = max(parts, key=_signs)
        place, is_cut = parts.index(longest), True
        if _signs(longest) <= SIGNS_LEFT:
            del parts[place]
        else:
            parts[place] = _cut(longest, max(SIGNS_LEFT, _signs(longest) - over - 2))
    return Fitted("\n".join(parts), is_cut)


def _cut(text: str, most: int) -> Html:
    """Return the beginning of a passage, folded as it was."""
    folded = _FOLDED.search(text)
    before = text[: folded.start()] if folded else ""
    plain = _plain(text[len(before) :])
    kept = Words.escape(_beginning(plain, most - _signs(before) if before else most) + "…")
    return Html(f"{before}<blockquote expandable>{kept}</blockquote>" if folded else kept)


def _beginning(plain: str, most: int) -> str:
    return plain.encode("utf-16-le")[: 2 * max(1, most - 2)].decode("utf-16-le", "ignore")


def parted(text: str) -> list[Html]:
    """Return a text without its marks, in parts that fit a message each."""
    plain, parts = _plain(text), []
    while plain:
        part = _beginning(plain, SIGNS_MOST)
        plain = plain[len(part) :]
        parts.append(Words.escape(part))
    return parts
