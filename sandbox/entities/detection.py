"""What Telegram finds in a text by itself: commands, mentions, tags, addresses (tdlib `find_entities`)."""

import re

from sandbox.entities.spans import Span

_TAG_LETTER = r"\w\u200c\u00b7\u0d80-\u0dff"
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
_MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?!\w)")
_HASHTAG = re.compile(rf"(?<![{_TAG_LETTER}])#([{_TAG_LETTER}]{{1,256}})(?![{_TAG_LETTER}]*#)")
_CASHTAG = re.compile(rf"(?<![${_TAG_LETTER}])\$(?:1INCH|[A-Z]{{1,8}})(?![${_TAG_LETTER}])")
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,8}(?![\w-])")
_URL = re.compile(
    r"(?<![\w@.#/-])(?:(?P<scheme>https?|ftp|tonsite)://)?"
    r"(?P<host>(?:[\w-]+\.)+(?P<top>[^\W\d_]{2,})|\d{1,3}(?:\.\d{1,3}){3})(?P<port>:\d{1,5})?"
    r"(?P<path>[/?#][^\s\"<>\u00ab\u00bb\u2018-\u201f\u3000-\u3003\uff08\uff09\uff0c\uff1a\uff1b\uff01\uff1f]*)?",
    re.IGNORECASE,
)
_DEEP_LINK = re.compile(r"(?<!\w)(?:tg|ton)://[^\s\"<>]{1,4096}", re.IGNORECASE)
# Without a scheme a host counts only under a widely used top-level domain.
_TOP_WORDS = """
    com org net edu gov mil int info biz name pro app dev io ai me tv cc co us uk de fr it es nl pl ru ua by kz eu cn
    hk tw jp kr in id th vn sg my au nz ca br mx ar za tr il ae ch at be cz dk fi gr hu ie no pt ro se sk xyz top
    site online shop club link live news vip wang ren ltd ink art fun store tech cloud mobi asia tel
    中国 公司 网络 政务 公益 中文网
"""
_TOPS = frozenset(_TOP_WORDS.split())
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
_OPENING = {")": "(", "]": "[", "}": "{"}


def find_spans(text: str, taken: list[Span]) -> list[Span]:
    """Spans that Telegram adds to those already there, never across them.

    Args:
        text: The cleaned text.
        taken: What the sender formatted; inside code and links nothing is looked for.
    """
    found: list[Span] = []
    if "/" in text:
        found += [Span(*match.span(), "bot_command") for match in _COMMAND.finditer(text)]
        found += [Span(*match.span(), "url") for match in _DEEP_LINK.finditer(text)]
    if "@" in text:
        found += [Span(*match.span(), "mention") for match in _MENTION.finditer(text) if _is_name(match[1])]
        found += [Span(*match.span(), "email") for match in _EMAIL.finditer(text)]
    if "#" in text:
        found += [
            Span(*match.span(), "hashtag")
            for match in _HASHTAG.finditer(text)
            if any(letter.isalpha() for letter in match[1])
        ]
    if "$" in text:
        found += [Span(*match.span(), "cashtag") for match in _CASHTAG.finditer(text)]
    if "." in text or "://" in text:
        found += _urls(text)
    return _apart(found, [span for span in taken if span.kind in _CLOSED])


def _is_name(name: str) -> bool:
    return len(name) >= 4 or name.lower() in ("gif", "vid", "pic")


def _urls(text: str) -> list[Span]:
    found = []
    for match in _URL.finditer(text):
        host, top = match["host"], match["top"]
        if not match["scheme"] and top is not None and top.lower() not in _TOPS:
            continue
        if top is None and any(int(part) > 255 for part in host.split(".")):
            continue
        end = match.start() + len(_without_tail(match[0]))
        found.append(Span(match.start(), end, "url"))
    return found


def _without_tail(url: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while url and (
        url[-1] in ".,:;!?'`~" or (url[-1] in _OPENING and url.count(url[-1]) > url.count(_OPENING[url[-1]]))
    ):
        url = url[:-1]
    return url


def _apart(found: list[Span], closed: list[Span]) -> list[Span]:
    """The found spans that overlap neither anything closed nor each other; the earlier and longer one stays."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not any(span.start < other.end and other.start < span.end for other in closed + kept):
            kept.append(span)
    return kept
