"""parse_mode MarkdownV2 (tdlib `parse_markdown_v2`): nested marks, and everything reserved must be escaped."""

import re
from dataclasses import dataclass

from sandbox.entities.links import link_span
from sandbox.entities.markdown import fenced_start
from sandbox.entities.spans import EntityError, Span

_RESERVED = "_*[]()~`>#+-=|{}.!\n"
_EMOJI = re.compile(r"tg://emoji\?id=(\d+)\Z")
# Names in refusals, and the mark that ends each.
_NAMES = {
    "bold": ("Bold", "*"),
    "italic": ("Italic", "_"),
    "underline": ("Underline", "__"),
    "strikethrough": ("Strikethrough", "~"),
    "spoiler": ("Spoiler", "||"),
    "code": ("Code", "`"),
    "pre": ("Pre", "```"),
    "text_link": ("TextUrl", "]"),
    "custom_emoji": ("CustomEmoji", "]"),
    "blockquote": ("BlockQuote", ""),
}
_STARTS = (
    ("```", "pre"),
    ("`", "code"),
    ("__", "underline"),
    ("_", "italic"),
    ("*", "bold"),
    ("~", "strikethrough"),
    ("||", "spoiler"),
    ("![", "custom_emoji"),
    ("[", "text_link"),
)


@dataclass(slots=True)
class _Open:
    kind: str
    start: int
    begin: int
    language: str = ""


def parse_markdown_v2(text: str) -> tuple[str, list[Span]]:
    """Reads MarkdownV2 formatting.

    Returns:
        The text without marks, and its spans.

    Raises:
        EntityError: With Telegram's text; offsets count bytes of UTF-8.
    """
    return _MarkdownV2(text).parse()


class _MarkdownV2:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.written: list[str] = []
        self.open: list[_Open] = []
        self.spans: list[Span] = []
        self.quoting = False

    def parse(self) -> tuple[str, list[Span]]:
        while self.position < len(self.text):
            character = self.text[self.position]
            following = self.text[self.position + 1 : self.position + 2]
            if character == "\\" and following and 0 < ord(following) <= 126:
                self.written.append(following)
                self.position += 2
            elif character not in self._reserved():
                self.written.append(character)
                self.position += 1
            elif self.open and self._ends(character):
                self._close(self.open.pop(), character)
            else:
                self._start(character)
        if self.quoting and self.open and self.open[-1].kind == "blockquote":
            self._add(self.open.pop())
        if self.open:
            raise self._endless(self.open[-1])
        return "".join(self.written), self.spans

    def _reserved(self) -> str:
        return "`" if self.open and self.open[-1].kind in ("code", "pre") else _RESERVED

    def _bytes(self, position: int) -> int:
        return len(self.text[:position].encode("utf-8", "surrogatepass"))

    def _endless(self, tag: _Open) -> EntityError:
        name = "PreCode" if tag.language else _NAMES[tag.kind][0]
        return EntityError(f"Can't find end of {name} entity at byte offset {self._bytes(tag.begin)}")

    def _ends(self, character: str) -> bool:
        if self.quoting and character == "\n":
            return not self.text.startswith(">", self.position + 1)
        kind = self.open[-1].kind
        mark = _NAMES[kind][1]
        if kind == "italic" and self.text.startswith("__", self.position):
            return False
        return bool(mark) and self.text.startswith(mark, self.position)

    def _start(self, character: str) -> None:
        if character == "\n":
            self.written.append("\n")
            self.position += 1
            if self.text.startswith(">", self.position):
                self.position += 1
                self._quote()
            return
        if character == ">" and self.position == 0:
            self.position = 1
            self._quote()
            return
        for mark, kind in _STARTS:
            if self.text.startswith(mark, self.position):
                tag = _Open(kind, len(self.written), self.position)
                self.position += len(mark)
                if kind == "pre":
                    tag.language, self.position = fenced_start(self.text, self.position)
                self.open.append(tag)
                return
        raise EntityError(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _quote(self) -> None:
        if not self.quoting:
            self.quoting = True
            self.open.append(_Open("blockquote", len(self.written), self.position - 1))

    def _close(self, tag: _Open, character: str) -> None:
        if character == "\n":
            if tag.kind != "blockquote":
                raise self._endless(tag)
            self.quoting = False
            self.written.append("\n")
            self.position += 1
            self._add(tag)
            return
        self.position += len(_NAMES[tag.kind][1])
        if tag.kind == "text_link":
            self._close_link(tag)
        elif tag.kind == "custom_emoji":
            self._close_emoji(tag)
        else:
            self._add(tag)

    def _close_link(self, tag: _Open) -> None:
        url = "".join(self.written[tag.start :])
        if self.text.startswith("(", self.position):
            url = self._address("a URL")
        span = link_span(Span(tag.start, len(self.written), "text_link"), url)
        if span is not None and span.end > span.start:
            self.spans.append(span)

    def _close_emoji(self, tag: _Open) -> None:
        if not self.text.startswith("(", self.position):
            raise EntityError("Custom emoji entity must contain a tg://emoji URL")
        found = _EMOJI.match(self._address("a custom emoji URL"))
        if not found:
            raise EntityError("Custom emoji URL must have an emoji identifier")
        self.spans.append(Span(tag.start, len(self.written), "custom_emoji", {"custom_emoji_id": found[1]}))

    def _address(self, what: str) -> str:
        """Reads an address in parentheses at the current place."""
        begin = position = self.position + 1
        read = []
        while position < len(self.text) and self.text[position] != ")":
            following = self.text[position + 1 : position + 2]
            if self.text[position] == "\\" and following and 0 < ord(following) <= 126:
                position += 1
            read.append(self.text[position])
            position += 1
        if position >= len(self.text):
            raise EntityError(f"Can't find end of {what} at byte offset {self._bytes(begin)}")
        self.position = position + 1
        return "".join(read)

    def _add(self, tag: _Open) -> None:
        if len(self.written) > tag.start:
            extra = {"language": tag.language} if tag.language else {}
            self.spans.append(Span(tag.start, len(self.written), tag.kind, extra))
