"""Hostile files from a seed: whole ones broken in many ways, bombs, files that are two things, names that escape."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

import pillow_heif
from PIL import Image

from forms.pictures.examination import Announced
from sandbox.camera import scan
from sandbox.recorder import filmed, spoken

NAMES = (
    "../../etc/passwd",
    "a\0b.jpg",
    "\u202egpj.exe",
    "n" * 300 + ".jpg",
    "CON",
    "IMG_1.jpg",
    "",
    "..",
    "a/b\\c.png",
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file as it is sent; `way` says how it was made."""

    way: str
    data: bytes
    announced: Announced


def hostile_files(seed: int, many: int) -> Iterator[Hostile]:
    """Yield so many files, the same for the same seed: each way of doing harm in turn, on each kind of file."""
    for number in range(many):
        chance = Random(seed * 1_000_003 + number)
        way = WAYS[number % len(WAYS)]
        kind = chance.choice(sorted(wholes()))
        data = way(wholes()[kind], chance)
        told = chance.choice([kind, kind, kind, "image/jpeg", "application/octet-stream", None])
        if way in (enormous, bomb, escaping):
            # Made anew, whatever it began with.
            told = "application/octet-stream"
        sent_as = "photo" if told == "image/jpeg" and chance.random() < 0.3 else "document"
        yield Hostile(way.__name__, data, Announced(sent_as, told, chance.choice(NAMES)))


@cache
def wholes() -> dict[str, bytes]:
    """Return a whole file of each kind, by its type."""
    gradient = Image.linear_gradient("L").resize((320, 240))
    picture = Image.merge("RGB", (gradient, gradient.rotate(90, expand=True).resize((320, 240)), gradient))
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Maker", 6
    exif.get_ifd(0x8825)[1] = "N"
    found = {}
    for type_, format_ in (("image/jpeg", "JPEG"), ("image/png", "PNG"), ("image/webp", "WEBP")):
        out = BytesIO()
        picture.save(out, format_, exif=exif)
        found[type_] = out.getvalue()
    out = BytesIO()
    picture.save(out, "JPEG", progressive=True, exif=exif)
    found["image/jpg"] = out.getvalue()
    out = BytesIO()
    pillow_heif.from_pillow(picture).save(out, quality=60)
    found["image/heic"] = out.getvalue()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", "a report " * 500)
    found["application/zip"] = out.getvalue()
    return found | {"application/pdf": scan(2), "video/mp4": filmed(), "audio/ogg": spoken()}


def flipped(data: bytes, chance: Random) -> bytes:
    """A few bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 24)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def flipped_at_the_beginning(data: bytes, chance: Random) -> bytes:
    """Bytes of the head, where sizes and counts stand, are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(8, min(200, len(changed)))] = chance.choice([0, 1, 127, 128, 255])
    return bytes(changed)


def cut(data: bytes, chance: Random) -> bytes:
    """It stops in the middle."""
    return data[: chance.randrange(len(data))]


def repeated(data: bytes, chance: Random) -> bytes:
    """A piece comes many times."""
    at, size = chance.randrange(len(data)), chance.randint(1, 2000)
    return data[:at] + data[at : at + size] * chance.randint(2, 60) + data[at:]


def spliced(data: bytes, chance: Random) -> bytes:
    """The head of one kind on the body of another."""
    other = chance.choice(list(wholes().values()))
    return data[: chance.randrange(4, 64)] + other[chance.randrange(len(other)) :]


def enormous(data: bytes, chance: Random) -> bytes:
    """It claims to be far larger than it is."""
    if data[:3] == b"\xff\xd8\xff":
        at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
        return data[: at + 5] + struct.pack(">HH", 65_500, 65_500) + data[at + 9 :]
    return png_of(chance.randint(8_000, 60_000), chance.randint(8_000, 60_000))


def bomb(data: bytes, chance: Random) -> bytes:
    """It unpacks to a thousand times its size: rows of nought, or entries of a ZIP."""
    if chance.random() < 0.5:
        side = chance.choice([3_000, 7_071, 7_072, 13_000])
        return png_of(side, side, rows=side)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(chance.randint(1, 4)):
            archive.writestr(f"{number}.txt", bytes(8 << 20))
    return out.getvalue()


def with_something_behind(data: bytes, chance: Random) -> bytes:
    """It is another kind of file as well."""
    behind = chance.choice([wholes()["application/zip"], b"<script>alert(1)</script>", scan(), b"Rar!\x1a\x07\x01\x00"])
    return data + behind


def escaping(data: bytes, chance: Random) -> bytes:
    """Its entries lead out of where they are unpacked."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(chance.choice(["../../a", "/etc/a", "C:/a", "a/../../b", "..\\a"]), "x")
    return out.getvalue()


def noise(data: bytes, chance: Random) -> bytes:
    """Nothing at all but bytes behind a true beginning."""
    return data[: chance.randint(0, 16)] + chance.randbytes(chance.randint(0, 5000))


WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    flipped, flipped_at_the_beginning, cut, repeated, spliced, enormous, bomb, with_something_behind, escaping, noise,
)  # fmt: skip


def png_of(width: int, height: int, rows: int = 4) -> bytes:
    """Return a PNG of two colours that says it is so large and holds so many rows of one of them."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compress(bytes((1 + (width + 7) // 8) * rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
