"""What a camera wrote, whether two pictures show the same, and the strip below the copies."""

from io import BytesIO
from itertools import combinations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from forms.fonts import usual_folders
from forms.pictures.camera import CameraFacts, camera_facts
from forms.pictures.examination import Announced, Examined, examine
from forms.pictures.likeness import BANDS, NEAR, bands, distance, likeness
from forms.pictures.strip import PREVIEW, Strip
from sandbox.camera import exif_of, picture, scenery

HASH = "0f3a6c2e99ab12cd" * 4
STRIP = Strip(
    ("018-08 晨露餐饮", "渝北区金山路1号", "2026-03-10 10:30 陈立（市场监管）", "SHA-256 0f3a6c2e 99ab12cd"),
    f"HECHA 018-08 {HASH}".upper(),
)
WHERE = exif_of("2026:03:09 09:15:00", 29.7203, 106.6313)


def examined(data: bytes, kind: str = "image/jpeg") -> Examined:
    return examine(data, Announced("document", kind, None), STRIP, usual_folders())


def copy_of(data: bytes, size: tuple[int, int], quality: int) -> bytes:
    """What a messenger makes of a picture."""
    out = BytesIO()
    Image.open(BytesIO(data)).resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


def in_format(data: bytes, format_: str) -> bytes:
    if format_ == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    out = BytesIO()
    Image.open(BytesIO(data)).save(out, format_)
    return out.getvalue()


def test_a_camera_is_believed_to_have_written_time_place_and_model() -> None:
    found = examined(scenery(1, exif=WHERE)).camera
    assert found == CameraFacts("2026-03-09T09:15:00", "29.720300,106.631300", "Pinhole One")


def test_a_picture_that_a_messenger_compressed_says_nothing() -> None:
    assert examined(copy_of(scenery(1, exif=WHERE), (800, 600), 87)).camera == CameraFacts()


@pytest.mark.parametrize(
    ("tag", "value"), [(0x9003, "0000:00:00"), (0x9003, b"\xff\xfe"), (0x9003, "2026-03-09"), (0x9011, "zone")]
)
def test_what_no_camera_writes_is_left_out(tag: int, value: object) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[tag] = value
    image = Image.new("RGB", (8, 8))
    image.info["exif"] = exif.tobytes()
    assert camera_facts(image) == CameraFacts()


def test_the_same_picture_is_found_again_however_it_was_compressed_and_another_is_not() -> None:
    originals = [scenery(seed) for seed in range(8)]
    hashes = [examined(each).likeness for each in originals]
    for data, hash_ in zip(originals, hashes, strict=True):
        assert hash_ is not None
        for size, quality in (((1280, 960), 87), ((800, 600), 60), ((320, 240), 75)):
            again = examined(copy_of(data, size, quality)).likeness
            assert again is not None
            assert distance(hash_, again) <= NEAR
    for one, other in combinations(hashes, 2):
        assert one is not None
        assert other is not None
        assert distance(one, other) > NEAR


def test_a_picture_of_a_single_colour_is_like_none() -> None:
    assert likeness(Image.new("RGB", (640, 480), "teal")) is None
    assert examined(picture()).likeness is None


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=NEAR))
def test_near_hashes_share_a_part(value: int, changed: set[int]) -> None:
    other = value
    for bit in changed:
        other ^= 1 << bit
    one, near = f"{value:016x}", f"{other:016x}"
    assert distance(one, near) == len(changed)
    assert len(bands(one)) == BANDS
    assert any(mine == theirs for mine, theirs in zip(bands(one), bands(near), strict=True))


@pytest.mark.parametrize("size", [(4000, 3000), (1280, 960), (720, 1280), (120, 90), (2000, 100)])
def test_the_strip_stands_below_the_picture_and_its_code_names_visit_and_hash(size: tuple[int, int]) -> None:
    found = examined(scenery(3, *size))
    assert found.problem == ""
    for copy, width in ((found.stamped, max(size[0], 640)), (found.preview, None)):
        with Image.open(BytesIO(copy)) as image:
            assert width in (None, image.width)
            codes = zxingcpp.read_barcodes(image.convert("L"))
            # As it stands in the annex: 80 millimetres wide, printed with 300 dots to the inch.
            printed = image.convert("L").resize((945, round(945 * image.height / image.width)))
            assert [code.text for code in codes or zxingcpp.read_barcodes(printed)] == [STRIP.code]
    with Image.open(BytesIO(found.preview)) as small, Image.open(BytesIO(scenery(3, *size))) as original:
        scale = min(1.0, PREVIEW / max(size))
        shown = small.convert("RGB").getpixel((small.width // 2, int(size[1] * scale / 2)))
        seen = original.getpixel((size[0] // 2, size[1] // 2))
        assert isinstance(shown, tuple)
        assert isinstance(seen, tuple)
        assert max(abs(a - b) for a, b in zip(shown, seen, strict=True)) < 30


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "HEIF"])
def test_other_formats_are_shown_as_jpeg(format_: str) -> None:
    found = examined(in_format(scenery(2, 400, 300), format_), f"image/{format_.lower()}")
    assert (found.problem, found.width, found.height) == ("", 400, 300)
    assert found.stamped.startswith(b"\xff\xd8\xff")


def test_a_picture_that_was_held_sideways_stands_upright_and_its_copies_say_nothing_of_where() -> None:
    sideways = exif_of("2026:03:09 09:15:00", 29.7203, 106.6313)
    sideways[0x0112] = 6
    found = examined(scenery(4, 800, 600, exif=sideways))
    assert (found.width, found.height) == (600, 800)
    for copy in (found.stamped, found.preview):
        with Image.open(BytesIO(copy)) as image:
            assert image.height > image.width
            assert not image.getexif()
            assert "exif" not in image.info


def test_what_shines_through_is_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (700, 500), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(examined(out.getvalue(), "image/png").stamped)) as image:
        assert image.convert("RGB").getpixel((10, 10)) == (255, 255, 255)
