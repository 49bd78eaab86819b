"""A public page as a test reads it: its text, its tags, and how large it may be."""

import re
from html.parser import HTMLParser

import httpx

MOST_BYTES = 100_000


def said(answer: httpx.Response) -> str:
    """The text of a page, without its marks."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split())


class _Chinese(HTMLParser):
    """The texts with Chinese signs that stand below no element which says that they are Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.unmarked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "input"):
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if re.search("[\u3400-\u9fff]", data) and self.open[-1][0] != "style" and self.open[-1][1] != "zh-CN":
            self.unmarked.append(data)


def unmarked_chinese(answer: httpx.Response) -> list[str]:
    """What a voice that reads an English page aloud would read as if it were English."""
    return _Chinese(answer.text).unmarked


class Tags(HTMLParser):
    """The tags of a page; raises `AssertionError` when one is closed that is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
