"""Headings of the form sheets, read: what XLSForm calls a column, in which language it is, what becomes of it."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from forms.column_names import ALIASES, KNOWN, MEDIA, NESTED, TRANSLATED, WITHOUT_EFFECT

HECHA_NAMESPACE = "urn:hecha:form:1"
HECHA_PREFIX = "hecha"
NAMESPACE_DECLARATION = f'{HECHA_PREFIX}="{HECHA_NAMESPACE}"'

MARKS = ("complies", "problem", "na", "phrases", "usual", "photos", "item")
_HECHA_PARENT = {"survey": "bind", "settings": "attribute"}
_HECHA_SETTING = re.compile(r"department|title-[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ATTRIBUTE = re.compile(r"(?:(?P<prefix>[A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*")
_ELEMENT = re.compile(r"[^\W\d][\w.-]*")
_PARENTS = {"bind": "bind", "control": "control", "body": "control", "instance": "instance"}

Use = Literal["read", "extra", "ignored", "note", "stranger", "malformed"]


@dataclass(frozen=True)
class Column:
    """A heading, read.

    Attributes:
        heading: As written in the sheet.
        meaning: XLSForm's main name for it; `hecha:<mark>` for the project's own attributes; `bind::…`, `control::…`,
            `instance::…` and `attribute::…` for other attributes of the XForm.
        language: The language as written after `::`, None for none.
        use: `read`; `extra` for a choice's own column that filters may name; `ignored` because it does nothing in a
            chat; the author's own `note`; or a `stranger` in the project's namespace.
        prefix: Of an attribute that needs a declaration under `namespaces`, else empty.
    """

    heading: str
    meaning: str
    language: str | None = None
    use: Use = "read"
    prefix: str = ""

    def standard(self, sheet: str) -> str:
        """Gives the heading in XLSForm's main spelling, for the converter."""
        if self.meaning.startswith(f"{HECHA_PREFIX}:"):
            return f"{_HECHA_PARENT[sheet]}::{self.meaning}"
        return self.meaning if self.language is None else f"{self.meaning}::{self.language}"


def read_heading(heading: str, sheet: str, *, double_colon: bool) -> Column:
    """Reads one heading.

    Args:
        heading: As written, without spaces around it.
        sheet: `survey`, `choices`, `settings`, `external_choices`, `entities` or `osm`.
        double_colon: Whether the sheet writes `::` anywhere; if not, a single `:` divides, as in old forms.
    """
    parts = _joined_prefixes([part.strip() for part in heading.split("::" if double_colon else ":")])
    first = "_".join(parts[0].split()).lower()
    second = parts[1] if len(parts) > 1 else ""
    if first == _HECHA_PARENT.get(sheet) and second.lower().startswith(f"{HECHA_PREFIX}:"):
        mark = second[len(HECHA_PREFIX) + 1 :]
        known = mark in MARKS if sheet == "survey" else _HECHA_SETTING.fullmatch(mark)
        return Column(heading, f"{HECHA_PREFIX}:{mark}", use="read" if known and len(parts) == 2 else "stranger")
    meaning, rest = _meaning(first, parts, sheet)
    if meaning == "media" and rest and rest[0].lower() in MEDIA:
        meaning, rest = rest[0].lower(), rest[1:]
    if meaning in KNOWN[sheet]:
        use: Use = "ignored" if meaning in WITHOUT_EFFECT.get(sheet, ()) else "read"
        if not rest:
            return Column(heading, meaning, use=use)
        if meaning in TRANSLATED and len(rest) == 1:
            return Column(heading, meaning, language=rest[0], use=use)
        return Column(heading, meaning, use="malformed")
    attribute = _ATTRIBUTE.fullmatch(second)
    if attribute is not None and len(parts) == 2 and _takes_attributes(first, sheet):
        parent = _PARENTS.get(first, first)
        return Column(heading, f"{parent}::{second}", prefix=attribute["prefix"] or "")
    if sheet in ("choices", "external_choices") and _ELEMENT.fullmatch(heading):
        return Column(heading, heading, use="extra")
    return Column(heading, heading, use="note")


def _meaning(first: str, parts: list[str], sheet: str) -> tuple[str, list[str]]:
    if sheet == "survey" and first in _PARENTS and len(parts) > 1:
        nested = NESTED[_PARENTS[first]].get(parts[1].lower())
        if nested is not None:
            return nested, parts[2:]
    return ALIASES[sheet].get(first, first), parts[1:]


def _takes_attributes(first: str, sheet: str) -> bool:
    return (sheet == "survey" and first in _PARENTS) or (sheet == "settings" and first == "attribute")


def known_marks(sheet: str) -> tuple[str, ...]:
    """Gives the project's own columns of a sheet, as an author writes them."""
    if sheet == "survey":
        return tuple(mark_heading(mark) for mark in MARKS)
    return ("attribute::hecha:department", "attribute::hecha:title-en")


def mark_heading(mark: str) -> str:
    """Gives the heading of one of the project's columns in the survey sheet."""
    return f"bind::{HECHA_PREFIX}:{mark}"


def likely_meaning(column: Column, sheet: str) -> str | None:
    """Gives the known name that an unknown heading is probably a slip for."""
    first = re.split(r":+", column.heading)[0].strip().lower()
    close = difflib.get_close_matches("_".join(first.split()), sorted(KNOWN[sheet]), n=1, cutoff=0.8)
    return close[0] if close else None


def _joined_prefixes(parts: list[str]) -> list[str]:
    """Puts `bind:jr:constraintMsg` together again when a single colon divided it."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] in ("jr", HECHA_PREFIX):
            joined[-1] += f":{part}"
        else:
            joined.append(part)
    return joined
