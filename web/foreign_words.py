"""Chinese on a page in another language says that it is: what reads a page aloud changes its voice there (WCAG 3.1.2).

Reasons, matters and names of the office stand in Chinese on every page, some of them amid a sentence of the other
language. They are marked here once for all pages, not in each template.
"""

import re
from typing import NamedTuple

CHINESE = "zh-CN"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ANY = re.compile(f"[{_HAN}]")
# What stands without a space between Chinese signs, numbers and codes, belongs to them.
_SIGNS = f"[{_HAN}\u3000-\u303f\uff00-\uffef]+"
_RUN = re.compile(f"{_SIGNS}(?:(?:[0-9A-Za-z.%-]|&#?[0-9a-z]+;)*{_SIGNS})*")
_PIECES = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<(?:[^>\"]|\"[^\"]*\")*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_LANGUAGE = re.compile(r'\slang="([a-z]+)')
# What holds no text, or none of the page.
_WITHOUT = frozenset({"br", "hr", "img", "input", "link", "meta", "script", "style"})
# Nothing but text may stand in these: they are marked as a whole.
_TEXT_ONLY = frozenset({"title", "option", "textarea", "text"})


class _Open(NamedTuple):
    """An element that is not closed yet: the place of its tag, and whether what stands in it is said to be Chinese."""

    name: str
    at: int
    is_chinese: bool


def chinese_marked(html: str) -> str:
    """Return a page that is not in Chinese with all Chinese in it below an element that says so."""
    if not _ANY.search(html):
        return html
    pieces, open_ = [found[0] for found in _PIECES.finditer(html)], list[_Open]()
    for at, piece in enumerate(pieces):
        tag = _TAG.match(piece)
        if tag is None:
            if open_ and not open_[-1].is_chinese and _ANY.search(piece):
                _mark(pieces, at, open_[-1])
        elif tag[1]:
            del open_[-1:]
        elif tag[2] not in _WITHOUT and not piece.endswith("/>"):
            said = _LANGUAGE.search(piece)
            is_chinese = said[1] == "zh" if said else bool(open_) and open_[-1].is_chinese
            open_.append(_Open(tag[2], at, is_chinese))
    return "".join(pieces)


def _mark(pieces: list[str], at: int, inside: _Open) -> None:
    if inside.name in _TEXT_ONLY:
        begins = f"<{inside.name}"
        pieces[inside.at] = pieces[inside.at].replace(begins, f'{begins} lang="{CHINESE}"', 1)
    else:
        pieces[at] = _RUN.sub(lambda run: f'<span lang="{CHINESE}">{run[0]}</span>', pieces[at])
