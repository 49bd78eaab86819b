"""A drawn signature as pictures: SVG, one line for each stroke, and PNG, as thick as it was drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from rules.ink import Stroke, widths

COLOUR = "#12203f"
# Of the finished PNG: 600 to the inch in the cell of a paper.
WIDEST, HIGHEST = 960, 280
# Small ink is not blown up to a blot.
MOST_SCALE = 0.6
# On paper a name is as small as its cell; a line as thin as that would be the scratch of a needle.
LEAST_MM = 0.28
CELL_MM = (34, 10)
FINER = 3
STEPS = 4
MARGIN = 40.0


@dataclass(frozen=True, slots=True)
class InkPictures:
    """The ink as SVG and as PNG with nothing behind it."""

    svg: bytes
    png: bytes


def ink_pictures(strokes: Sequence[Stroke]) -> InkPictures:
    """Return the pictures of ink, cut out closely. There must be some."""
    return InkPictures(_svg(strokes), _png(strokes))


def _box(strokes: Sequence[Stroke]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the ink with a margin, in its own tenths of a pixel."""
    xs = [point.x for stroke in strokes for point in stroke]
    ys = [point.y for stroke in strokes for point in stroke]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top


def _svg(strokes: Sequence[Stroke]) -> bytes:
    left, top, width, height = _box(strokes)
    lines = []
    for stroke in strokes:
        thick = sum(widths(stroke)) / len(stroke)
        lines.append(f'<path d="{_path(stroke)}" stroke-width="{thick:.1f}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}" fill="none" '
        f'stroke="{COLOUR}" stroke-linecap="round" stroke-linejoin="round">{"".join(lines)}</svg>'
    ).encode()


def _path(stroke: Stroke) -> str:
    """Return a smooth line: its corners are what was measured, it passes half way between them."""
    first, last = stroke[0], stroke[-1]
    curves = [f"Q{a.x} {a.y} {(a.x + b.x) / 2:g} {(a.y + b.y) / 2:g}" for a, b in pairwise(stroke)]
    return f"M{first.x} {first.y}{''.join(curves)}L{last.x} {last.y}"


def _png(strokes: Sequence[Stroke]) -> bytes:
    left, top, width, height = _box(strokes)
    scale = min(WIDEST / width, HIGHEST / height, MOST_SCALE)
    fine = scale * FINER
    size = max(1, round(width * scale)), max(1, round(height * scale))
    drawn = [thick for stroke in strokes for thick in widths(stroke)]
    pixels_a_mm = max(size[0] / CELL_MM[0], size[1] / CELL_MM[1])
    bold = max(1.0, LEAST_MM * pixels_a_mm / (sum(drawn) / len(drawn) * scale))
    ink = Image.new("L", (size[0] * FINER, size[1] * FINER), 0)
    pen = ImageDraw.Draw(ink)
    for stroke in strokes:
        dots = [((x - left) * fine, (y - top) * fine, thick * bold * fine / 2) for x, y, thick in _dots(stroke)]
        for x, y, radius in dots:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        for a, b in pairwise(dots):
            pen.line((*a[:2], *b[:2]), fill=255, width=max(1, round(a[2] + b[2])))
    made = Image.new("RGBA", size, COLOUR)
    made.putalpha(ink.resize(size, Image.Resampling.LANCZOS))
    out = BytesIO()
    made.save(out, "PNG", optimize=True)
    return out.getvalue()


def _dots(stroke: Stroke) -> Iterator[tuple[float, float, float]]:
    """Yield places and widths along the smooth line."""
    thick = widths(stroke)
    yield stroke[0].x, stroke[0].y, thick[0]
    at = (float(stroke[0].x), float(stroke[0].y), thick[0])
    for number, (a, b) in enumerate(pairwise(stroke)):
        to = (a.x + b.x) / 2, (a.y + b.y) / 2, (thick[number] + thick[number + 1]) / 2
        for step in range(1, STEPS + 1):
            u = step / STEPS
            near, bend, far = (1 - u) ** 2, 2 * u * (1 - u), u * u
            x = near * at[0] + bend * a.x + far * to[0]
            y = near * at[1] + bend * a.y + far * to[1]
            yield x, y, at[2] + (to[2] - at[2]) * u
        at = to
    yield stroke[-1].x, stroke[-1].y, thick[-1]
