"""Pictures, films and sounds that belong to a question: which of them a chat can show, and as what."""

from typing import Final, Literal

from forms.container import MEGABYTE

As = Literal["photo", "video", "audio"]

_AS: Final[dict[str, As]] = {"image": "photo", "big-image": "photo", "video": "video", "audio": "audio"}
# What Telegram takes as such (Bot API, sendPhoto, sendVideo, sendAudio).
ENDINGS: Final[dict[As, tuple[str, ...]]] = {
    "photo": ("jpg", "jpeg", "png", "gif", "bmp"),
    "video": ("mp4",),
    "audio": ("mp3", "m4a"),
}
MOST_BYTES_OF_A_PHOTO: Final = 10 * MEGABYTE


def shown_as(kind: str, name: str) -> As | None:
    """Gives what a file is sent as; None where the chat cannot show it, and the question names it in words.

    Args:
        kind: What the workbook calls it: image, big-image, audio, video.
        name: Of the file.
    """
    what = _AS[kind]
    return what if name.rpartition(".")[2].lower() in ENDINGS[what] else None
