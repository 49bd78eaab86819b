"""What kind of file a message carries, as Telegram announces it."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message


class Sent(Filter):
    """A photograph or file of a kind that can be evidence; gives the handler what was announced as `sent`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return the announcement, or that the message carries no file."""
        announced = _announced(message)
        return {"sent": announced} if announced else False


def _announced(message: Message) -> dict[str, Any] | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return {
            "kind": "photo",
            "file_id": largest.file_id,
            "file_unique_id": largest.file_unique_id,
            "file_size": largest.file_size,
            "recompressed": True,
        }
    for kind in ("document", "video", "voice", "audio", "video_note", "animation"):
        file = getattr(message, kind)
        if file is not None:
            return {
                "kind": kind,
                "file_id": file.file_id,
                "file_unique_id": file.file_unique_id,
                "file_size": file.file_size,
                "file_name": getattr(file, "file_name", None),
                "mime_type": getattr(file, "mime_type", None),
                "recompressed": kind in ("video", "video_note", "animation"),
            }
    return None
