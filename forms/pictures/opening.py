"""Opens one foreign picture within limits: only formats that are allowed, never more pixels than can be held.

Only a process of its own calls this on what people send (`bot/opener.py`).
"""

import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from forms.pictures.formats import Format

MOST_PIXELS: Final = 50_000_000
# What Pillow raises for bytes that it cannot make sense of.
_STUMBLES: Final = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError, EOFError,
    AttributeError, AssertionError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
_NUMBER: Final = re.compile(r"\d+")
_PLUGINS: Final[dict[Format, tuple[str, ...]]] = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "heic": ("HEIF",),
}


class TooManyPixels(Exception):
    """A picture would take more memory than may be spent on it."""

    def __init__(self, pixels: int) -> None:
        super().__init__(pixels)
        self.pixels = pixels


class Unreadable(ValueError):
    """The bytes are no whole picture."""


@contextmanager
def opened(data: bytes, format_: Format) -> Iterator[Image.Image]:
    """Give a picture that is not decoded yet. Raises `TooManyPixels` or `Unreadable`, also for what the block does."""
    if format_ == "heic":
        # Ten megabytes that only those pay for who get such a picture.
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            # Everything that Pillow says of a foreign file, and the size above all, is judged here.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_PLUGINS[format_]) as image:
                if (pixels := image.width * image.height) > MOST_PIXELS:
                    raise TooManyPixels(pixels)
                yield image
    except Image.DecompressionBombError as error:
        # It names the size, and only in words.
        raise TooManyPixels(int("".join(_NUMBER.findall(str(error))[:1]) or 0)) from error
    except _STUMBLES as error:
        raise Unreadable(str(error)) from error


def upright(image: Image.Image, longest: int | None = None) -> Image.Image:
    """Return an opened picture decoded, in red, green and blue, as it was held; no longer than asked for."""
    if longest is not None and image.format in ("JPEG", "MPO"):
        # Decoding less is what makes small copies cheap.
        image.draft("RGB", (longest, longest))
    if longest is not None and max(image.size) > longest:
        scale = longest / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        made = _coloured(image).resize(size, Image.Resampling.BILINEAR, reducing_gap=None)
    else:
        made = _coloured(image)
    made.info, turned = dict(image.info), image.getexif().get(0x0112, 1)
    return ImageOps.exif_transpose(made) if turned != 1 else made


def _coloured(image: Image.Image) -> Image.Image:
    """Return a picture without transparency: what shines through on the phone is white on paper."""
    if image.has_transparency_data:
        made = Image.new("RGB", image.size, "white")
        alpha = image.convert("RGBA")
        made.paste(alpha, mask=alpha.getchannel("A"))
        return made
    image.load()
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode == "RGB" else image.convert("RGB")
