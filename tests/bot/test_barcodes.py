"""Bar codes off pictures, and bytes that are none."""

from io import BytesIO

import pillow_heif
import pytest
import segno
from PIL import Image

from bot.barcodes import read_code
from forms.pictures.opening import MOST_PIXELS
from sandbox.camera import picture

pillow_heif.register_heif_opener()


def drawn(text: str, angle: float = 0.0, kind: str = "JPEG") -> bytes:
    code, out = BytesIO(), BytesIO()
    segno.make(text).save(code, kind="png", scale=6, border=4)
    Image.open(code).convert("RGB").rotate(angle, expand=True, fillcolor="white").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("angle", [0.0, 17.0, 90.0])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_code_is_read_however_it_lies(angle: float, kind: str) -> None:
    assert read_code(drawn("食品经营许可证 JY-4711", angle, kind)) == "食品经营许可证 JY-4711"


def test_a_picture_without_a_code_has_none() -> None:
    assert read_code(picture()) is None


@pytest.mark.parametrize("content", [b"", b"no picture", drawn("x")[:200], b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_bytes_that_are_no_whole_picture_have_none(content: bytes) -> None:
    assert read_code(content) is None


def test_a_picture_that_would_unpack_to_too_much_is_not_opened() -> None:
    out = BytesIO()
    side = int(MOST_PIXELS**0.5) + 1
    Image.new("1", (side, side)).save(out, "PNG")
    assert read_code(out.getvalue()) is None
