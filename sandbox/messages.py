"""Messages as Telegram keeps them: made once, replaced by newer versions, never changed in place.

A version that was handed to the bot or to a page stays as it was, because every edit makes a new dict.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
# Content whose file identifiers depend on the message: built when the number of the message is known.
Content = Callable[[int], Json]

CONTENT_FIELDS = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "animation",
    "audio",
    "video",
    "video_note",
    "voice",
    "sticker",
    "poll",
    "dice",
    "contact",
    "location",
    "venue",
    "web_app_data",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)
MEDIA_FIELDS = ("photo", "document", "animation", "audio", "video")


@dataclass(slots=True)
class Stored:
    """One message of a chat.

    Attributes:
        data: Message of the Bot API, without the message it replies to.
        by_bot: Whether the bot sent it.
        editable: False for a message that carried a reply keyboard.
        reply_to: Number of the message it replies to, or 0.
        sent_at: Telegram's time of sending, seconds since 1970.
        reaction: The bot's emoji on it, empty for none.
    """

    chat_id: int
    message_id: int
    data: Json
    by_bot: bool
    editable: bool
    reply_to: int
    sent_at: float
    reaction: str = ""

    def keyboard(self) -> list[list[Json]]:
        """Rows of its inline keyboard; empty when it has none."""
        markup: Json = self.data.get("reply_markup", {})
        rows: list[list[Json]] = markup.get("inline_keyboard", [])
        return rows

    def content(self) -> Json:
        """The fields that say what is in it."""
        return {name: self.data[name] for name in CONTENT_FIELDS if name in self.data}

    @property
    def is_text(self) -> bool:
        """Whether it is a text message."""
        return "text" in self.data

    @property
    def media(self) -> str:
        """The field of its photo, document and so on; empty for other messages."""
        return next((name for name in MEDIA_FIELDS if name in self.data), "")


def replaced(message: Stored, content: Json, markup: Json | None, date: int) -> Json:
    """A newer version of a message: same head, new content, keyboard and `edit_date`."""
    data: Json = {}
    for name, value in message.data.items():
        if name not in CONTENT_FIELDS and name not in ("reply_markup", "edit_date"):
            data[name] = value
            if name == "date":
                data["edit_date"] = date
    data.update(content)
    if markup is not None:
        data["reply_markup"] = markup
    return data
