"""What a camera wrote into a picture (EXIF): when, where, with what. Claims of the sender's file, kept as such."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from PIL import Image

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _TAKEN, _OFFSET = 0x010F, 0x0110, 0x9003, 0x9011
_TIME: Final = re.compile(r"^\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}$")
_ZONE: Final = re.compile(r"^[+-]\d{2}:\d{2}$")
_CAMERA_MOST: Final = 80


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """What the camera wrote, empty where it wrote nothing.

    Attributes:
        taken: By its clock, ISO 8601; with an offset only where it wrote one.
        position: Latitude and longitude in degrees, six decimals, `29.720300,106.631300`.
        camera: Maker and model.
    """

    taken: str = ""
    position: str = ""
    camera: str = ""


def camera_facts(image: Image.Image) -> CameraFacts:
    """Return what the camera wrote into an opened picture; what cannot be read is left out."""
    try:
        exif = image.getexif()
        inner, place = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
        return CameraFacts(_taken(inner), _position(place), _camera(exif))
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError):
        return CameraFacts()


def _taken(inner: Mapping[int, Any]) -> str:
    written, zone = _words(inner.get(_TAKEN)), _words(inner.get(_OFFSET))
    if not _TIME.match(written):
        return ""
    day, _, time = written.partition(" ")
    return f"{day.replace(':', '-')}T{time}{zone if _ZONE.match(zone) else ''}"


def _position(place: Mapping[int, Any]) -> str:
    latitude, longitude = _degrees(place.get(2), place.get(1), "S"), _degrees(place.get(4), place.get(3), "W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    # Cameras that have not found their place yet write noughts.
    return f"{latitude:.6f},{longitude:.6f}" if latitude or longitude else ""


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    # A fraction over nought is no number.
    if not isfinite(value):
        return None
    return -value if _words(side).upper() == negative else value


def _camera(exif: Mapping[int, Any]) -> str:
    make, model = _words(exif.get(_MAKE)), _words(exif.get(_MODEL))
    whole = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    return whole.strip()[:_CAMERA_MOST]


def _words(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", errors="replace")
    return "".join(sign for sign in value if sign.isprintable()).strip() if isinstance(value, str) else ""
