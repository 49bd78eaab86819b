"""What is really drawn on a page of a PDF: rules, cells, where each sign stands, how much ink lies where."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

RULE = (1.0, 1.4)  # thickness of a table's rule as pdfium bounds it, in points; underlines are thinner
MARGIN_TOP, MARGIN_BOTTOM = 842 - 24 * 72 / 25.4, 32 * 72 / 25.4
PPI = 144


@dataclass(frozen=True)
class Sign:
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, order=True)
class DrawnCell:
    """Ordered as one reads."""

    below_top: float
    left: float
    right: float
    bottom: float

    @property
    def top(self) -> float:
        return -self.below_top

    def holds(self, sign: Sign, slack: float = 0.5) -> bool:
        return (
            self.left - slack <= sign.left
            and sign.right <= self.right + slack
            and self.bottom - slack <= sign.bottom
            and sign.top <= self.top + slack
        )


class DrawnPage:
    def __init__(self, paths: list[tuple[float, ...]], signs: tuple[Sign, ...], raster: Image.Image) -> None:
        self.paths, self.signs, self.raster = paths, signs, raster
        self.upright = [b for b in paths if RULE[0] < b[2] - b[0] < RULE[1] and b[3] - b[1] > 8]
        self.level = [b for b in paths if RULE[0] < b[3] - b[1] < RULE[1] and b[2] - b[0] > 8]

    @cached_property
    def body(self) -> tuple[Sign, ...]:
        """The signs between head and foot."""
        return tuple(sign for sign in self.signs if MARGIN_BOTTOM < sign.centre[1] < MARGIN_TOP + 3)

    @cached_property
    def cells(self) -> tuple[DrawnCell, ...]:
        """The ruled cells in reading order."""
        xs = sorted({round(b[0], 1) for b in self.upright})
        ys = sorted({round(b[1], 1) for b in self.level})
        found = set()
        for x, next_x in pairwise(xs):
            for y, next_y in pairwise(ys):
                cell = self.cell_at((x + next_x) / 2, (y + next_y) / 2)
                if cell:
                    found.add(cell)
        return tuple(sorted(found))

    def cell_at(self, x: float, y: float) -> DrawnCell | None:
        """The cell around a point, bounded by the middle of its rules."""
        lefts = [(b[0] + b[2]) / 2 for b in self.upright if b[1] <= y <= b[3]]
        levels = [(b[1] + b[3]) / 2 for b in self.level if b[0] <= x <= b[2]]
        sides = (
            [at for at in lefts if at < x],
            [at for at in lefts if at > x],
            [at for at in levels if at < y],
            [at for at in levels if at > y],
        )
        if not all(sides):
            return None
        left, right, bottom, top = max(sides[0]), min(sides[1]), max(sides[2]), min(sides[3])
        return DrawnCell(-round(top, 1), round(left, 1), round(right, 1), round(bottom, 1))

    def text_in(self, cell: DrawnCell) -> str:
        return "".join(sign.text for sign in self.body if self.cell_at(*sign.centre) == cell)

    def outside_cells(self) -> str:
        return "".join(sign.text for sign in self.body if self.cell_at(*sign.centre) is None)

    def overflowing(self) -> list[Sign]:
        """Signs that leave their cell, or the page's margins where there is none."""
        left, right = 20 * 72 / 25.4 - 1, (210 - 20) * 72 / 25.4 + 1
        wrong = []
        for sign in self.body:
            cell = self.cell_at(*sign.centre)
            fits = cell.holds(sign) if cell else left <= sign.left and sign.right <= right
            if not fits:
                wrong.append(sign)
        return wrong

    def ink(self, cell: DrawnCell) -> int:
        """How many dark points lie inside a cell, without its rules."""
        picture = self.raster
        scale = PPI / 72
        height = picture.height
        inside = picture.crop(
            (
                int((cell.left + 2) * scale),
                int(height - (cell.top - 2) * scale),
                int((cell.right - 2) * scale),
                int(height - (cell.bottom + 2) * scale),
            )
        )
        return sum(inside.histogram()[:128])


def drawn_pages(data: bytes) -> list[DrawnPage]:
    """The pages of a PDF, top to bottom."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        paths = [each.get_bounds() for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
        raster = page.render(scale=PPI / 72, grayscale=True).to_pil().convert("L")
        text = page.get_textpage()
        found.append(DrawnPage(paths, tuple(_signs(text)), raster))
        text.close()
        page.close()
    document.close()
    return found


def _signs(text: pypdfium2.PdfTextPage) -> Iterator[Sign]:
    """Every sign that is not white space, in the order of the file."""
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    high = 0
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        sign = "-" if code in (2, 0xFFFE) else chr(code)  # pdfium's way to say a hyphen at a line's end
        if sign.isspace() or code == 0:
            continue
        pdfium.FPDFText_GetCharBox(text, at, *(ctypes.byref(edge) for edge in (left, right, bottom, top)))
        yield Sign(sign, left.value, bottom.value, right.value, top.value)


def tight(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())
