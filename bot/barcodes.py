"""Reads bar codes off a picture; only a worker's process does, within its limits, for it opens foreign bytes."""

from io import BytesIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 50_000_000
WIDE = 2400  # pixels of the longer side: enough for a code, and quick


def read_code(content: bytes) -> str | None:
    """Return the text of the first bar code on a picture, none where there is none or the bytes are no picture."""
    try:
        with Image.open(BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("L", (WIDE, WIDE))
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    grey.thumbnail((WIDE, WIDE))
    found = zxingcpp.read_barcodes(grey)
    texts = [code.text.strip() for code in found if code.text.strip()]
    return texts[0] if texts else None
