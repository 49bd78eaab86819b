"""A drawn signature as pictures: cut out closely, as large as its cell wants it, whatever was drawn."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from forms.papers.ink import HIGHEST, WIDEST, ink_pictures
from forms.papers.page import Picture
from forms.papers.pictures import prepare
from rules.ink import FARTHEST, Point, Stroke

LINE = tuple(Point(x, 500 + x // 4, x, 0) for x in range(0, 2400, 60))
DOT = (Point(3000, 200, 0, 500),)

places = st.integers(-FARTHEST, FARTHEST)
any_strokes = st.lists(
    st.lists(st.builds(Point, places, places, st.integers(0, 9999), st.integers(0, 1000)), min_size=1, max_size=8).map(
        tuple
    ),
    min_size=1,
    max_size=5,
).map(tuple)


def png_of(strokes: tuple[Stroke, ...]) -> Image.Image:
    return Image.open(BytesIO(ink_pictures(strokes).png))


def test_the_picture_shows_the_ink_and_nothing_behind_it() -> None:
    made = png_of((LINE, DOT))
    assert made.mode == "RGBA"
    alpha = made.getchannel("A")
    assert alpha.getextrema() == (0, 255)
    left, top, right, bottom = alpha.getbbox() or (0, 0, 0, 0)
    assert (left < made.width // 8, right > made.width * 7 // 8) == (True, True)
    assert (top < made.height // 4, bottom > made.height * 3 // 4) == (True, True)


def test_the_drawing_has_a_line_for_each_stroke_and_fits_the_same_box() -> None:
    pictures = ink_pictures((LINE, DOT))
    root = ElementTree.fromstring(pictures.svg)
    assert [child.tag.rpartition("}")[2] for child in root] == ["path", "path"]
    assert root.get("viewBox") == "-40 160 3080 965"
    on_paper = [prepare(Picture(data, 34, 10, "签名")) for data in (pictures.svg, pictures.png)]
    assert on_paper[0].width == pytest.approx(on_paper[1].width, rel=0.02)
    assert on_paper[0].height == pytest.approx(on_paper[1].height, rel=0.02)


@settings(max_examples=25, deadline=None)
@given(any_strokes)
def test_no_ink_makes_a_picture_larger_than_its_cell_wants(strokes: tuple[Stroke, ...]) -> None:
    made = png_of(strokes)
    assert 1 <= made.width <= WIDEST
    assert 1 <= made.height <= HIGHEST
