"""Names in a cell of a municipal platform's table: by code, or by words that may hold what parts names elsewhere."""

from bisect import bisect_right
from collections.abc import Collection, Iterable

SEPARATORS = "、，,;；/"
"""What stands between names, besides blanks."""


class Names:
    """What people or items are called: of each row its code, another name or none, and whether it stands today."""

    def __init__(self, rows: Iterable[tuple[str, str | None, bool]]) -> None:
        self._codes: set[str] = set()
        self._named: dict[str, list[tuple[str, bool]]] = {}
        for code, name, stands in rows:
            self._codes.add(code)
            if name:
                self._named.setdefault(name, []).append((code, stands))
        self._longest = max(map(len, [*self._codes, *self._named]), default=0)

    def parted(self, text: str) -> list[str]:
        """Return the names in a text: at each place the longest that is known, else what reaches to a separator."""
        ends = [place for place, sign in enumerate(text) if _parts(sign)] + [len(text)]
        found, at = [], 0
        while at < len(text):
            if _parts(text[at]):
                at += 1
                continue
            first = bisect_right(ends, at)
            behind = reversed(ends[first : bisect_right(ends, at + self._longest)])
            known = (end for end in behind if text[at:end] in self._codes or text[at:end] in self._named)
            end = next(known, ends[first])
            found.append(text[at:end])
            at = end
        return found

    def codes(self, name: str, expected: Collection[str] = ()) -> list[str]:
        """Return the codes that a name may stand for: itself, else of those with the name the expected ones, else those
        that stand today, else all.
        """
        if name in self._codes:
            return [name]
        named = self._named.get(name, [])
        found = [code for code, _ in named if code in expected] or [code for code, stands in named if stands]
        return found or [code for code, _ in named]


def _parts(sign: str) -> bool:
    return sign in SEPARATORS or sign.isspace()
