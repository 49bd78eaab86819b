"""parse_mode HTML (tdlib `parse_html`): the exact tags, escapes and refusals of Telegram."""

import re

from sandbox.entities.links import link_span
from sandbox.entities.spans import EntityError, Span

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_SPECIAL = re.compile(r"[<&]")
_SPACES = " \t\r\n\0\v"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ESCAPE = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))|([a-zA-Z]{1,9}));?")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\0\v=>/\"']*")


class _Open:
    """A tag that waits for its end."""

    def __init__(self, name: str, argument: str, start: int) -> None:
        self.name = name
        self.argument = argument
        self.start = start


def parse_html(text: str) -> tuple[str, list[Span]]:
    """Reads HTML formatting.

    Returns:
        The text without tags, and its spans.

    Raises:
        EntityError: With Telegram's text; byte offsets are those of the original text in UTF-8.
    """
    return _Html(text).parse()


def decode_escape(text: str, position: int) -> tuple[str, int]:
    """The character of the escape at `position` and the place after it; an empty text when it is no escape."""
    found = _ESCAPE.match(text, position)
    if not found:
        return "", position
    if found[3]:
        character = _NAMED.get(found[3], "")
        return (character, found.end()) if character else ("", position)
    code = int(found[1], 16) if found[1] else int(found[2])
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "", position
    return chr(code), found.end()


class _Html:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.written: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.spans: list[Span] = []

    def parse(self) -> tuple[str, list[Span]]:
        text = self.text
        while found := _SPECIAL.search(text, self.position):
            self._write(text[self.position : found.start()])
            self.position = found.start()
            if found[0] == "&":
                character, after = decode_escape(text, self.position)
                self._write(character or "&")
                self.position = after if character else self.position + 1
            elif text.startswith("</", self.position):
                self._close()
            else:
                self._start()
        self._write(text[self.position :])
        if self.open:
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.written), self.spans

    def _write(self, part: str) -> None:
        if part:
            self.written.append(part)
            self.length += len(part)

    def _at(self, position: int) -> str:
        return self.text[position : position + 1]

    def _skip_spaces(self, position: int) -> int:
        while position < len(self.text) and self.text[position] in _SPACES:
            position += 1
        return position

    def _bytes(self, position: int) -> int:
        return len(self.text[:position].encode("utf-8", "surrogatepass"))

    def _start(self) -> None:
        begin = self.position
        position = begin + 1
        while position < len(self.text) and self.text[position] not in _SPACES + ">":
            position += 1
        if position >= len(self.text):
            raise EntityError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        name = self.text[begin + 1 : position].lower()
        if name not in TAGS:
            raise EntityError(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        argument = ""
        while self._at(position) != ">":
            position = self._skip_spaces(position)
            if self._at(position) == ">":
                break
            attribute, value, position = self._attribute(name, begin, position)
            argument = _argument(name, attribute, value) or argument
        if name == "span" and argument != "spoiler":
            raise EntityError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(_Open(name, argument, self.length))
        self.position = position + 1

    def _attribute(self, name: str, begin: int, position: int) -> tuple[str, str, int]:
        """One attribute from `position`: its name, its value, and the place after it."""
        found = _ATTRIBUTE.match(self.text, position)
        attribute = found[0] if found else ""
        if not attribute:
            where = self._bytes(begin)
            raise EntityError(f'Empty attribute name in the tag "{name}" at byte offset {where}')
        position = self._skip_spaces(position + len(attribute))
        unclosed = EntityError(f'Unclosed start tag "{name}" at byte offset {self._bytes(begin)}')
        if not self._at(position):
            raise unclosed
        if self._at(position) != "=":
            return attribute, "", position
        position = self._skip_spaces(position + 1)
        quote = self._at(position)
        if not quote:
            raise unclosed
        if quote in "'\"":
            value, position = self._quoted(position + 1, quote)
        else:
            token = _TOKEN.match(self.text, position)
            value = token[0].lower() if token else ""
            after = position + len(value)
            if self._at(after) and self._at(after) not in _SPACES + ">":
                raise EntityError(f"Unexpected end of name token at byte offset {self._bytes(position)}")
            position = after
        if not self._at(position):
            raise EntityError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        return attribute, value, position

    def _quoted(self, position: int, quote: str) -> tuple[str, int]:
        value = []
        while self._at(position) not in ("", quote):
            character, after = decode_escape(self.text, position) if self._at(position) == "&" else ("", position)
            value.append(character or self.text[position])
            position = after if character else position + 1
        return "".join(value), position + (self._at(position) == quote)

    def _close(self) -> None:
        begin = self.position
        if not self.open:
            raise EntityError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        position = begin + 2
        while position < len(self.text) and self.text[position] not in _SPACES + ">":
            position += 1
        found = self.text[begin + 2 : position].lower()
        position = self._skip_spaces(position)
        if self._at(position) != ">":
            raise EntityError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        tag = self.open.pop()
        if found and found != tag.name:
            where = self._bytes(begin)
            raise EntityError(f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{found}>"')
        if self.length > tag.start:
            self._add(tag)
        self.position = position + 1

    def _add(self, tag: _Open) -> None:
        kind = TAGS[tag.name]
        span = Span(tag.start, self.length, kind)
        last = self.spans[-1] if self.spans else None
        same = last is not None and (last.start, last.end) == (span.start, span.end)
        if kind == "text_link":
            linked = link_span(span, tag.argument or "".join(self.written)[tag.start :])
            if linked is None:
                return
            span = linked
        elif kind == "pre" and same and last is not None and last.kind == "code":
            # <pre><code class="language-x"> is one block with a language.
            self.spans.pop()
            span.extra = last.extra
        elif kind == "code" and tag.argument:
            span.extra = {"language": tag.argument}
        elif kind == "blockquote" and tag.argument:
            span.kind = "expandable_blockquote"
        elif kind == "custom_emoji":
            span.extra = {"custom_emoji_id": tag.argument}
        self.spans.append(span)


def _argument(tag: str, attribute: str, value: str) -> str:
    """What an attribute means to its tag; empty when it means nothing."""
    if tag == "a" and attribute == "href":
        return value
    if tag == "code" and attribute == "class" and value.startswith("language-"):
        return value[len("language-") :]
    if tag == "span" and attribute == "class" and value.startswith("tg-"):
        return value[len("tg-") :]
    if tag == "tg-emoji" and attribute == "emoji-id":
        return value
    if tag == "blockquote" and attribute == "expandable":
        return "1"
    return ""
