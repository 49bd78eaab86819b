"""Pictures of statistics: every sign is drawn as itself, every length is what its number says."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from forms.charts import TEXT_ROOM, Bar, Head, Stack, bars_picture, map_picture, scale_of, stacks_picture
from forms.fonts import usual_folders
from forms.pictures.letters import chinese_font, fitted
from handlers.words import FOLDER
from rules.statistics.cuts import CUTS, PERIOD_NAMES, WAYS
from rules.statistics.tallies import Point

HEAD = Head("行业　问题率", "今年 · 检查256次", ("用来决定：哪个行业要防系统性风险",))
LIGHT, BLUE, ORANGE, WHITE = (0x8F, 0xB8, 0xE6), (0x0B, 0x57, 0xA4), (0xB3, 0x47, 0x00), (255, 255, 255)
FONTS = tuple(usual_folders())


def pixels(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    picture.load()
    assert picture.format == "PNG"
    # Bot API, sendPhoto: width and height together, and their ratio.
    assert sum(picture.size) <= 10_000
    assert max(picture.size) <= 20 * min(picture.size)
    return picture


def longest_run(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    """The most signs of a colour in one line."""
    rows = ([picture.getpixel((x, y)) == colour for x in range(picture.width)] for y in range(picture.height))
    return max(sum(row) for row in rows)


def bar(share: float, low: float, high: float, before: float | None = None, label: str = "餐饮") -> Bar:
    return Bar(label, "12/80　15%（9–24%）", share, low, high, before)


def test_every_sign_that_is_written_has_a_shape() -> None:
    font = chinese_font(FONTS, 40)
    said = [
        *(names for cut in CUTS.values() for names in (cut.title, cut.decision)),
        *WAYS.values(),
        *PERIOD_NAMES.values(),
    ]
    signs = {sign for names in said for text in names.values() for sign in text}
    for language in ("zh-CN", "en"):
        text = (Path(FOLDER) / language / "statistics.ftl").read_text("utf-8")
        signs |= {sign for line in text.splitlines() if "stat-chart" in line or line[:1] == " " for sign in line}
    missing = bytes(font.getmask("\U0010fffe"))
    drawn = {sign for sign in signs if sign.isalnum() or sign in "（）–·：%"}
    assert len(drawn) > 150
    assert [sign for sign in sorted(drawn) if bytes(font.getmask(sign)) == missing] == []


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_a_bar_is_as_long_as_its_share(share: float) -> None:
    bars = [bar(share, share / 2, 0.58)]
    # The interval's line crosses the bar and does not shorten the rows above it.
    assert longest_run(pixels(bars_picture(HEAD, bars, FONTS)), LIGHT) == pytest.approx(516 * share / 0.6, abs=2)


def test_nothing_found_has_no_bar_and_still_its_interval() -> None:
    picture = pixels(bars_picture(HEAD, [bar(0.0, 0.0, 0.56)], FONTS))
    assert Counter(picture.get_flattened_data())[LIGHT] == 0
    left = picture.crop((0, 0, 560, picture.height))
    assert longest_run(left, (0x16, 0x19, 0x1D)) == pytest.approx(516 * 0.56 / 0.6, abs=6)


@pytest.mark.parametrize(
    ("highest", "before", "scale"), [(0.56, None, 0.6), (0.6, None, 0.6), (0.05, None, 0.1), (0.3, 0.7, 0.7), (1, 1, 1)]
)
def test_a_scale_ends_at_the_next_tenth(highest: float, before: float | None, scale: float) -> None:
    assert scale_of([bar(0.02, 0.01, highest, before)]) == pytest.approx(scale)


def test_a_year_before_is_a_diamond() -> None:
    with_it, without = (pixels(bars_picture(HEAD, [bar(0.2, 0.1, 0.3, each)], FONTS)) for each in (0.25, None))
    assert Counter(with_it.get_flattened_data())[ORANGE] > 40
    assert Counter(without.get_flattened_data())[ORANGE] == 0


def test_amounts_are_filled_where_done_and_hollow_where_not() -> None:
    picture = pixels(stacks_picture(HEAD, [Stack("SJ-01", "30", 30, 10), Stack("SJ-02", "20", 20, 0)], FONTS))
    assert longest_run(picture, BLUE) == pytest.approx(516, abs=4)
    assert pixels(stacks_picture(HEAD, [Stack("SJ-01", "0", 0, 0)], FONTS)).height > 200


def test_problems_are_triangles_and_the_rest_rings() -> None:
    calm, loud = Point(29.7, 106.6, False), Point(29.71, 106.61, True)
    picture = pixels(map_picture(HEAD, [calm, loud], FONTS))
    found = Counter(picture.get_flattened_data())
    assert found[ORANGE] > 150
    assert found[BLUE] > 100
    assert pixels(map_picture(HEAD, [calm], FONTS)).size == picture.size
    with pytest.raises(ValueError, match="no points"):
        map_picture(HEAD, [], FONTS)


def test_a_long_label_is_cut_and_a_short_one_is_not() -> None:
    font = chinese_font(FONTS, 27)
    assert fitted("餐饮", font, 400) == "餐饮"
    long = fitted("食品生产经营单位（含小作坊、食品小经营店）" * 3, font, 400)
    assert long.endswith("…")
    assert font.getlength(long) <= 400


def test_signs_that_a_font_lacks_are_left_out_and_make_no_box() -> None:
    font = chinese_font(FONTS, 27)
    assert fitted("801 🔥 餐饮👨‍👩‍👧抽查⚠️ №1", font, 900) == "801 餐饮抽查⚠ №1"


@pytest.mark.parametrize("text", ["1/1　100%（21%–100%）", "1,234/12,345　100%（98%–100%）"])
def test_no_share_is_too_wide_for_its_place(text: str) -> None:
    assert fitted(text, chinese_font(FONTS, 27, 500), TEXT_ROOM) == text


def test_without_a_font_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        bars_picture(HEAD, [bar(0.1, 0.0, 0.2)], [tmp_path])
