"""The marks that XLSForm allows in labels, hints and notes: bold, italic, headings, links, coloured spans.

As Telegram HTML where a text stands by itself, left out where it stands on a button or within other words.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from forms.checklist import in_language
from handlers.words import Html, Words

_MAY_BE_MARKED = re.compile(r"[*_#<\\]|\]\(")
_ESCAPED = re.compile(r"\\([*_#\[\]()<>\\])")
_BREAK = re.compile(r"<br\s*/?>|</p\s*>", re.IGNORECASE)
_DROPPED = re.compile(r"</?(?:span|p|font|div|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\s*([^\s()<>\"]+)\s*\)")
_WEB = re.compile(r"https?://", re.IGNORECASE)
# What stands within a word marks nothing: name_of_it, 2*3*4.
_PAIRS = (
    ("b", re.compile(r"^[ \t]*#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)),
    ("b", re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)")),
    ("b", re.compile(r"(?<![A-Za-z0-9_])__(?=\S)(.+?)(?<=\S)__(?![A-Za-z0-9_])")),
    ("i", re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![A-Za-z0-9*])")),
    ("i", re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![A-Za-z0-9_])")),
    ("b", re.compile(r"<(?:b|strong)>(.+?)</(?:b|strong)>", re.IGNORECASE | re.DOTALL)),
    ("i", re.compile(r"<(?:i|em)>(.+?)</(?:i|em)>", re.IGNORECASE | re.DOTALL)),
)
# Signs that Unicode keeps for inner use: ours while a text is being read, and in no text that comes in.
_INNER = re.compile("[\ue000-\uefff]")
_SIGN = 0xE000
_OPENED = {"b": "\ue100", "i": "\ue101", "a": "\ue102"}
_SHUT = {"b": "\ue110", "i": "\ue111", "a": "\ue112"}
_TAG = re.compile(r"<(/?)([bia])\b[^<>]*>")


@lru_cache(maxsize=4096)
def unmarked(text: str) -> str:
    """Return what a text says, without its marks."""
    if not _MAY_BE_MARKED.search(text):
        return text
    read, _ = _read(text)
    for sign in (*_OPENED.values(), *_SHUT.values()):
        read = read.replace(sign, "")
    return _signs_back(read).strip()


@lru_cache(maxsize=4096)
def marked(text: str, *, is_bold: bool = False) -> Html:
    """Return a text as Telegram HTML, its marks as far as Telegram has them; `is_bold`: it stands in bold already."""
    if not _MAY_BE_MARKED.search(text):
        return Words.escape(text)
    read, addresses = _read(text)
    made = _signs_back(Words.escape(read), in_html=True)
    for tag, opened in _OPENED.items():
        is_left_out = is_bold and tag == "b"
        made = made.replace(_SHUT[tag], "" if is_left_out else f"</{tag}>")
        if tag != "a":
            made = made.replace(opened, "" if is_left_out else f"<{tag}>")
    for address in addresses:
        made = made.replace(_OPENED["a"], f'<a href="{html.escape(address)}">', 1)
    # Telegram takes no marks that cross each other.
    return Html(made.strip()) if _is_nested(made) else Words.escape(unmarked(text))


def plain_in(texts: Mapping[str, str], language: str) -> str:
    """Return a text of a form in a language, without marks."""
    return unmarked(in_language(texts, language))


def html_in(texts: Mapping[str, str], language: str) -> Html:
    """Return a text of a form in a language as Telegram HTML."""
    return marked(in_language(texts, language))


def _read(text: str) -> tuple[str, list[str]]:
    """Return a text with signs of ours for its marks, and the addresses of its links in their order."""
    addresses: list[str] = []

    def link(found: re.Match[str]) -> str:
        if not _WEB.match(found[2]):
            return found[1]
        addresses.append(_signs_back(found[2]))
        return f"{_OPENED['a']}{found[1]}{_SHUT['a']}"

    text = _ESCAPED.sub(lambda found: chr(_SIGN + ord(found[1])), _INNER.sub("", text))
    text = _LINK.sub(link, _DROPPED.sub("", _BREAK.sub("\n", text)))
    for tag, pattern in _PAIRS:
        text = pattern.sub(f"{_OPENED[tag]}\\1{_SHUT[tag]}", text)
    return text, addresses


def _signs_back(text: str, *, in_html: bool = False) -> str:
    """Return a text with the signs that were escaped in it."""

    def sign(found: re.Match[str]) -> str:
        code = ord(found[0]) - _SIGN
        if code >= 0x100:
            return found[0]
        return html.escape(chr(code), quote=False) if in_html else chr(code)

    return _INNER.sub(sign, text)


def _is_nested(made: str) -> bool:
    waiting: list[str] = []
    for found in _TAG.finditer(made):
        if not found[1]:
            if found[2] in waiting:
                return False
            waiting.append(found[2])
        elif not waiting or waiting.pop() != found[2]:
            return False
    return not waiting
