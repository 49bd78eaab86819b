"""What stands on a phone, as tests look at it."""

from dataclasses import dataclass

from sandbox.messages import Stored

KINDS = frozenset(
    {"photo", "document", "animation", "audio", "video", "video_note", "voice", "sticker", "location", "venue"}
    | {"contact", "poll", "dice"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a callback button stands, and what it sends."""

    message_id: int
    row: int
    column: int
    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands on the phone; `labels` are the rows of its inline buttons."""

    message_id: int
    text: str
    labels: tuple[tuple[str, ...], ...]
    is_mine: bool
    kind: str

    def __str__(self) -> str:
        who = "me " if self.is_mine else "bot"
        words = self.text.replace("\n", "\n          ") or f"({self.kind})"
        rows = "".join(f"\n          [{'] ['.join(row)}]" for row in self.labels)
        return f"  {self.message_id:>5} {who} {words}{rows}"


def holds(message: Shown, words: str) -> bool:
    """Return whether a text or a button label of the message holds the words."""
    return words in message.text or any(words in label for row in message.labels for label in row)


def spots(message: Shown, label: str) -> list[tuple[int, int]]:
    """Return row and column of the buttons with this label, or else of those whose label holds it."""
    keys = [(text, (r, c)) for r, row in enumerate(message.labels) for c, text in enumerate(row)]
    return [spot for text, spot in keys if text == label] or [spot for text, spot in keys if label in text]


def shown(message: Stored) -> Shown:
    """Return a message as it stands on the phone."""
    data = message.data
    text = data.get("text") or data.get("caption") or ""
    labels = tuple(tuple(str(button["text"]) for button in row) for row in message.keyboard())
    kind = "text" if "text" in data else next((name for name in data if name in KINDS), "message")
    return Shown(message.message_id, str(text), labels, not message.by_bot, kind)
