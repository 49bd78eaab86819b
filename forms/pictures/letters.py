"""Letters for pictures: the first font of some folders that has Chinese, in a size and a weight."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_SIGN, _NO_SIGN = "核", "\U0010fffe"
_JOINING = "\u200d\ufe0f"  # of emoji


@lru_cache(maxsize=8)
def chinese_font(folders: tuple[Path, ...], size: int, weight: int = 500) -> ImageFont.FreeTypeFont:
    """Return the first font of the folders that has Chinese; size in pixels. Raises `LookupError` for none."""
    for folder in folders:
        faces = (each for each in folder.rglob("*") if each.suffix.lower() in (".ttc", ".otc", ".otf", ".ttf"))
        for path in sorted(faces, key=lambda path: ("Sans" not in path.name, "Bold" in path.name, path.name)):
            font = _face(path, size, weight)
            if font is not None:
                return font
    raise LookupError("no font has Chinese")


def _face(path: Path, size: int, weight: int) -> ImageFont.FreeTypeFont | None:
    """Return a font by its file; of a collection the face of the mainland."""
    try:
        font = ImageFont.truetype(path, size)
        for number in range(1, 12 if path.suffix.lower() in (".ttc", ".otc") else 1):
            if "SC" in (font.getname()[0] or ""):
                break
            font = ImageFont.truetype(path, size, index=number)
    except OSError:
        return None
    with suppress(OSError):
        # Of a face with all weights, the thinnest comes first.
        font.set_variation_by_axes([weight])
    return font if bytes(font.getmask(_SIGN)) != bytes(font.getmask(_NO_SIGN)) else None


@lru_cache(maxsize=8192)
def _has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    return sign.isspace() or bytes(font.getmask(sign)) != bytes(font.getmask(_NO_SIGN))


def fitted(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Return a text in one line, cut with an ellipsis where it would take more than so many pixels; signs that the font
    lacks, such as emoji, are left out instead of drawn as boxes.
    """
    drawn = "".join(sign for sign in text if sign not in _JOINING and _has(font, sign))
    text = text if drawn == text else " ".join(drawn.split())
    if font.getlength(text) <= room:
        return text
    kept = text
    while kept and font.getlength(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
