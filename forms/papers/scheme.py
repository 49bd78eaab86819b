"""The scheme of one joint spot check (rule text 四(三), 三): what it must contain, its teams, route and timetable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from forms.papers.furnishing import TABLE_MM, Extras, Trace, furnish, grid, heading
from forms.papers.page import Block, Cell, Line, Paper, Space, Table, Text, text_lines
from forms.papers.templates import Template, Templates

_TABLES = (
    ("objects", (14.0, 46.0, 46.0, 44.0, 20.0)),
    ("teams", (20.0, 40.0, 36.0, 38.0, 36.0)),
    ("route", (20.0, 14.0, 52.0, 50.0, 34.0)),
    ("timetable", (42.0, 28.0, 100.0)),
)
_ROOM_MM = 16  # to write in what nobody has entered
_CONTENTS = (
    "lead",
    "joining",
    "objects",
    "matters",
    "scope",
    "contents",
    "milestones",
    "requirements",
    "ways",
    "support",
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme. The four tables hold one sequence of words a row, in the order of their columns.

    Attributes:
        title: The lines of the heading; the template's own title when empty.
        objects, matters and the other words of the same level: typed words, several lines where there are several.
        objects_rows: Number, object, code, address, risk class.
        teams: Team, department, officer, number of the certificate, telephone.
        route: Team, place in its order, object, address, hint.
        timetable: When, team, what is done.
    """

    campaign: str
    trace: Trace
    title: Sequence[str] = ()
    lead: str = ""
    joining: str = ""
    objects: str = ""
    matters: str = ""
    scope: str = ""
    contents: str = ""
    milestones: str = ""
    requirements: str = ""
    ways: str = ""
    support: str = ""
    objects_rows: Sequence[Sequence[str]] = ()
    teams: Sequence[Sequence[str]] = ()
    route: Sequence[Sequence[str]] = ()
    timetable: Sequence[Sequence[str]] = ()
    approved_by: str = ""
    approved_on: str = ""
    extras: Extras = field(default_factory=Extras)


def compose_scheme(scheme: Scheme, templates: Templates) -> Paper:
    """Return the scheme ready for print."""
    words = templates["scheme"]
    title = tuple(scheme.title) or (words.entries["title"],)
    blocks: list[Block] = [
        *heading(words.entries["mark"], title),
        words.line("labels", "campaign", "centred", campaign=scheme.campaign),
        _contents(scheme, words),
        *_tables(scheme, words),
        Space(8),
        _approval(scheme, words),
    ]
    return furnish("scheme", title, blocks, scheme.trace, scheme.extras, templates)


def _contents(scheme: Scheme, words: Template) -> Table:
    rows = tuple(
        (
            Cell((words.line("labels", key, "label"),), stands="centre"),
            Cell(_told(getattr(scheme, key))),
        )
        for key in _CONTENTS
    )
    return Table((34.0, TABLE_MM - 34.0), rows)


def _told(text: str) -> tuple[Block, ...]:
    return text_lines(text) if text else (Space(_ROOM_MM),)


def _tables(scheme: Scheme, words: Template) -> Iterator[Block]:
    filled = {
        "objects": scheme.objects_rows,
        "teams": scheme.teams,
        "route": scheme.route,
        "timetable": scheme.timetable,
    }
    singular = {"objects": "object_columns", "teams": "team_columns"}
    for key, widths in _TABLES:
        if filled[key]:
            yield Line((Text(words.text("tables", key)),), "heading")
            columns = words.entries["tables"][singular.get(key, f"{key}_columns")]
            yield grid(widths, columns, filled[key])


def _approval(scheme: Scheme, words: Template) -> Table:
    cells = (
        Cell((words.line("labels", "approved", name=scheme.approved_by),)),
        Cell((words.line("labels", "approved_on", day=scheme.approved_on),)),
    )
    return Table((TABLE_MM / 2, TABLE_MM / 2), (cells,), is_ruled=False)
