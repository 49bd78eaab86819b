"""Rows of a registry's file, read into facts; whatever cannot be taken is told with its row and its column."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rules.errors import Problem
from rules.errors import registry_rows as problems
from rules.errors.registry import EntryInvalid
from rules.registries.cells import Raw, Reader, plain, reader_of
from rules.registries.fields import FIELDS, KEYS, SEVERAL
from rules.registries.headings import Heading

KNOWN_MOST = 4096
OUTSIDERS = ("expert", "third_party")

Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is to be mended in a row: the heading of its column (none: the row as a whole), the problem, its places."""

    heading: str | None
    problem: Problem
    placeholders: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read; with faults its facts are not whole. `number` is as a spreadsheet counts."""

    number: int
    key: str
    facts: Facts
    faults: tuple[RowFault, ...] = ()


# What a sheet tells of a cell beside its value, by row and column: a formula, an error, merged with others.
Spoilt = Mapping[tuple[int, int], tuple[Problem, Mapping[str, object]]]


class RowReader:
    """Reads the rows below some headings, one after the other; remembers keys, so that duplicates are noticed."""

    def __init__(self, heading: Heading, spoilt: Spoilt | None = None) -> None:
        self._registry, self._titles = heading.registry, heading.titles
        self._spoilt = spoilt or {}
        self._spoilt_rows = {row for row, _ in self._spoilt}
        needed = {each.name for each in FIELDS[self._registry] if each.is_needed}
        # What was read of equal cells before, for columns that have few different ones.
        self._plan: list[tuple[int, str, Reader, dict[Raw, str], bool]] = [
            (column, each.name, reader_of(each), {}, each.name in needed)
            for each in FIELDS[self._registry]
            if (column := heading.columns.get(each.name)) is not None
        ]
        self._columns = heading.columns
        self._seen: dict[str, int] = {}
        self._check: Callable[[Facts], RowFault | None] = {
            "objects": self._check_object,
            "inspectors": self._check_inspector,
            "items": lambda _facts: None,
            "plan": lambda _facts: None,
        }[self._registry]

    def read(self, number: int, cells: Sequence[Raw]) -> ReadRow:
        """Read a row."""
        facts: Facts = {}
        faults: list[RowFault] = []
        is_spoilt = number in self._spoilt_rows
        for column, name, read, known, is_needed in self._plan:
            raw = cells[column]
            if is_spoilt and (told := self._spoilt.get((number, column))):
                faults.append(RowFault(self._titles[column], *told))
                continue
            value = known.get(raw)
            if value is None:
                try:
                    value = read(raw)
                except EntryInvalid as error:
                    faults.append(RowFault(self._titles[column], error.problem, error.placeholders))
                    continue
                if len(known) < KNOWN_MOST:
                    known[raw] = value
            if is_needed and not value:
                faults.append(RowFault(self._titles[column], problems.NEEDED))
            facts[name] = value
        if not faults and (fault := self._check(facts)):
            faults.append(fault)
        key = key_of(self._registry, facts)
        first = self._seen.setdefault(key, number) if key else number
        if first != number and not faults:
            faults.append(RowFault(self._key_heading(facts), problems.DUPLICATE, {"first": first}))
        return ReadRow(number, key, facts, tuple(faults))

    def _key_heading(self, facts: Facts) -> str | None:
        names = [name for name in KEYS[self._registry] if facts.get(name)]
        return self._titles[self._columns[names[0]]] if names else None

    def _heading(self, name: str) -> str | None:
        return self._titles[self._columns[name]] if name in self._columns else None

    def _check_object(self, facts: Facts) -> RowFault | None:
        latitude, longitude = facts.get("latitude", ""), facts.get("longitude", "")
        if bool(latitude) == bool(longitude):
            return None
        return RowFault(self._heading("longitude" if latitude else "latitude"), problems.HALF_A_PLACE)

    def _check_inspector(self, facts: Facts) -> RowFault | None:
        begins, ends = facts.get("certificate_from"), facts.get("certificate_until")
        if begins and ends and ends < begins:
            return RowFault(self._heading("certificate_until"), problems.DAYS_TURNED)
        if facts.get("kind") not in OUTSIDERS and facts.get("certificate_number") == "":
            return RowFault(self._heading("certificate_number"), problems.NO_CERTIFICATE)
        return None


def key_of(registry: str, facts: Mapping[str, str]) -> str:
    """Return by what a row is found again in its registry; empty when it lacks that."""
    if registry == "items":
        parts = (facts.get("department", ""), facts.get("category", ""), facts["matter"], facts.get("object_kind", ""))
        return "|".join(parts) if facts.get("matter") else ""
    if registry == "plan":
        told = (facts.get(name, "") for name in ("year", "department", "matter", "object_kind"))
        return "|".join(told) if facts.get("matter") else ""
    return next((facts[name] for name in KEYS[registry] if facts.get(name)), "")


def is_blank(cells: Sequence[Raw]) -> bool:
    """Return whether a row has nothing in it."""
    return not any(plain(cell) for cell in cells if cell not in ("", None))


def parts_of(listed: str) -> list[str]:
    """Return the parts of a field that holds several."""
    return [part for part in listed.split(SEVERAL) if part]


def read_rows(
    heading: Heading, rows: Iterable[tuple[int, Sequence[Raw]]], spoilt: Spoilt | None = None
) -> Iterator[ReadRow]:
    """Yield the rows below some headings that have anything in them."""
    reader = RowReader(heading, spoilt)
    for number, cells in rows:
        if not is_blank(cells):
            yield reader.read(number, cells)
