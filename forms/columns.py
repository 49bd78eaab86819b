"""Headings of the three sheets: what XLSForm calls a column, and which columns are understood so far.

Names and other spellings follow the XLSForm reference table and pyxform's aliases.
"""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

HECHA_NAMESPACE = "urn:hecha:form:1"
HECHA_PREFIX = "hecha"
NAMESPACE_DECLARATION = f'{HECHA_PREFIX}="{HECHA_NAMESPACE}"'

MARKS = ("complies", "problem", "na", "phrases", "usual", "photos", "item")
TRANSLATED = frozenset({"label", "hint", "guidance_hint", "required_message", "constraint_message"})

_UNDERSTOOD = {
    "survey": frozenset({"type", "name", "required", "constraint", "appearance", "parameters"}) | TRANSLATED,
    "choices": frozenset({"list_name", "name", "label"}),
    "settings": frozenset({"form_title", "form_id", "version", "default_language", "namespaces"}),
}
_NOT_SUPPORTED = {
    "survey": frozenset(
        {
            "relevant", "calculation", "choice_filter", "trigger", "default", "repeat_count", "read_only", "disabled",
            "image", "big-image", "audio", "video", "media", "autoplay", "rows", "intent", "save_to", "query",
            "bind", "control", "body", "instance", "compact_tag", "sms_field", "sms_option", "noapperrorstring",
        }
    ),
    "choices": frozenset({"image", "big-image", "audio", "video", "media"}),
    "settings": frozenset(
        {"public_key", "instance_name", "instance_id", "prefix", "delimiter", "sms_keyword", "sms_separator",
         "add_none_option", "flat", "client_editable", "attribute"}
    ),
}  # fmt: skip
_ALIASES = {
    "survey": {
        "command": "type", "tag": "name", "value": "name", "caption": "label",
        "requiredmsg": "required_message", "constraining_message": "constraint_message",
        "relevance": "relevant", "calculate": "calculation", "readonly": "read_only",
        "count": "repeat_count", "jr:count": "repeat_count", "no_app_error_string": "noapperrorstring",
        "bind::required": "required", "bind::constraint": "constraint",
        "bind::jr:constraintmsg": "constraint_message", "bind::jr:requiredmsg": "required_message",
        "control::appearance": "appearance", "body::appearance": "appearance",
    },
    "choices": {"value": "name", "caption": "label"},
    "settings": {"set_form_title": "form_title", "set_form_id": "form_id", "id_string": "form_id"},
}  # fmt: skip
_HECHA_PARENT = {"survey": "bind", "settings": "attribute"}
_HECHA_SETTING = re.compile(r"department|title-[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Column:
    """A heading, read.

    Attributes:
        heading: As written in the sheet.
        meaning: XLSForm's main name for it; `hecha:<mark>` for the project's own attributes.
        language: The language as written after `::`, None for none.
        use: `read`; `unsupported`, so its cells must be empty; the author's own `note`; or a `stranger`
            in the project's namespace.
    """

    heading: str
    meaning: str
    language: str | None = None
    use: Literal["read", "unsupported", "note", "stranger"] = "read"

    def standard(self, sheet: str) -> str:
        """Gives the heading in XLSForm's main spelling, for the converter."""
        if self.meaning.startswith(f"{HECHA_PREFIX}:"):
            return f"{_HECHA_PARENT[sheet]}::{self.meaning}"
        return self.meaning if self.language is None else f"{self.meaning}::{self.language}"


def read_heading(heading: str, sheet: str, *, double_colon: bool) -> Column:
    """Reads one heading.

    Args:
        heading: As written, without spaces around it.
        sheet: `survey`, `choices` or `settings`.
        double_colon: Whether the sheet writes `::` anywhere; if not, a single `:` divides, as in old forms.
    """
    parts = [part.strip() for part in heading.split("::" if double_colon else ":")]
    parts = _joined_prefixes(parts)
    first = "_".join(parts[0].split()).lower()
    if first == _HECHA_PARENT.get(sheet) and len(parts) > 1 and parts[1].lower().startswith(f"{HECHA_PREFIX}:"):
        mark = parts[1][len(HECHA_PREFIX) + 1 :]
        known = mark in MARKS if sheet == "survey" else _HECHA_SETTING.fullmatch(mark)
        return Column(heading, f"{HECHA_PREFIX}:{mark}", use="read" if known and len(parts) == 2 else "stranger")
    aliases = _ALIASES[sheet]
    joined = "::".join([first, *(part.lower() for part in parts[1:2])])
    if joined in aliases:
        meaning, rest = aliases[joined], parts[2:]
    else:
        meaning, rest = aliases.get(first, first), parts[1:]
    if meaning in _NOT_SUPPORTED[sheet]:
        return Column(heading, "::".join([meaning, *rest]), use="unsupported")
    if meaning in _UNDERSTOOD[sheet] and not rest:
        return Column(heading, meaning)
    if meaning in _UNDERSTOOD[sheet] & TRANSLATED and len(rest) == 1:
        return Column(heading, meaning, language=rest[0])
    return Column(heading, heading, use="note")


def known_marks(sheet: str) -> tuple[str, ...]:
    """Gives the project's own columns of a sheet, as an author writes them."""
    if sheet == "survey":
        return tuple(mark_heading(mark) for mark in MARKS)
    return ("attribute::hecha:department", "attribute::hecha:title-en")


def mark_heading(mark: str) -> str:
    """Gives the heading of one of the project's columns in the survey sheet."""
    return f"bind::{HECHA_PREFIX}:{mark}"


def likely_meaning(column: Column, sheet: str) -> str | None:
    """Gives the known name that an unknown heading is probably a slip for.

    A heading that starts with an underscore is a note of the author's own, whatever it resembles.
    """
    first = re.split(r":+", column.heading)[0].strip().lower()
    if first.startswith("_"):
        return None
    known = _UNDERSTOOD[sheet] | _NOT_SUPPORTED[sheet]
    close = difflib.get_close_matches("_".join(first.split()), sorted(known), n=1, cutoff=0.8)
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
