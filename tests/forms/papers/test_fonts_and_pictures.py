"""A missing font stops the press; a missing glyph or a broken picture is said on the paper, never a blank."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from forms import fonts
from forms.fonts import USUAL_FOLDERS
from forms.papers.furnishing import Extras, Photo
from forms.papers.page import Picture
from forms.papers.pictures import prepare
from forms.papers.press import Press
from forms.papers.refusals import PaperRefused
from forms.papers.signatures import Signature
from forms.papers.typefaces import find_typefaces
from rules.errors import describe
from tests.forms.papers.drawn import drawn_pages
from tests.forms.papers.filled import STROKE, firm, photograph, press, record


def picture(mode: str, size: tuple[int, int], kind: str, colour: int | tuple[int, ...] = 0, **how: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_without_a_chinese_font_nothing_is_printed_and_the_folder_is_named(language: str, tmp_path: Path) -> None:
    with pytest.raises(PaperRefused) as refused:
        Press(font_folder=tmp_path)
    assert refused.value.code == "PAPER_001"
    assert str(tmp_path) in describe(refused.value, language)
    assert "fonts-noto-cjk" in describe(refused.value, language)


def test_a_machine_without_chinese_fonts_prints_with_those_that_were_installed_with_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "USUAL_FOLDERS", (tmp_path / "none",))
    printed = Press().pdf(record())
    assert printed.remarks == ()
    for page in drawn_pages(printed.data):
        assert page.overflowing() == []
        assert all(page.ink(cell) > 50 for cell in page.cells if page.text_in(cell).strip())


def office_font(folder: Path) -> None:
    """A font with nothing but one Georgian letter, drawn as a block."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "an"])
    builder.setupCharacterMap({ord("Ⴀ"): "an"})
    pen = TTGlyphPen(None)
    for command, point in (("moveTo", (50, 0)), ("lineTo", (50, 800)), ("lineTo", (750, 800)), ("lineTo", (750, 0))):
        getattr(pen, command)(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "an": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (800, 0), "an": (800, 50)})
    builder.setupHorizontalHeader(ascent=850, descent=-150)
    builder.setupNameTable(
        {"familyName": "Office Extra", "styleName": "Regular", "fullName": "Office Extra", "psName": "OfficeExtra"}
    )
    builder.setupOS2(sTypoAscender=850, usWinAscent=850, usWinDescent=150)
    builder.setupPost()
    builder.save(folder / "extra.ttf")


def test_a_font_without_chinese_is_not_enough(tmp_path: Path) -> None:
    office_font(tmp_path)
    with pytest.raises(PaperRefused):
        find_typefaces(tmp_path)


def test_a_font_that_an_office_adds_lends_its_signs(tmp_path: Path) -> None:
    office_font(tmp_path)
    serif = next(path for folder in USUAL_FOLDERS for path in folder.glob("NotoSerifCJK-Regular.ttc"))
    (tmp_path / serif.name).symlink_to(serif)
    assert find_typefaces(tmp_path).families[0] == "Noto Serif CJK SC"
    page = drawn_pages(Press(font_folder=tmp_path).pdf(record(behaviours=(), firm=firm("ႠႠ"))).data)[0]
    assert page.text_in(page.cells[1]) == "ႠႠ"
    assert page.ink(page.cells[1]) > 100
    without = press().pdf(record(behaviours=(), firm=firm("Ⴀ")))
    assert "U+10A0" in describe(without.remarks[0], "en")


def test_a_sign_without_a_glyph_stands_as_its_code_and_is_remarked() -> None:
    printed = press().pdf(record(behaviours=(), firm=firm("张😀三")))
    (said,) = printed.remarks
    assert "“😀”" in describe(said, "zh-CN")
    assert "U+1F600" in describe(said, "en")
    assert "张😀三" in describe(said, "zh-CN")
    page = drawn_pages(printed.data)[0]
    assert [page.text_in(cell) for cell in page.cells].count("张U+1F600三") == 7
    docx = press().docx(record(behaviours=(), firm=firm("张😀三")))
    assert docx.remarks == printed.remarks
    assert Document(BytesIO(docx.data)).tables[0].rows[0].cells[-1].text == "张U+1F600三"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u0007", "\ud800", "\uffff"])
