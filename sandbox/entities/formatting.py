"""From a text parameter to the text and the entities that Telegram keeps."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.entities.cleaning import clean, trim
from sandbox.entities.detection import find_spans
from sandbox.entities.html import parse_html
from sandbox.entities.links import link_span
from sandbox.entities.markdown import parse_markdown
from sandbox.entities.markdown_v2 import parse_markdown_v2
from sandbox.entities.nesting import untangle
from sandbox.entities.spans import DETECTED, KINDS, EntityError, Span, to_entities, utf16_length
from sandbox.errors import bad_request
from sandbox.parameters import parse_json

MAX_RAW_BYTES = 32_768
_INVISIBLE = re.compile(r"[\s\u200b\u200e\u200f\u2060\u00ad\ufeff\u3164]*")
_MODES: dict[str, Callable[[str], tuple[str, list[Span]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as a message carries it.

    Attributes:
        text: Cleaned and trimmed; may be empty.
        entities: MessageEntity array, offsets in UTF-16 code units.
    """

    text: str
    entities: list[dict[str, Any]]

    @property
    def length(self) -> int:
        """UTF-16 code units, which the limits count."""
        return utf16_length(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it could be seen."""
        found = _INVISIBLE.match(self.text)
        return found is not None and found.end() == len(self.text)

    def fields(self, text: str, entities: str) -> dict[str, Any]:
        """The two message fields under these names; empty ones are left out."""
        found: dict[str, Any] = {}
        if self.text:
            found[text] = self.text
        if self.entities:
            found[entities] = self.entities
        return found


def plain_text(text: str) -> Formatted:
    """A text typed by a person: trimmed, with what Telegram finds in it."""
    return _finish(text, [])


def read_formatted(text: str, parse_mode: str, entities: str, known: Callable[[int], Any]) -> Formatted:
    """Reads a text of the bot.

    Args:
        text: The parameter as sent.
        parse_mode: Its mode, in any case; wins over `entities`.
        entities: MessageEntity array as JSON; ignored when it is none.
        known: Gives the User of a number that the bot has met, else None.

    Raises:
        ApiError: 400 with Telegram's text.
    """
    if len(text.encode("utf-8", "replace")) > MAX_RAW_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.strip().lower()
    try:
        if mode and mode != "none":
            if mode not in _MODES:
                raise bad_request("unsupported parse_mode")
            text, spans = _parse(_MODES[mode], text)
        else:
            spans = _given_spans(text, entities) if entities else []
    except EntityError as error:
        raise bad_request(str(error)) from None
    return _finish(text, _introduce(spans, known))


def _parse(parse: Callable[[str], tuple[str, list[Span]]], text: str) -> tuple[str, list[Span]]:
    try:
        return parse(text)
    except EntityError as error:
        raise EntityError(f"can't parse entities: {error}") from None


def _finish(text: str, spans: list[Span]) -> Formatted:
    text, spans = trim(*clean(text, spans))
    return Formatted(text, to_entities(text, untangle(spans + find_spans(text, spans))))


def _introduce(spans: list[Span], known: Callable[[int], Any]) -> list[Span]:
    """Mentions of people the bot never met are dropped without a word."""
    kept = []
    for span in spans:
        if span.kind == "text_mention":
            user = known(span.extra["user"])
            if user is None:
                continue
            span = Span(span.start, span.end, span.kind, {"user": user})
        kept.append(span)
    return kept


def _given_spans(text: str, raw: str) -> list[Span]:
    """Spans of the `entities` parameter, whose offsets count UTF-16 code units."""
    try:
        given = parse_json(raw)
    except ValueError:
        return []
    if not isinstance(given, list):
        return []
    places = _places(text)
    spans = []
    for one in given:
        if not isinstance(one, dict):
            raise EntityError("can't parse MessageEntity: expected an Object")
        span = _given_span(one, places)
        if span is not None:
            spans.append(span)
    return spans


def _places(text: str) -> dict[int, int]:
    """Character positions by UTF-16 offset; offsets inside a pair are missing."""
    places = {}
    offset = 0
    for position, character in enumerate(text):
        places[offset] = position
        offset += 1 + (character > "\uffff")
    places[offset] = len(text)
    return places


def _given_span(one: dict[str, Any], places: dict[int, int]) -> Span | None:
    kind = one.get("type")
    try:
        offset, length = int(one["offset"]), int(one["length"])
    except KeyError as missing:
        raise EntityError(f"can't parse MessageEntity: Can't find field {json.dumps(missing.args[0])}") from None
    except (TypeError, ValueError):
        raise EntityError("can't parse MessageEntity: Field must be of type Number") from None
    if not isinstance(kind, str):
        raise EntityError("can't parse MessageEntity: Can't find field \"type\"")
    total = max(places)
    if length <= 0 or offset >= total or kind in DETECTED:
        return None
    if offset + length > total:
        raise EntityError(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {total}"
        )
    if offset not in places:
        raise EntityError(f"entity begins in a middle of a UTF-16 symbol at byte offset {offset}")
    if offset + length not in places:
        raise EntityError(f"entity ends in a middle of a UTF-16 symbol at byte offset {offset + length}")
    return _with_extra(Span(places[offset], places[offset + length], kind), one)


def _with_extra(span: Span, one: dict[str, Any]) -> Span | None:
    """The span with what its kind needs; None when that is missing."""
    if span.kind == "text_link":
        return link_span(span, str(one.get("url", "")))
    if span.kind == "text_mention":
        user = one.get("user")
        number = user.get("id") if isinstance(user, dict) else None
        return Span(span.start, span.end, span.kind, {"user": number}) if isinstance(number, int) else None
    if span.kind == "pre" and one.get("language"):
        span.extra = {"language": str(one["language"])}
    elif span.kind == "custom_emoji":
        span.extra = {"custom_emoji_id": str(one.get("custom_emoji_id", ""))}
    return span if span.kind in KINDS else None
