"""The columns of another platform as data: which headings there are, and which value of ours stands under each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.errors import platform_columns as problems
from rules.methods import METHODS
from rules.refusals import Refused

RESULTS = (
    *("visit_outside", "visit", "campaign_outside", "campaign", "campaign_title", "result", "object"),
    *("registration_code", "department", "matters", "officers", "certificates", "method", "begun_on", "ended_on"),
    *("outcomes", "problems", "remarks", "addenda", "published_on", "receipt"),
)
TASKS = (
    *("campaign_outside", "title", "draw", "task_kind", "lead", "visit_outside", "registration_code", "department"),
    *("officers", "items", "method", "starts_on", "ends_on"),
)
KEYED = ("result", "number")
VALUES: Mapping[str, Sequence[str]] = {"results": RESULTS, "tasks": TASKS, "keyed": KEYED}
HEAD_ROWS = 5
TABLES = ("tasks", "keyed")
"""The parts of which the platform's own tables are taken in."""
NEEDED = {"results": frozenset(), "tasks": frozenset(TASKS) - {"method"}, "keyed": frozenset(KEYED)}
KINDS = ("daily", "special", "clue", "immediate")
WORDS: Mapping[str, Sequence[str]] = {"method": METHODS, "task_kind": KINDS}
# These may be told by a code and by words side by side: the first heading counts.
TOLD_TWICE = frozenset({"officers", "items"})
# A table that lacks no more of them is meant for one: registries share fewer columns with it.
LACKING_MOST = {"tasks": 4, "keyed": 1}
# Without these it is not: a registry may have the platform's number of each entry, too.
SIGNS = {"tasks": frozenset[str](), "keyed": frozenset({"result"})}


