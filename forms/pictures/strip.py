"""Copies for showing: the picture without what its file says besides, and below it a strip that says whose it is.

The strip stands below, so nothing of the picture is covered; what it says can be read on paper, its code by any phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
from PIL import Image, ImageDraw, ImageFont

from forms.pictures.formats import Format
from forms.pictures.letters import chinese_font
from forms.pictures.opening import opened, upright

PREVIEW: Final = 1280
# Longer ones are made smaller: twelve megapixels are more than any printer shows.
STAMPED: Final = 4096
# Copies in full show paper, which the annex prints twice as large as it prints a preview.
_WIDE: Final = 2 * PREVIEW
_LETTER: Final = 38  # of a picture whose longer side is PREVIEW
_LINE: Final = 50
_MARGIN: Final = 14
_MODULE: Final = 6
_LEAST: Final = 640
_QUALITY: Final = 85


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip says, line by line, and what its code holds."""

    lines: tuple[str, ...]
    code: str


def stamped(data: bytes, format_: Format, strip: Strip, fonts: Sequence[Path]) -> bytes:
    """Return a picture in full with its strip, as JPEG. Raises what `opened` raises."""
    with opened(data, format_) as image:
        whole = upright(image, STAMPED if max(image.size) > STAMPED else None)
    return _with_strip(whole, strip, tuple(fonts), _WIDE)


def preview(data: bytes, format_: Format, strip: Strip, fonts: Sequence[Path]) -> tuple[bytes, Image.Image]:
    """Return a small copy with its strip, as JPEG, and the picture alone. Raises what `opened` raises."""
    with opened(data, format_) as image:
        small = upright(image, PREVIEW)
    return _with_strip(small, strip, tuple(fonts), PREVIEW), small


def _with_strip(picture: Image.Image, strip: Strip, fonts: tuple[Path, ...], across: int) -> bytes:
    """Return a picture with its strip; `across` is its longer side in the pixels in which the strip is drawn."""
    longest, width = max(*picture.size, _LEAST), max(picture.width, _LEAST)
    # Drawn at one size and scaled to the picture's: letters of a hundred pixels take longer than the picture.
    drawn = _band(strip, max(_LEAST, round(min(across, longest) * width / longest)), fonts)
    band = drawn.resize((width, max(1, round(drawn.height * width / drawn.width))), Image.Resampling.BILINEAR)
    height = picture.height + band.height
    if width == picture.width:
        # What reaches beyond the picture is filled in the same go.
        sheet = picture.crop((0, 0, width, height))
    else:
        sheet = Image.new("RGB", (width, height), "white")
        sheet.paste(picture, ((width - picture.width) // 2, 0))
    sheet.paste(band.convert("RGB"), (0, picture.height))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


@lru_cache(maxsize=4)
def _band(strip: Strip, width: int, fonts: tuple[Path, ...]) -> Image.Image:
    code = _code(strip.code)
    room = width - code.width - 2 * _MARGIN
    font = chinese_font(fonts, _LETTER)
    lines = [line for said in strip.lines for line in _folded(said, font, room)]
    height = max(code.height, 2 * _MARGIN + _LINE * len(lines))
    band = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(band)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + _LINE * number), line, 0, font)
    band.paste(code, (width - code.width, (height - code.height) // 2))
    pen.rectangle((0, 0, width, 3), 0)
    return band


def _code(text: str) -> Image.Image:
    out = BytesIO()
    segno.make(text, error="m", micro=False, mask=2).save(out, kind="png", scale=_MODULE, border=3)
    return Image.open(out).convert("L")


def _folded(said: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Return words in as many lines as they take, two at most; a third would take more room than the picture gives."""
    lines = [""]
    for sign in said:
        if font.getlength(lines[-1] + sign) <= room:
            lines[-1] += sign
        elif len(lines) == 1:
            lines.append(sign.lstrip())
        else:
            lines[-1] = f"{lines[-1][:-1]}…"
            break
    return lines
