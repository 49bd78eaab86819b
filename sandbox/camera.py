"""A camera: pictures that nobody has taken before."""

import itertools
import random
from io import BytesIO
from typing import Any

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


def scan(pages: int = 1) -> bytes:
    """Return a PDF of scanned pages like no other."""
    first, *others = (Image.open(BytesIO(picture(480, 640))) for _ in range(pages))
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


def screenshot() -> bytes:
    """Return a PNG like no other."""
    out = BytesIO()
    Image.open(BytesIO(picture())).save(out, "PNG")
    return out.getvalue()


def scenery(seed: int, width: int = 1600, height: int = 1200, **saving: Any) -> bytes:
    """Return a JPEG of something to recognise, the same for the same seed; `saving` as Pillow takes it."""
    places = random.Random(seed).randbytes(9 * 7 * 3)  # noqa: S311 - a view
    view = Image.frombytes("RGB", (9, 7), places).resize((width, height), Image.Resampling.BICUBIC)
    out = BytesIO()
    view.save(out, "JPEG", **({"quality": 90} | saving))
    return out.getvalue()


def exif_of(taken: str, latitude: float, longitude: float, camera: str = "Pinhole One") -> Image.Exif:
    """Return what a camera writes into a picture: its clock, the place (north, east, in degrees) and its model."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = camera.split()[0], camera
    exif.get_ifd(0x8769)[0x9003] = taken
    place = exif.get_ifd(0x8825)
    for number, side, degrees in ((1, "N", latitude), (3, "E", longitude)):
        place[number] = side
        place[number + 1] = (float(int(degrees)), float(int(degrees * 60 % 60)), round(degrees * 3600 % 60, 4))
    return exif
