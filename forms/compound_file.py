"""Takes one stream out of an OLE2 compound file ([MS-CFB]), the wrapping of old workbooks.

Chains of sectors are followed at most once round, so that a file of a stranger ends in time.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY_BYTES: Final = 128
_HEADER_BYTES: Final = 512
_NO_SECTOR: Final = 0xFFFFFFFA  # this and higher numbers mean no sector
_STREAM: Final = 2
_ROOT: Final = 5


class NotACompoundFile(ValueError):
    """The file is damaged, or no compound file at all."""


@dataclass(frozen=True)
class _Entry:
    """A stream as the directory names it."""

    name: str
    kind: int
    start: int
    size: int


def read_stream(content: bytes, names: Sequence[str]) -> bytes:
    """Gives the first of the named streams that the file has.

    Raises:
        NotACompoundFile: It has none of them, or cannot be read.
    """
    file = _CompoundFile(content)
    entries = list(file.entries())
    for name in names:
        for entry in entries:
            if entry.kind == _STREAM and entry.name == name:
                return file.stream(entry, next((each for each in entries if each.kind == _ROOT), None))
    raise NotACompoundFile(", ".join(names))


class _CompoundFile:
    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER_BYTES or not content.startswith(SIGNATURE):
            raise NotACompoundFile("header")
        sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if sector_shift not in (9, 12) or mini_shift != 6:
            raise NotACompoundFile("sector size")
        self._content = content
        self._size = 1 << sector_shift
        self._mini_size = 1 << mini_shift
        self._directory_start = struct.unpack_from("<I", content, 48)[0]
        self._mini_cutoff, self._mini_fat_start, _, self._difat_start = struct.unpack_from("<4I", content, 56)
        self._fat = self._read_fat()

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if number >= _NO_SECTOR or start >= len(self._content):
            raise NotACompoundFile("sector")
        return self._content[start : start + self._size]

    def _read_fat(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        more, seen = self._difat_start, set[int]()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            numbers = _numbers(self._sector(more))
            sectors += numbers[:-1]
            more = numbers[-1]
        used = [number for number in sectors if number < _NO_SECTOR]
        if len(set(used)) < len(used):
            raise NotACompoundFile("sector used twice")
        return [entry for number in used for entry in _numbers(self._sector(number))]

    def _chain(self, start: int, fat: Sequence[int]) -> Iterator[int]:
        number, seen = start, set[int]()
        while number < _NO_SECTOR:
            if number in seen or number >= len(fat):
                raise NotACompoundFile("chain")
            seen.add(number)
            yield number
            number = fat[number]

    def _read(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(start, self._fat))

    def entries(self) -> Iterator[_Entry]:
        """Yields what the directory names."""
        directory = self._read(self._directory_start)
        for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
            yield _Entry(name, kind, start, size)

    def stream(self, entry: _Entry, root: _Entry | None) -> bytes:
        """Gives the bytes of a stream; short ones lie together in the root's own."""
        if entry.size >= self._mini_cutoff:
            return self._read(entry.start)[: entry.size]
        if root is None:
            raise NotACompoundFile("root")
        container, fat = self._read(root.start), _numbers(self._read(self._mini_fat_start))
        size = self._mini_size
        parts = (container[number * size : (number + 1) * size] for number in self._chain(entry.start, fat))
        return b"".join(parts)[: entry.size]


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))
