"""Words: Fluent messages in the reader's language; every value that is put in is escaped for Telegram HTML."""

import html
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt
from fluent.syntax import ast

from forms.checklist import in_language

# One office, one zone: all papers and screens show the time of the People's Republic.
ZONE = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"
FOLDER = Path(__file__).parent / "locales"
# Fluent refuses values over 2,500 signs; longer ones than these are put in afterwards.
VALUE_MOST = 1000
STAND_IN = 0xFDD0  # a sign that Unicode keeps for inner use


class MissingWords(KeyError):
    """A message has no words in a language; the tests find these before a person does."""


class Whole(FluentInt):
    """A whole number as it is written here: 2026, never 2,026. It still chooses between one and many."""

    def format(self, locale: Any) -> str:
        """Return the digits."""
        return str(int(self))


class Html(str):
    """Text that is already Telegram HTML and is put in as it is."""

    __slots__ = ()


# Values that are put in as they are.
SAFE = (int, float, Html)
# The texts of a message and, marked, the names of its values.
Parts = tuple[tuple[bool, str], ...]


@cache
def _messages(language: str) -> tuple[FluentBundle, dict[str, Parts]]:
    """Return a language's messages, and those of them that are nothing but texts and values.

    Most are, and joining these costs a tenth of what resolving them does.
    """
    bundle, plain = FluentBundle([language], use_isolating=False), {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        bundle.add_resource(resource)
        for entry in resource.body:
            if isinstance(entry, ast.Message) and entry.value and (parts := _parts(entry.value)) is not None:
                plain[entry.id.name] = parts
    return bundle, plain


def _parts(pattern: ast.Pattern) -> Parts | None:
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append((False, element.value))
        elif isinstance(element.expression, ast.VariableReference):
            parts.append((True, element.expression.id.name))
        else:
            return None
    return tuple(parts)


class Words:
    """One language's words. `words("key", name=value)` gives HTML; `words.plain` gives text for buttons and toasts.

    Days of another year than `year` are written with theirs; none where nobody reads them at a certain time.
    """

    def __init__(self, language: str, year: int | None = None) -> None:
        self.language = language if language in LANGUAGES else DEFAULT
        self.year = year
        self._bundle, self._plain = _messages(self.language)
        # Phrases without values, most labels of buttons among them, are always the same.
        self._fixed: dict[str, str] = {}

    def __call__(self, key: str, **values: Any) -> Html:
        """Return a message as HTML. Raises `MissingWords`."""
        return Html(self._format(key, {k: _escaped(v) for k, v in values.items()}))

    def plain(self, key: str, **values: Any) -> str:
        """Return a message as plain text, for button labels and toasts. Raises `MissingWords`."""
        return self._format(key, values)

    def pick(self, names: Mapping[str, str]) -> str:
        """Return a name of the data in this language, else in the first that it has."""
        return in_language(names, self.language) or next((name for name in names.values() if name), "")

    @staticmethod
    def escape(text: str) -> Html:
        """Return text as Telegram HTML."""
        return Html(html.escape(text, quote=False))

    def _format(self, key: str, values: dict[str, Any]) -> str:
        if not values and key in self._fixed:
            return self._fixed[key]
        text = self._joined(key, values) if key in self._plain else self._resolved(key, values)
        if not values:
            self._fixed[key] = text
        return text

    def _joined(self, key: str, values: dict[str, Any]) -> str:
        try:
            return "".join([str(values[part]) if is_name else part for is_name, part in self._plain[key]])
        except KeyError as error:
            raise MissingWords(f"{key} in {self.language}: no value {error}") from None

    def _resolved(self, key: str, values: dict[str, Any]) -> str:
        if not self._bundle.has_message(key):
            raise MissingWords(f"{key} in {self.language}")
        pattern = self._bundle.get_message(key).value
        assert pattern is not None
        whole = {name: Whole(value) if isinstance(value, int) else value for name, value in values.items()}
        long = [name for name, value in values.items() if isinstance(value, str) and len(value) > VALUE_MOST]
        whole |= {name: chr(STAND_IN + place) for place, name in enumerate(long)}
        text, errors = self._bundle.format_pattern(pattern, whole)
        if errors:
            raise MissingWords(f"{key} in {self.language}: {errors[0]}")
        pieces = str(text)
        for place, name in enumerate(long):
            pieces = pieces.replace(chr(STAND_IN + place), values[name])
        return pieces


def _escaped(value: Any) -> Any:
    return value if isinstance(value, SAFE) else html.escape(str(value), quote=False)


@cache
def words_of(language: str, year: int | None = None) -> Words:
    """Return the words of a language, the default's for an unknown one."""
    return Words(language, year)


def words_at(language: str, now: datetime) -> Words:
    """Return the words of a language for whoever reads them at an instant."""
    return words_of(language, now.astimezone(ZONE).year)


def from_client(language_code: str | None) -> str:
    """Return our language for a Telegram client's language code (IETF tag)."""
    return "zh-CN" if not language_code or language_code.lower().startswith("zh") else "en"
