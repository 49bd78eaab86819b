"""What Telegram does to pictures: photos are turned upright, scaled and re-encoded without any EXIF."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

# Boxes s, m, x, y; only those below the original are made, plus one that holds all of it.
BOXES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280))
THUMBNAIL_BOX = 320
MAX_SIDES = 10_000
MAX_RATIO = 20
_QUALITY = 87
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class PictureError(ValueError):
    """A picture that cannot become a photo; the text is the backend's word for it."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """One JPEG of a photo; width and height in pixels."""

    letter: str
    data: bytes
    width: int
    height: int


def scale_photo(data: bytes) -> list[Scaled]:
    """Makes the sizes of a photo, smallest first, none over 1280 pixels.

    Raises:
        PictureError: `PHOTO_INVALID_DIMENSIONS` or `IMAGE_PROCESS_FAILED`.
    """
    try:
        with Image.open(BytesIO(data)) as opened:
            width, height = opened.size
            if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
                raise PictureError("PHOTO_INVALID_DIMENSIONS")
            picture = _upright(opened, BOXES[-1][1])
    except _TOO_LARGE:
        raise PictureError("PHOTO_INVALID_DIMENSIONS") from None
    except PictureError:
        raise
    except _BROKEN:
        raise PictureError("IMAGE_PROCESS_FAILED") from None
    # The decoder may already have halved a JPEG: only the size that the file states tells which boxes it fills.
    longest = max(width, height)
    boxes = [box for index, box in enumerate(BOXES) if index == 0 or longest > BOXES[index - 1][1]]
    return [_encode(picture, letter, box) for letter, box in reversed(boxes)][::-1]


def make_thumbnail(data: bytes) -> Scaled | None:
    """A small JPEG of a document that is a picture; None for anything else."""
    try:
        with Image.open(BytesIO(data)) as opened:
            if sum(opened.size) > 2 * MAX_SIDES:
                return None
            return _encode(_upright(opened, THUMBNAIL_BOX), "m", THUMBNAIL_BOX)
    except (*_TOO_LARGE, *_BROKEN):
        return None


def _upright(opened: Image.Image, box: int) -> Image.Image:
    # Lets the JPEG decoder skip detail that the largest size would throw away anyway.
    opened.draft("RGB", (box, box))
    turned = ImageOps.exif_transpose(opened)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        seen = turned.convert("RGBA")
        plain = Image.new("RGB", seen.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
        return plain
    return turned.convert("RGB")


def _encode(picture: Image.Image, letter: str, box: int) -> Scaled:
    longest = max(picture.size)
    if longest > box:
        size = (
            max(1, round(picture.width * box / longest)),
            max(1, round(picture.height * box / longest)),
        )
        picture = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return Scaled(letter, written.getvalue(), picture.width, picture.height)
