"""Places on the map: degrees (WGS-84) as canonical text, and the distance between two places in metres."""

import re
import unicodedata
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from rules.errors.registry import DEGREES_OUT_OF_RANGE, NOT_DEGREES, EntryInvalid

EARTH_RADIUS_METRES = 6_371_008.8  # the mean radius of GRS 80, IUGG
DECIMALS = Decimal("0.000001")  # about 11 centimetres
MAX_LATITUDE = 90
MAX_LONGITUDE = 180

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]*)?")


class CoordinateInvalid(EntryInvalid):
    """Something that is no degree of latitude or longitude; `code` is REG_007 or REG_008."""


def latitude_text(degrees: str | float) -> str:
    """Return a latitude as decimal text with six decimals, such as `29.684312`.

    Raises:
        CoordinateInvalid: Not a decimal number of degrees, or beyond a pole.
    """
    return _canonical(degrees, MAX_LATITUDE)


def longitude_text(degrees: str | float) -> str:
    """Return a longitude as decimal text with six decimals, such as `106.611053`.

    Raises:
        CoordinateInvalid: Not a decimal number of degrees, or beyond ±180.
    """
    return _canonical(degrees, MAX_LONGITUDE)


def distance_metres(
    latitude: str | float, longitude: str | float, other_latitude: str | float, other_longitude: str | float
) -> float:
    """Return the great-circle distance of two places in metres, on a sphere of the Earth's mean radius.

    The Earth's flattening makes it wrong by 0.6 % at most. Degrees are those of WGS-84, as numbers or as text.

    Raises:
        CoordinateInvalid: One of the four is no coordinate.
    """
    south, north = (radians(_degrees(each, MAX_LATITUDE)) for each in (latitude, other_latitude))
    east = radians(_degrees(other_longitude, MAX_LONGITUDE) - _degrees(longitude, MAX_LONGITUDE))
    haversine = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_METRES * asin(sqrt(min(1.0, haversine)))


def _canonical(degrees: str | float, limit: int) -> str:
    rounded = _degrees(degrees, limit).quantize(DECIMALS)
    return str(abs(rounded) if rounded.is_zero() else rounded)


def _degrees(typed: str | float, limit: int) -> Decimal:
    # A float is taken by its digits: 29.1 means 29.1, not the binary fraction beside it.
    text = f"{Decimal(repr(typed)):f}" if isinstance(typed, float) else unicodedata.normalize("NFKC", str(typed))
    text = text.strip().replace("−", "-")
    if _DEGREES.fullmatch(text) is None:
        raise CoordinateInvalid(NOT_DEGREES, typed=typed)
    degrees = Decimal(text)
    if abs(degrees) > limit:
        raise CoordinateInvalid(DEGREES_OUT_OF_RANGE, typed=text, limit=limit)
    return degrees
