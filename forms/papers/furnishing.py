"""What every paper carries besides its own cells: number and chain at the foot, QR code, photographs as an annex."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from io import BytesIO

import segno

from forms.papers.page import Block, Cell, Line, PageBreak, PageNumber, Paper, Part, Picture, Table, Text
from forms.papers.templates import Templates

PHOTO_MM = (80, 58)
CODE_MM = 16
TABLE_MM = 170.0
_GROUP = 8


@dataclass(frozen=True, slots=True)
class Trace:
    """By what a printed paper is found and checked again.

    Attributes:
        number: Of the visit, campaign or draw.
        head: Hash of the last link of its chain (hex), printed in groups; empty for none.
        address: What the QR code leads to, printed in words as well; neither when empty.
        made_on: The day that the file carries.
    """

    number: str
    head: str
    address: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of the annex: bytes of PNG or JPEG, and what stands below it."""

    data: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What follows the form: photographs, and the facts that fill sections beyond it."""

    photos: Sequence[Photo] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def furnish(
    name: str,
    title: Sequence[str],
    blocks: Sequence[Block],
    trace: Trace,
    extras: Extras,
    templates: Templates,
    size: float = 10.5,
) -> Paper:
    """Return a paper with everything around it. `title` are the lines of its heading, `size` the points of a letter."""
    words = templates["paper"]
    whole = "".join(title)
    foot = [
        words.line("foot", "number", "caption", number=trace.number) if trace.number else None,
        words.line("foot", "chain", "caption", head=_grouped(trace.head)) if trace.head else None,
        words.line("foot", "address", "caption", address=trace.address) if trace.address else None,
        words.line("foot", "page", "caption", page=PageNumber(), pages=PageNumber(is_total=True)),
    ]
    code = None
    if trace.address:
        code = Picture(qr_code(trace.address), CODE_MM, CODE_MM, words.text("foot", "code"))
    return Paper(
        whole,
        words.said("continued", "line", title=whole),
        trace.made_on,
        (*blocks, *templates[name].sections(extras.facts), *_photo_annex(extras.photos, templates)),
        tuple(line for line in foot if line),
        code,
        size,
    )


def heading(mark: str, title: Sequence[str]) -> Iterator[Line]:
    """Yield the mark of an annex, where there is one, and the title's lines."""
    if mark:
        yield Line((Text(mark),), "mark")
    yield from (Line((Text(line),), "title") for line in title)


def grid(widths: Sequence[float], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of words whose heading is said again on each page."""
    head = tuple(Cell((Line((Text(column, is_bold=True),), "label"),), stands="centre") for column in columns)
    body = tuple(tuple(Cell((Line((Text(" ".join(cell.split())),)),)) for cell in row) for row in rows)
    return Table(tuple(widths), (head, *body), heads=1)


@lru_cache(maxsize=64)
def qr_code(address: str) -> bytes:
    """Return the QR code of an address as PNG, with the quiet zone that readers need."""
    out = BytesIO()
    # Any mask can be read; weighing all eight takes as long as a quarter of the paper.
    segno.make(address, error="m", micro=False, mask=2).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def _grouped(head: str) -> str:
    return " ".join(head[at : at + _GROUP] for at in range(0, len(head), _GROUP))


def _photo_annex(photos: Sequence[Photo], templates: Templates) -> Iterator[Block]:
    if not photos:
        return
    words = templates["paper"]
    yield PageBreak()
    yield Line((Text(words.text("photos", "title")),), "heading")
    cells = []
    for number, photo in enumerate(photos, 1):
        below = words.parts("photos", "caption", number=str(number), caption=photo.caption)
        cells.append(_photo_cell(photo.data, below, str(number)))
    if len(cells) % 2:
        cells.append(Cell((Line(()),)))
    rows = tuple((cells[at], cells[at + 1]) for at in range(0, len(cells), 2))
    yield Table((TABLE_MM / 2, TABLE_MM / 2), rows)


def _photo_cell(data: bytes, below: tuple[Part, ...], number: str) -> Cell:
    lines = (Line((Picture(data, *PHOTO_MM, number),), "label"), Line(below, "caption"))
    return Cell(lines)
