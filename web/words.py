"""Words of the pages: Fluent messages in the reader's language, as plain text that the templates escape."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("zh-CN", "en")
FOLDER = Path(__file__).parent / "locales"

_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*$", re.ASCII | re.IGNORECASE)

Words = Callable[..., str]


class MissingWords(KeyError):
    """A message, or a value in it, has no words in a language; the tests find these before a person does."""


@cache
def words_in(language: str) -> Words:
    """Return what gives a message by its key, with texts for the values in it."""
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def say(key: str, **values: str) -> str:
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            raise MissingWords(key)
        text, faults = bundle.format_pattern(pattern, values)
        if faults:
            raise MissingWords(key, faults)
        return str(text)

    return say


def language_of(chosen: str | None, accepted: str) -> str:
    """Return the language of a page: the one chosen on it, else the first known one that the browser accepts.

    Args:
        chosen: What the reader chose, none before that.
        accepted: The header `accept-language`; its order counts among those of one weight (`q`), 0 is none.
    """
    if chosen in LANGUAGES:
        return chosen
    weighed = [(_weight(each), each.partition(";")[0]) for each in accepted.split(",")]
    for weight, each in sorted(weighed, key=lambda told: -told[0]):
        wanted = each.strip().lower().partition("-")[0] if weight else ""
        found = next((language for language in LANGUAGES if language.lower().partition("-")[0] == wanted), None)
        if found:
            return found
    return LANGUAGES[0]


def _weight(part: str) -> float:
    """Return the weight of a part of `accept-language`, 1 where it says none that can be read."""
    told = _WEIGHT.search(part)
    return float(told[1]) if told else 1.0