def test_signs_that_nobody_sees_are_made_visible(sign: str) -> None:
    page = drawn_pages(press().pdf(record(behaviours=(), remarks=f"甲{sign}乙")).data)[-1]
    assert f"甲U+{ord(sign):04X}乙" in [page.text_in(cell) for cell in page.cells]


@pytest.mark.parametrize("rare", ["㼆", "䶮", "峣", "曌", "𬭼", "𪟝", "龘"])
def test_rare_signs_of_names_leave_ink(rare: str) -> None:
    def ink(name: str) -> int:
        page = drawn_pages(press().pdf(record(behaviours=(), firm=firm(name))).data)[0]
        assert page.text_in(page.cells[1]) == name
        return page.ink(page.cells[1])

    assert ink(rare * 2) > ink(rare) > 20


BROKEN = {
    "nothing": b"",
    "another kind": b"GIF89a",
    "a head only": b"\xff\xd8\xff\xe0",
    "cut png": picture("RGB", (400, 300), "PNG")[:60],
    "cut svg": b"<svg",
    "svg without a size": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "svg of no size": b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='0' height='0'/>",
    "another markup": b"<html/>",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_picture_is_said_in_its_place(kind: str) -> None:
    data = BROKEN[kind]
    filled = record(behaviours=(), party=(Signature("张三", picture=data),), extras=Extras([Photo(data, "1", "后厨")]))
    printed = press().pdf(filled)
    assert [describe(each, "zh-CN")[:9] for each in printed.remarks] == ["图片“签名 张三”", "图片“1”打不开，"]
    text = "".join(sign.text for page in drawn_pages(printed.data) for sign in page.body)
    assert "（图片无法打印：签名张三）" in text
    assert "（图片无法打印：1）" in text
    assert press().docx(filled).remarks == printed.remarks


PICTURES = {
    "svg": STROKE,
    "jpeg": photograph(),
    "jpeg for a press": picture("CMYK", (40, 30), "JPEG", (0, 0, 0, 255)),
    "grey jpeg": picture("L", (40, 30), "JPEG"),
    "png with transparency": picture("RGBA", (40, 30), "PNG", (0, 0, 0, 255)),
    "png with a palette": picture("P", (40, 30), "PNG"),
    "deep png": picture("I;16", (40, 30), "PNG"),
    "webp": picture("RGB", (40, 30), "WEBP"),
    "large": picture("RGB", (4000, 3000), "JPEG"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_every_usual_kind_of_picture_is_printed(kind: str) -> None:
    data = PICTURES[kind]
    filled = record(behaviours=(), extras=Extras([Photo(data, "1", "后厨")]))
    printed = press().pdf(filled)
    assert printed.remarks == ()
    page = drawn_pages(printed.data)[-1]
    assert page.ink(page.cells[0]) > page.ink(page.cells[1]) + 500
    assert len(Document(BytesIO(press().docx(filled).data)).inline_shapes) > 0


def test_a_picture_lying_on_its_side_is_put_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    data = picture("RGB", (400, 300), "JPEG", exif=turned)
    prepared = prepare(Picture(data, 80, 80, ""))
    assert prepared.height > prepared.width
    assert Image.open(BytesIO(prepared.data)).size == (300, 400)


def test_a_picture_keeps_its_shape_within_its_limits() -> None:
    prepared = prepare(Picture(photograph(0, (400, 100)), 80, 58, ""))
    assert (prepared.width, prepared.height) == (80, 20)


def test_a_large_photograph_is_made_as_small_as_paper_shows() -> None:
    data = picture("RGB", (4000, 3000), "JPEG")
    prepared = prepare(Picture(data, 80, 58, ""))
    assert max(Image.open(BytesIO(prepared.data)).size) == 1600