class ColumnsWrong(ValueError):
    """Columns that are none: all that is the matter with them."""

    def __init__(self, faults: Sequence[Refused]) -> None:
        super().__init__(", ".join(each.code for each in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings, the first of which is written, and the name of its value."""

    headings: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class PlatformColumns:
    """All columns of a platform; `words` tell how it writes the words of a value."""

    results: tuple[Column, ...]
    tasks: tuple[Column, ...]
    keyed: tuple[Column, ...]
    words: Mapping[str, Mapping[str, str]]

    def part(self, name: str) -> tuple[Column, ...]:
        """Return the columns of a part: `results`, `tasks` or `keyed`."""
        return {"results": self.results, "tasks": self.tasks, "keyed": self.keyed}[name]

    def to_dict(self) -> dict[str, Any]:
        """Return them as data for JSON, of which `read_columns` makes the same."""
        parts = {
            name: [{"headings": list(each.headings), "value": each.value} for each in self.part(name)]
            for name in VALUES
        }
        return {**parts, "words": {value: dict(told) for value, told in self.words.items()}}

    def written(self, value: str, word: str) -> str:
        """Return a word of ours as the platform writes it."""
        return self.words.get(value, {}).get(word, word)

    def read(self, value: str, text: str) -> str:
        """Return our word for what the platform writes, what is written where there is none."""
        return next((word for word, said in self.words.get(value, {}).items() if said == text), text)


def read_columns(data: Mapping[str, Any]) -> PlatformColumns:
    """Return columns read from data. Raises `ColumnsWrong` for headings that are doubtful and values that are none."""
    if faults := list(_faults(data)):
        raise ColumnsWrong(faults)
    parts = {part: tuple(Column(tuple(row["headings"]), row["value"]) for row in data.get(part, ())) for part in VALUES}
    return PlatformColumns(parts["results"], parts["tasks"], parts["keyed"], data.get("words", {}))


def placed(columns: Sequence[Column], headings: Sequence[str]) -> dict[str, int]:
    """Return in which column of a file each value stands, by its headings as they are written there."""
    plain = [_plain(each) for each in headings]
    known = {each.value: [_plain(heading) for heading in each.headings] for each in columns}
    return {value: plain.index(each) for value, named in known.items() for each in named[::-1] if each in plain}


def told_twice(columns: Sequence[Column], headings: Sequence[str]) -> tuple[str, str] | None:
    """Return two headings of a file that mean the same, none where each column is clear."""
    plain = [each for each in map(_plain, headings) if each]
    for each in columns:
        found = [heading for heading in plain if heading in map(_plain, each.headings)]
        if len(found) > (len(set(found)) if each.value in TOLD_TWICE else 1):
            return found[0], found[1]
    return None


def table_told(columns: PlatformColumns, rows: Sequence[Sequence[str]]) -> tuple[str, int] | None:
    """Return of which part a table of the platform is, and which of its rows holds the headings; none for others."""
    for part in TABLES:
        for place, cells in enumerate(rows[:HEAD_ROWS]):
            if NEEDED[part] <= placed(columns.part(part), cells).keys():
                return part, place
    return None


def nearly_told(columns: PlatformColumns, rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Return which row holds the headings of a table that is meant for the platform's, and which headings it lacks."""
    for part in TABLES:
        for place, cells in enumerate(rows[:HEAD_ROWS]):
            known = placed(columns.part(part), cells).keys()
            missing = NEEDED[part] - known
            if len(missing) <= LACKING_MOST[part] and SIGNS[part] <= known:
                return place, [each.headings[0] for each in columns.part(part) if each.value in missing]
    return None


def unlike(columns: PlatformColumns) -> Refused:
    """Return that a table is none of the platform's, with the columns that such a table has."""
    tasks, keyed = (
        "、".join(each.headings[0] for each in columns.part(part) if each.value in NEEDED[part]) for part in TABLES
    )
    return Refused(problems.NOT_OF_THE_PLATFORM, tasks=tasks, keyed=keyed)


def _plain(heading: str) -> str:
    return "".join(heading.split())


def _faults(data: Mapping[str, Any]) -> Iterator[Refused]:
    known = (*VALUES, "words")
    for part in data:
        if part not in known:
            yield Refused(problems.PART_UNKNOWN, part=part, parts=", ".join(known))
    for part in VALUES:
        rows = data.get(part, ())
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            yield Refused(problems.PART_NO_LIST, part=part)
        else:
            yield from _faults_of(part, rows)
    words = data.get("words", {})
    for value, told in words.items() if isinstance(words, Mapping) else [("", words)]:
        if value not in WORDS or not isinstance(told, Mapping):
            yield Refused(problems.WORDS_WRONG, value=value, values=", ".join(WORDS))
        else:
            yield from _faults_of_words(value, told)


def _faults_of(part: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Refused]:
    headings: list[str] = []
    values: list[str] = []
    for place, row in enumerate(rows, 1):
        where: dict[str, Any] = {"part": part, "place": place}
        for key in row.keys() - {"headings", "value"}:
            yield Refused(problems.KEY_UNKNOWN, **where, key=key)
        named, value = row.get("headings"), row.get("value", "")
        if not isinstance(named, list | tuple) or not named or not all(map(_is_text, named)):
            yield Refused(problems.HEADINGS_WRONG, **where)
        else:
            headings += map(_plain, named)
        if value not in VALUES[part]:
            yield Refused(problems.VALUE_UNKNOWN, **where, value=value, values=", ".join(VALUES[part]))
        else:
            values.append(value)
    twice = _twice(headings) + (_twice(values) if part in TABLES else [])
    yield from (Refused(problems.WRITTEN_TWICE, part=f"[{part}]", word=word) for word in twice)
    if missing := [each for each in VALUES[part] if each in NEEDED[part] and each not in values]:
        yield Refused(problems.VALUES_MISSING, part=part, values=", ".join(missing))


def _faults_of_words(value: str, told: Mapping[str, Any]) -> Iterator[Refused]:
    for word, said in told.items():
        if word not in WORDS[value] or not _is_text(said):
            yield Refused(problems.WORD_UNKNOWN, value=value, word=word, words=", ".join(WORDS[value]))
    for said in _twice([str(each) for each in told.values()]):
        yield Refused(problems.WRITTEN_TWICE, part=f"words.{value}", word=said)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(_plain(value))


def _twice(words: Sequence[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]
