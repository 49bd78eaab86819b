"""File identifiers shaped as Telegram's (tdlib FileManager: persistent identifier version 4).

A `file_id` carries the kind of file, its number and key, and a reference that differs from message to message; a
`file_unique_id` carries only the class and the number. Both are packed with runs of zero bytes shortened.
"""

import base64
import binascii
import re
import struct
from dataclasses import dataclass
from hashlib import sha256

PHOTO, VOICE, VIDEO, DOCUMENT, STICKER, AUDIO, ANIMATION, VIDEO_NOTE = 2, 3, 4, 5, 8, 9, 10, 13
THUMBNAIL = 0
NAMES = {
    THUMBNAIL: "Thumbnail",
    PHOTO: "Photo",
    VOICE: "VoiceNote",
    VIDEO: "Video",
    DOCUMENT: "Document",
    STICKER: "Sticker",
    AUDIO: "Audio",
    ANIMATION: "Animation",
    VIDEO_NOTE: "VideoNote",
}
_HAS_REFERENCE = 1 << 25
_DATA_CENTRE = 2
_VERSION, _SUBVERSION = 4, 0x3D
_ALPHABET = re.compile(r"[A-Za-z0-9_-]*\Z")


class FileIdError(ValueError):
    """A file_id that cannot be read; the text is the tail of Telegram's own."""


@dataclass(frozen=True, slots=True)
class FileId:
    """What a file_id says.

    Attributes:
        kind: One of the numbers in `NAMES`.
        number: The file, 64 bits.
        key: Its access hash, 64 bits.
        letter: Size of a photo or thumbnail, as `s`, `m`, `x`, `y`; empty for other kinds.
    """

    kind: int
    number: int
    key: int
    letter: str = ""


def encode_file_id(file: FileId, reference: int) -> str:
    """Writes a file_id; `reference` is the message that carries the file."""
    seal = sha256(struct.pack("<qq", file.number, reference)).digest()[:20]
    parts = [
        struct.pack("<ii", file.kind | _HAS_REFERENCE, _DATA_CENTRE),
        b"\x19\x01" + struct.pack(">I", reference & 0xFFFFFFFF) + seal + b"\0\0",
        struct.pack("<qq", file.number, file.key),
    ]
    if file.letter:
        parts.append(struct.pack("<iii", 1, file.kind, ord(file.letter)))
    return _encode(_shorten(b"".join(parts)) + bytes((_SUBVERSION, _VERSION)))


def encode_unique_id(file: FileId) -> str:
    """Writes the file_unique_id, the same in every message."""
    if file.letter:
        return _encode(_shorten(struct.pack("<iq", 1, file.number) + bytes((ord(file.letter) + 5,))))
    return _encode(_shorten(struct.pack("<iq", 2, file.number)))


def decode_file_id(text: str) -> FileId:
    """Reads a file_id.

    Raises:
        FileIdError: With Telegram's reason, such as `Wrong string length`.
    """
    raw = _decode(text)
    if len(raw) < 2 or raw[-1] != _VERSION:
        raise FileIdError("can't unserialize it. Wrong last symbol")
    plain = _lengthen(raw[:-2])
    try:
        kind, _ = struct.unpack_from("<ii", plain, 0)
        position = 8
        if kind & _HAS_REFERENCE:
            position += (plain[position] + 4) & ~3
        number, key = struct.unpack_from("<qq", plain, position)
        letter = ""
        if len(plain) > position + 16:
            letter = chr(struct.unpack_from("<iii", plain, position + 16)[2])
    except (struct.error, IndexError, ValueError):
        raise FileIdError("can't unserialize it") from None
    return FileId(kind & ~_HAS_REFERENCE, number, key, letter)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _decode(text: str) -> bytes:
    bare = text.rstrip("=")
    padding = len(text) - len(bare)
    if padding >= 3:
        raise FileIdError("Wrong string padding")
    if (padding and len(text) % 4) or len(bare) % 4 == 1:
        raise FileIdError("Wrong padding length" if padding else "Wrong string length")
    if not _ALPHABET.match(bare):
        raise FileIdError("Wrong character in the string")
    try:
        raw = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        raise FileIdError("Wrong string length") from None
    if _encode(raw) != bare:
        raise FileIdError("Wrong padding in the string")
    return raw


def _shorten(plain: bytes) -> bytes:
    """Replaces each run of up to 250 zero bytes by a zero and its length."""
    return re.sub(rb"\x00{1,250}", lambda run: bytes((0, len(run[0]))), plain)


def _lengthen(packed: bytes) -> bytes:
    plain = bytearray()
    position = 0
    while position < len(packed):
        if packed[position] == 0 and position + 1 < len(packed):
            plain += bytes(packed[position + 1])
            position += 2
        else:
            plain.append(packed[position])
            position += 1
    return bytes(plain)
