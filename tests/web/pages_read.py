"""A public page as a test reads it: its text, its tags, and how large it may be."""

import re
from html.parser import HTMLParser

import httpx

MOST_BYTES = 100_000


def said(answer: httpx.Response) -> str:
    """The text of a page, without its marks."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split())


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
