"""Whether two pictures show the same: a hash of where they become brighter (dHash), which survives compression."""

from typing import Final

from PIL import Image

# Files of the same picture, compressed or made smaller once more, differ in this many of 64 places at most.
NEAR: Final = 3
BANDS: Final = 4
# Of the darkest and the brightest place of a picture; below it, noise alone would decide.
_LEAST_CONTRAST: Final = 12


def likeness(image: Image.Image) -> str | None:
    """Return the hash of a picture as 16 hexadecimal digits; none of one that shows nothing but a single colour."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    places = grey.tobytes()
    if max(places) - min(places) < _LEAST_CONTRAST:
        return None
    bits = "".join(
        "1" if places[9 * row + column] < places[9 * row + column + 1] else "0"
        for row in range(8)
        for column in range(8)
    )
    return f"{int(bits, 2):016x}"


def distance(one: str, other: str) -> int:
    """Return in how many of 64 places two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def bands(hash_: str) -> tuple[str, ...]:
    """Return a hash in four parts: two hashes that differ in three places at most have one part in common."""
    size = len(hash_) // BANDS
    return tuple(hash_[at : at + size] for at in range(0, len(hash_), size))
