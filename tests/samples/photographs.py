"""Photographs for the samples, drawn and seeded: the same at every run, and nobody's real premises."""

from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import pairwise
from math import cos, pi, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

# Drawn twice as large as it is sent, so that edges become smooth.
WIDTH, HEIGHT = 2560, 1920
SENT = (1280, 960)


class Sketch(ImageDraw.ImageDraw):
    """A canvas, and the chance that belongs to it."""

    def __init__(self, seed: int, ground: str) -> None:
        self.canvas, self.random = Image.new("RGB", (WIDTH, HEIGHT), ground), Random(seed)
        super().__init__(self.canvas)

    def words(self, text: str, x: float, y: float, size: int, fill: str, anchor: str = "mm") -> None:
        try:
            self.text((x, y), text, fill, ImageFont.truetype("NotoSansCJK-Bold.ttc", size, index=2), anchor)
        except OSError:  # where Chinese has no font, the page of phones has none either
            self.text((x, y), text, fill, ImageFont.load_default(size), anchor)

    def tube(self, x: int, y: int, width: int, height: int, *colour: int) -> None:
        """An upright tube, lit from the left."""
        for step in range(width):
            light = 0.42 + 0.75 * sin(pi * (step / width) ** 0.75) ** 1.4
            red, green, blue = (int(part * light) for part in colour)
            self.line((x + step, y, x + step, y + height), (red, green, blue))

    def curve(self, fill: str, width: int, *points: complex) -> None:
        """A line without corners through points x + y·j."""
        for _ in range(4):
            cut = [spot for a, b in pairwise(points) for spot in (0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b)]
            points = (points[0], *cut, points[-1])
        self.line([(point.real, point.imag) for point in points], fill, width, joint="curve")

    def signature(self, x: float, y: float) -> None:
        """A name that nobody can read."""
        spots = []
        for _ in range(12):
            spots.append(complex(x, y + self.random.uniform(-95, 75)))
            x += self.random.uniform(-6, 56)
        self.curve("#1b2f73", 9, *spots)

    def photograph(self) -> bytes:
        """Take it: held a little askew, darker towards the corners, with some grain."""
        # Far enough from the sides to be seen in an album, which shows squares.
        self.rounded_rectangle((1740, 100, 2110, 190), 30, "#3a3d40")
        self.words("演示 DEMO", 1925, 144, 60, "#ffffff")
        turned = self.canvas.rotate(self.random.uniform(-1.6, 1.6), Image.Resampling.BICUBIC)
        seen = turned.crop((80, 60, WIDTH - 80, HEIGHT - 60)).resize(SENT, Image.Resampling.LANCZOS)
        dark = Image.radial_gradient("L").resize(SENT).point(lambda far: 255 - far * far // 620)
        grain = Image.frombytes("L", SENT, self.random.randbytes(SENT[0] * SENT[1])).point(lambda g: 242 + g // 20)
        for layer in (dark, grain):
            seen = ImageChops.multiply(seen, Image.merge("RGB", (layer, layer, layer)))
        out = BytesIO()
        seen.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=88)
        return out.getvalue()


def extinguisher() -> bytes:
    """A fire extinguisher from near by: its gauge stands in the red."""
    sketch = Sketch(5, "#b3aea2")
    for x in range(0, WIDTH, 430):
        for y in range(-120, HEIGHT, 430):
            sketch.rounded_rectangle((x, y, x + 418, y + 418), 6, f"#d{sketch.random.randrange(10)}d2c6")
    sketch.curve("#15181a", 92, 1040 + 1080j, 620 + 900j, 440 + 1300j, 540 + 2600j)
    for step in range(0, 110, 2):
        side = int(110 * (1 - (1 - step / 110) ** 2) ** 0.5)
        sketch.tube(930 - side, 1270 + step, 700 + 2 * side, 2, 214, 32, 28)
    sketch.tube(820, 1380, 920, 560, 214, 32, 28)
    sketch.tube(1120, 1120, 320, 150, 190, 160, 90)
    sketch.polygon((1400, 690, 2240, 340, 2260, 430, 1520, 900), "#2f3437")
    sketch.polygon((1480, 970, 2200, 850, 2208, 930, 1520, 1110), "#1d2022")
    sketch.curve("#d7b53c", 22, 1590 + 800j, 1720 + 960j, 1900 + 880j, 1800 + 700j, 1590 + 800j)
    sketch.rounded_rectangle((940, 1530, 1620, 1960), 20, "#f4efe0")
    sketch.words("灭火器", 1280, 1640, 140, "#b3201b")
    sketch.words("有效期至 2024-03", 1280, 1780, 64, "#333333")
    for radius, fill in ((336, "#8d8f91"), (312, "#e9e9e6"), (292, "#fbfbf8")):
        sketch.circle((1280, 920), radius, fill)
    for begin, end, fill in ((150, 235, "#d32f2f"), (235, 305, "#2e9d4a"), (305, 390, "#e8b730")):
        sketch.pieslice((1012, 652, 1548, 1188), begin, end, fill)
    sketch.circle((1280, 920), 174, "#fbfbf8")
    sketch.words("MPa", 1280, 1070, 60, "#444444")
    sketch.line((1280, 920, 1280 + 250 * cos(radians(178)), 920 + 250 * sin(radians(178))), "#111111", 22)
    sketch.circle((1280, 920), 38, "#111111")
    return sketch.photograph()


def emergency_exit() -> bytes:
    """A corridor that ends at an exit with nothing in its way."""
    sketch = Sketch(9, "#dedbd2")
    sketch.polygon((0, 0, WIDTH, 0, 1760, 300, 800, 300), "#f1f0ec")
    sketch.polygon((0, HEIGHT, 800, 1400, 1760, 1400, WIDTH, HEIGHT), "#9aa0a0")
    for step in range(1, 8):
        sketch.line((800 + 120 * step, 1400, 320 * step, HEIGHT), "#868c8c", 6)
    for y in (1470, 1570, 1716):
        sketch.line((0, y, WIDTH, y), "#868c8c", 6)
    sketch.polygon((0, 0, 800, 300, 800, 1400, 0, HEIGHT), "#c9c5ba")
    sketch.polygon((WIDTH, 0, 1760, 300, 1760, 1400, WIDTH, HEIGHT), "#c4c0b4")
    for x in (940, 1284):
        sketch.rounded_rectangle((x, 660, x + 336, 1400), 8, "#5f7f73")
        sketch.rounded_rectangle((x + 40, 704, x + 296, 964), 8, "#b9d0d2")
        sketch.rounded_rectangle((x + 28, 1072, x + 308, 1116), 20, "#d8dcdc")
    sketch.rounded_rectangle((936, 392, 1624, 600), 16, "#0f8a4b")
    sketch.words("安全出口 EXIT", 1280, 492, 88, "#f2fff6")
    return sketch.photograph()


def freezer(degrees: str, seed: int) -> bytes:
    """The display of a freezer, from near by."""
    sketch = Sketch(seed, "#c9d3d8")
    sketch.rectangle((0, 0, WIDTH, 620), "#e9eef0")
    for y in range(760, HEIGHT, 190):
        sketch.rounded_rectangle((120, y, WIDTH - 120, y + 150), 20, f"#b{sketch.random.randrange(10)}c6cf")
    sketch.rounded_rectangle((560, 300, 2000, 960), 60, "#26292c")
    sketch.rounded_rectangle((640, 380, 1920, 880), 30, "#0b0d0e")
    sketch.words(f"{degrees}℃", 1280, 640, 380, "#ff5a3c")
    sketch.words("1号冰柜 FREEZER 1", 1280, 200, 96, "#37454c")
    return sketch.photograph()


def receipt(seed: int = 1, to: str = "晨露餐饮") -> bytes:
    """The receipt of a notice, signed by whoever took it."""
    rows = ("文书　行政检查通知书", 0), (f"受送达人　{to}", 0), ("送达方式　当面送达", 0), ("收件人签字", 1)
    return _paper(Sketch(seed, "#8a5f3c"), "送达回证（演示）", *rows, ("送达人签字", 2))


def signed_sheet(seed: int = 6) -> bytes:
    """The last page of the record, with five signatures."""
    rows = ("检查结果　见各部门部分", 0), ("被核查方签字", 1), ("市场监管", 2), ("消防救援", 2), ("见证人　不需要", 0)
    return _paper(Sketch(seed, "#59636b"), "实地核查记录表（演示）", *rows)


def _paper(sketch: Sketch, title: str, *rows: tuple[str, int]) -> bytes:
    """A sheet on a desk: a table whose rows carry so many signatures."""
    sketch.rectangle((372, 92, 2212, HEIGHT), "#2b2723")
    sketch.rectangle((340, 68, 2180, HEIGHT), "#f8f6ef")
    sketch.words(title, 1180, 260, 112, "#222222")
    for number, (words, signatures) in enumerate(rows):
        y = 420 + number * 280
        sketch.rectangle((460, y, 2060, y + 280), "#f8f6ef", "#555555", 6)
        sketch.words(words, 524, y + 140, 72, "#333333", "lm")
        for which in range(signatures):
            sketch.signature(1120 + which * 460, y + 150)
    sketch.polygon((2020, 1800, 2500, 1120, 2552, 1156, 2072, 1840, 2008, 1860), "#22262b")
    return sketch.photograph()


OF_THE_REGIME: Mapping[str, Callable[[], bytes]] = {
    "receipt": lambda: receipt(21, "被检查单位"),
    "before": lambda: freezer("14.0", 22),
    "exit": emergency_exit,
    "sheet": lambda: signed_sheet(23),
    "receipt again": lambda: receipt(24, "被检查单位"),
    "after": lambda: freezer("4.0", 25),
    "sheet again": lambda: signed_sheet(26),
}
"""What the whole regime photographs."""
