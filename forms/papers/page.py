"""What stands on a page: lines, tables and their cells, the same for every paper and for both formats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Look = Literal["mark", "title", "centred", "body", "plain", "label", "heading", "caption", "small", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words. `is_filled` marks what was written into a place of a template: it is underlined, as by hand on a line."""

    text: str
    is_filled: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, in widths of a sign."""

    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A box, drawn."""

    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as bytes of PNG, JPEG or SVG; shaped as it is within limits (millimetres). `told` is its name."""

    data: bytes
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page it stands on, or of all pages."""

    is_total: bool = False


Part = Text | Blank | Tick | Picture | PageNumber


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `look` is how it is set."""

    parts: tuple[Part, ...]
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        across, down: How many columns and rows it takes.
        stands: Where its lines stand; `centre` in both directions.
        running: What is said above a page on which the cell goes on.
        is_joined: Whether it goes on from the cell above, without a rule between them.
        is_bare: Whether it stands below the form, with no rules at its sides.
    """

    blocks: "tuple[Block, ...]"
    across: int = 1
    down: int = 1
    stands: Literal["top", "middle", "centre"] = "middle"
    running: str = ""
    is_joined: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `widths` in millimetres. The first `heads` rows stand on each page, the last `kept` together on
    one. Unruled ones only align.
    """

    widths: tuple[float, ...]
    rows: "tuple[Row, ...]"
    heads: int = 0
    is_ruled: bool = True
    kept: int = 0


Row = tuple[Cell, ...]
Block = Line | Space | PageBreak | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready for print.

    Attributes:
        title: For the file's own title, and above every page but the first.
        continued: What stands above every page but the first.
        made_on: The day that the file carries; never that of the printing, so that bytes stay the same.
        blocks: What stands on it.
        foot: Lines at the foot of every page.
        code: PNG of the QR code at the right of the foot, none without a target; what it is for stands below it.
        head_code: PNG of the QR code at its left, which holds the head of the chain; none where nothing is kept by it.
        size: Of its letters, in points.
    """

    title: str
    continued: str
    made_on: date
    blocks: tuple[Block, ...]
    foot: tuple[Line, ...]
    code: Picture | None
    head_code: Picture | None
    size: float


def text_lines(text: str, look: Look = "plain") -> tuple[Line, ...]:
    """Return typed words as lines, one for each line of them; an empty text is one empty line."""
    return tuple(Line((Text(line),), look) for line in text.splitlines() or [""])


def words(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of blocks line by line, in reading order; boxes are signs, blanks and pictures are nothing."""
    for block in blocks:
        match block:
            case Line(parts):
                yield "".join(map(_word, parts))
            case Table(_, rows):
                for row in rows:
                    for cell in row:
                        yield from words(cell.blocks)


def _word(part: Part) -> str:
    match part:
        case Text(text):
            return text
        case Tick(is_ticked):
            return "☑" if is_ticked else "□"
        case _:
            return ""
