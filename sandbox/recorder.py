"""A recorder: files as phones write them when somebody speaks or films, whole by their form, with nothing to play."""

import random
import struct


def spoken() -> bytes:
    """Return a voice message (Ogg, Opus) like no other."""
    serial = random.getrandbits(32)
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"
    tags = b"OpusTags" + struct.pack("<I", 6) + b"sample" + struct.pack("<I", 0)
    return b"".join(_page(serial, number, body) for number, body in enumerate((head, tags, _noise(200))))


def filmed() -> bytes:
    """Return a film (MP4) like no other."""
    brand = _box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    return brand + _box(b"mdat", _noise(400)) + _box(b"moov", _box(b"mvhd", bytes(100)))


def sung() -> bytes:
    """Return a piece of music (MP3) like no other."""
    return b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" + _noise(400)


def _noise(size: int) -> bytes:
    return random.randbytes(size)  # noqa: S311 - noise


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _page(serial: int, number: int, body: bytes) -> bytes:
    flags = {0: 2, 2: 4}.get(number, 0)
    return struct.pack("<4sBBQIIIBB", b"OggS", 0, flags, 0, serial, number, 0, 1, len(body)) + body
