"""The marks that XLSForm allows in labels, hints and notes: bold, italic, headings, links, coloured spans.

As Telegram HTML where a text stands by itself, left out where it stands on a button or within other words.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from forms.checklist import in_language
from forms.text_marks import MAY_BE_MARKED, OPENED, SHUT, read_marks, signs_back, unmarked
from handlers.words import Html, Words

_TAG = re.compile(r"<(/?)([bia])\b[^<>]*>")


@lru_cache(maxsize=4096)
def marked(text: str, *, is_bold: bool = False) -> Html:
    """Return a text as Telegram HTML, its marks as far as Telegram has them; `is_bold`: it stands in bold already."""
    if not MAY_BE_MARKED.search(text):
        return Words.escape(text)
    read, addresses = read_marks(text)
    made = signs_back(Words.escape(read), in_html=True)
    for tag, opened in OPENED.items():
        is_left_out = is_bold and tag == "b"
        made = made.replace(SHUT[tag], "" if is_left_out else f"</{tag}>")
        if tag != "a":
            made = made.replace(opened, "" if is_left_out else f"<{tag}>")
    for address in addresses:
        made = made.replace(OPENED["a"], f'<a href="{html.escape(address)}">', 1)
    # Telegram takes no marks that cross each other.
    return Html(made.strip()) if _is_nested(made) else Words.escape(unmarked(text))


def plain_in(texts: Mapping[str, str], language: str) -> str:
    """Return a text of a form in a language, without marks."""
    return unmarked(in_language(texts, language))


def html_in(texts: Mapping[str, str], language: str) -> Html:
    """Return a text of a form in a language as Telegram HTML."""
    return marked(in_language(texts, language))


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
