"""Which kinds of files answer which kinds of questions; every other file is kept as evidence all the same."""

from collections.abc import Mapping

from forms.checklist import Kind

# What Telegram calls a message that carries the file (Bot API, Message).
_SENT_AS: Mapping[Kind, frozenset[str]] = {
    "photo": frozenset({"photo"}),
    "signature": frozenset({"photo"}),
    "audio": frozenset({"voice", "audio"}),
    "video": frozenset({"video", "video_note", "animation"}),
    "file": frozenset({"document"}),
    "barcode": frozenset({"photo"}),
}
# Sent as a file, such a one keeps its quality.
_AS_DOCUMENT: Mapping[Kind, str] = {
    "photo": "image/", "signature": "image/", "audio": "audio/", "video": "video/", "barcode": "image/",
}  # fmt: skip


def is_matching(kind: Kind, sent_as: str, mime_type: str | None) -> bool:
    """Return whether a file answers a question of a kind."""
    if sent_as in _SENT_AS.get(kind, ()):
        return True
    beginning = _AS_DOCUMENT.get(kind)
    return beginning is not None and sent_as == "document" and (mime_type or "").startswith(beginning)
