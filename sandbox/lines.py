"""Counts the lines that a phone shows of a text: measured with a real font, for the narrowest phone in use.

A phone of 390 px writes texts in 17 px, about 18 full-width signs a line; it wraps between words, Chinese anywhere.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from PIL import ImageFont

SIZE = 17
ROOM = 18.0 * SIZE
EMOJI = 21.0
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
)


@cache
def _font() -> ImageFont.FreeTypeFont:
    found = next((path for path in FONTS if Path(path).exists()), None)
    if found is None:
        raise LookupError("no Chinese font on this machine: install fonts-noto-cjk")
    return ImageFont.truetype(found, SIZE, index=2)


@cache
def _width(sign: str) -> float:
    if unicodedata.combining(sign) or sign in "\u200d\ufe0f":
        return 0.0
    return EMOJI if sign >= "\U0001f000" or sign in "✅⚠⏳✍↩" else _font().getlength(sign)


def lines_of(message: dict[str, Any]) -> int:
    """Return how many lines a phone shows of a message's text (Bot API, Message); expandable quotations left out.

    Raises `LookupError` on a machine without a Chinese font.
    """
    signs = message["text"].encode("utf-16-le")
    for entity in sorted(message.get("entities", []), key=lambda each: each["offset"], reverse=True):
        if entity["type"] == "expandable_blockquote":
            # Offsets count UTF-16 units.
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            signs = signs[:start] + signs[end:]
    return sum(_wrapped(line) for line in signs.decode("utf-16-le").strip().split("\n"))


def _wrapped(line: str) -> int:
    count, used = 1, 0.0
    for word in _words(line):
        width = sum(map(_width, word))
        if used and used + sum(map(_width, word.rstrip())) > ROOM:
            count, used = count + 1, 0.0
        used += width
        while used > ROOM and len(word) > 1:
            count, used = count + 1, used - ROOM
    return count


def _words(line: str) -> list[str]:
    """Return the pieces between which a line may end: words with the space after them, single Chinese signs."""
    pieces: list[str] = []
    is_open = False
    for sign in line:
        is_wide = unicodedata.east_asian_width(sign) in "WF"
        if is_open and not is_wide:
            pieces[-1] += sign
        else:
            pieces.append(sign)
        is_open = not is_wide and sign != " "
    return pieces
