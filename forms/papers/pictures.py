"""Pictures made fit for print: of a kind that both formats carry, upright, no larger than the paper shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageOps

from forms.papers.page import Picture

_LARGEST = 1600  # pixels of the longer side: 300 to the inch at the size of the annex, and room to look closer
_SAFE_MODES = {"L", "RGB", "RGBA", "LA", "P", "1"}
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready for print: bytes, the ending that names its kind (jpg, png, svg), millimetres on paper."""

    data: bytes
    ending: str
    width: float
    height: float


class PictureUnreadable(ValueError):
    """The bytes are no picture that can be opened."""


def prepare(picture: Picture) -> Prepared:
    """Return a picture in the size that it takes on paper. Raises `PictureUnreadable`."""
    head = picture.data[:400].lstrip()
    if head.startswith((b"<svg", b"<?xml", b"<!--")):
        return _sized(picture, picture.data, "svg", _svg_size(picture.data))
    try:
        with Image.open(BytesIO(picture.data)) as opened:
            data, ending, size = _fit(opened, picture.data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureUnreadable(picture.told) from error
    return _sized(picture, data, ending, size)


@cache
def box(*, is_ticked: bool) -> bytes:
    """Return a box as PNG, for a format whose fonts on the reader's machine are not known to have one."""
    made = Image.new("L", (64, 64), 255)
    pen = ImageDraw.Draw(made)
    pen.rectangle((2, 2, 61, 61), outline=0, width=4)
    if is_ticked:
        pen.line((12, 34, 27, 50, 54, 12), fill=0, width=7, joint="curve")
    out = BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def rastered(prepared: Prepared, draw: Callable[[bytes], bytes]) -> Prepared:
    """Return a drawing as PNG, for a format that carries no SVG; `draw` turns the one into the other."""
    if prepared.ending != "svg":
        return prepared
    return Prepared(draw(prepared.data), "png", prepared.width, prepared.height)


def _fit(opened: Image.Image, data: bytes) -> tuple[bytes, str, tuple[float, float]]:
    is_jpeg = opened.format in ("JPEG", "MPO")
    is_upright = opened.getexif().get(_ORIENTATION, 1) == 1
    if (
        (is_jpeg or opened.format == "PNG")
        and is_upright
        and opened.mode in _SAFE_MODES
        and max(opened.size) <= _LARGEST
    ):
        return data, "jpg" if is_jpeg else "png", opened.size
    if is_jpeg:
        opened.draft("RGB", (_LARGEST, _LARGEST))
    made = ImageOps.exif_transpose(opened)
    made.thumbnail((_LARGEST, _LARGEST))
    out = BytesIO()
    if is_jpeg or not made.has_transparency_data:
        made.convert("RGB").save(out, "JPEG", quality=88)
        return out.getvalue(), "jpg", made.size
    made.convert("RGBA").save(out, "PNG")
    return out.getvalue(), "png", made.size


def _svg_size(data: bytes) -> tuple[float, float]:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds the growth of entities itself
        if root.tag.rpartition("}")[2] != "svg":
            raise ValueError(root.tag)
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        shape = box[2:4] if len(box) == 4 else (root.get("width", ""), root.get("height", ""))
        width, height = (float(re.sub(r"[a-z%]+$", "", side)) for side in shape)
    except (ElementTree.ParseError, ValueError) as error:
        raise PictureUnreadable("svg") from error
    return width, height


def _sized(picture: Picture, data: bytes, ending: str, size: tuple[float, float]) -> Prepared:
    width, height = size
    if not (width > 0 and height > 0):
        raise PictureUnreadable(picture.told)
    scale = min(picture.width / width, picture.height / height)
    return Prepared(data, ending, width * scale, height * scale)
