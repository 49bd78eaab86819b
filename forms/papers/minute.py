"""The minute of a draw: who drew what, from which lists, by which seed; signed by who drew and who watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from forms.papers.furnishing import TABLE_MM, Extras, Trace, furnish, grid, heading
from forms.papers.page import Block, Cell, Line, Paper, Space, Table, Text, text_lines
from forms.papers.signatures import Signature, signature_lines
from forms.papers.templates import Template, Templates

_OBJECT_MM = (14.0, 56.0, 24.0, 52.0, 24.0)
_INSPECTOR_MM = (46.0, 36.0, 28.0, 38.0, 22.0)
_FACTS = ("campaign", "draw_number", "held_at", "place", "lead", "rule", "published", "seed")


@dataclass(frozen=True, slots=True)
class DrawnList:
    """A list that was drawn from: its name, how many stand on it, and the hash by which it was published before."""

    name: str
    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Minute:
    """A minute. Rows hold words in the order of their columns.

    Attributes:
        rule: How it is drawn, and by which version of the rule.
        published: The hash that was published before, when and where.
        seed: Dice, salt and beacon, as they were shown.
        is_from_elsewhere: Lists, seed and tickets are where the draw was held; the minute says so.
        objects: Number, object, class, ticket, drawn or reserve.
        inspectors: Object, department, officer, ticket, drawn or reserve.
    """

    trace: Trace
    title: Sequence[str] = ()
    campaign: str = ""
    draw_number: str = ""
    held_at: str = ""
    place: str = ""
    lead: str = ""
    rule: str = ""
    published: str = ""
    seed: str = ""
    lists: Sequence[DrawnList] = ()
    proportion: str = ""
    remarks: str = ""
    objects: Sequence[Sequence[str]] = ()
    inspectors: Sequence[Sequence[str]] = ()
    drawer: Sequence[Signature] = ()
    overseer: Sequence[Signature] = ()
    is_from_elsewhere: bool = False
    extras: Extras = field(default_factory=Extras)


def compose_minute(minute: Minute, templates: Templates) -> Paper:
    """Return the minute ready for print."""
    words = templates["minute"]
    title = tuple(minute.title) or (words.entries["title"],)
    shared = templates["paper"]
    signed = (
        Cell(signature_lines(words.parts("labels", "drawer"), minute.drawer, shared)),
        Cell(signature_lines(words.parts("labels", "overseer"), minute.overseer, shared)),
    )
    blocks: list[Block] = [
        *heading(words.entries["mark"], title),
        _facts(minute, words),
        *_results(minute, words),
        words.line("elsewhere" if minute.is_from_elsewhere else "labels", "recompute", "body"),
        Space(4),
        Table((TABLE_MM / 2, TABLE_MM / 2), (signed,), is_ruled=False),
    ]
    return furnish("minute", title, blocks, minute.trace, minute.extras, templates)


def _facts(minute: Minute, words: Template) -> Table:
    lists = "\n".join(
        words.said("labels", "list_hash", name=each.name, size=str(each.size), hash=each.hash) for each in minute.lists
    )
    told = [(key, getattr(minute, key)) for key in _FACTS]
    if minute.is_from_elsewhere:
        told = [(key, text or words.entries["elsewhere"].get(key, "")) for key, text in told]
    told += [("lists", lists), ("proportion", minute.proportion), ("remarks", minute.remarks)]
    rows = tuple(
        (Cell((words.line("labels", key, "label"),), stands="centre"), Cell(text_lines(text))) for key, text in told
    )
    return Table((34.0, TABLE_MM - 34.0), rows)


def _results(minute: Minute, words: Template) -> Iterator[Block]:
    for key, columns, widths, rows in (
        ("objects", "object_columns", _OBJECT_MM, minute.objects),
        ("inspectors", "inspector_columns", _INSPECTOR_MM, minute.inspectors),
    ):
        if rows:
            yield Line((Text(words.text("tables", key)),), "heading")
            yield grid(widths, words.entries["tables"][columns], rows)
