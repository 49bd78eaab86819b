"""Pages of a checklist: whole items in full wording, as many as fit on a phone without being cut."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from forms.checklist import Checklist, Question
from handlers.screens.values import label_of

LINE_WIDTH = 18.0  # full-width characters at 390 px
PAGE_LINES = 7
PAGE_ITEMS = 8  # two rows of numbers


@dataclass(frozen=True, slots=True)
class Page:
    """Some questions of one group that stand on one card; `part` counts the groups, one that comes again anew."""

    number: int
    part: int
    group: str | None
    questions: tuple[Question, ...]


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in text)


def lines_of(text: str, before: float = 0.0) -> int:
    """Return how many lines a text takes after `before` full-width characters on its first."""
    return max(1, -int(-(width(text) + before) // LINE_WIDTH))


@lru_cache(maxsize=256)
def pages_of(checklist: Checklist, language: str) -> tuple[Page, ...]:
    """Return the pages of a checklist in a language, at least one; a page holds questions of one group only.

    Each act on a checklist asks for them several times, and a version of a form never changes.
    """
    pages: list[Page] = []
    for part, (group, asked) in enumerate(groupby(checklist.asked, lambda question: question.group)):
        split = _parts(tuple(asked), language)
        pages += [Page(len(pages) + n, part, group, questions) for n, questions in enumerate(split)]
    return tuple(pages) or (Page(0, 0, None, ()),)


def _parts(questions: Sequence[Question], language: str) -> list[tuple[Question, ...]]:
    """Split a group into the fewest pages, and these as evenly as their lines allow."""
    heights = [lines_of(label_of(language, q), 3.0) for q in questions]
    needed = _greedy(heights, PAGE_LINES)
    limit = PAGE_LINES
    while limit > 1 and len(_greedy(heights, limit - 1)) == len(needed):
        limit -= 1
    parts, start = [], 0
    for count in _greedy(heights, limit):
        parts.append(tuple(questions[start : start + count]))
        start += count
    return parts


def _greedy(heights: Sequence[int], limit: int) -> list[int]:
    counts: list[int] = []
    used = 0
    for height in heights:
        if counts and used + height <= limit and counts[-1] < PAGE_ITEMS:
            counts[-1] += 1
            used += height
        else:
            counts.append(1)
            used = height
    return counts


def page_with(pages: Sequence[Page], name: str) -> int:
    """Return the number of the page on which a question stands, of the first when it is not asked any more."""
    return next((page.number for page in pages if any(q.name == name for q in page.questions)), 0)
