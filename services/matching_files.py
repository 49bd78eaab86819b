"""Which kinds of files answer which kinds of questions, and which of them show what is to be proven.

Every other file is kept as evidence all the same.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func

from forms.checklist import Kind
from storage.tables import Evidence

# Sent as a file, a photograph keeps its quality; these are what cameras and scanners write.
PICTURES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp", "image/heic", "image/heif"})
# A scan of paper has often several pages in one file.
SCANS = PICTURES | {"application/pdf"}

# What Telegram calls a message that carries the file (Bot API, Message).
_SENT_AS: Mapping[Kind, frozenset[str]] = {
    "audio": frozenset({"voice", "audio"}),
    "video": frozenset({"video", "video_note", "animation"}),
    "file": frozenset({"document"}),
}
_AS_DOCUMENT: Mapping[Kind, str] = {"audio": "audio/", "video": "video/"}
_ANSWERED_BY_PICTURES = frozenset[Kind]({"photo", "signature", "barcode"})


def is_matching(kind: Kind, sent_as: str, mime_type: str | None) -> bool:
    """Return whether a file answers a question of a kind."""
    if kind in _ANSWERED_BY_PICTURES:
        return is_picture(sent_as, mime_type)
    if sent_as in _SENT_AS.get(kind, ()):
        return True
    beginning = _AS_DOCUMENT.get(kind)
    return beginning is not None and sent_as == "document" and (mime_type or "").startswith(beginning)


def is_picture(sent_as: str, mime_type: str | None) -> bool:
    """Return whether a file is a photograph, as far as its announcement tells."""
    return _is_one_of(PICTURES, sent_as, mime_type)


def is_page(sent_as: str, mime_type: str | None) -> bool:
    """Return whether a file can show a sheet of paper: a photograph, or a scan."""
    return _is_one_of(SCANS, sent_as, mime_type)


def shows_what_is(sent_as: str, mime_type: str | None) -> bool:
    """Return whether a file can show how something is: a photograph, a scan or a video, no words that anybody types."""
    is_video = sent_as in _SENT_AS["video"] or (sent_as == "document" and (mime_type or "").startswith("video/"))
    return is_video or is_page(sent_as, mime_type)


def _is_one_of(types: frozenset[str], sent_as: str, mime_type: str | None) -> bool:
    return sent_as == "photo" or (sent_as == "document" and (mime_type or "").lower() in types)


def are_pictures() -> ColumnElement[bool]:
    """The same as `is_picture`, of files in the tables."""
    return _are_one_of(PICTURES)


def are_pages() -> ColumnElement[bool]:
    """The same as `is_page`, of files in the tables."""
    return _are_one_of(SCANS)


def _are_one_of(types: frozenset[str]) -> ColumnElement[bool]:
    return (Evidence.kind == "photo") | (
        (Evidence.kind == "document") & func.lower(func.coalesce(Evidence.mime_type, "")).in_(sorted(types))
    )
