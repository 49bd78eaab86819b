"""Text as a printer can set it: signs without a glyph as their code, and words that may be cut where they must."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from forms.papers.refusals import Remark, remark
from rules.errors import papers as problems

Kind = Literal["plain", "cut", "code"]
# A line may end beside these; anywhere else only at a space, so that a long run of other signs has to be cut.
_TIGHT = re.compile(
    r"(?:[^ \t\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])+"
)
_NEARBY = 6


@dataclass(slots=True)
class Spelling:
    """Spells texts for one paper, and collects what has to be remarked. `coverage` are the code points with a glyph."""

    coverage: frozenset[int]
    remarks: dict[Remark, None] = field(default_factory=dict)

    def pieces(self, text: str, room: float) -> Iterator[tuple[Kind, str]]:
        """Yield a line of text in pieces. `room` is the width, in signs, that a word without a break may take."""
        text = text.replace("\t", " ")
        plain, is_after = "", False
        for at, sign in enumerate(text) if self._lacks(text) else ():
            if ord(sign) in self.coverage:
                plain += sign
                continue
            yield from _cut(plain, room, is_after=is_after, is_before=True)
            plain, is_after = "", True
            code = f"U+{ord(sign):04X}"
            self._remark(sign, code, text[max(0, at - _NEARBY) : at + _NEARBY + 1])
            yield "code", code
        yield from _cut(plain if is_after else text, room, is_after=is_after)

    def _lacks(self, text: str) -> bool:
        return not self.coverage.issuperset(map(ord, text))

    def _remark(self, sign: str, code: str, nearby: str) -> None:
        shown = "".join(other for other in nearby if other.isprintable())
        told = sign if sign.isprintable() else "?"
        self.remarks[remark(problems.NO_GLYPH, sign=told, code=code, nearby=shown)] = None


def _cut(text: str, room: float, *, is_after: bool = False, is_before: bool = False) -> Iterator[tuple[Kind, str]]:
    """Yield a stretch of text, cut where a word takes more than the room, and where signs cling to a code beside it:
    codes that such signs join would make one long word of them all.
    """
    at, end = 0, len(text)
    for run in _TIGHT.finditer(text) if is_after or is_before or end > room else ():
        clings = (is_after and run.start() == 0) or (is_before and run.end() == end)
        if run.end() - run.start() <= room and not clings:
            continue
        if run.start() > at:
            yield "plain", text[at : run.start()]
        yield "cut", run[0]
        at = run.end()
    if at < end:
        yield "plain", text[at:]
