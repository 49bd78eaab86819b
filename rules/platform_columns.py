"""The columns of another platform as data: which headings there are, and which value of ours stands under each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


class ColumnsWrong(ValueError):
    """Columns that are none: the part, and what is the matter."""


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
    parts = {part: _part(part, data.get(part, ())) for part in VALUES}
    words = {str(value): {str(k): str(v) for k, v in told.items()} for value, told in data.get("words", {}).items()}
    return PlatformColumns(parts["results"], parts["tasks"], parts["keyed"], words)


def _part(part: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    found = []
    for row in rows:
        headings, value = tuple(str(each) for each in row.get("headings", ())), str(row.get("value", ""))
        if not headings or value not in VALUES[part]:
            raise ColumnsWrong(f"{part}: {value or '?'}")
        found.append(Column(headings, value))
    named = [heading for each in found for heading in each.headings]
    if len(set(named)) < len(named) or NEEDED[part] - {each.value for each in found}:
        raise ColumnsWrong(part)
    return tuple(found)


def placed(columns: Sequence[Column], headings: Sequence[str]) -> dict[str, int]:
    """Return in which column of a file each value stands, by its headings as they are written there."""
    plain = ["".join(each.split()) for each in headings]
    return {each.value: plain.index(heading) for each in columns for heading in each.headings[::-1] if heading in plain}


def table_told(columns: PlatformColumns, rows: Sequence[Sequence[str]]) -> tuple[str, int] | None:
    """Return of which part a table of the platform is, and which of its rows holds the headings; none for others."""
    for part in TABLES:
        for place, cells in enumerate(rows[:HEAD_ROWS]):
            if NEEDED[part] <= placed(columns.part(part), cells).keys():
                return part, place
    return None
