"""Finds button labels that a phone would cut: measured with a real font, for the narrowest phone in use.

A phone of 390 px shows a bubble of at most about 339 px; its buttons share the width of a row equally and write one
line of 16 px, cut at its end. So a row of one, two, three or four buttons has room for 20, 10, 6 or 4 full-width signs.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont

SIZE = 16
ROOM = {1: 320.0, 2: 160.0, 3: 96.0, 4: 64.0, 5: 48.0, 6: 40.0, 7: 34.0, 8: 28.0}
ICON = 32.0  # an arrow or a frame stands on buttons that open something
EMOJI = 21.0
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
)


@cache
def font() -> ImageFont.FreeTypeFont | None:
    """Return a bold Chinese font of the machine, none where there is none; bold is never narrower than the phone's."""
    found = next((path for path in FONTS if Path(path).exists()), None)
    return ImageFont.truetype(found, SIZE, index=2) if found else None


def width_of(label: str) -> float:
    """Return the width of a label in pixels. Raises `LookupError` on a machine without a Chinese font."""
    measured = font()
    if measured is None:
        raise LookupError("no Chinese font on this machine: install fonts-noto-cjk")
    plain = "".join(sign for sign in label if not _is_emoji(sign))
    return measured.getlength(plain) + EMOJI * sum(_is_emoji(sign) for sign in label)


def _is_emoji(sign: str) -> bool:
    return sign >= "\U0001f000" or sign in "✅⚠⏳✍↩☑☐"


def cut_labels(rows: Iterable[Sequence[tuple[str, bool]]]) -> list[str]:
    """Return the labels that do not fit; each row holds `(label, has_icon)` of its buttons."""
    cut = []
    for row in rows:
        room = ROOM.get(len(row), 28.0)
        cut += [label for label, has_icon in row if width_of(label) > room - (ICON if has_icon else 0)]
    return cut
