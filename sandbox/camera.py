"""A camera: pictures that nobody has taken before."""

import itertools
from io import BytesIO

from PIL import Image

_pictures = itertools.count(1)


def picture(width: int = 640, height: int = 480) -> bytes:
    """Return a JPEG like no other."""
    number = next(_pictures)
    image = Image.new("RGB", (width, height), (number * 37 % 256, number * 91 % 256, number // 7 % 256))
    image.putpixel((number % width, number // width % height), (255, 255, 255))
    out = BytesIO()
    image.save(out, "JPEG", quality=85, comment=f"picture {number}".encode())
    return out.getvalue()
