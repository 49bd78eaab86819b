"""Files within files: archives judged by their lists alone, films by their boxes, and what hides behind a picture."""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from rules.errors import Problem
from rules.errors import files as problems

MOST_ENTRIES: Final = 10_000
MOST_UNPACKED: Final = 500 << 20
# Below this nothing bursts, however well it is packed.
HARMLESS: Final = 20 << 20
MOST_RATIO: Final = 200
_END: Final = b"PK\x05\x06"
_END_REACH: Final = 22 + 65_535
_HIDDEN: Final = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x7fELF\x02\x01\x01\x00",
    b"\x7fELF\x01\x01\x01\x00",
    b"This program cannot be run in DOS mode",
)
# Each so long that millions of packed bytes do not have it by chance.
_SCRIPTS: Final = re.compile(rb"(?i)<script[\s>]|<\?php\s|<html[\s>]|<svg\s[^<]{0,200}xmlns|<iframe\s|%PDF-1\.")
# Files within are none: electronic invoices carry their data so.
_ACTIVE: Final = re.compile(rb"/(JavaScript|Launch)\b")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_BOX: Final = struct.Struct(">I4s")
_PAGE: Final = struct.Struct("<4sBB8x4s4s4sB")


def behind_picture(data: bytes) -> Problem | None:
    """Return what is wrong with a picture, film or sound that is something else besides (a polyglot)."""
    if _has_archive(data) or any(mark in data for mark in _HIDDEN) or _SCRIPTS.search(data):
        return problems.HIDDEN
    return None


def behind_pages(data: bytes) -> Problem | None:
    """Return what is wrong with a PDF that carries an archive, a program or scripts, or ends in the middle."""
    if _has_archive(data) or any(mark in data for mark in _HIDDEN) or _ACTIVE.search(data):
        return problems.HIDDEN
    return None if b"%%EOF" in data[-2048:] else problems.BROKEN


def _has_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP to whoever reads from the end, as readers of ZIP do."""
    at = data.rfind(_END, max(0, len(data) - _END_REACH))
    if at < 0 or at + 22 > len(data):
        return False
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    return size > 0 and data[max(0, at - size) : at].startswith(b"PK\x01\x02")


def in_archive(data: bytes) -> Problem | None:
    """Return what is wrong with a ZIP by its list of contents; nothing of it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error, RuntimeError):
        return problems.BROKEN
    if len(entries) > MOST_ENTRIES or _bursts(entries, len(data)):
        return problems.BOMB
    return problems.ESCAPING if any(_escapes(entry) for entry in entries) else None


def _bursts(entries: list[ZipInfo], size: int) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    # Entries that lie upon each other are packed once and unpacked many times.
    if unpacked > MOST_UNPACKED or sum(entry.compress_size for entry in entries) > size:
        return True
    return unpacked > HARMLESS and unpacked > MOST_RATIO * max(1, size)


def _escapes(entry: ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    return name.startswith("/") or "\0" in name or ".." in name.split("/") or bool(_DRIVE.match(name))


def in_film(data: bytes) -> Problem | None:
    """Return what is wrong with an MP4: its boxes must follow one another to the end, with what is shown among them."""
    kinds = set()
    for kind in _boxes(data):
        if kind is None:
            return problems.BROKEN
        kinds.add(kind)
    return None if kinds & {b"moov", b"moof"} else problems.BROKEN


def _boxes(data: bytes) -> Iterator[bytes | None]:
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            yield None
            return
        size, kind = _BOX.unpack_from(data, at)
        if size == 1 and at + 16 <= len(data):
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(data) - at
        if size < 8 or at + size > len(data) or not kind.isascii():
            yield None
            return
        yield kind
        at += size


def in_sound(data: bytes) -> Problem | None:
    """Return what is wrong with an Ogg: its pages must follow one another to the end."""
    at = 0
    while at < len(data):
        if at + 27 > len(data):
            return problems.BROKEN
        mark, version, _, _, _, _, segments = _PAGE.unpack_from(data, at)
        table = data[at + 27 : at + 27 + segments]
        if mark != b"OggS" or version != 0 or len(table) != segments:
            return problems.BROKEN
        at += 27 + segments + sum(table)
    return None if at == len(data) else problems.BROKEN
