"""What a file is by its first bytes, whatever its name says, and what it claims to be."""

from pathlib import PurePosixPath
from typing import Final, Literal

Format = Literal[
    "jpeg", "png", "webp", "heic", "gif", "pdf", "mp4", "webm", "ogg", "mp3", "wav", "zip", "archive", "program",
    "markup", "other",
]  # fmt: skip
Family = Literal["picture", "page", "film", "sound", "archive", "danger", "other"]

FAMILY: Final[dict[Format, Family]] = {
    "jpeg": "picture",
    "png": "picture",
    "webp": "picture",
    "heic": "picture",
    "gif": "film",
    "pdf": "page",
    "mp4": "film",
    "webm": "film",
    "ogg": "sound",
    "mp3": "sound",
    "wav": "sound",
    "zip": "archive",
    "archive": "archive",
    "program": "danger",
    "markup": "danger",
    "other": "other",
}
# ISO base media files (HEIC, MP4) say by their brand what is in them.
_STILL: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_WITHOUT_BRAND: Final = (b"moov", b"mdat", b"wide")
_BEGINNINGS: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"dex\n", "program"),
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"<head", b"<body", b"<!--")
_RIFF: Final[dict[bytes, Format]] = {b"WEBP": "webp", b"WAVE": "wav"}
_ENDINGS: Final[dict[str, Family]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"), "picture"),
    ".pdf": "page",
    **dict.fromkeys((".mp4", ".mov", ".m4v", ".3gp", ".webm"), "film"),
    **dict.fromkeys((".ogg", ".oga", ".opus", ".mp3", ".m4a", ".wav"), "sound"),
}
_SENT_AS: Final[dict[str, Family]] = {
    "photo": "picture",
    "video": "film",
    "video_note": "film",
    "animation": "film",
    "voice": "sound",
    "audio": "sound",
}
# A film without pictures is a sound, and recorders write both into the same containers.
_PLAYED: Final = frozenset[Family]({"film", "sound"})


def sniff(data: bytes) -> Format:
    """Return what a file is by how it begins."""
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "other")
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _STILL else "mp4"
    if data[4:8] in _WITHOUT_BRAND:
        return "mp4"
    for beginning, format_ in _BEGINNINGS:
        if data.startswith(beginning):
            return format_
    text = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "markup" if text.startswith(_MARKUP) else "other"


def claimed(sent_as: str, mime_type: str | None, name: str | None) -> Family:
    """Return what a file is announced as: by how it was sent, by its type, by the ending of its name."""
    if sent_as in _SENT_AS:
        return _SENT_AS[sent_as]
    type_ = (mime_type or "").lower()
    by_type: Family | None = None
    if type_.startswith("image/"):
        by_type = "picture"
    elif type_ == "application/pdf":
        by_type = "page"
    elif type_.startswith(("video/", "audio/")):
        by_type = "film" if type_.startswith("video/") else "sound"
    return by_type or _ENDINGS.get(PurePosixPath(name or "").suffix.lower(), "other")


def is_as_claimed(claim: Family, format_: Format) -> bool:
    """Return whether a file is what it is announced as; one that claims nothing in particular may be anything."""
    found = FAMILY[format_]
    if claim in _PLAYED:
        return found in _PLAYED
    # A short film without sound is an image to those who announce it.
    return claim in ("other", found) or (claim == "picture" and format_ == "gif")
