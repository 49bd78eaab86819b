"""Legal bases as a record names them: each law once, with all the articles that the items name (附件1, 适合法律)."""

import re
from collections.abc import Iterable

# 《law》, the articles, and what stands behind in brackets.
_PART = re.compile(r"(《[^》]+》)(?:第([^条]+)条)?(.*)")
_FIRST_ARTICLE = re.compile(r"\d+")
# Whoever keeps the item list marks by it what is still to be verified; a paper does not say so.
_UNVERIFIED = re.compile(r"(，|；)?待核(?=）)|待核")
_EMPTY = re.compile(r"（\s*）")


def laws_of(bases: Iterable[str]) -> list[str]:
    """Return the laws of several legal bases, in the order in which they are first named, their articles put together
    and counted up.

    What is not written as 《law》第…条 stays as it is, once.
    """
    articles: dict[tuple[str, str], dict[str, None]] = {}
    for base in bases:
        for part in base.split("；"):
            text = _EMPTY.sub("", _UNVERIFIED.sub("", part)).strip()
            found = _PART.fullmatch(text)
            law, named, rest = found.groups() if found else (text, None, "")
            if law:
                articles.setdefault((law, rest), {}).update(dict.fromkeys(named.split("、") if named else ()))
    return [_written(law, list(named), rest) for (law, rest), named in articles.items()]


def _written(law: str, named: list[str], rest: str) -> str:
    return f"{law}第{'、'.join(sorted(named, key=_article))}条{rest}" if named else f"{law}{rest}"


def _article(named: str) -> tuple[bool, int]:
    """Return where an article, or the first of a range, stands; one that is not written in digits comes last."""
    first = _FIRST_ARTICLE.match(named)
    return (first is None, int(first[0]) if first else 0)
