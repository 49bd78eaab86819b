"""Reads bar codes off pictures; only the process that opens foreign bytes does (`bot/opener.py`)."""

import zxingcpp

from forms.pictures.formats import FAMILY, sniff
from forms.pictures.opening import TooManyPixels, Unreadable, opened

WIDE = 2400  # pixels of the longer side: enough for a code, and quick


def read_code(content: bytes) -> str | None:
    """Return the text of the first bar code on a picture, none where there is none or the bytes are no picture."""
    format_ = sniff(content)
    if FAMILY[format_] != "picture":
        return None
    try:
        with opened(content, format_) as image:
            image.draft("L", (WIDE, WIDE))
            grey = image.convert("L")
    except (TooManyPixels, Unreadable):
        return None
    grey.thumbnail((WIDE, WIDE))
    found = zxingcpp.read_barcodes(grey)
    texts = [code.text.strip() for code in found if code.text.strip()]
    return texts[0] if texts else None
