"""The public lists of a campaign (rule text 四(九)): the objects drawn, and what was found; no person is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from forms.papers.furnishing import TABLE_MM, Extras, Trace, furnish, grid, heading
from forms.papers.page import Block, Cell, Line, Paper, Table, Text
from forms.papers.templates import Template, Templates

_OBJECT_MM = (14.0, 56.0, 46.0, 54.0)
_RESULT_MM = (14.0, 36.0, 46.0, 28.0, 26.0, 20.0)


@dataclass(frozen=True, slots=True)
class Publication:
    """Lists to be published. Rows hold words in the order of their columns.

    Attributes:
        objects: Number, object, code, matters.
        results: Number, object, code, matters, result, day.
    """

    campaign: str
    trace: Trace
    title: Sequence[str] = ()
    lead: str = ""
    published_on: str = ""
    objects: Sequence[Sequence[str]] = ()
    results: Sequence[Sequence[str]] = ()
    extras: Extras = field(default_factory=Extras)


def compose_publication(publication: Publication, templates: Templates) -> Paper:
    """Return the lists ready for print."""
    words = templates["publication"]
    title = tuple(publication.title) or (words.entries["title"],)
    cells = (
        Cell((words.line("labels", "lead", lead=publication.lead),)),
        Cell((words.line("labels", "published_on", day=publication.published_on),)),
    )
    blocks: list[Block] = [
        *heading(words.entries["mark"], title),
        words.line("labels", "campaign", "centred", campaign=publication.campaign),
        Table((TABLE_MM / 2, TABLE_MM / 2), (cells,), is_ruled=False),
        *_lists(publication, words),
    ]
    return furnish("publication", title, blocks, publication.trace, publication.extras, templates)


def _lists(publication: Publication, words: Template) -> Iterator[Block]:
    for key, columns, widths, rows in (
        ("objects", "object_columns", _OBJECT_MM, publication.objects),
        ("results", "result_columns", _RESULT_MM, publication.results),
    ):
        if rows:
            yield Line((Text(words.text("tables", key)),), "heading")
            yield grid(widths, words.entries["tables"][columns], rows)
