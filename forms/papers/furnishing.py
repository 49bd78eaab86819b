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
# As large as a page has room for below its heading, so that what was signed can be read.
SHEET_MM = (170, 200)
CODE_MM = 16
SIZE = 10.5  # points of a letter, where a paper has no size of its own
TABLE_MM = 170.0
_GROUP = 8
# The copy that the inspected party keeps shows later that the chain was not replaced.
_KEPT_BY_THE_PARTY = ("record", "addendum")


@dataclass(frozen=True, slots=True)
class Trace:
    """By what a printed paper is found and checked again.

    Attributes:
        number: Of the visit, campaign or draw.
        head: Hash of the last link of its chain (hex), printed in groups, and on what the party keeps as a QR code as
            well; empty for none.
        address: What the QR code leads to, printed in words as well; neither when empty.
        made_on: The day that the file carries.
    """

    number: str
    head: str
    address: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of the annex: bytes of PNG or JPEG, and what stands below it; `is_sheet` shows paper to be read.

    `number` is its own in the visit, whatever else is printed beside it.
    """

    data: bytes
    number: str
    caption: str
    is_sheet: bool = False


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
    size: float = SIZE,
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
    code = head_code = None
    if trace.address:
        code = _code(trace.address, words.text("foot", "code"))
    if trace.head and name in _KEPT_BY_THE_PARTY:
        head_code = _code(f"HECHA {trace.number} HEAD {trace.head}".upper(), words.text("foot", "head_code"))
    return Paper(
        whole,
        words.said("continued", "line", title=whole),
        trace.made_on,
        (*blocks, *templates[name].sections(extras.facts), *_photo_annex(extras.photos, templates)),
        tuple(line for line in foot if line),
        code,
        head_code,
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
def qr_code(content: str) -> bytes:
    """Return the QR code of an address or a hash as PNG, with the quiet zone that readers need."""
    out = BytesIO()
    # Any mask can be read; weighing all eight takes as long as a quarter of the paper.
    segno.make(content, error="m", micro=False, mask=2).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def _code(content: str, told: str) -> Picture:
    return Picture(qr_code(content), CODE_MM, CODE_MM, told)


def _grouped(head: str) -> str:
    return " ".join(head[at : at + _GROUP] for at in range(0, len(head), _GROUP))


def _photo_annex(photos: Sequence[Photo], templates: Templates) -> Iterator[Block]:
    if not photos:
        return
    words = templates["paper"]
    yield PageBreak()
    yield Line((Text(words.text("photos", "title")),), "heading")
    told = [
        (photo, photo.number, words.parts("photos", "caption", number=photo.number, caption=photo.caption))
        for photo in photos
    ]
    sheets = [_photo_cell(photo.data, SHEET_MM, below, number) for photo, number, below in told if photo.is_sheet]
    cells = [_photo_cell(photo.data, PHOTO_MM, below, number) for photo, number, below in told if not photo.is_sheet]
    if len(cells) % 2:
        cells.append(Cell((Line(()),)))
    if cells:
        rows = tuple((cells[at], cells[at + 1]) for at in range(0, len(cells), 2))
        yield Table((TABLE_MM / 2, TABLE_MM / 2), rows)
    # What is signed comes last: it moves nothing that was printed before.
    if sheets:
        yield Table((TABLE_MM,), tuple((cell,) for cell in sheets), is_ruled=False)


def _photo_cell(data: bytes, room: tuple[int, int], below: tuple[Part, ...], number: str) -> Cell:
    lines = (Line((Picture(data, *room, number),), "label"), Line(below, "caption"))
    return Cell(lines)
