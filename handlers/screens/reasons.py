"""Reasons that can be chosen: kept in the law's language as papers need them, read in the reader's own."""

from collections.abc import Iterable

from handlers.words import DEFAULT, Words, words_of


def kept_reason(key: str) -> str:
    """Return the text that is kept for a chosen reason."""
    return words_of(DEFAULT).plain(key)


def cut_short(text: str, most: int) -> str:
    """Return a text of at most so many signs, with … where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def shown_reason(words: Words, reason: str, keys: Iterable[str]) -> str:
    """Return a kept reason in the reader's words when it was a chosen one, else as it was typed."""
    return next((words.plain(key) for key in keys if kept_reason(key) == reason), reason)
