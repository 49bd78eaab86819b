"""parse_mode Markdown, the old one without nesting (tdlib `parse_markdown`)."""

from sandbox.entities.links import link_span
from sandbox.entities.spans import EntityError, Span

_KINDS = {"_": "italic", "*": "bold", "`": "code"}


def parse_markdown(text: str) -> tuple[str, list[Span]]:
    """Reads old Markdown formatting.

    Returns:
        The text without marks, and its spans.

    Raises:
        EntityError: For a mark without its end; the offset counts bytes of UTF-8.
    """
    written: list[str] = []
    spans: list[Span] = []
    position = 0
    while position < len(text):
        mark = text[position]
        if mark == "\\" and text[position + 1 : position + 2] in tuple("_*`["):
            written.append(text[position + 1])
            position += 2
        elif mark not in "_*`[":
            written.append(mark)
            position += 1
        else:
            position = _read_mark(text, position, written, spans)
    return "".join(written), spans


def fenced_start(text: str, position: int) -> tuple[str, int]:
    """Language and first character of a block that begins after three back quotes at `position`."""
    end = position
    while end < len(text) and text[end] not in " \t\r\n\0\v`":
        end += 1
    language = ""
    if position < end < len(text) and text[end] != "`":
        language, position = text[position:end], end
    if text[position : position + 2] in ("\r\n", "\n\r"):
        return language, position + 2
    return language, position + (text[position : position + 1] in ("\n", "\r") and position < len(text))


def _read_mark(text: str, begin: int, written: list[str], spans: list[Span]) -> int:
    """Reads one formatted run; returns the place after it."""
    mark = text[begin]
    position, end_mark, language = begin + 1, "]" if mark == "[" else mark, ""
    if text.startswith("```", begin):
        end_mark = "```"
        language, position = fenced_start(text, begin + 3)
    end = text.find(end_mark, position)
    if end < 0:
        offset = len(text[:begin].encode("utf-8", "surrogatepass"))
        raise EntityError(f"Can't find end of the entity starting at byte offset {offset}")
    inside = text[position:end]
    start = sum(map(len, written))
    written.append(inside)
    span = Span(start, start + len(inside), _KINDS.get(mark, "text_link"))
    after = end + len(end_mark)
    if end_mark == "```":
        span = Span(span.start, span.end, "pre", {"language": language} if language else {})
    elif mark == "[":
        url = inside
        if text.startswith("(", after):
            close = text.find(")", after)
            close = close if close >= 0 else len(text)
            url, after = text[after + 1 : close], close + 1
        linked = link_span(span, url)
        if linked is None:
            return after
        span = linked
    if inside:
        spans.append(span)
    return after
