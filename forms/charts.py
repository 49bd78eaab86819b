"""Pictures of statistics for a chat: bars with their intervals, stacked amounts, a map of points without a map below.

Differences are never told by colour alone: bars end in a text, points have shapes of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from forms.pictures.letters import chinese_font, fitted
from rules.statistics.plane import laid_flat, round_metres
from rules.statistics.tallies import Point

_WIDTH: Final = 1080  # pixels; a phone shows it whole
_MARGIN: Final = 44
ROOM: Final = _WIDTH - 2 * _MARGIN
_BAR_ENDS: Final = 560
TEXT_ROOM: Final = _WIDTH - _BAR_ENDS - _MARGIN - 20
_ROW: Final = 82
_MAP_HEIGHT: Final = 860
_INK, _GREY, _PALE, _BLUE, _ORANGE, _BACK = "#16191d", "#4a5560", "#dfe4ea", "#0b57a4", "#b34700", "#ffffff"
_LIGHT: Final = "#8fb8e6"  # so that an interval across it can be seen


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over and below a picture."""

    title: str
    subtitle: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval and, hollow, the one that it is compared with (none: there is none); 0 to 1 each."""

    label: str
    text: str
    share: float
    low: float
    high: float
    before: float | None


@dataclass(frozen=True, slots=True)
class Stack:
    """An amount that is done, and one that waits."""

    label: str
    text: str
    done: int
    waiting: int


class _Sheet:
    """A picture under way: `at` is where the next thing goes."""

    def __init__(self, head: Head, height: int, folders: Sequence[Path]) -> None:
        fonts = tuple(folders)
        self.bold, self.plain = chinese_font(fonts, 40, 700), chinese_font(fonts, 27, 500)
        self.small = chinese_font(fonts, 24, 400)
        self._head = head
        whole = 150 + height + 38 * len(head.notes) + _MARGIN
        self._picture = Image.new("RGB", (_WIDTH, whole), _BACK)
        self.pen = ImageDraw.Draw(self._picture)
        self.pen.text((_MARGIN, 32), fitted(head.title, self.bold, ROOM), _INK, self.bold)
        self.pen.text((_MARGIN, 92), fitted(head.subtitle, self.small, ROOM), _GREY, self.small)
        self.at = 150

    def says(self, x: float, y: float, text: str, font: ImageFont.FreeTypeFont, room: float, ink: str = _INK) -> None:
        self.pen.text((x, y), fitted(text, font, room), ink, font)

    def png(self) -> bytes:
        for note in self._head.notes:
            self.says(_MARGIN, self.at, note, self.small, ROOM, _GREY)
            self.at += 38
        out = BytesIO()
        self._picture.save(out, "PNG", optimize=True)
        return out.getvalue()


def scale_of(bars: Sequence[Bar]) -> float:
    """Return the share at which the scale ends: the next whole tenth above every interval."""
    return min(1.0, max(1, ceil(max((max(bar.high, bar.before or 0.0) for bar in bars), default=0.0) * 10 - 1e-9)) / 10)


def bars_picture(head: Head, bars: Sequence[Bar], folders: Sequence[Path]) -> bytes:
    """Return bars as a PNG. Raises `LookupError` when no font has Chinese."""
    sheet, most = _Sheet(head, _ROW * len(bars) + 46, folders), scale_of(bars)
    wide = _BAR_ENDS - _MARGIN
    bottom = sheet.at + _ROW * len(bars)
    for tenth in range(round(most * 10) + 1):
        x = _MARGIN + wide * tenth / 10 / most
        sheet.pen.line((x, sheet.at, x, bottom), _PALE, 2)
        if most <= 0.5 or tenth % 2 == 0:
            sheet.pen.text((x, bottom + 4), f"{tenth * 10}%", _GREY, sheet.small, anchor="ma" if tenth else "la")
    for bar in bars:
        sheet.says(_MARGIN, sheet.at + 2, bar.label, sheet.plain, ROOM)
        top, middle = sheet.at + 42, sheet.at + 55
        at = [_MARGIN + wide * each / most for each in (bar.share, bar.low, bar.high)]
        if bar.share:
            sheet.pen.rectangle((_MARGIN, top, at[0], top + 26), _LIGHT)
        sheet.pen.line((at[1], middle, at[2], middle), _INK, 4)
        for end in at[1:]:
            sheet.pen.line((end, middle - 9, end, middle + 9), _INK, 4)
        if bar.before is not None:
            x = _MARGIN + wide * bar.before / most
            sheet.pen.polygon(
                [(x, middle - 13), (x + 11, middle), (x, middle + 13), (x - 11, middle)], _BACK, _ORANGE, 4
            )
        sheet.says(_BAR_ENDS + 20, top - 6, bar.text, sheet.plain, TEXT_ROOM)
        sheet.at += _ROW
    sheet.at += 46
    return sheet.png()


def stacks_picture(head: Head, stacks: Sequence[Stack], folders: Sequence[Path]) -> bytes:
    """Return amounts as a PNG: what is done filled, what waits behind it hollow. Raises `LookupError`."""
    sheet = _Sheet(head, _ROW * len(stacks) + 10, folders)
    wide, most = _BAR_ENDS - _MARGIN, max((each.done + each.waiting for each in stacks), default=1) or 1
    for each in stacks:
        sheet.says(_MARGIN, sheet.at + 2, each.label, sheet.plain, ROOM)
        top = sheet.at + 42
        done, both = (_MARGIN + wide * amount / most for amount in (each.done, each.done + each.waiting))
        if each.done:
            sheet.pen.rectangle((_MARGIN, top, done, top + 26), _BLUE)
        if each.waiting:
            sheet.pen.rectangle((done, top, both, top + 26), _BACK, _BLUE, 4)
        sheet.says(_BAR_ENDS + 20, top - 6, each.text, sheet.plain, TEXT_ROOM)
        sheet.at += _ROW
    sheet.at += 10
    return sheet.png()


def map_picture(head: Head, points: Sequence[Point], folders: Sequence[Path]) -> bytes:
    """Return points as a PNG: a hollow ring where nothing was found, a filled triangle where a problem was. Raises
    `LookupError`; `ValueError` without points.
    """
    if not points:
        raise ValueError("no points")
    sheet, plane = _Sheet(head, _MAP_HEIGHT + 20, folders), laid_flat(points)
    left, top = (_WIDTH - _MAP_HEIGHT) / 2, float(sheet.at)
    sheet.pen.rectangle((left, top, left + _MAP_HEIGHT, top + _MAP_HEIGHT), "#f6f8fa", _PALE, 2)
    for x, y, has_problem in plane.points:
        x, y = left + x * _MAP_HEIGHT, top + y * _MAP_HEIGHT
        if has_problem:
            sheet.pen.polygon([(x, y - 13), (x + 12, y + 9), (x - 12, y + 9)], _ORANGE, _BACK, 2)
        else:
            sheet.pen.ellipse((x - 8, y - 8, x + 8, y + 8), None, _BLUE, 4)
    metres = round_metres(plane.metres / 4)
    long = _MAP_HEIGHT * metres / plane.metres
    y = top + _MAP_HEIGHT - 26
    sheet.pen.line((left + 20, y, left + 20 + long, y), _INK, 5)
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"
    sheet.pen.text((left + 20, y - 36), said, _INK, sheet.small)
    sheet.at += _MAP_HEIGHT + 20
    return sheet.png()
