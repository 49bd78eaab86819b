"""The catalogue of everything that can be told to be wrong: one code, one text in each language.

Each file of this package holds the problems of one area as module constants of type `Problem`; a new
file is found by itself. Codes are `<AREA>_<NNN>` and never used again, because people quote them.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import Protocol, runtime_checkable

CODE_PATTERN = re.compile(r"[A-Z]+_[0-9]{3}")


@dataclass(frozen=True)
class Problem:
    """What is wrong and how to mend it, in both languages.

    Attributes:
        code: `<AREA>_<NNN>`, such as `FORM_031`.
        zh: Simplified Chinese text; `{name}` marks a place that is filled in.
        en: English text with the same places.
    """

    code: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        """Gives the unfilled text for a language tag: English for `en…`, Chinese for every other."""
        return self.en if language.lower().split("-")[0] == "en" else self.zh


@runtime_checkable
class Described(Protocol):
    """Anything that carries a code of the catalogue and what fills its places."""

    @property
    def code(self) -> str:
        """The code of the catalogue."""

    @property
    def placeholders(self) -> Mapping[str, object]:
        """What fills the places of the text."""


@dataclass(frozen=True, slots=True)
class Told:
    """A code of the catalogue and what fills its places, as plain data."""

    code: str
    placeholders: Mapping[str, object]


def describe(described: Described, language: str, year: int | None = None) -> str:
    """Gives the full sentence for a fault or a refusal.

    Args:
        described: The fault; its `placeholders` may hold more names than the text uses, names by language, of
            which the reader's is taken, and values that are described in turn: a reason behind the fault.
        language: A language tag such as `zh-CN` or `en`; days are written as it writes them.
        year: That of the reader, where it is known; days of another one are written with theirs.

    Raises:
        KeyError: The code is not in the catalogue, or a place of its text is not filled.
    """
    filled = {name: _written(value, language, year) for name, value in described.placeholders.items()}
    return problem(described.code).text(language).format_map(filled)


def _written(value: object, language: str, year: int | None) -> object:
    if isinstance(value, Described):
        return describe(value, language, year)
    spoken = language.lower().split("-")[0]
    if isinstance(value, Mapping):
        return value.get(spoken) or value["zh"]
    if not isinstance(value, date):
        return value
    is_english, is_near = spoken == "en", year in (None, value.year)
    if is_english:
        return f"{value.day} {value:%b}" if is_near else f"{value.day} {value:%b} {value.year}"
    return f"{value.month}月{value.day}日" if is_near else f"{value.year}年{value.month}月{value.day}日"


def places(template: str) -> frozenset[str]:
    """Gives the names of the places that a text leaves to be filled."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def problem(code: str) -> Problem:
    """Gives the problem of a code.

    Raises:
        KeyError: No file of the catalogue has this code.
    """
    return _by_code()[code]


@cache
def all_problems() -> tuple[Problem, ...]:
    """Gives every problem of every file of the catalogue, file by file, in the order written."""
    found: list[Problem] = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found += (value for value in vars(module).values() if isinstance(value, Problem))
    return tuple(found)


@cache
def _by_code() -> Mapping[str, Problem]:
    return {each.code: each for each in all_problems()}
