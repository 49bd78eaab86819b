"""Takes out of a text what Telegram takes out (tdlib `clean_input_string`, `fix_formatted_text`)."""

import re

from sandbox.entities.spans import Span

# Turned into a space: control characters other than the line feed. Taken out: the carriage return, line and paragraph
# separators, direction marks, and combining marks that draw over other lines.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_TAKEN_OUT = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKS = " \n"
# They carry data of their own, so they stay even over blanks.
_HOLDING_DATA = frozenset({"text_link", "text_mention", "code", "pre", "custom_emoji"})


def clean(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Replaces and removes odd characters; spans move along."""
    if not _ODD.search(text):
        return text, spans
    places = [0]
    written = []
    for character in text:
        if not _TAKEN_OUT.match(character):
            written.append(" " if _ODD.match(character) else character)
        places.append(len(written))
    return "".join(written), [_moved(span, places[span.start], places[span.end]) for span in spans]


def trim(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Cuts blanks at the end, and at the start up to the first span; drops spans over nothing but blanks."""
    spans = [
        span
        for span in spans
        if span.end > span.start and (span.kind in _HOLDING_DATA or text[span.start : span.end].strip(_BLANKS))
    ]
    end = len(text.rstrip(_BLANKS))
    first = min((span.start for span in spans), default=end)
    start = min(len(text) - len(text.lstrip(_BLANKS)), first, end)
    if start == 0 and end == len(text):
        return text, spans
    moved = [_moved(span, min(span.start, end) - start, min(span.end, end) - start) for span in spans]
    return text[start:end], [span for span in moved if span.end > span.start]


def _moved(span: Span, start: int, end: int) -> Span:
    return Span(start, end, span.kind, span.extra)
