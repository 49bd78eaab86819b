"""Spans of formatting over a text, and their Bot API form.

Inside this package positions count characters of Python text; outside, UTF-16 code units, as Telegram counts.
"""

from dataclasses import dataclass, field
from typing import Any

# What only the server finds in a text; a bot cannot set them.
DETECTED = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
# What a bot can set.
KINDS = frozenset(
    {
        "blockquote",
        "bold",
        "code",
        "custom_emoji",
        "expandable_blockquote",
        "italic",
        "pre",
        "spoiler",
        "strikethrough",
        "text_link",
        "text_mention",
        "underline",
    }
)
CODE = frozenset({"code", "pre"})
# Between equal spans, the outer one comes first.
RANK = ("blockquote", "expandable_blockquote", "bold", "italic", "underline", "strikethrough", "spoiler")


class EntityError(ValueError):
    """Formatting that cannot be read; the text is Telegram's, without the prefix of the call."""


@dataclass(slots=True)
class Span:
    """Formatting of the characters from `start` up to `end`."""

    start: int
    end: int
    kind: str
    extra: dict[str, Any] = field(default_factory=dict)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def in_order(spans: list[Span]) -> list[Span]:
    """Sorted as Telegram shows them: by place, the longer one first."""
    return sorted(spans, key=lambda span: (span.start, -span.end, RANK.index(span.kind) if span.kind in RANK else 99))


def to_entities(text: str, spans: list[Span]) -> list[dict[str, Any]]:
    """MessageEntity array of the spans, sorted."""
    if not spans:
        return []
    if text.isascii() or max(text) <= "\uffff":
        places = None
    else:
        places = [0]
        for character in text:
            places.append(places[-1] + 1 + (character > "\uffff"))
    found = []
    for span in in_order(spans):
        start, end = (places[span.start], places[span.end]) if places else (span.start, span.end)
        found.append({"offset": start, "length": end - start, "type": span.kind, **span.extra})
    return found
