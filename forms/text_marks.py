"""The marks that XLSForm allows in labels, hints and notes: bold, italic, headings, links, coloured spans."""

import html
import re
from functools import lru_cache
from typing import Final

MAY_BE_MARKED: Final = re.compile(r"[*_#<\\]|\]\(")
_ESCAPED: Final = re.compile(r"\\([*_#\[\]()<>\\])")
_BREAK: Final = re.compile(r"<br\s*/?>|</p\s*>", re.IGNORECASE)
_DROPPED: Final = re.compile(r"</?(?:span|p|font|div|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK: Final = re.compile(r"\[([^\[\]\n]+)\]\(\s*([^\s()<>\"]+)\s*\)")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
# What stands within a word marks nothing: name_of_it, 2*3*4.
_PAIRS: Final = (
    ("b", re.compile(r"^[ \t]*#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)),
    ("b", re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)")),
    ("b", re.compile(r"(?<![A-Za-z0-9_])__(?=\S)(.+?)(?<=\S)__(?![A-Za-z0-9_])")),
    ("i", re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![A-Za-z0-9*])")),
    ("i", re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![A-Za-z0-9_])")),
    ("b", re.compile(r"<(?:b|strong)>(.+?)</(?:b|strong)>", re.IGNORECASE | re.DOTALL)),
    ("i", re.compile(r"<(?:i|em)>(.+?)</(?:i|em)>", re.IGNORECASE | re.DOTALL)),
)
# Signs that Unicode keeps for inner use: ours while a text is being read, and in no text that comes in.
_INNER: Final = re.compile("[\ue000-\uefff]")
_SIGN: Final = 0xE000
OPENED: Final = {"b": "\ue100", "i": "\ue101", "a": "\ue102"}
SHUT: Final = {"b": "\ue110", "i": "\ue111", "a": "\ue112"}


@lru_cache(maxsize=4096)
def unmarked(text: str) -> str:
    """Return what a text says, without its marks."""
    if not MAY_BE_MARKED.search(text):
        return text
    read, _ = read_marks(text)
    for sign in (*OPENED.values(), *SHUT.values()):
        read = read.replace(sign, "")
    return signs_back(read).strip()


def read_marks(text: str) -> tuple[str, list[str]]:
    """Return a text with signs of ours for its marks, and the addresses of its links in their order."""
    addresses: list[str] = []

    def link(found: re.Match[str]) -> str:
        if not _WEB.match(found[2]):
            return found[1]
        addresses.append(signs_back(found[2]))
        return f"{OPENED['a']}{found[1]}{SHUT['a']}"

    text = _ESCAPED.sub(lambda found: chr(_SIGN + ord(found[1])), _INNER.sub("", text))
    text = _LINK.sub(link, _DROPPED.sub("", _BREAK.sub("\n", text)))
    for tag, pattern in _PAIRS:
        text = pattern.sub(f"{OPENED[tag]}\\1{SHUT[tag]}", text)
    return text, addresses


def signs_back(text: str, *, in_html: bool = False) -> str:
    """Return a text with the signs that were escaped in it."""

    def sign(found: re.Match[str]) -> str:
        code = ord(found[0]) - _SIGN
        if code >= 0x100:
            return found[0]
        return html.escape(chr(code), quote=False) if in_html else chr(code)

    return _INNER.sub(sign, text)
