"""Pictures of papers beside the annexes: the rule text's own words, the empty form, the paper of the played visit."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from forms.papers.composing import Filled
from forms.papers.press import Press
from forms.papers.previews import page_pictures

PPI = 82
MARGIN, SIGN, STEP = 48, 15, 22
GREYS = 24
ANNEXES = Path("tests/forms/papers")


def beside_the_annex(press: Press, annex: int, empty: Filled, pages: Sequence[bytes], path: Path) -> None:
    """Write a picture: the words of the annex, the empty form, then pages of a paper (PNG); two stand side by side."""
    (form,) = page_pictures(press.pdf(empty).data, ppi=PPI, count=1)
    sheets = [Image.open(BytesIO(page)).convert("L") for page in (form, *pages)]
    width, height = sheets[0].size
    sheets.insert(0, _plain((ANNEXES / f"annex{annex}.txt").read_text(encoding="utf-8"), width, height))
    across = 2 if len(sheets) > 3 else len(sheets)
    down = -(-len(sheets) // across)
    whole = Image.new("L", (across * (width + 8) + 8, down * (height + 8) + 8), 160)
    for at, sheet in enumerate(sheets):
        whole.paste(sheet, (8 + at % across * (width + 8), 8 + at // across * (height + 8)))
    whole.quantize(GREYS).save(path, "PNG", optimize=True)


def _plain(text: str, width: int, height: int) -> Image.Image:
    """Return the words as they stand in the rule text, where a table is only tabs and ends of lines."""
    sheet = Image.new("L", (width, height), 255)
    draw, font = ImageDraw.Draw(sheet), _font()
    y = MARGIN
    for paragraph in text.splitlines():
        line = ""
        for sign in paragraph.replace("\t", "    "):
            if draw.textlength(line + sign, font) > width - 2 * MARGIN:
                draw.text((MARGIN, y), line, 0, font)
                y, line = y + STEP, ""
            line += sign
        draw.text((MARGIN, y), line, 0, font)
        y += STEP if line.strip() else STEP // 3
    return sheet


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype("NotoSansCJK-Regular.ttc", SIGN, index=2)
    except OSError:  # where Chinese has no font, the page of phones has none either
        return ImageFont.load_default(SIGN)
