"""How far a message pushes what stands above it up the screen, counted in small messages."""

from collections.abc import Mapping
from typing import Any

from handlers.screens.paging import lines_of
from rules.messages import Album, Illustrations, Message, Picture

# Further messages below a card push it out of sight; an answer typed under it has not.
SCROLLED_AWAY = 2
TALL = SCROLLED_AWAY + 1
TALL_LINES = 8
# Fields of a message that the client draws as a picture (Bot API, Message).
DRAWN_TALL = ("photo", "video", "animation", "video_note", "sticker", "location", "venue")


def height_said(message: Message) -> int:
    """Return the height of a message of ours. A map is gone before the next card is shown, so it hides none."""
    return TALL if isinstance(message, Picture | Album | Illustrations) else 1


def height_received(message: Mapping[str, Any]) -> int:
    """Return the height of a message of a person, as Telegram brings it."""
    if any(field in message for field in DRAWN_TALL):
        return TALL
    return TALL if sum(map(lines_of, message.get("text", "").split("\n"))) > TALL_LINES else 1
