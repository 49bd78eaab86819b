"""Writes old .xls workbooks ([MS-CFB] around [MS-XLS], BIFF5) for the tests: texts, numbers, truths, days, errors."""

import datetime
import struct

_NO_SECTOR = 0xFFFFFFFF
_END = 0xFFFFFFFE
_SECTOR = 512
DAY_FORMAT = 1  # index of the cell format that shows days


def make_old_book(sheets: dict[str, list[list[object]]], *, encrypted: bool = False) -> bytes:
    """Writes the sheets; a formula is a tuple of its result."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0))
    if encrypted:
        head += _record(0x002F, struct.pack("<HH", 1, 1))
    head += _record(0x0042, struct.pack("<H", 936)) + _record(0x0022, struct.pack("<H", 0))
    head += _record(0x00E0, struct.pack("<HHH", 0, 0, 0) + bytes(10))
    head += _record(0x00E0, struct.pack("<HHH", 0, 14, 0) + bytes(10))
    names = [_name(name) for name in sheets]
    start = len(head) + sum(10 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IH", start, 0) + name)
        start += len(body)
    return _compound(head + _record(0x000A, b"") + b"".join(bodies))


def _name(name: str) -> bytes:
    written = name.encode("gbk")
    return bytes([len(written)]) + written


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _sheet(rows: list[list[object]]) -> bytes:
    cells = b"".join(
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    )
    return _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0)) + cells + _record(0x000A, b"")


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, tuple):
        result = struct.pack("<d", value[0]) + bytes(8)
        return _record(0x0006, place + result)
    if isinstance(value, bool):
        return _record(0x0205, place + bytes([value, 0]))
    if isinstance(value, datetime.date):
        days = (value - datetime.date(1899, 12, 30)).days
        return _record(0x0203, struct.pack("<HHH", row, column, DAY_FORMAT) + struct.pack("<d", days))
    if isinstance(value, int | float):
        return _record(0x0203, place + struct.pack("<d", value))
    if value == "#N/A":
        return _record(0x0205, place + bytes([0x2A, 1]))
    written = str(value).encode("gbk")
    return _record(0x0204, place + struct.pack("<H", len(written)) + written)


def _compound(stream: bytes) -> bytes:
    """One FAT sector, one of the directory, then the stream, long enough not to be a short one."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    assert count <= 126
    fat = [0xFFFFFFFD, _END, *range(3, 2 + count), _END]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<4I4s4I", 0, 1, 1, 0, struct.pack("<I", 4096), _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _NO_SECTOR) * 108
    directory = _entry("Root Entry", 5, _END, 0) + _entry("Book", 2, 2, len(stream)) + bytes(256)
    return header + struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff") + directory + stream


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1) + struct.pack("<3I", *[_NO_SECTOR] * 3)
    return head.ljust(116, b"\0") + struct.pack("<II", start, size) + bytes(4)
