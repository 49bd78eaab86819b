"""Which row of a table holds its headings, which registry they are of, and which column is which field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rules.errors import registry_files as problems
from rules.errors.registry import EntryInvalid
from rules.registries.fields import FIELDS, KEYS

ROWS_LOOKED_AT = 10
MATCHES_LEAST = 2
COLUMNS_MOST = 60

_NEEDLESS = re.compile(r"[\s*＊:：_\-]|[(（]?(必填|选填|required|optional)[)）]?")

# A table of a registry has one of these: other tables have names and categories too.
SIGNS: Mapping[str, frozenset[str]] = {
    "objects": frozenset({"registration_code", "person_in_charge", "address", "risk"}),
    "inspectors": frozenset({"certificate_number", "certificate_until"}),
    "items": frozenset({"matter", "legal_basis", "grade"}),
    "plan": frozenset({"months"}),
}
NUMBERING = frozenset({"序号", "行号", "no", "no.", "#"})

# What a department calls its columns: names of fields by headings as `folded` gives them.
Remembered = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the headings of a table say.

    Attributes:
        registry: Which one it is.
        row: Place of the row of headings among the rows, from 0.
        columns: Places of columns by the names of their fields.
        titles: All headings as they are written, by column.
        unknown: Headings that mean nothing here.
    """

    registry: str
    row: int
    columns: Mapping[str, int]
    titles: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def missing_key(self) -> str | None:
        """The field without which rows cannot be told apart, when the table has none."""
        keys = KEYS[self.registry]
        return None if any(key in self.columns for key in keys) else keys[0]


def folded(heading: str) -> str:
    """Return a heading without what differs between people who mean the same."""
    return _NEEDLESS.sub("", unicodedata.normalize("NFKC", heading).casefold())


def find_heading(rows: Sequence[Sequence[str]], remembered: Mapping[str, Remembered]) -> Heading | None:
    """Return what the headings among the first rows say; none when they are of no registry.

    Args:
        rows: The first rows, cells as texts.
        remembered: For each registry, what the department calls its columns.

    Raises:
        EntryInvalid: Two columns mean the same, there are too many, or a second row of headings follows.
    """
    best: tuple[int, int, str] | None = None
    for place, row in enumerate(rows[:ROWS_LOOKED_AT]):
        for registry in FIELDS:
            names = set(_names(registry, row, remembered)) - {""}
            if len(names) >= MATCHES_LEAST and names & SIGNS[registry] and (best is None or len(names) > best[0]):
                best = (len(names), place, registry)
    if best is None:
        return None
    _, place, registry = best
    titles = tuple(cell.strip() for cell in rows[place])
    if (filled := sum(map(bool, titles))) > COLUMNS_MOST:
        raise EntryInvalid(problems.TOO_MANY_COLUMNS, columns=filled, most=COLUMNS_MOST)
    named = _names(registry, titles, remembered)
    columns: dict[str, int] = {}
    for column, name in enumerate(named):
        if name in columns:
            raise EntryInvalid(problems.HEADING_TWICE, heading=titles[columns[name]], other=titles[column])
        if name:
            columns[name] = column
    _ensure_one_row(registry, rows, place, remembered)
    nameless = (title for title, name in zip(titles, named, strict=True) if title and not name)
    unknown = tuple(title for title in nameless if folded(title) not in NUMBERING)
    return Heading(registry, place, columns, titles, unknown)


def _ensure_one_row(
    registry: str, rows: Sequence[Sequence[str]], place: int, remembered: Mapping[str, Remembered]
) -> None:
    for number, row in enumerate(rows[place + 1 : place + 3], start=place + 2):
        known = [cell for cell, name in zip(row, _names(registry, row, remembered), strict=True) if name]
        if len(known) >= MATCHES_LEAST:
            raise EntryInvalid(problems.TWO_HEADINGS, row=number, heading=known[0])


def _names(registry: str, row: Sequence[str], remembered: Mapping[str, Remembered]) -> list[str]:
    own, known = remembered.get(registry, {}), _known(registry)
    names = []
    for cell in row:
        heading = folded(cell) if cell else ""
        names.append(own.get(heading) or known.get(heading, "") if heading else "")
    return names


@cache
def _known(registry: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in FIELDS[registry]:
        for title in (*field.zh, *field.en, field.name):
            found.setdefault(folded(title), field.name)
    return found
